package law_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/comity-dev/comity/law"
)

// Each archive of testdata/bad holds files that take the place of those of the
// small corpus, and all that is then wrong.
func TestBadCorpora(t *testing.T) {
	names, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, want := small(t), ""
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = strings.TrimSuffix(string(f.Data), "\n")
					continue
				}
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			if got := law.CheckFiles(files, nil).Error(); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
