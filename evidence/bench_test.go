package evidence

import (
	"crypto/rand"
	"crypto/sha256"
	"io"
	"runtime"
	"testing"
)

const benchSize = 256 << 20

// void is a store that keeps nothing.
type void struct{}

func (void) Create(string) (File, error) { return void{}, nil }
func (void) Write(p []byte) (int, error) { return len(p), nil }
func (void) Commit() error               { return nil }
func (void) Abort()                      {}
func (void) Close() error                { return nil }
func (void) Read(p []byte) (int, error)  { return len(p), nil }
func stream(size int64) io.ReadCloser    { return io.NopCloser(io.LimitReader(void{}, size)) }
func one(e Exhibit) func(func(Exhibit, error) bool) {
	return func(yield func(Exhibit, error) bool) { yield(e, nil) }
}

func BenchmarkSHA256(b *testing.B) {
	b.SetBytes(benchSize)
	for b.Loop() {
		_, _ = io.CopyBuffer(sha256.New(), stream(benchSize), make([]byte, blockSize))
	}
}

func BenchmarkSeal(b *testing.B) {
	k := sealed(b, small, nil)
	k.o.Exhibits = one(Exhibit{Name: "disk", Size: benchSize, Open: func() (io.ReadCloser, error) { return stream(benchSize), nil }})
	b.SetBytes(benchSize)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Seal(b.Context(), void{}, k.o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	k := sealed(b, small, nil)
	k.o.Exhibits = one(Exhibit{Name: "disk", Size: benchSize, Open: func() (io.ReadCloser, error) { return stream(benchSize), nil }})
	m := newMem()
	if _, err := Seal(b.Context(), m, k.o); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(benchSize)
	for b.Loop() {
		if v, err := Open(b.Context(), m.fs, nil, k.ids, k.trust()); err != nil || !v.Proved {
			b.Fatal(err, v)
		}
	}
}

// Memory stays the same, whatever the size of the data.
func TestConstantMemory(t *testing.T) {
	k := sealed(t, small, nil)
	var m runtime.MemStats
	alloc := func(size int64) uint64 {
		k.o.Exhibits = one(Exhibit{Name: "disk", Size: size, Open: func() (io.ReadCloser, error) { return stream(size), nil }})
		k.o.Random = rand.Reader
		runtime.ReadMemStats(&m)
		before := m.TotalAlloc
		if _, err := Seal(t.Context(), void{}, k.o); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&m)
		return m.TotalAlloc - before
	}
	if few, many := alloc(1<<20), alloc(200<<20); many > few+(8<<20) {
		t.Errorf("1 MiB takes %d bytes of memory, 200 MiB take %d", few, many)
	}
}
