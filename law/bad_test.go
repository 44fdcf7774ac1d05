package law_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/law"
)

// Each archive of testdata/bad tells what it is about, and holds files that
// take the place of those of the small corpus, and all that is then wrong.
func TestBadCorpora(t *testing.T) {
	names, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			files := small(t)
			for name, data := range archive(t, name) {
				files[name] = &fstest.MapFile{Data: []byte(data)}
			}
			want := strings.TrimSuffix(string(files["want"].Data), "\n")
			if got := law.CheckFiles(files, nil).Error(); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

var header = regexp.MustCompile(`(?m)^-- (.+) --\n`)

// archive reads files that are written one after the other, each after a line
// with its name.
func archive(t *testing.T, name string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, files := string(data), map[string]string{}
	for places := header.FindAllStringSubmatchIndex(text, -1); len(places) > 0; places = places[1:] {
		end := len(text)
		if len(places) > 1 {
			end = places[1][0]
		}
		p := places[0]
		files[text[p[2]:p[3]]] = text[p[1]:end]
	}
	return files
}
