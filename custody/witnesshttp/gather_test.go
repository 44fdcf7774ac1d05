package witnesshttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witnesshttp"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// states are three witnesses of one log, and one address that never answers.
func states(t *testing.T) (key *custody.Key, policy string) {
	t.Helper()
	key = newKey(t, custody.Ed25519, origin)
	policy = "log " + key.Verifier() + "\n"
	for _, name := range []string{"brazil", "ghana", "japan"} {
		s := servedFor(t, key, name)
		server := httptest.NewServer(s.handler)
		t.Cleanup(server.Close)
		policy += fmt.Sprintf("witness %s-ed %s %s/\nwitness %s-pq %s %s/\ngroup %s all %s-ed %s-pq\n",
			name, s.keys[0].Verifier(), server.URL, name, s.keys[1].Verifier(), server.URL, name, name, name)
	}
	dead := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then it is seen that the other side hangs up
		<-r.Context().Done()
	}))
	t.Cleanup(dead.Close)
	return key, policy + fmt.Sprintf("witness dead %s %s/dead\n", newKey(t, custody.Ed25519Cosigned, "witness.example/dead").Verifier(), dead.URL)
}

func servedFor(t *testing.T, key *custody.Key, name string) *served {
	t.Helper()
	s := serve(t, "")
	s.key, s.state = key, faultdisk.New()
	s.keys = []*custody.Key{newKey(t, custody.Ed25519Cosigned, "witness.example/"+name), newKey(t, custody.MLDSA44, "witness.example/"+name)}
	s.start(t, "")
	return s
}

func gathering(t *testing.T, d *faultdisk.Disk, policy string) *witnesshttp.Gathering {
	t.Helper()
	p, err := custody.ParsePolicy([]byte(policy))
	if err != nil {
		t.Fatal(err)
	}
	return &witnesshttp.Gathering{Client: &witnesshttp.Client{HTTP: http.DefaultClient}, Policy: p, Files: d}
}

// TestGather meets a quorum of two of three states while a fourth hangs, and
// again when the log has grown.
func TestGather(t *testing.T) {
	key, policy := states(t)
	d := faultdisk.New()
	if err := custody.Create(d, start, key); err != nil {
		t.Fatal(err)
	}
	l, err := custody.Open(d, key)
	if err != nil {
		t.Fatal(err)
	}
	g := gathering(t, d, policy+"group two 2 brazil ghana japan\nquorum two\n")
	for n := range byte(3) {
		_, head, err := l.Append(context.Background(), start, custody.Commitment{n}, custody.Commitment{n, 1})
		if err != nil {
			t.Fatal(err)
		}
		asked, err := g.Gather(context.Background(), &head)
		if err != nil || len(asked) != 4 {
			t.Fatal(asked, err)
		}
		for _, a := range asked {
			if a.Err != nil && !errors.Is(a.Err, witnesshttp.ErrStopped) {
				t.Errorf("%v: %v", a.Names, a.Err)
			}
			if a.Err == nil {
				if head, err = l.AddCosignatures(&head, a.Lines, g.Policy); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := g.Policy.Verify(d.Bytes("checkpoint")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGatherTellsWhatIsWrong(t *testing.T) {
	key, policy := states(t)
	d, head := history(t, key, 1, 9)
	g := gathering(t, d, policy+"group all4 all brazil ghana japan dead\nquorum all4\n")
	g.All = true
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	asked, err := g.Gather(ctx, head)
	if err != nil {
		t.Fatal(err)
	}
	good := 0
	for _, a := range asked {
		if a.Err == nil {
			good++
		} else if !strings.Contains(a.URL, "/dead") || !strings.Contains(a.Err.Error(), "did not answer in time") {
			t.Errorf("%s: %v", a.URL, a.Err)
		}
	}
	if good != 3 {
		t.Errorf("%d of three cosigned", good)
	}
	// An older copy of the log, and another history of it.
	od, older := history(t, key, 1, 4)
	fd, forked := history(t, key, 2, 12)
	for want, x := range map[string]*witnesshttp.Gathering{"this is an old copy": gathering(t, od, policy+"quorum brazil\n"), "two histories": gathering(t, fd, policy+"quorum brazil\n")} {
		c := older
		if want == "two histories" {
			c = forked
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		asked, err := x.Gather(ctx, c)
		cancel()
		if err != nil || asked[0].Err == nil || asked[0].Lines != nil {
			t.Fatal(err)
		}
		told := 0
		for _, a := range asked {
			if a.Err != nil && strings.Contains(a.Err.Error(), want) {
				told++
			}
		}
		if told != 3 {
			t.Errorf("%d of three told of %s: %+v", told, want, asked)
		}
	}
	none := gathering(t, d, "log "+key.Verifier()+"\nquorum none\n")
	if _, err := none.Gather(context.Background(), head); err == nil || !strings.Contains(err.Error(), "has an address") {
		t.Error(err)
	}
}

// TestGatherTrustsNoAnswer: lines that are no cosignature of this checkpoint are
// left out, and named.
func TestGatherTrustsNoAnswer(t *testing.T) {
	key := newKey(t, custody.Ed25519, origin)
	d, head := history(t, key, 1, 9)
	_, other := history(t, key, 2, 9)
	w := newKey(t, custody.Ed25519Cosigned, "witness.example/ghana")
	line, err := w.Cosign(start, other)
	if err != nil {
		t.Fatal(err)
	}
	liar := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write(line) }))
	defer liar.Close()
	g := gathering(t, d, fmt.Sprintf("log %s\nwitness w %s %s\nquorum w\n", key.Verifier(), w.Verifier(), liar.URL))
	asked, err := g.Gather(context.Background(), head)
	if err != nil || asked[0].Lines != nil || asked[0].Err == nil || !strings.Contains(asked[0].Err.Error(), "invalid signature") {
		t.Error(asked, err)
	}
	// Nor does a good one bring lines of strangers with it.
	if line, err = w.Cosign(start, head); err != nil {
		t.Fatal(err)
	}
	good := bytes.Clone(line)
	for n := range 90 {
		line = fmt.Appendf(line, "— stranger.example/%d AAAAAAAA\n", n)
	}
	if asked, err = g.Gather(context.Background(), head); err != nil || !bytes.Equal(asked[0].Lines, good) {
		t.Errorf("%+v %v", asked, err)
	}
}
