package custody_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// vectorLog is the log of the vectors, in memory.
func vectorLog(t testing.TB) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	fsys := os.DirFS("testdata/log")
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			m[name] = &fstest.MapFile{}
			m[name].Data, err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestCheckWholeLog(t *testing.T) {
	r, err := custody.Check(vectorLog(t), vectorPolicy(t))
	if err != nil || r.Checkpoint.Size != 600 || len(r.Unknown)+len(r.Unfinished) > 0 {
		t.Fatalf("%+v %v", r, err)
	}
	// Of a signature that the policy does not name, nothing is proved.
	r, err = custody.Check(vectorLog(t), edPolicy(t))
	if err != nil || len(r.Unknown) != 1 {
		t.Fatalf("%+v %v", r, err)
	}
}

// TestEveryChangedByteIsFound flips a bit in one byte after the other: in each
// byte of the checkpoint, and in every seventh of all other files.
func TestEveryChangedByteIsFound(t *testing.T) {
	p, m := vectorPolicy(t), vectorLog(t)
	stride := 7
	if testing.Short() {
		stride = 701
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		data := m[name].Data
		step := stride
		if name == "checkpoint" {
			step = max(1, stride/200)
		}
		for i := 0; i < len(data); i += step {
			data[i] ^= 1 << (i % 8)
			checkFault(t, m, p, name, i)
			data[i] ^= 1 << (i % 8)
		}
	}
}

func checkFault(t *testing.T, m fstest.MapFS, p *custody.Policy, name string, i int) {
	t.Helper()
	_, err := custody.Check(m, p)
	var fault *custody.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("byte %d of %s changed: %v", i, name, err)
	}
	// A whole entry or line is named by its first byte.
	unit := int64(1)
	if strings.HasPrefix(name, "tile/entries/") {
		unit = 75
	}
	if name == "checkpoint" && fault.File == name {
		return // a change of the text shows in a signature below
	}
	if fault.File != name || fault.Offset > int64(i) || fault.Offset+unit <= int64(i) {
		t.Fatalf("byte %d of %s changed, found: %v", i, name, fault)
	}
}

func TestCheckFindsFiles(t *testing.T) {
	p := vectorPolicy(t)
	for name, change := range map[string]func(m fstest.MapFS){
		"a bundle is missing":   func(m fstest.MapFS) { delete(m, "tile/entries/001") },
		"a tile is missing":     func(m fstest.MapFS) { delete(m, "tile/1/000.p/2") },
		"a bundle is cut":       func(m fstest.MapFS) { m["tile/entries/000"].Data = m["tile/entries/000"].Data[:75*255] },
		"a tile is longer":      func(m fstest.MapFS) { m["tile/0/000"].Data = append(m["tile/0/000"].Data, 0) },
		"a foreign file":        func(m fstest.MapFS) { m["tile/README"] = &fstest.MapFile{} },
		"another name":          func(m fstest.MapFS) { m["tile/0/x000/000"] = m["tile/0/000"] },
		"something in the lock": func(m fstest.MapFS) { m["lock"] = &fstest.MapFile{Data: []byte("x")} },
		"no checkpoint":         func(m fstest.MapFS) { delete(m, "checkpoint") },
		"entries and tile": func(m fstest.MapFS) {
			m["tile/entries/000"].Data = slices.Clone(m["tile/entries/001"].Data)
			m["tile/0/000"].Data = slices.Clone(m["tile/0/001"].Data)
		},
	} {
		m := vectorLog(t)
		change(m)
		if r, err := custody.Check(m, p); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
	m := vectorLog(t)
	m["tile/0/002.p/99"] = &fstest.MapFile{Data: []byte("torn")}
	m["checkpoint.next"] = &fstest.MapFile{}
	r, err := custody.Check(m, p)
	if err != nil || len(r.Unfinished) != 2 {
		t.Errorf("the rest of an append: %+v %v", r, err)
	}
}

func TestExtends(t *testing.T) {
	d := faultdisk.New()
	l := opened(t, d, edOnly(t))
	empty := l.Checkpoint().Signed
	_, first, err := l.Append(t.Context(), start, all[:3]...)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Append(t.Context(), start, all[3:300]...); err != nil {
		t.Fatal(err)
	}
	for _, older := range [][]byte{empty, first.Signed} {
		if err := custody.Extends(d, edPolicy(t), older); err != nil {
			t.Error(err)
		}
	}
	fork := faultdisk.New()
	other := opened(t, fork, edOnly(t))
	_, forked, err := other.Append(t.Context(), start, all[100:103]...)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, custody.Extends(d, edPolicy(t), forked.Signed), "forked")
	wants(t, custody.Extends(fork, edPolicy(t), l.Checkpoint().Signed), "shrunk")
}

// Who reads a note passes a second signature of one key over, so nobody would see
// that it is none.
func TestCheckFindsASecondSignatureOfOneKey(t *testing.T) {
	dir, p := vectorLog(t), vectorPolicy(t)
	if _, err := custody.Check(dir, p); err != nil {
		t.Fatal(err)
	}
	signed := string(dir["checkpoint"].Data)
	lines := strings.SplitAfter(signed, "\n")
	dir["checkpoint"].Data = []byte(signed + lines[len(lines)-2])
	var fault *custody.Fault
	if _, err := custody.Check(dir, p); !errors.As(err, &fault) || fault.File != "checkpoint" || fault.Offset != int64(len(signed)) {
		t.Errorf("%v", err)
	}
}
