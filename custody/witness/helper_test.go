package witness_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/internal/faultdisk"
)

const origin = "kenya.example/custody"

var start = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func newKey(t testing.TB, alg custody.Algorithm, name string) *custody.Key {
	t.Helper()
	k, err := custody.GenerateKey(alg, name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func parsePolicy(t testing.TB, format string, args ...any) *custody.Policy {
	t.Helper()
	p, err := custody.ParsePolicy(fmt.Appendf(nil, format, args...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// keys of a witness.
func witnessKeys(t testing.TB) []*custody.Key {
	t.Helper()
	return []*custody.Key{newKey(t, custody.Ed25519Cosigned, "witness.example/ghana"), newKey(t, custody.MLDSA44, "witness.example/ghana")}
}

// history is a log whose checkpoints are kept. Two of one key are a fork.
type history struct {
	dir   *faultdisk.Disk
	log   *custody.Log
	heads []custody.Checkpoint // by size
}

func newHistory(t testing.TB, mark byte, size int, keys ...*custody.Key) *history {
	t.Helper()
	h := &history{dir: faultdisk.New()}
	if err := custody.Create(h.dir, start, keys...); err != nil {
		t.Fatal(err)
	}
	var err error
	if h.log, err = custody.Open(h.dir, keys...); err != nil {
		t.Fatal(err)
	}
	h.heads = append(h.heads, h.log.Checkpoint())
	for i := range size {
		_, head, err := h.log.Append(context.Background(), start, custody.Commitment{mark, byte(i), byte(i >> 8)})
		if err != nil {
			t.Fatal(err)
		}
		h.heads = append(h.heads, head)
	}
	return h
}

// ask is the body of a request.
func (h *history) ask(t testing.TB, size, old int) []byte {
	t.Helper()
	r, err := witness.NewRequest(h.dir, &h.heads[size], int64(old))
	if err != nil {
		t.Fatal(err)
	}
	return r.Marshal()
}

// bench is a witness of one log, and that log.
type bench struct {
	logKey *custody.Key
	keys   []*custody.Key
	policy *custody.Policy // of the log
	dir    *faultdisk.Disk
	store  *witness.DirStore
	w      *witness.Witness
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{logKey: newKey(t, custody.Ed25519, origin), keys: witnessKeys(t), dir: faultdisk.New()}
	b.policy = parsePolicy(t, "log %s\nquorum none\n", b.logKey.Verifier())
	if err := errors.Join(witness.CreateDir(b.dir), b.open()); err != nil {
		t.Fatal(err)
	}
	return b
}

// newStore is the state of a new witness.
func newStore(t testing.TB) *witness.DirStore {
	t.Helper()
	d := faultdisk.New()
	if err := witness.CreateDir(d); err != nil {
		t.Fatal(err)
	}
	s, err := witness.OpenDir(d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (b *bench) open() (err error) {
	if b.store, err = witness.OpenDir(b.dir); err != nil {
		return err
	}
	if b.w, err = witness.New(b.store, b.keys, []*custody.Policy{b.policy}); err != nil {
		err = errors.Join(err, b.store.Close())
	}
	return err
}

func (b *bench) reopen(t testing.TB) {
	t.Helper()
	if err := errors.Join(b.store.Close(), b.open()); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) cosign(body []byte) ([]byte, error) {
	return b.w.Cosign(context.Background(), start, body)
}

// quorum trusts the log if both keys of the witness have cosigned.
func (b *bench) quorum(t testing.TB) *custody.Policy {
	return parsePolicy(t, "log %s\nwitness ed %s\nwitness pq %s\ngroup ghana all ed pq\nquorum ghana\n",
		b.logKey.Verifier(), b.keys[0].Verifier(), b.keys[1].Verifier())
}

// refused wants a refusal of this kind with these words.
func refused(t testing.TB, err error, kind witness.Kind, words string) *witness.Refusal {
	t.Helper()
	var r *witness.Refusal
	if !errors.As(err, &r) || r.Kind != kind || !strings.Contains(r.Why, words) {
		t.Errorf("got %#v, want a refusal of the kind %d with %q", err, kind, words)
		return &witness.Refusal{}
	}
	return r
}
