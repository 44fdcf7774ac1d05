package evidence

import (
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// book is a log for the tests, and the policy that trusts it.
type book struct {
	*testing.T
	dir      custody.Dir
	log      *custody.Log
	policy   *custody.Policy
	verifier string
	last     map[custody.Digest]*custody.Commitment
}

func newBook(t *testing.T) *book {
	t.Helper()
	key, err := custody.GenerateKey(custody.Ed25519, "test.example/custody")
	if err != nil {
		t.Fatal(err)
	}
	b := &book{T: t, verifier: key.Verifier(), last: map[custody.Digest]*custody.Commitment{}}
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b.dir = logdir.New(root)
	if err = custody.Create(b.dir, time.Unix(1_790_000_000, 0), key); err != nil {
		t.Fatal(err)
	}
	if b.log, err = custody.Open(b.dir, key); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = b.log.Close(), root.Close() })
	if b.policy, err = custody.ParsePolicy([]byte("log " + b.verifier + "\nquorum none\n")); err != nil {
		t.Fatal(err)
	}
	return b
}

// note enters what happened to an exhibit and gives the entry with its proof.
func (b *book) note(kind custody.Kind, exhibit custody.Digest, sources ...custody.Digest) Held {
	b.Helper()
	o, err := custody.Seal(&custody.Record{Kind: kind, Time: time.Unix(1_790_000_000, 0), Exhibit: exhibit, Sources: sources, Actor: "Unit 5", After: b.last[exhibit]})
	if err != nil {
		b.Fatal(err)
	}
	entry := o.Commitment()
	b.last[exhibit] = &entry
	at, c, err := b.log.Append(b.Context(), time.Unix(1_790_000_000, 0), entry)
	if err != nil {
		b.Fatal(err)
	}
	proof, err := custody.Prove(b.dir, &c, at[0])
	if err != nil {
		b.Fatal(err)
	}
	return Held{o.Marshal(), proof}
}

// logged is a bundle with its history, and the seal in the log.
func logged(t *testing.T) (*kit, *book) {
	t.Helper()
	b := newBook(t)
	first, second := sha256.Sum256([]byte("first\n")), sha256.Sum256([]byte("second\n"))
	source := sha256.Sum256([]byte("a disk that stayed at home"))
	past := []Held{b.note(custody.Collected, source), b.note(custody.Collected, first), b.note(custody.Derived, second, source), b.note(custody.Copied, first)}
	k := sealed(t, small, func(o *SealOptions) { o.History, o.Proofs = past, []string{ProofLog} })
	k.attach(t, b)
	return k, b
}

func (k *kit) attach(t *testing.T, b *book) {
	t.Helper()
	digest, err := custody.ParseDigest(k.digest)
	if err != nil {
		t.Fatal(err)
	}
	seal := b.note(custody.Sealed, digest)
	a := Attachments{Opening: seal.Opening, LogProof: seal.Proof}
	if err := Attach(t.Context(), &mem{k.bundle}, k.bundle[SealName].Data, a, k.key); err != nil {
		t.Fatal(err)
	}
}

func (k *kit) openWith(t *testing.T, bundle fs.FS, p *custody.Policy) (*Verdict, fstest.MapFS) {
	t.Helper()
	m := newMem()
	o := k.trust()
	o.Policy = p
	v, err := Open(t.Context(), bundle, memFolder{m}, k.ids, o)
	if err != nil {
		t.Fatal(err)
	}
	return v, m.fs
}

func has(list []Point, code Code) bool {
	return slices.ContainsFunc(list, func(p Point) bool { return p.Code == code })
}

func TestHistoryTravelsInTheBundle(t *testing.T) {
	k, b := logged(t)
	v, out := k.openWith(t, k.bundle, b.policy)
	if !v.Proved || len(v.Custody) != 4 || !has(v.Proves, "custody") || !has(v.Proves, "seal-logged") || has(v.NotProved, "custody-gap") {
		t.Fatalf("%+v", v)
	}
	if e := v.Custody[2]; e.Kind != custody.Derived || e.Index != 2 || e.Log != "test.example/custody" || len(e.Sources) != 1 {
		t.Errorf("%+v", e)
	}
	o := k.trust()
	o.Policy = b.policy
	if v, err := CheckFolder(t.Context(), out, o); err != nil || !v.Proved || len(v.Custody) != 4 || !v.Seal.Proved {
		t.Fatal(err, v)
	}
	v = k.check(t, out)
	if !v.Proved || has(v.Proves, "custody") || !has(v.NotProved, "custody-log") || !has(v.NotProved, "seal-log") {
		t.Errorf("without a policy: %+v", v)
	}
	v, _ = k.openWith(t, k.bundle, newBook(t).policy)
	found(t, "another log", v, "custody/00000001")
	found(t, "another log", v, OpeningName)
}

