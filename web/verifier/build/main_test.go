package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/comity-dev/comity/web/verifier"
)

// TestTwoBuildsAreTheSame builds from two copies of the sources in folders of
// different names, the second with nothing kept from the first.
func TestTwoBuildsAreTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the whole program anew")
	}
	var pages [2][]byte
	for i, name := range []string{"one", "another/and-a-longer-one"} {
		dir := filepath.Join(t.TempDir(), name)
		copySources(t, dir)
		var env []string
		if i == 1 {
			env = append(env, "GOCACHE="+t.TempDir())
		}
		program, err := compile(dir, env...)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(program, []byte(dir)) {
			t.Errorf("the program names the folder it was built in")
		}
		glue, err := glue()
		if err != nil {
			t.Fatal(err)
		}
		if pages[i], err = verifier.Page(program, glue, "go"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(pages[0], pages[1]) {
		t.Errorf("two builds gave different pages, of %d and %d bytes", len(pages[0]), len(pages[1]))
	}
}

func copySources(t *testing.T, dir string) {
	t.Helper()
	const root = "../../.."
	for _, room := range []string{"evidence", "custody", "web"} {
		if err := os.CopyFS(filepath.Join(dir, room), os.DirFS(filepath.Join(root, room))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
