package evidence

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/internal/testtsa"
)

// stampOver has a time stamper stamp a message, with the program that READ-ME-FIRST
// names.
func stampOver(t *testing.T, tsa *testtsa.TSA, message []byte) []byte {
	t.Helper()
	write(t, filepath.Join(tsa.Dir, "message"), message)
	if err := tsa.OpenSSL("ts", "-query", "-data", "message", "-sha256", "-cert", "-out", "query"); err != nil {
		t.Fatal(err)
	}
	out, err := tsa.Reply(read(t, filepath.Join(tsa.Dir, "query")))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func roots(t *testing.T, tsa *testtsa.TSA) *stamp.Roots {
	t.Helper()
	text, err := os.ReadFile(tsa.Roots())
	if err != nil {
		t.Fatal(err)
	}
	r, err := stamp.ParseRoots(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (k *kit) stamp(t *testing.T, stamps ...[]byte) {
	t.Helper()
	if err := Attach(t.Context(), &mem{k.bundle}, k.bundle[SealName].Data, Attachments{Stamps: stamps}, k.key); err != nil {
		t.Fatal(err)
	}
}

func (k *kit) verifyWith(t *testing.T, bundle fstest.MapFS, r *stamp.Roots, at time.Time) *Verdict {
	t.Helper()
	o := k.trust()
	o.Roots, o.Time = r, at
	v, err := Verify(t.Context(), bundle, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTimeStampsSaySinceWhen(t *testing.T) {
	one, two := testtsa.New(t), testtsa.New(t)
	k := sealed(t, small, func(o *SealOptions) { o.Proofs = []string{ProofTime} })
	seal := k.bundle[SealName].Data
	k.stamp(t, stampOver(t, one, seal), stampOver(t, two, seal))
	now := time.Now()
	v := k.verifyWith(t, k.bundle, roots(t, one), now)
	if !v.Proved || !has(v.Proves, "stamped") || has(v.NotProved, "since-when") || len(v.Stamps) != 2 || !v.Stamps[0].Anchored || v.Stamps[1].Anchored {
		t.Fatalf("%+v", v)
	}
	if !has(v.NotProved, "stamp-root") {
		t.Error("a stamper that nobody vouches for is not told")
	}
	if v := k.verifyWith(t, k.bundle, nil, now); !v.Proved || has(v.Proves, "stamped") || !has(v.NotProved, "since-when") {
		t.Errorf("without roots: %+v", v)
	}
	found(t, "a stamp from the future", k.verifyWith(t, k.bundle, roots(t, one), now.AddDate(-1, 0, 0)), StampName(1))
	m := clone(k.bundle)
	delete(m, ProofsName)
	found(t, "announced and gone", k.verifyWith(t, m, roots(t, one), now), ProofsName)
	for name, f := range k.bundle {
		write(t, filepath.Join(one.Dir, "bundle", name), f.Data)
	}
	if err := one.OpenSSL("ts", "-verify", "-data", "bundle/"+SealName, "-in", "bundle/"+StampName(1), "-CAfile", "cert.pem"); err != nil {
		t.Error(err)
	}
}

func TestTimeStampsThatDoNotFit(t *testing.T) {
	tsa := testtsa.New(t)
	k := sealed(t, small, nil)
	k.stamp(t, stampOver(t, tsa, []byte("another seal\n")))
	found(t, "of another seal", k.verifyWith(t, k.bundle, roots(t, tsa), time.Now()), StampName(1))
	k = sealed(t, small, nil)
	k.stamp(t, []byte("no stamp"))
	found(t, "no stamp", k.verifyWith(t, k.bundle, roots(t, tsa), time.Now()), StampName(1))
}
