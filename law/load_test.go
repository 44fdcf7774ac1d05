package law_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/law"
)

// small gives the files of a small sound corpus, to be changed by a test.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS(filepath.Join("testdata", "small"))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// replace changes the one place in a file where old stands.
func replace(t testing.TB, files fstest.MapFS, name, old, new string) {
	t.Helper()
	text := string(files[name].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), name)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}

func load(t testing.TB, files fs.FS, base *law.Corpus) *law.Corpus {
	t.Helper()
	c, err := law.Load(files, base)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// only keeps the files of some units.
func only(files fstest.MapFS, names ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, n := range names {
		out[n] = files[n]
	}
	return out
}

func TestLoadSmall(t *testing.T) {
	c := load(t, small(t), nil)
	if got := strings.Join(c.States(), " ") + ", " + strings.Join(c.Instruments(), " "); got != "FRA KEN, treaty" {
		t.Errorf("loaded %s", got)
	}
	if s, o := c.OffenceByID("ken.cmca.14"); o == nil || s.ID != "KEN" || *o.Penalty.Base != 3 {
		t.Errorf("offence ken.cmca.14: %+v", o)
	}
	if ps := law.CheckFiles(small(t), nil); ps != nil {
		t.Errorf("problems in a sound corpus: %v", ps)
	}
}

// One mistake anywhere, and nothing is loaded.
func TestHalfACorpusNeverLoads(t *testing.T) {
	for name := range small(t) {
		t.Run(name, func(t *testing.T) {
			files := small(t)
			files[name] = &fstest.MapFile{Data: append([]byte("mistake: 1\n"), files[name].Data...)}
			c, err := law.Load(files, nil)
			var ps law.Problems
			if c != nil || !errors.As(err, &ps) {
				t.Fatalf("got %v, %v", c, err)
			}
			if len(ps) != 1 || ps[0].File != name || ps[0].Line != 1 {
				t.Errorf("one mistake gives: %v", err)
			}
		})
	}
}

// Every mistake of every file is told at once.
func TestAllProblemsInOneGo(t *testing.T) {
	files := small(t)
	replace(t, files, "states/fra.yaml", "region: Europe", "region: 7")
	replace(t, files, "states/ken.yaml", "- [access]", "- [acces]")
	replace(t, files, "instruments/treaty.yaml", "mode: may", "mode: endeavour")
	replace(t, files, "concepts/ken.yaml", "[rule]", "[rules]")
	var places []string
	for _, p := range law.CheckFiles(files, nil) {
		places = append(places, p.File)
	}
	if got := strings.Join(places, " "); got != "concepts/ken.yaml instruments/treaty.yaml states/fra.yaml states/ken.yaml" {
		t.Errorf("problems in %s", got)
	}
}

func TestNoVocabulary(t *testing.T) {
	_, err := law.Load(only(small(t), "states/ken.yaml", "states/fra.yaml"), nil)
	if err == nil || err.Error() != "vocabulary:1:1: there is no vocabulary; add the folder vocabulary, or lay this corpus over one that has it" {
		t.Errorf("%v", err)
	}
}
