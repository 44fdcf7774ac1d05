package main

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/evidence"
)

// Work that was cut off goes on behind the last finished part, and not if a part
// was changed meanwhile.
func TestSealResumesFromItsFolder(t *testing.T) {
	key, err := evidence.NewSigningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, reader, err := evidence.NewIdentity(true, "")
	if err != nil {
		t.Fatal(err)
	}
	data := strings.Repeat("x", 500_000)
	o := evidence.SealOptions{Recipients: []string{reader}, Signer: key, Random: rand.Reader, Time: today, PartSize: 128 << 10,
		Exhibits: func(yield func(evidence.Exhibit, error) bool) {
			yield(evidence.Exhibit{Name: "disk", Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(data)), nil
			}}, nil)
		}}
	dir := filepath.Join(t.TempDir(), "bundle")
	s, err := openStore(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	cut := errors.New("cut off")
	o.Checkpoint = func(now evidence.State) error {
		return errors.Join(s.checkpoint(now), map[bool]error{true: cut}[len(now.Parts) == 2])
	}
	if _, err := evidence.Seal(t.Context(), s, o); !errors.Is(err, cut) {
		t.Fatal(err)
	}
	if i, err := os.Stat(filepath.Join(dir, stateName)); err != nil || i.Mode().Perm() != 0o600 {
		t.Fatal(err, i)
	}
	if o.Resume, err = s.state(); err != nil || len(o.Resume.Parts) != 2 {
		t.Fatal(err)
	}
	o.Checkpoint = s.checkpoint
	if _, err := evidence.Seal(t.Context(), s, o); err != nil {
		t.Fatal(err)
	}
	if err := s.finished(); err != nil {
		t.Fatal(err)
	}
	v, err := evidence.Verify(t.Context(), os.DirFS(dir), evidence.CheckOptions{Trust: evidence.Trust{Keys: []evidence.VerifyingKey{key.Public()}}})
	if err != nil || !v.Proved {
		t.Fatal(err, v.Findings)
	}
	if err := os.WriteFile(filepath.Join(dir, evidence.PartName(1)), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.same(o.Resume.Parts[0].Part); err == nil {
		t.Fatal("a changed part was taken up again")
	}
	s.close()
}

func TestProgressLine(t *testing.T) {
	if got := progressLine("sealing", 500e6, 1500e6, 2*time.Second); got != "sealing: 500 of 1500 MB, 250 MB/s, 4s left" {
		t.Error(got)
	}
}

// Nothing that is opened leaves its folder or takes the place of another file.
func TestStagingWritesNowhereElse(t *testing.T) {
	s, err := stage(filepath.Join(t.TempDir(), "opened"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.remove()
	if err := os.Symlink("/", filepath.Join(s.dir, "out")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../x", "/x", "out/tmp/x"} {
		if f, err := s.Create(name); err == nil {
			t.Errorf("%s was created: %v", name, f.Close())
		}
	}
	f, err := s.Create("data/a/b")
	if err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	if _, err := s.Create("data/a/b"); err == nil {
		t.Error("a file was written over")
	}
}

func TestEvidenceIsBoundedInMemory(t *testing.T) {
	old := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(old)
	a := system()
	a.out, a.err = io.Discard, io.Discard
	if code := run([]string{"evidence", "show", t.TempDir()}, a); code == 0 {
		t.Error("an empty folder was shown")
	}
	if got := debug.SetMemoryLimit(-1); got != maxHeap {
		t.Errorf("the limit is %d, want %d", got, maxHeap)
	}
}
