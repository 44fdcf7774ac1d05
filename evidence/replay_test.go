package evidence

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"
)

// An older bundle of the same signer is whole and signed. What tells it from the
// right one is the id, the digest, or the request that it answers; the verdict
// says which was at hand.
func TestReplay(t *testing.T) {
	older := sealed(t, small, func(o *SealOptions) { o.Reference = "request 1" })
	o := older.trust()
	o.Trust.Request = "request 2"
	v, err := Open(t.Context(), older.bundle, nil, older.ids, o)
	if err != nil {
		t.Fatal(err)
	}
	found(t, "another request", v, infoName)
	o.Trust.Request = "request 1"
	if v, err = Open(t.Context(), older.bundle, nil, older.ids, o); err != nil || !v.Proved || !has(v.Proves, "request") || has(v.NotProved, "which") {
		t.Errorf("%+v, %v", v, err)
	}
	if v, err = Verify(t.Context(), older.bundle, o); err != nil || !v.Proved || has(v.Proves, "request") || !has(v.NotProved, "request-inside") {
		t.Errorf("sealed: %+v, %v", v, err)
	}
	if v := older.verify(t, older.bundle); !v.Proved || !has(v.NotProved, "which") {
		t.Errorf("nothing at hand: %+v", v)
	}
	o = older.trust()
	o.Trust.Expect = older.st.Predicate.Bundle
	if v, err = Verify(t.Context(), older.bundle, o); err != nil || !v.Proved || !has(v.Proves, "expected") || has(v.NotProved, "which") {
		t.Errorf("the id: %+v, %v", v, err)
	}
	newer := sealed(t, small, nil)
	o.Trust = Trust{Keys: []VerifyingKey{older.key.Public()}, Expect: newer.digest}
	if v, err = Verify(t.Context(), older.bundle, o); err != nil {
		t.Fatal(err)
	}
	found(t, "another digest", v, SealName)
}

// Ten thousand bytes anywhere in a bundle with all that a bundle can have: parts,
// seal, history, proofs beside it, and a source. Each change is found, in the file
// where it was made.
func TestTenThousandRandomBytes(t *testing.T) {
	t.Parallel()
	k, b := logged(t)
	_, out := k.open(t, k.bundle)
	d := disclose(t, out, []string{"a.txt"}, nil, text("image", string(big(150_000)), nil))
	d.attach(t, b)
	m := clone(d.bundle)
	names := slices.Sorted(maps.Keys(m))
	total := 0
	for _, n := range names {
		total += len(m[n].Data)
	}
	for range 10_000 {
		at := rand.IntN(total) // by size: most of a bundle are its parts
		if rand.IntN(2) == 0 {
			at = rand.IntN(total - len(m[PartName(1)].Data)) // and as many beside them
		}
		name, i := place(m, names, at)
		f := m[name]
		old := f.Data[i]
		f.Data[i] ^= byte(1 + rand.IntN(255))
		found(t, name, d.verify(t, m), name)
		f.Data[i] = old
	}
	if !d.verify(t, m).Proved {
		t.Fatal("the copy was not restored")
	}
}

// place finds a byte by its number, the parts counted last.
func place(m fstest.MapFS, names []string, at int) (string, int) {
	for _, part := range []bool{false, true} {
		for _, n := range names {
			if (n == PartName(1)) != part {
				continue
			}
			if at < len(m[n].Data) {
				return n, at
			}
			at -= len(m[n].Data)
		}
	}
	panic("no such byte")
}