func TestEveryByteOfABundleWithHistory(t *testing.T) {
	t.Parallel()
	k, _ := logged(t)
	_, out := k.open(t, k.bundle)
	for what, c := range map[string]struct {
		files fstest.MapFS
		check func(*testing.T, fstest.MapFS) *Verdict
	}{"sealed": {k.bundle, k.verify}, "opened": {out, k.check}} {
		m := clone(c.files)
		for name, f := range m {
			if !strings.HasPrefix(name, custodyFolder) && !slices.Contains(proofNames(true, 0), name) && name != ProofsName {
				continue // as in a bundle without history
			}
			for i := range f.Data {
				f.Data[i] ^= 1 << (i % 8)
				found(t, what+" "+name, c.check(t, m), name)
				f.Data[i] ^= 1 << (i % 8)
			}
			delete(m, name)
			found(t, what+" without "+name, c.check(t, m), name, ProofsName)
			m[name] = f
		}
		if !c.check(t, m).Proved {
			t.Fatal("the copy was not restored")
		}
	}
}

func TestHistoryThatDoesNotFit(t *testing.T) {
	b := newBook(t)
	exhibit, other := sha256.Sum256([]byte("first\n")), sha256.Sum256([]byte("other"))
	one, two := b.note(custody.Collected, exhibit), b.note(custody.Collected, other)
	for want, past := range map[string][]Held{
		"no exhibit here": {one, two},
		"not begin as":    {{two.Proof, two.Proof}},
	} {
		k := sealed(t, small, nil)
		k.o.History = past
		if _, err := Seal(t.Context(), newMem(), k.o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	later := b.note(custody.Opened, exhibit)
	k := sealed(t, small, func(o *SealOptions) { o.History = []Held{later} })
	if v, _ := k.openWith(t, k.bundle, b.policy); !v.Proved || !has(v.NotProved, "custody-gap") {
		t.Errorf("a gap is not told: %+v", v)
	}
	k = sealed(t, small, func(o *SealOptions) { o.History = []Held{{later.Opening, one.Proof}} })
	v, _ := k.openWith(t, k.bundle, b.policy)
	found(t, "the proof of another entry", v, "custody/00000001.tlog-proof")
}

func TestAttachmentsThatDoNotFit(t *testing.T) {
	k, b := logged(t)
	other, _ := logged(t)
	for what, change := range map[string]func(fstest.MapFS){
		"announced and not there": func(m fstest.MapFS) { delete(m, ProofsName) },
		"of another bundle":       func(m fstest.MapFS) { m[ProofsName] = other.bundle[ProofsName] },
		"of another seal":         func(m fstest.MapFS) { m[OpeningName] = other.bundle[OpeningName] },
		"added":                   func(m fstest.MapFS) { m[StampName(1)] = &fstest.MapFile{Data: []byte("x")} },
	} {
		m := maps.Clone(k.bundle)
		change(m)
		found(t, what, k.verify(t, m), ProofsName, OpeningName, StampName(1))
	}
	digest, _ := custody.ParseDigest(other.digest)
	wrong := b.note(custody.Sealed, digest)
	err := Attach(t.Context(), newMem(), k.bundle[SealName].Data, Attachments{Opening: wrong.Opening, LogProof: wrong.Proof}, k.key)
	if err == nil || !strings.Contains(err.Error(), "it should say") {
		t.Errorf("the entry of another seal: %v", err)
	}
	if err := Attach(t.Context(), newMem(), k.bundle[SealName].Data, Attachments{}, other.key); err == nil {
		t.Error("another signer may attach proofs")
	}
	unannounced := sealed(t, small, nil)
	unannounced.attach(t, b)
	if v := unannounced.verify(t, unannounced.bundle); !v.Proved || v.Seal == nil {
		t.Errorf("proofs that came later: %+v", v)
	}
}
