package evidence

import (
	"encoding/json"
	"testing"
)

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
