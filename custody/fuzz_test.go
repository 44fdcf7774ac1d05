package custody_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/custody"
)

// seeds gives the fuzzer the vectors to begin with.
func seeds(f *testing.F, patterns ...string) {
	f.Helper()
	for _, p := range patterns {
		files, err := filepath.Glob("testdata/" + p)
		if err != nil || len(files) == 0 {
			f.Fatal(p, err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
}

func FuzzRecord(f *testing.F) {
	var v vectorRecords
	if err := json.Unmarshal(read(f, "records.json"), &v); err != nil {
		f.Fatal(err)
	}
	for _, x := range v.Good {
		f.Add([]byte(x.Record))
	}
	for _, x := range v.Bad {
		f.Add([]byte(x.Record))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := custody.ParseRecord(b)
		if err != nil {
			return
		}
		if again, err := r.Marshal(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%q comes back as %q, %v", b, again, err)
		}
	})
}

func FuzzOpening(f *testing.F) {
	seeds(f, "openings/*")
	f.Fuzz(func(t *testing.T, b []byte) {
		if o, _, err := custody.ParseOpening(b); err == nil && !bytes.Equal(o.Marshal(), b) {
			t.Fatalf("%q comes back as %q", b, o.Marshal())
		}
	})
}

func FuzzEntry(f *testing.F) {
	f.Add(all[0].Entry())
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := custody.ParseEntry(b); err == nil && !bytes.Equal(c.Entry(), b) {
			t.Fatalf("%q comes back as %q", b, c.Entry())
		}
	})
}

// FuzzProof: no change of a proof verifies.
func FuzzProof(f *testing.F) {
	seeds(f, "proofs/good/*", "proofs/bad/*")
	p, entry, good := vectorPolicy(f), opening(f, 0).Commitment(), read(f, "proofs/good/0.tlog-proof")
	f.Fuzz(func(t *testing.T, b []byte) {
		place, err := custody.Verify(b, entry, p)
		if err == nil && !bytes.HasSuffix(b, good[bytes.Index(good, []byte("index")):]) {
			t.Fatalf("verified %q: entry %d", b, place.Index)
		}
	})
}

func FuzzPolicy(f *testing.F) {
	seeds(f, "policy", "policies/bad/*")
	signed := read(f, "log/checkpoint")
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := custody.ParsePolicy(b)
		if err != nil {
			return
		}
		if c, err := p.Verify(signed); err == nil && c.Size != 600 {
			t.Fatalf("%+v", c)
		}
	})
}

// FuzzCheckpoint: of a checkpoint nothing can be changed but signatures that
// the policy does not ask for.
func FuzzCheckpoint(f *testing.F) {
	seeds(f, "log/checkpoint")
	p, good := vectorPolicy(f), read(f, "log/checkpoint")
	text := good[:bytes.Index(good, []byte("\n\n"))]
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := p.Verify(b); err == nil && !bytes.HasPrefix(b, text) {
			t.Fatalf("verified %q: %+v", b, c)
		}
	})
}

// FuzzBundle: whatever lies in the place of a bundle, Check names it.
func FuzzBundle(f *testing.F) {
	seeds(f, "log/tile/entries/002.p/*")
	p, m := vectorPolicy(f), vectorLog(f)
	const name = "tile/entries/002.p/88"
	good := m[name].Data
	f.Fuzz(func(t *testing.T, b []byte) {
		changed := fstest.MapFS{}
		for n, x := range m {
			changed[n] = x
		}
		changed[name] = &fstest.MapFile{Data: b}
		if _, err := custody.Check(changed, p); (err == nil) != bytes.Equal(b, good) {
			t.Fatalf("%d bytes: %v", len(b), err)
		}
	})
}
