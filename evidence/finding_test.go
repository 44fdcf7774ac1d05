package evidence

import (
	"regexp"
	"strings"
	"testing"
)

// Whoever translates a verdict finds every code in the specification.
func TestSpecificationListsEveryCode(t *testing.T) {
	spec := string(read(t, "../docs/spec/evidence.md"))
	codes := 0
	for file, form := range map[string]string{"finding.go": `Code\s+= "([a-z-]+)"`, "verdict.go": `v\.(?:yes|not)\("([a-z-]+)"`} {
		for _, m := range regexp.MustCompile(form).FindAllStringSubmatch(string(read(t, file)), -1) {
			if codes++; !strings.Contains(spec, "`"+m[1]+"`") {
				t.Errorf("the specification does not list %s", m[1])
			}
		}
	}
	if codes < 45 {
		t.Errorf("only %d codes were found", codes)
	}
}
