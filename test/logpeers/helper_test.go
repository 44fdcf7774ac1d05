package logpeers

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
)

const origin = "kenya.example/custody"

var start = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func newKey(t *testing.T, alg custody.Algorithm, name string) *custody.Key {
	t.Helper()
	k, err := custody.GenerateKey(alg, name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func parsePolicy(t *testing.T, format string, args ...any) *custody.Policy {
	t.Helper()
	p, err := custody.ParsePolicy(fmt.Appendf(nil, format, args...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func entries(mark string, from, to int) []custody.Commitment {
	var out []custody.Commitment
	for i := from; i < to; i++ {
		out = append(out, sha256.Sum256(fmt.Append(nil, mark, i)))
	}
	return out
}

// ourLog is a custody log in a folder, signed with both kinds of keys.
type ourLog struct {
	path string
	keys []*custody.Key
	dir  *logdir.Dir
	log  *custody.Log
}

func newLog(t *testing.T, keys []*custody.Key) *ourLog {
	t.Helper()
	l := &ourLog{path: t.TempDir(), keys: keys}
	l.dir = folder(t, l.path)
	if err := custody.Create(l.dir, start, keys...); err != nil {
		t.Fatal(err)
	}
	var err error
	if l.log, err = custody.Open(l.dir, keys...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.log.Close() })
	return l
}

func logKeys(t *testing.T) []*custody.Key {
	return []*custody.Key{newKey(t, custody.Ed25519, origin), newKey(t, custody.MLDSA44, origin)}
}

func (l *ourLog) grow(t *testing.T, entries []custody.Commitment) *custody.Checkpoint {
	t.Helper()
	_, head, err := l.log.Append(context.Background(), start, entries...)
	if err != nil {
		t.Fatal(err)
	}
	return &head
}

func folder(t *testing.T, path string) *logdir.Dir {
	t.Helper()
	root, err := os.OpenRoot(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return logdir.New(root)
}

// ourWitness is a witness of these logs behind a server on loopback.
func ourWitness(t *testing.T, keys []*custody.Key, logs *custody.Policy) (url, state string) {
	t.Helper()
	state = t.TempDir()
	dir := folder(t, state)
	if err := witness.CreateDir(dir); err != nil {
		t.Fatal(err)
	}
	store, err := witness.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	w, err := witness.New(store, keys, []*custody.Policy{logs})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(witnesshttp.Handler(w, "/comity", time.Now, slog.New(slog.DiscardHandler)))
	t.Cleanup(func() {
		server.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return server.URL + "/comity", state
}

func witnessKeys(t *testing.T) []*custody.Key {
	return []*custody.Key{newKey(t, custody.Ed25519Cosigned, "witness.example/ghana"), newKey(t, custody.MLDSA44, "witness.example/ghana")}
}

// refusedAsFork asks for a cosignature that must be refused as that of another
// history, with evidence that convicts the log.
func refusedAsFork(t *testing.T, url string, files fs.FS, head *custody.Checkpoint, old int64, policy *custody.Policy) {
	t.Helper()
	r, err := witness.NewRequest(files, head, old)
	if err != nil {
		t.Fatal(err)
	}
	_, err = (&witnesshttp.Client{HTTP: http.DefaultClient}).Ask(context.Background(), url, r)
	var no *witnesshttp.Refused
	if !errors.As(err, &no) || no.Status != http.StatusUnprocessableEntity || no.Fork == nil {
		t.Fatalf("a fork got the answer %v", err)
	}
	f, err := custody.ParseFork(no.Fork)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := f.Verify(policy); err != nil || !v.Proved {
		t.Errorf("%+v %v", v, err)
	}
}

// lines are hashes as proofs write them.
func lines(path [][]byte) string {
	var b strings.Builder
	for _, h := range path {
		b.WriteString(base64.StdEncoding.EncodeToString(h) + "\n")
	}
	return b.String()
}
