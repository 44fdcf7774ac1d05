package bagit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The bags of the BagIt conformance suite of the Library of Congress that do not
// come out as the name of their folder says, and why.
var judged = map[string]string{
	"v0.97/warning/special-system-files": "data/.DS_Store is listed, and the suite does not have it: not complete",
}

// COMITY_BAGIT_SUITE is a copy of github.com/LibraryOfCongress/bagit-conformance-suite.
// Bags for one system alone are refused on all: a bag travels.
func TestConformanceSuite(t *testing.T) {
	suite := os.Getenv("COMITY_BAGIT_SUITE")
	if suite == "" {
		t.Skip("COMITY_BAGIT_SUITE does not name a copy of the conformance suite; TestVectors has a bag of our own for each of its cases")
	}
	dirs, err := filepath.Glob(filepath.Join(suite, "v*", "*", "*", "data"))
	if err != nil || len(dirs) != 60 {
		t.Fatalf("%d bags in %s, want 60: %v", len(dirs), suite, err)
	}
	for _, d := range dirs {
		dir := filepath.Dir(d)
		name, _ := filepath.Rel(suite, dir)
		name = filepath.ToSlash(name)
		r, err := Check(t.Context(), os.DirFS(dir), Options{})
		if err != nil {
			t.Fatal(err)
		}
		kind := strings.Split(name, "/")[1]
		want := kind == "valid" || kind == "warning"
		if _, differs := judged[name]; (r.Valid == want) == differs {
			t.Errorf("%s: valid %v: %v", name, r.Valid, r.Findings)
		}
		if kind == "warning" && len(r.Warnings) == 0 {
			t.Errorf("%s: no warning", name)
		}
	}
}
