package custody_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
)

const origin = "kenya.example/custody"

var start = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

// keyring is testdata/keys.json.
type keyring struct {
	Warning string   `json:"warning"`
	Secret  []string `json:"secret"`
	Public  []string `json:"public"`
}

func testKeys(t testing.TB) []*custody.Key {
	t.Helper()
	var ring keyring
	b, err := os.ReadFile("testdata/keys.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &ring); err != nil {
		t.Fatal(err)
	}
	var out []*custody.Key
	for _, s := range ring.Secret {
		k, err := custody.ParseKey(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, k)
	}
	return out
}

// bothOf trusts a log of which both signatures are there.
func bothOf(keys []*custody.Key) string {
	return fmt.Sprintf("log %s\nwitness ml-dsa %s\nquorum ml-dsa\n", keys[0].Verifier(), keys[1].Verifier())
}

func testPolicy(t testing.TB, keys []*custody.Key) *custody.Policy {
	t.Helper()
	p, err := custody.ParsePolicy([]byte(bothOf(keys)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// opening is entry i of the vectors, as the specification describes it.
func opening(t testing.TB, i int) *custody.Opening {
	t.Helper()
	hash := func(what string) [32]byte { return sha256.Sum256(fmt.Appendf(nil, "%s %d", what, i)) }
	kind := custody.Kinds()[i%9]
	r := &custody.Record{Kind: kind, Time: start.Add(time.Duration(i) * time.Second),
		Exhibit: hash("exhibit"), Actor: fmt.Sprintf("actor %d", i)}
	switch kind {
	case custody.HandedOver, custody.Returned:
		r.To = "other"
	case custody.Received:
		r.From = "other"
	case custody.Derived:
		r.Sources = []custody.Digest{hash("source")}
	}
	text, err := r.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return &custody.Opening{Salt: hash("salt"), Record: text}
}

func commitments(t testing.TB, from, to int) []custody.Commitment {
	var out []custody.Commitment
	for i := from; i < to; i++ {
		out = append(out, opening(t, i).Commitment())
	}
	return out
}

// edOnly is a key that signs fast and the same each time.
func edOnly(t testing.TB) *custody.Key {
	t.Helper()
	edOnce.Do(func() {
		edKey = testKeys(t)[0]
		var err error
		if edTrust, err = custody.ParsePolicy([]byte("log " + edKey.Verifier() + "\nquorum none\n")); err != nil {
			t.Fatal(err)
		}
	})
	return edKey
}

var (
	edOnce  sync.Once
	edKey   *custody.Key
	edTrust *custody.Policy
)

// edPolicy trusts edOnly.
func edPolicy(t testing.TB) *custody.Policy {
	t.Helper()
	edOnly(t)
	return edTrust
}

func wants(t testing.TB, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("got the error %v, want one with %q", err, words)
	}
}
