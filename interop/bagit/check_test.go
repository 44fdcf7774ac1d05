package bagit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// bagOf makes a bag of files with a SHA-256 manifest, its lines in any order.
func bagOf(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{"bagit.txt": {Data: []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")}}
	var lines strings.Builder
	for name, text := range files {
		dir["data/"+name] = &fstest.MapFile{Data: []byte(text)}
		fmt.Fprintf(&lines, "%x  data/%s\n", sha256.Sum256([]byte(text)), name)
	}
	dir["manifest-sha256.txt"] = &fstest.MapFile{Data: []byte(lines.String())}
	return dir
}

// Each file is told of with what was stated about it, true or not.
func TestEach(t *testing.T) {
	dir := bagOf(map[string]string{"b": "1", "a/x": "2"})
	dir["data/b"].Data = []byte("changed")
	var told []string
	r, err := Check(t.Context(), dir, Options{Each: func(f File) error {
		line := fmt.Sprint(f.Name, " ", f.Size, " ", f.Payload)
		for _, d := range f.Digests {
			line += fmt.Sprint(" ", d.Algorithm, " ", d.By, " ", d.Value[:4], " ", d.Matches)
		}
		told = append(told, line)
		return nil
	}})
	if err != nil || r.Valid || !r.Complete || r.Files != 2 || r.Octets != 8 {
		t.Fatalf("%v %+v", err, r)
	}
	want := []string{"bagit.txt 54 false", "data/a/x 1 true sha256 manifest-sha256.txt d473 true",
		"data/b 7 true sha256 manifest-sha256.txt 6b86 false", "manifest-sha256.txt 148 false"}
	if !slices.Equal(told, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
	stop := errors.New("stop")
	if _, err := Check(t.Context(), dir, Options{Each: func(File) error { return stop }}); !errors.Is(err, stop) {
		t.Errorf("the error of Each: %v", err)
	}
}

// space is temporary space that counts what it is asked for.
type space struct {
	data bytes.Buffer
	r    *bytes.Reader
}

func (s *space) Write(p []byte) (int, error) { return s.data.Write(p) }
func (s *space) Read(p []byte) (int, error)  { return s.r.Read(p) }
func (s *space) Seek(int64, int) (int64, error) {
	s.r = bytes.NewReader(s.data.Bytes())
	return 0, nil
}

// What goes through temporary space comes back sorted, and is no different from
// what stays in memory.
func TestSorterSpills(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	spaces := 0
	small := sorter{limit: 4 << 10, spool: func() (io.ReadWriteSeeker, error) { spaces++; return new(space), nil }}
	var all sorter
	for i := range 2000 {
		e := entry{key: fmt.Sprint(rnd.IntN(500)), name: strings.Repeat("n", rnd.IntN(20)), source: rnd.IntN(5), line: i, value: fmt.Sprint(rnd.Int())}
		if err := errors.Join(small.add(e), all.add(e)); err != nil {
			t.Fatal(err)
		}
	}
	var a, b []entry
	for e, err := range small.all() {
		if err != nil {
			t.Fatal(err)
		}
		a = append(a, e)
	}
	for e := range all.all() {
		b = append(b, e)
	}
	if spaces < 10 || len(a) != 2000 || !slices.Equal(a, b) || !slices.IsSortedFunc(a, compare) {
		t.Errorf("%d spaces, %d entries", spaces, len(a))
	}
}

// broken fails to be read: that is no fault of the bag.
type broken struct {
	fs.FS
	name string
}

type brokenFile struct{ fs.File }

var errDisk = errors.New("the disk is broken")

func (brokenFile) Read([]byte) (int, error) { return 0, errDisk }

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if name == b.name {
		return brokenFile{f}, err
	}
	return f, err
}

func TestReadErrorsAreNoFindings(t *testing.T) {
	dir := bagOf(map[string]string{"a": "1"})
	for _, name := range []string{"bagit.txt", "manifest-sha256.txt", "data/a"} {
		if r, err := Check(t.Context(), broken{dir, name}, Options{}); !errors.Is(err, errDisk) || r != nil {
			t.Errorf("%s: %v, %+v", name, err, r)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Check(ctx, dir, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("after a stop: %v", err)
	}
	full := errors.New("no space")
	s := sorter{limit: 1, spool: func() (io.ReadWriteSeeker, error) { return nil, full }}
	if err := s.add(entry{}); !errors.Is(err, full) {
		t.Errorf("no temporary space: %v", err)
	}
}

// A hostile bag costs no more than its size: findings are counted, long lines end
// a file, and a name that comes again and again is held so often and not more.
func TestBounds(t *testing.T) {
	dir := bagOf(map[string]string{"a": "1"})
	line := dir["manifest-sha256.txt"].Data
	dir["manifest-sha256.txt"].Data = bytes.Repeat(line, 3*maxGroup)
	dir["manifest-sha512.txt"] = &fstest.MapFile{Data: bytes.Repeat([]byte("x"), 10*maxLine)}
	dir["bag-info.txt"] = &fstest.MapFile{Data: bytes.Repeat([]byte("A: b\n"), 3*maxInfo)}
	r, err := Check(t.Context(), dir, Options{})
	if err != nil || r.Valid || len(r.Findings) != maxFindings || r.More < maxGroup || len(r.Info) > maxInfo {
		t.Fatalf("%v: %d findings, %d more, %d fields", err, len(r.Findings), r.More, len(r.Info))
	}
	if f := r.Findings[1]; !strings.Contains(f.String(), "longer than") && !strings.Contains(r.Findings[0].String(), "longer than") {
		t.Errorf("the long line is not named: %v", r.Findings[:2])
	}
}

func TestInfo(t *testing.T) {
	dir := bagOf(map[string]string{"a": "1"})
	dir["bag-info.txt"] = &fstest.MapFile{Data: []byte("Contact-Name: A\r\nLong: one\r\n  two\r\n\tthree\r\ncontact-name: B:C\r\n")}
	r, err := Check(t.Context(), dir, Options{})
	want := []Field{{"Contact-Name", "A"}, {"Long", "one two three"}, {"contact-name", "B:C"}}
	if err != nil || !r.Valid || !slices.Equal(r.Info, want) {
		t.Errorf("%v %v %q", err, r.Findings, r.Info)
	}
}
