package opinion_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comity-dev/comity/opinion"
)

// seeds gives the matters of the decided cases as texts of their own, or only
// their conduct.
func seeds(f *testing.F, part string) [][]byte {
	f.Helper()
	files, err := filepath.Glob("testdata/matters/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatal("there are no matters", err)
	}
	var out [][]byte
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		text := under(string(data), "matter")
		if part != "" {
			text = under(text, part)
		}
		if text != "" {
			out = append(out, []byte(text))
		}
	}
	return out
}

// under gives the lines that are indented under a name, without the indent.
func under(text, name string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") {
			inside = strings.TrimSpace(line) == name+":"
			continue
		}
		if inside {
			b.WriteString(strings.TrimPrefix(line, "  "))
		}
	}
	return b.String()
}

// Foreign bytes are refused or answered; nothing in between.
func FuzzReadMatter(f *testing.F) {
	for _, s := range seeds(f, "") {
		f.Add(s)
	}
	f.Add([]byte(sound))
	r := embedded(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := opinion.ReadMatter(data, r.Corpus())
		if err != nil {
			if m != nil {
				t.Fatal("half a matter came with the problems")
			}
			return
		}
		if err := opinion.Check(m, r.Corpus()); err != nil {
			t.Fatalf("accepted from a file, refused from a program: %v", err)
		}
		o, err := r.Opinion(m)
		if err != nil {
			t.Fatalf("accepted, and then: %v", err)
		}
		if _, err := json.Marshal(o); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzReadConduct(f *testing.F) {
	for _, s := range seeds(f, "conduct") {
		f.Add(s)
	}
	r := embedded(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		k, err := opinion.ReadConduct(data, r.Corpus())
		if err != nil {
			if k != nil {
				t.Fatal("half a conduct came with the problems")
			}
			return
		}
		if code, _ := r.Corpus().Contradiction(k); code != "" {
			t.Fatalf("accepted, though %q is true and false", code)
		}
		for _, state := range []string{"JPN", "PHL", "USA"} {
			if _, err := json.Marshal(r.Corpus().Match(state, k, k.On)); err != nil {
				t.Fatal(err)
			}
		}
	})
}
