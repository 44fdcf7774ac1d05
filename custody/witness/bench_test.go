package witness_test

import (
	"context"
	"os"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
)

// BenchmarkCosign is cosignatures with both keys on a real disk, each durable,
// for one log and one request after the other.
func BenchmarkCosign(b *testing.B) {
	logKey := newKey(b, custody.Ed25519, origin)
	root, err := os.OpenRoot(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	if err := witness.CreateDir(logdir.New(root)); err != nil {
		b.Fatal(err)
	}
	store, err := witness.OpenDir(logdir.New(root))
	if err != nil {
		b.Fatal(err)
	}
	w, err := witness.New(store, witnessKeys(b), []*custody.Policy{parsePolicy(b, "log %s\nquorum none\n", logKey.Verifier())})
	if err != nil {
		b.Fatal(err)
	}
	h := newHistory(b, 1, 300, logKey)
	if _, err := w.Cosign(context.Background(), start, h.ask(b, 300, 0)); err != nil {
		b.Fatal(err)
	}
	body := h.ask(b, 300, 300)
	for b.Loop() {
		if _, err := w.Cosign(context.Background(), start, body); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "cosignatures/s")
}
