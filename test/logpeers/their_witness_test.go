package logpeers

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/witness/persistence/inmemory"
	theirs "github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
)

// theirWitness is the witness of transparency-dev, with keys that we made.
func theirWitness(t *testing.T, log *custody.Key, keys ...*custody.Key) (url string) {
	t.Helper()
	var signers []note.Signer
	for _, k := range keys {
		s, err := fnote.NewSignerForCosignatureV1(k.Secret()[:len(k.Secret())-1])
		if err != nil {
			t.Fatal(err)
		}
		signers = append(signers, s)
	}
	v := verifier(t, log)
	w, err := theirs.New(context.Background(), theirs.Opts{Persistence: inmemory.New(), Signers: signers,
		VerifierForLog: func(_ context.Context, name string) (note.Verifier, bool, error) { return v, name == origin, nil }})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /their/add-checkpoint", theirs.NewHTTPHandler(w).AddCheckpoint)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/their"
}

// TestTheirWitnessCosignsOurLog: its cosignatures of both kinds satisfy our
// policy together with those of our own witness, as the log grows.
func TestTheirWitnessCosignsOurLog(t *testing.T) {
	l := newLog(t, logKeys(t))
	japan := []*custody.Key{newKey(t, custody.Ed25519Cosigned, "witness.example/japan"), newKey(t, custody.MLDSA44, "witness.example/japan")}
	ghana := witnessKeys(t)
	logOnly := parsePolicy(t, "log %s\nwitness ml-dsa %s\nquorum ml-dsa\n", l.keys[0].Verifier(), l.keys[1].Verifier())
	their := theirWitness(t, l.keys[0], japan...)
	our, _ := ourWitness(t, ghana, logOnly)
	policy := parsePolicy(t, "log %s\nwitness second %s\nwitness j1 %s %s\nwitness j2 %s %s\nwitness g1 %s %s\nwitness g2 %s %s\ngroup all all second j1 j2 g1 g2\nquorum all\n",
		l.keys[0].Verifier(), l.keys[1].Verifier(), japan[0].Verifier(), their, japan[1].Verifier(), their, ghana[0].Verifier(), our, ghana[1].Verifier(), our)
	g := witnesshttp.Gathering{Client: &witnesshttp.Client{HTTP: http.DefaultClient}, Policy: policy, Files: l.dir}
	size := 0
	for _, to := range []int{3, 4, 256, 700} {
		head := l.grow(t, entries("a", size, to))
		size = to
		asked, err := g.Gather(context.Background(), head)
		if err != nil || len(asked) != 2 {
			t.Fatal(asked, err)
		}
		for _, a := range asked {
			if a.Err != nil {
				t.Fatalf("size %d: %s: %v", size, a.URL, a.Err)
			}
			if _, err := l.log.AddCosignatures(head, a.Lines, policy); err != nil {
				t.Fatal(err)
			}
		}
		c, err := custody.Read(l.dir, policy)
		if err != nil {
			t.Fatal(err)
		}
		proof, err := custody.Prove(l.dir, c, 2)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := custody.Verify(proof, entries("a", 2, 3)[0], policy); err != nil {
			t.Error(err)
		}
	}
	fork := newLog(t, l.keys)
	forked := fork.grow(t, entries("b", 0, 700))
	r, err := witness.NewRequest(fork.dir, forked, 700)
	if err != nil {
		t.Fatal(err)
	}
	var no *witnesshttp.Refused
	if _, err := g.Client.Ask(context.Background(), their, r); !errors.As(err, &no) || no.Status != http.StatusUnprocessableEntity {
		t.Errorf("their witness answers to a fork: %v", err)
	}
	refusedAsFork(t, our, fork.dir, forked, 700, logOnly)
}
