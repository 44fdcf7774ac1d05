package witness_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// TestWitnessFollowsALog: first contact at any size, growth over tile borders,
// the same again, and after a new start.
func TestWitnessFollowsALog(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 300, b.logKey)
	quorum := b.quorum(t)
	known := 0
	for _, size := range []int{0, 0, 1, 2, 3, 7, 8, 8, 255, 256, 257, 300} {
		lines, err := b.cosign(h.ask(t, size, known))
		if err != nil {
			t.Fatalf("from %d to %d: %v", known, size, err)
		}
		signed := append(bytes.Clone(h.heads[size].Signed), lines...)
		if c, err := quorum.Verify(signed); err != nil || c.Size != int64(size) {
			t.Fatalf("size %d: %v", size, err)
		}
		known = size
		if size%3 == 0 {
			b.reopen(t)
		}
	}
	hash := sha256.Sum256([]byte(origin))
	latest, err := b.w.Latest(context.Background(), hex.EncodeToString(hash[:]))
	if err != nil {
		t.Fatal(err)
	}
	if c, err := quorum.Verify(latest); err != nil || c.Size != 300 {
		t.Fatal(err)
	}
	if none, err := b.w.Latest(context.Background(), "00"); none != nil || err != nil {
		t.Error("a checkpoint of no log")
	}
	if o := b.w.Origins(); len(o) != 1 || o[0] != origin {
		t.Error(o)
	}
}

func TestRefusals(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 20, b.logKey)
	strange := newHistory(t, 1, 20, newKey(t, custody.Ed25519, origin))
	other := newHistory(t, 1, 3, newKey(t, custody.Ed25519, "japan.example/custody"))
	if _, err := b.cosign(h.ask(t, 10, 0)); err != nil {
		t.Fatal(err)
	}
	before := b.dir.Bytes("checkpoints/" + hashOf(origin))

	if r := refused(t, second(b.cosign(h.ask(t, 20, 7))), witness.Conflict, "with 10 entries, not 7"); r.Size != 10 {
		t.Error(r.Size)
	}
	refused(t, second(b.cosign(h.ask(t, 20, 0))), witness.Conflict, "not 0")
	refused(t, second(b.cosign(h.ask(t, 20, 15))), witness.Conflict, "not 15") // from the future
	refused(t, second(b.cosign(h.ask(t, 5, 3))), witness.Conflict, "not 3")    // rolled back
	refused(t, second(b.cosign(bytes.Replace(h.ask(t, 5, 5), []byte("old 5"), []byte("old 10"), 1))), witness.Malformed, "above that of the checkpoint")
	refused(t, second(b.cosign(other.ask(t, 3, 0))), witness.UnknownLog, "does not watch")
	refused(t, second(b.cosign(strange.ask(t, 20, 10))), witness.Unsigned, "no verifiable signatures")
	forged := bytes.Replace(h.ask(t, 20, 10), signature(h.heads[20].Signed), signature(h.heads[19].Signed), 1)
	refused(t, second(b.cosign(forged)), witness.Unsigned, "invalid signature")

	if after := b.dir.Bytes("checkpoints/" + hashOf(origin)); bytes.Equal(before, nil) || !sameHead(before, after) {
		t.Error("a refusal changed the state")
	}
}

// signature is the last line of a signed note.
func signature(signed []byte) []byte { return signed[bytes.LastIndex(signed, []byte("— ")):] }

