package container

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/evidence"
)

// Whatever an exhibit holds, looking into it ends, and what is found fits a record.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		files, err := filepath.Glob("testdata/" + s)
		if err != nil || len(files) == 0 {
			f.Fatal(s, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := fstest.MapFS{name: {Data: data}, name + ".sha256": {Data: data}, "SHA1SUMS": {Data: data}}
		found, err := NewFinder(dir, nil).Claims(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		e := evidence.Exhibit{Name: "x", Claimed: found.Claims}
		if err := e.Check(); err != nil {
			t.Fatal(err)
		}
		for _, n := range found.Notes {
			if len(n) > 600 {
				t.Errorf("a note of %d bytes", len(n))
			}
		}
	})
}

func FuzzEWF(f *testing.F)  { fuzz(f, "x.E01", "plain.E01", "zeros.E01") }
func FuzzZIP(f *testing.F)  { fuzz(f, "x.zip", "*.zip", "*.aff4") }
func FuzzMail(f *testing.F) { fuzz(f, "x.eml", "*.eml") }

func FuzzTurtle(f *testing.F) {
	f.Add("@prefix a: <b#> .\n<x> a a:B ; a:c \"d\\\"\"^^a:E , '''f'''@en-GB , 7 ; .\n# end")
	f.Fuzz(func(t *testing.T, text string) {
		subjects, err := parseTurtle(text)
		if err == nil && len(subjects) > len(text) {
			t.Errorf("%d subjects", len(subjects))
		}
	})
}

func FuzzSums(f *testing.F) {
	f.Add("b1946ac92492d2347c6235b4d2611184 *x", "md5")
	f.Add("MD5 (x) = b1946ac92492d2347c6235b4d2611184", "md5")
	f.Fuzz(func(t *testing.T, line, algorithm string) {
		if value, _, ok := sumLine(line, algorithm); ok && len(value) != 2*newHash(algorithm).Size() {
			t.Errorf("%q", value)
		}
	})
}
