package evidence

import (
	"encoding/json"
	"strings"
	"testing"
)

// A record that no reader would take is not made.
func TestRecordsAreBounded(t *testing.T) {
	e := Exhibit{Name: "x"}
	for range maxClaims {
		e.Claimed = append(e.Claimed, Claim{Algorithm: "md5", By: strings.Repeat("x", maxText), Result: Unchecked, Value: "00ff"})
	}
	if err := e.Check(); err == nil || !strings.Contains(err.Error(), "at most 65536") {
		t.Error(err)
	}
	e.Claimed = e.Claimed[:10]
	if err := e.Check(); err != nil {
		t.Error(err)
	}
}

func TestOriginal(t *testing.T) {
	for name, want := range map[string]string{
		"a b.txt":         "a b.txt",
		`a"b\n`:           `a"b\n`,
		"a\nb.txt":        `"a\u000ab.txt"`,
		`"quoted"`:        `"\"quoted\""`,
		"\\\u0085\u2028я": `"\\\u0085\u2028я"`,
	} {
		got := Original(name)
		if got != want || checkText(got) != nil {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
		var back string
		if got[0] == '"' && (json.Unmarshal([]byte(got), &back) != nil || back != name) {
			t.Errorf("%q comes back as %q", name, back)
		}
	}
}