func TestMalformedRequests(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 20, b.logKey)
	good := string(h.ask(t, 20, 13))
	change := func(old, next string) string { return strings.Replace(good, old, next, 1) }
	hash := h.heads[20].Root.String()
	for name, body := range map[string]string{
		"nothing":                   "",
		"no checkpoint":             "old 0\n\n",
		"no old size":               change("old 13\n", ""),
		"a zero in front":           change("old 13", "old 013"),
		"a sign":                    change("old 13", "old +13"),
		"a negative size":           change("old 13", "old -1"),
		"a size beyond all":         change("old 13", "old 9223372036854775808"),
		"two spaces":                change("old 13", "old  13"),
		"line ends of others":       change("old 13\n", "old 13\r\n"),
		"a short hash":              change("\n\n", "\nAAAA\n\n"),
		"loose Base64":              change("\n\n", "\n"+strings.Replace(hash, "=", "", 1)+"\n\n"),
		"64 hashes":                 change("\n\n", "\n"+strings.Repeat(hash+"\n", 64)+"\n"),
		"no empty line":             change("\n\n", "\n"),
		"an empty line too many":    change("\n\n", "\n\n\n"),
		"no signature":              good[:strings.LastIndex(good, "— ")],
		"no end of the last line":   strings.TrimSuffix(good, "\n"),
		"a checkpoint of no size":   change("\n20\n", "\n-20\n"),
		"a checkpoint beyond all":   change("\n20\n", "\n9223372036854775808\n"),
		"a checkpoint of no hash":   change(hash, "AAAA"),
		"a control character":       change("kenya", "kenya\x01"),
		"more bytes than there are": good + strings.Repeat("— a AAAAAAAA\n", witness.MaxRequest/10),
		"two lines of a checkpoint": "old 0\n\n" + origin + "\n20\n\n— " + origin + " AAAAAAAA\n",
	} {
		if r := refused(t, second(b.cosign([]byte(body))), witness.Malformed, "read the request"); r.Why == "" {
			t.Error(name)
		}
	}
	if _, err := b.cosign([]byte(strings.Replace(good, "old 13", "old 0", 1))); err == nil {
		t.Error("cosigned with a path from nothing")
	}
}

// sameHead compares states but for their cosignatures, which bear a time.
func sameHead(a, b []byte) bool {
	return bytes.Equal(a[:bytes.Index(a, []byte("\n\n"))], b[:bytes.Index(b, []byte("\n\n"))])
}

func second(_ []byte, err error) error { return err }

func hashOf(origin string) string {
	h := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(h[:])
}

// TestQuorumOfTheLog: a policy that wants both keys of the log is not content
// with one.
func TestQuorumOfTheLog(t *testing.T) {
	ed, pq := newKey(t, custody.Ed25519, origin), newKey(t, custody.MLDSA44, origin)
	store := newStore(t)
	both := parsePolicy(t, "log %s\nwitness ml-dsa %s\nquorum ml-dsa\n", ed.Verifier(), pq.Verifier())
	w, err := witness.New(store, witnessKeys(t), []*custody.Policy{both})
	if err != nil {
		t.Fatal(err)
	}
	one, two := newHistory(t, 1, 2, ed), newHistory(t, 1, 2, ed, pq)
	_, err = w.Cosign(context.Background(), start, one.ask(t, 2, 0))
	refused(t, err, witness.Unsigned, "the quorum")
	if _, err := w.Cosign(context.Background(), start, two.ask(t, 2, 0)); err != nil {
		t.Error(err)
	}
}

func TestForksAreKept(t *testing.T) {
	b := newBench(t)
	a, x := newHistory(t, 1, 30, b.logKey), newHistory(t, 2, 30, b.logKey)
	if _, err := b.cosign(a.ask(t, 11, 0)); err != nil {
		t.Fatal(err)
	}
	r := refused(t, second(b.cosign(x.ask(t, 11, 11))), witness.Inconsistent, "has forked")
	b.convicts(t, r, true)
	again := refused(t, second(b.cosign(x.ask(t, 11, 11))), witness.Inconsistent, "has forked")
	if again.Kept != r.Kept {
		t.Error("the same evidence is kept twice")
	}
	// Of this size and with another old size, the protocol wants a conflict.
	r = refused(t, second(b.cosign(x.ask(t, 11, 4))), witness.Conflict, "has forked")
	if b.convicts(t, r, true); r.Size != 11 {
		t.Error(r.Size)
	}
	b.convicts(t, refused(t, second(b.cosign(x.ask(t, 29, 11))), witness.Inconsistent, "does not extend"), true)
	// A path that leads nowhere convicts nobody.
	wrong, err := witness.ParseRequest(a.ask(t, 29, 11))
	if err != nil {
		t.Fatal(err)
	}
	wrong.Path[0][0] ^= 1
	b.convicts(t, refused(t, second(b.cosign(wrong.Marshal())), witness.Inconsistent, "not shown to extend"), false)
	// The history that it knows can go on.
	if _, err := b.cosign(a.ask(t, 30, 11)); err != nil {
		t.Error(err)
	}
	b.fills(t, x)
}

