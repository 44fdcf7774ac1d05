package custody_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// anyRecord draws a record that can be written.
func anyRecord(t *rapid.T) *custody.Record {
	text := rapid.StringMatching(`[^\pC\p{Zl}\p{Zp} ]([^\pC\p{Zl}\p{Zp}]{0,30}[^\pC\p{Zl}\p{Zp} ])?`)
	digest := rapid.Custom(func(t *rapid.T) custody.Digest {
		return custody.Digest(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "digest"))
	})
	r := &custody.Record{
		Kind:    rapid.SampledFrom(custody.Kinds()).Draw(t, "kind"),
		Time:    time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "time"), 0).UTC(),
		Exhibit: digest.Draw(t, "exhibit"),
		Actor:   text.Draw(t, "actor"),
	}
	switch r.Kind {
	case custody.HandedOver, custody.Returned:
		r.To = text.Draw(t, "to")
	case custody.Received:
		r.From = text.Draw(t, "from")
	case custody.Derived:
		r.Sources = rapid.SliceOfNDistinct(digest, 1, 4, rapid.ID).Draw(t, "sources")
		slices.SortFunc(r.Sources, func(a, b custody.Digest) int { return bytes.Compare(a[:], b[:]) })
	}
	if rapid.Bool().Draw(t, "more") {
		after := custody.Commitment(digest.Draw(t, "after"))
		r.After, r.Note = &after, text.Draw(t, "note")
	}
	return r
}

func TestRecordsAndOpeningsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRecord(t)
		o, err := custody.Seal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, same, err := custody.ParseOpening(o.Marshal())
		if err != nil {
			t.Fatal(err)
		}
		text, err := same.Marshal()
		if err != nil || !bytes.Equal(text, o.Record) || again.Commitment() != o.Commitment() {
			t.Fatalf("%q comes back as %q, %v", o.Record, text, err)
		}
		other, err := custody.Seal(r)
		if err != nil || other.Commitment() == o.Commitment() {
			t.Fatal("two seals of one record show that it is one")
		}
		c, err := custody.ParseEntry(o.Commitment().Entry())
		if err != nil || c != o.Commitment() {
			t.Fatal(err)
		}
	})
}

// TestLogIsItsEntries appends any entries in any portions, some twice, and
// compares the log with a list.
func TestLogIsItsEntries(t *testing.T) {
	key, policy := edOnly(t), edPolicy(t)
	rapid.Check(t, func(t *rapid.T) {
		d := faultdisk.New()
		if err := custody.Create(d, start, key); err != nil {
			t.Fatal(err)
		}
		var want []custody.Commitment
		for range rapid.IntRange(0, 4).Draw(t, "processes") {
			l, err := custody.Open(d, key)
			if err != nil {
				t.Fatal(err)
			}
			for range rapid.IntRange(0, 4).Draw(t, "appends") {
				from := rapid.IntRange(0, 599).Draw(t, "from")
				entries := all[from:rapid.IntRange(from, 600).Draw(t, "to")]
				for _, c := range entries {
					if !slices.Contains(want, c) {
						want = append(want, c)
					}
				}
				index, head, err := l.Append(context.Background(), start, entries...)
				if err != nil || head.Size != int64(len(want)) {
					t.Fatal(head.Size, err)
				}
				for i, c := range entries {
					if want[index[i]] != c {
						t.Fatalf("entry %d is another one", index[i])
					}
				}
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
		r, err := custody.Check(d, policy)
		if err != nil {
			t.Fatal(err)
		}
		if h := mth(want); r.Checkpoint.Root != h {
			t.Fatal("the root is not that of RFC 6962")
		}
		proveAny(t, d, policy, want)
	})
}

func proveAny(t *rapid.T, d *faultdisk.Disk, p *custody.Policy, want []custody.Commitment) {
	if len(want) == 0 {
		return
	}
	i := rapid.IntRange(0, len(want)-1).Draw(t, "proved")
	c, err := custody.Read(d, p)
	if err != nil {
		t.Fatal(err)
	}
	at, ok, err := custody.Find(d, c, want[i])
	if err != nil || !ok || int(at) != i {
		t.Fatal(at, ok, err)
	}
	proof, err := custody.Prove(d, c, at)
	if err != nil {
		t.Fatal(err)
	}
	if place, err := custody.Verify(proof, want[i], p); err != nil || int(place.Index) != i {
		t.Fatal(place, err)
	}
	bit := rapid.IntRange(0, len(proof)*8-1).Draw(t, "bit")
	proof[bit/8] ^= 1 << (bit % 8)
	if _, err := custody.Verify(proof, want[i], p); err == nil {
		t.Fatalf("a proof with bit %d changed verifies", bit)
	}
}
