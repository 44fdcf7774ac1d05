package evidence_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/evidence"
)

// openedFiles are the files of the opened bundle of the test vectors.
func openedFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	dir := os.DirFS("testdata/opened")
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Without bagit.txt the exhibits are as right as before.
func TestAMissingTagFileLeavesTheExhibits(t *testing.T) {
	files := openedFiles(t)
	delete(files, "bagit.txt")
	v, err := evidence.CheckFolder(context.Background(), files, evidence.CheckOptions{})
	if err != nil {
		t.Fatal(err)
	}
	missing := false
	for _, f := range v.Findings {
		missing = missing || f.Where == "bagit.txt"
		if strings.HasPrefix(f.Where, "data/") {
			t.Errorf("an exhibit is blamed: %v", f)
		}
	}
	if !missing || v.Whole {
		t.Errorf("that bagit.txt is missing is not found: %v", v.Findings)
	}
}

// cancelling cancels when a file is opened.
type cancelling struct {
	fs.FS
	at     string
	cancel func()
}

func (c cancelling) Open(name string) (fs.File, error) {
	if name == c.at {
		c.cancel()
	}
	return c.FS.Open(name)
}

// To stop a check says nothing of the bundle.
func TestCancellingIsNoFinding(t *testing.T) {
	for _, at := range []string{"records.jsonl", "manifest-sha256.txt", "data/letter.txt", "tagmanifest-sha256.txt"} {
		ctx, cancel := context.WithCancel(context.Background())
		v, err := evidence.CheckFolder(ctx, cancelling{openedFiles(t), at, cancel}, evidence.CheckOptions{})
		cancel()
		if !errors.Is(err, context.Canceled) || v != nil {
			t.Errorf("stopped at %s: %v, %v", at, v, err)
		}
	}
}

// pipes wait for ever when they are opened.
type pipes struct {
	*testing.T
	fstest.MapFS
}

func (p pipes) Open(name string) (fs.File, error) {
	if f := p.MapFS[name]; f != nil && f.Mode&fs.ModeNamedPipe != 0 {
		p.Errorf("the pipe %s was opened", name)
	}
	return p.MapFS.Open(name)
}

func (p pipes) Stat(name string) (fs.FileInfo, error) { return p.MapFS.Stat(name) }

func TestAPipeIsNeverOpened(t *testing.T) {
	for _, name := range []string{"bagit.txt", "data/letter.txt", evidence.SealName} {
		files := openedFiles(t)
		files[name] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
		v, err := evidence.CheckFolder(context.Background(), pipes{t, files}, evidence.CheckOptions{})
		if err != nil || v.Whole {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}
