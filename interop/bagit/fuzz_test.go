package bagit

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever stands in the tag files, the check ends with an answer, and a bag that
// is said to be valid has its payload listed with the right digests.
func FuzzCheck(f *testing.F) {
	for _, v := range vectors(f) {
		dir := v.fs(f)
		text := func(name string) []byte {
			if file := dir[name]; file != nil {
				return file.Data
			}
			return nil
		}
		f.Add(text("bagit.txt"), text("bag-info.txt"), text("manifest-sha256.txt"), text("tagmanifest-sha256.txt"), text("fetch.txt"))
	}
	f.Fuzz(func(t *testing.T, declaration, info, manifest, tags, fetch []byte) {
		dir := fstest.MapFS{"data/hello.txt": {Data: []byte("hello\n")}, "bagit.txt": {Data: declaration}, "bag-info.txt": {Data: info},
			"manifest-sha256.txt": {Data: manifest}, "tagmanifest-sha256.txt": {Data: tags}, "fetch.txt": {Data: fetch}}
		proved := false
		r, err := Check(t.Context(), dir, Options{Each: func(f File) error {
			for _, d := range f.Digests {
				proved = proved || f.Name == "data/hello.txt" && d.Matches && d.Value == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
			}
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		if r.Valid && (!proved || !r.Complete) {
			t.Fatalf("valid, though data/hello.txt was not proved: %+v", r)
		}
		for _, x := range append(r.Findings, r.Warnings...) {
			if x.Code == "" || x.Where == "" || len(x.What) > 1000 || strings.ContainsRune(x.What, 0) {
				t.Errorf("%q", x)
			}
		}
	})
}
