package bagit

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// wide is a bag of many empty files that takes no memory itself.
type wide struct {
	n        int
	manifest *os.File
}

func (w wide) Open(name string) (fs.File, error) {
	text := ""
	switch name {
	case ".":
		return &wideDir{names: []string{"bagit.txt", "data", "manifest-sha256.txt"}, n: 3}, nil
	case "data":
		return &wideDir{n: w.n}, nil
	case "manifest-sha256.txt":
		return os.Open(w.manifest.Name())
	case "bagit.txt":
		text = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
	}
	return &wideFile{Reader: bytes.NewReader([]byte(text)), info: info{name, int64(len(text))}}, nil
}

type wideFile struct {
	*bytes.Reader
	info
}

func (f *wideFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (*wideFile) Close() error                 { return nil }
func (f *wideFile) Size() int64                { return f.size }

type info struct {
	name string
	size int64
}

func (i info) Name() string               { return i.name }
func (i info) Size() int64                { return i.size }
func (i info) Mode() fs.FileMode          { return i.Type() | 0o644 }
func (i info) Type() fs.FileMode          { return map[bool]fs.FileMode{true: fs.ModeDir}[i.name == "data"] }
func (i info) ModTime() time.Time         { return time.Time{} }
func (i info) IsDir() bool                { return i.name == "data" }
func (i info) Sys() any                   { return nil }
func (i info) Info() (fs.FileInfo, error) { return i, nil }

type wideDir struct {
	wideFile
	names []string
	at, n int
}

func (d *wideDir) ReadDir(most int) ([]fs.DirEntry, error) {
	var out []fs.DirEntry
	for ; d.at < d.n && len(out) < most; d.at++ {
		name := fmt.Sprintf("file %08d.bin", d.at)
		if d.names != nil {
			name = d.names[d.at]
		}
		out = append(out, info{name, 0})
	}
	if len(out) == 0 {
		return nil, io.EOF
	}
	return out, nil
}

// BenchmarkWide checks a bag of many files, with temporary space and without, and
// tells the most memory that was in use.
func BenchmarkWide(b *testing.B) {
	const n = 300_000
	f, err := os.Create(filepath.Join(b.TempDir(), "manifest"))
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		if _, err := fmt.Fprintf(f, "%x  data/file %08d.bin\n", sha256.Sum256(nil), n-1-i); err != nil {
			b.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	spool := func() (io.ReadWriteSeeker, error) { return os.CreateTemp(b.TempDir(), "spool") }
	for name, o := range map[string]Options{"memory": {}, "spool": {Spool: spool}} {
		b.Run(name, func(b *testing.B) {
			var most atomic.Uint64
			done := make(chan struct{})
			go watch(done, &most)
			for b.Loop() {
				r, err := Check(b.Context(), wide{n, f}, o)
				if err != nil || !r.Valid || r.Files != n {
					b.Fatal(err, r)
				}
			}
			close(done)
			b.ReportMetric(float64(most.Load())/1e6, "MB")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/file")
		})
	}
}

func watch(done chan struct{}, most *atomic.Uint64) {
	var m runtime.MemStats
	for {
		select {
		case <-done:
			return
		case <-time.After(20 * time.Millisecond):
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
		}
	}
}
