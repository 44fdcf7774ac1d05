package logpeers

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"

	"github.com/comity-dev/comity/custody"
)

// tesseraLog is a log that Tessera writes into a folder, asking these witnesses.
type tesseraLog struct {
	path   string
	add    tessera.AddFn
	await  *tessera.PublicationAwaiter
	reader tessera.LogReader
}

func newTessera(t *testing.T, key *custody.Key, witnesses tessera.WitnessGroup) *tesseraLog {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	l := &tesseraLog{path: t.TempDir()}
	driver, err := posix.New(ctx, posix.Config{Path: l.path})
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(key.Secret()[:len(key.Secret())-1])
	if err != nil {
		t.Fatal(err)
	}
	opts := tessera.NewAppendOptions().WithCheckpointSigner(signer).WithCheckpointInterval(100*time.Millisecond).
		WithBatching(64, 20*time.Millisecond).WithWitnesses(witnesses, &tessera.WitnessOptions{Timeout: 5 * time.Second})
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, opts)
	if err != nil {
		t.Fatal(err)
	}
	l.add, l.reader = appender.Add, reader
	l.await = tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 20*time.Millisecond)
	t.Cleanup(func() {
		if err := shutdown(ctx); err != nil {
			t.Error(err)
		}
		cancel()
	})
	return l
}

// grow adds entries and waits until a checkpoint with them is published.
func (l *tesseraLog) grow(t *testing.T, mark string, n int) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var futures []tessera.IndexFuture
	for i := range n {
		futures = append(futures, l.add(ctx, tessera.NewEntry(fmt.Append(nil, mark, i))))
	}
	var signed []byte
	for _, f := range futures {
		var err error
		if _, signed, err = l.await.Await(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	return signed
}

// TestOurWitnessCosignsATesseraLog: Tessera asks our witness by itself, reads our
// policy file for that, and publishes checkpoints with our cosignature. It
// would publish none that no witness has seen.
func TestOurWitnessCosignsATesseraLog(t *testing.T) {
	for n, kind := range []string{"Ed25519", "ML-DSA-44"} {
		t.Run(kind, func(t *testing.T) {
			logKey := newKey(t, custody.Ed25519, "tessera.example/log")
			logOnly := parsePolicy(t, "log %s\nquorum none\n", logKey.Verifier())
			keys := witnessKeys(t)
			url, state := ourWitness(t, keys, logOnly)
			text := fmt.Sprintf("log %s\nwitness ghana %s %s\nquorum ghana\n", logKey.Verifier(), keys[n].Verifier(), url)
			group, err := tessera.NewWitnessGroupFromPolicy([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			policy := parsePolicy(t, "%s", text)
			l := newTessera(t, logKey, group)
			var head *custody.Checkpoint
			for i, count := range []int{3, 300, 1} {
				signed := l.grow(t, fmt.Sprint("a", i, "-"), count)
				if head, err = policy.Verify(signed); err != nil {
					t.Fatal(err)
				}
			}
			if head.Size != 304 {
				t.Errorf("%d entries", head.Size)
			}
			// A second log under the same key is another history.
			fork := newTessera(t, logKey, tessera.NewWitnessGroup(0))
			signed := fork.grow(t, "b", 310)
			other, err := logOnly.Verify(signed)
			if err != nil {
				t.Fatal(err)
			}
			refusedAsFork(t, url, os.DirFS(fork.path), other, head.Size, logOnly)
			if kept, err := os.ReadDir(state + "/forks"); err != nil || len(kept) != 1 {
				t.Error(kept, err)
			}
		})
	}
}