// convicts reads the evidence that was kept.
func (b *bench) convicts(t *testing.T, r *witness.Refusal, proved bool) {
	t.Helper()
	if kept := b.dir.Bytes(r.Kept); kept == nil || !bytes.Equal(kept, r.Fork) || r.Proved != proved {
		t.Fatalf("%q, %v, told %v", r.Kept, kept == nil, r.Proved)
	}
	f, err := custody.ParseFork(r.Fork)
	if err != nil {
		t.Fatal(err)
	}
	v, err := f.Verify(b.policy)
	if err != nil || v.Proved != proved {
		t.Fatalf("%+v %v", v, err)
	}
}

// fills the space for evidence: a log can not fill the disk.
func (b *bench) fills(t *testing.T, x *history) {
	t.Helper()
	var last *witness.Refusal
	for i := range 40 {
		f := newHistory(t, byte(i+3), 30, b.logKey)
		last = refused(t, second(b.cosign(f.ask(t, 30, 30))), witness.Inconsistent, "has forked")
	}
	if last.Kept != "" || !strings.Contains(last.Why, "not kept") || last.Fork == nil {
		t.Errorf("%+v", last)
	}
	files, err := fs.ReadDir(b.dir, "forks")
	if err != nil || len(files) != 16 {
		t.Error(len(files), err)
	}
}

