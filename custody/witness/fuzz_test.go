package witness_test

import (
	"bytes"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
)

func FuzzRequest(f *testing.F) {
	b := newBench(f)
	h := newHistory(f, 1, 20, b.logKey)
	f.Add(h.ask(f, 0, 0))
	f.Add(h.ask(f, 20, 0))
	f.Add(h.ask(f, 20, 13))
	f.Add([]byte("old 01\n\n"))
	f.Add([]byte("old 9223372036854775807\n\nx\n9223372036854775808\n\n\n— x y\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := witness.ParseRequest(body)
		if err != nil {
			return
		}
		if !bytes.Equal(r.Marshal(), body) {
			t.Fatalf("%q comes back as %q", body, r.Marshal())
		}
		if len(r.Path) > 63 || r.Old < 0 || len(r.Checkpoint) > custody.MaxCheckpoint {
			t.Fatalf("%+v", r)
		}
	})
}

// FuzzCosign: whatever is asked, only checkpoints of the one history that the
// log has signed are cosigned.
func FuzzCosign(f *testing.F) {
	b := newBench(f)
	h, fork := newHistory(f, 1, 20, b.logKey), newHistory(f, 2, 20, b.logKey)
	if _, err := b.cosign(h.ask(f, 13, 0)); err != nil {
		f.Fatal(err)
	}
	f.Add(h.ask(f, 20, 13))
	f.Add(h.ask(f, 13, 13))
	f.Add(fork.ask(f, 20, 13))
	f.Add(fork.ask(f, 13, 13))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, err := b.cosign(body)
		if err != nil {
			return
		}
		r, err := witness.ParseRequest(body)
		if err != nil {
			t.Fatal(err)
		}
		c, err := b.policy.Verify(r.Checkpoint)
		if err != nil || c.Root != h.heads[c.Size].Root {
			t.Fatalf("cosigned %q", body)
		}
	})
}
