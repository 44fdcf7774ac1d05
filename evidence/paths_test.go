package evidence

import (
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// Every path of every leaf, in trees of every shape, convinces another
// implementation, and is the one that it would have made.
func TestPathsAgainstTheLibrary(t *testing.T) {
	for size := int64(1); size <= 70; size++ {
		var all []int64
		for i := range size {
			all = append(all, i)
		}
		p := newPaths(all)
		var stored []tlog.Hash
		reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
			var out []tlog.Hash
			for _, i := range at {
				out = append(out, stored[i])
			}
			return out, nil
		})
		for i := range size {
			leaf := fmt.Appendf(nil, "leaf %d", i)
			p.add(leaf)
			hashes, err := tlog.StoredHashes(i, leaf, reader)
			if err != nil {
				t.Fatal(err)
			}
			stored = append(stored, hashes...)
		}
		found := p.finish()
		for i := range size {
			want, err := tlog.ProveRecord(size, i, reader)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(found[i]) != fmt.Sprint([]tlog.Hash(want)) {
				t.Fatalf("leaf %d of %d: %v, not %v", i, size, found[i], want)
			}
			if err := tlog.CheckRecord(found[i], size, p.root(), i, tlog.RecordHash(fmt.Appendf(nil, "leaf %d", i))); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestPathsOfSomeLeaves(t *testing.T) {
	p := newPaths([]int64{3, 900})
	for i := range 1000 {
		p.add(fmt.Append(nil, i))
	}
	found := p.finish()
	for i, at := range []int64{3, 900} {
		if err := tlog.CheckRecord(found[i], 1000, p.root(), at, tlog.RecordHash(fmt.Append(nil, at))); err != nil {
			t.Error(err)
		}
	}
}