func TestEmptyLogs(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 3, b.logKey)
	padded, err := witness.ParseRequest(h.ask(t, 3, 0))
	if err != nil {
		t.Fatal(err)
	}
	padded.Path = append(padded.Path, h.heads[3].Root)
	refused(t, second(b.cosign(padded.Marshal())), witness.Inconsistent, "where none is needed")
	// A log that signs an empty tree with the root of another one.
	signer, err := note.NewSigner(strings.TrimSuffix(b.logKey.Secret(), "\n"))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("%s\n0\n%s\n", origin, h.heads[3].Root)}, signer)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, second(b.cosign(append([]byte("old 0\n\n"), signed...))), witness.Inconsistent, "the hash of an empty log")
	// Lines that a log adds to its checkpoints are signed with the rest.
	signed, err = note.Sign(&note.Note{Text: fmt.Sprintf("%s\n3\n%s\nan extension\n", origin, h.heads[3].Root)}, signer)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := b.cosign(append([]byte("old 0\n\n"), signed...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.quorum(t).Verify(append(signed, lines...)); err != nil {
		t.Error(err)
	}
}

// TestManyAtOnce: whatever comes at once, the checkpoints that are cosigned are
// of one history.
func TestManyAtOnce(t *testing.T) {
	b := newBench(t)
	forks := []*history{newHistory(t, 1, 40, b.logKey), newHistory(t, 2, 40, b.logKey)}
	var mu sync.Mutex
	cosigned := map[int]int{} // histories that got a cosignature
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			h, known := forks[g%2], 0
			for size := 1; size <= 40; {
				_, err := b.cosign(h.ask(t, size, known))
				var r *witness.Refusal
				switch {
				case err == nil:
					mu.Lock()
					cosigned[g%2]++
					mu.Unlock()
					known = size
					size++
				case errors.As(err, &r) && r.Kind == witness.Conflict:
					known = int(r.Size)
					size = max(size, known)
				case errors.As(err, &r) && r.Kind == witness.Inconsistent:
					return // the other history was first
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if len(cosigned) != 1 {
		t.Errorf("both histories were cosigned: %v", cosigned)
	}
}

func TestClock(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 5, b.logKey)
	ctx, quorum := context.Background(), b.quorum(t)
	if _, err := b.w.Cosign(ctx, start, h.ask(t, 1, 0)); err != nil {
		t.Fatal(err)
	}
	// A clock that is set by seconds does not stop the witness, nor go back.
	lines, err := b.w.Cosign(ctx, start.Add(-5*time.Second), h.ask(t, 2, 1))
	if err != nil {
		t.Fatal(err)
	}
	seen, err := quorum.Cosignatures(append(bytes.Clone(h.heads[2].Signed), lines...))
	if err != nil || !seen[0].At.Equal(start) || !seen[1].At.Equal(start) {
		t.Error(seen, err)
	}
	b.reopen(t)
	var r *witness.Refusal
	_, err = b.w.Cosign(ctx, start.Add(-time.Hour), h.ask(t, 3, 2))
	if err == nil || errors.As(err, &r) || !strings.Contains(err.Error(), "the clock stands 1h0m0s before") {
		t.Error(err)
	}
	if _, err := b.w.Cosign(ctx, time.Unix(0, 0), h.ask(t, 3, 2)); err == nil {
		t.Error("cosigned without a time")
	}
	if _, err := b.w.Cosign(ctx, start.Add(time.Hour), h.ask(t, 3, 2)); err != nil {
		t.Error(err)
	}
}

func TestWhoCanNotBeAWitness(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 5, b.logKey)
	if _, err := b.cosign(h.ask(t, 5, 0)); err != nil {
		t.Fatal(err)
	}
	name := "checkpoints/" + hashOf(origin)
	if _, err := witness.OpenDir(b.dir); !errors.Is(err, custody.ErrLocked) {
		t.Error(err)
	}
	ed := b.keys[0]
	policies := []*custody.Policy{b.policy}
	for why, try := range map[string]func() (*witness.Witness, error){
		"no key":           func() (*witness.Witness, error) { return witness.New(b.store, nil, policies) },
		"the key of a log": func() (*witness.Witness, error) { return witness.New(b.store, []*custody.Key{b.logKey}, policies) },
		"two of them":      func() (*witness.Witness, error) { return witness.New(b.store, []*custody.Key{ed, ed}, policies) },
		"two policies": func() (*witness.Witness, error) {
			return witness.New(b.store, b.keys, append(policies, b.policy))
		},
		"names this witness itself": func() (*witness.Witness, error) {
			return witness.New(b.store, b.keys, []*custody.Policy{b.quorum(t)})
		},
		"the state of the log": func() (*witness.Witness, error) { return witness.New(b.store, witnessKeys(t), policies) },
	} {
		if _, err := try(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
	// One new key at a time can take the place of an old one.
	renewed := []*custody.Key{ed, newKey(t, custody.MLDSA44, ed.Name())}
	if _, err := witness.New(b.store, renewed, policies); err != nil {
		t.Error(err)
	}
	// A state that is damaged is not taken for none.
	good := bytes.Clone(b.dir.Bytes(name))
	for _, bad := range [][]byte{{}, []byte("x"), bytes.Replace(good, []byte("\n5\n"), []byte("\n4\n"), 1), good[:len(good)-5]} {
		b.dir.Put(name, bad)
		if _, err := witness.New(b.store, b.keys, policies); err == nil {
			t.Errorf("a witness starts with the state %q", bad)
		}
	}
}

// TestNoStateIsNotANewOne: a witness whose state is gone does not begin anew.
func TestNoStateIsNotANewOne(t *testing.T) {
	d := faultdisk.New()
	if _, err := witness.OpenDir(d); !errors.Is(err, witness.ErrNoState) {
		t.Error(err)
	}
	if d.Bytes("lock") != nil {
		t.Error("a lock is made where no state is")
	}
	if err := errors.Join(witness.CreateDir(d), witness.CreateDir(d)); err != nil { // the second after a stop
		t.Error(err)
	}
	b := newBench(t)
	h := newHistory(t, 1, 5, b.logKey)
	if _, err := b.cosign(h.ask(t, 2, 0)); err != nil {
		t.Fatal(err)
	}
	if err := witness.CreateDir(b.dir); !errors.Is(err, custody.ErrLocked) {
		t.Error(err)
	}
	if err := b.store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := witness.CreateDir(b.dir); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Error(err)
	}
}

func TestNobodyElseWrites(t *testing.T) {
	b := newBench(t)
	h := newHistory(t, 1, 5, b.logKey)
	if _, err := b.cosign(h.ask(t, 2, 0)); err != nil {
		t.Fatal(err)
	}
	b.dir.Put("checkpoints/"+hashOf(origin), []byte("another"))
	for range 2 { // nor does it go on after
		if _, err := b.cosign(h.ask(t, 3, 2)); !errors.Is(err, witness.ErrSwapped) {
			t.Error(err)
		}
	}
}
