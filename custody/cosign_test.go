package custody_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// state is a witness of one state, with both of its keys.
type state struct {
	name   string
	ed, pq *custody.Key
}

func newState(t testing.TB, name string) state {
	t.Helper()
	s := state{name: name}
	var err error
	if s.ed, err = custody.GenerateKey(custody.Ed25519Cosigned, "witness.example/"+name); err != nil {
		t.Fatal(err)
	}
	if s.pq, err = custody.GenerateKey(custody.MLDSA44, "witness.example/"+name); err != nil {
		t.Fatal(err)
	}
	return s
}

func line(t testing.TB, k *custody.Key, at time.Time, c *custody.Checkpoint) []byte {
	t.Helper()
	b, err := k.Cosign(at, c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// grown is a log of three entries, and its checkpoint.
func grown(t testing.TB, keys ...*custody.Key) (*faultdisk.Disk, *custody.Log, *custody.Checkpoint) {
	t.Helper()
	d := faultdisk.New()
	l := opened(t, d, keys...)
	_, head, err := l.Append(context.Background(), start, all[:3]...)
	if err != nil {
		t.Fatal(err)
	}
	return d, l, &head
}

// TestCosignaturesVerifyElsewhere opens cosigned notes with the verifiers of
// another implementation, which counts key IDs and messages by itself.
func TestCosignaturesVerifyElsewhere(t *testing.T) {
	_, _, head := grown(t, testKeys(t)...)
	s := newState(t, "ghana")
	at := start.Add(time.Hour)
	for _, k := range []*custody.Key{s.ed, s.pq} {
		again, err := custody.ParseKey(k.Secret())
		if err != nil || again.Verifier() != k.Verifier() {
			t.Fatal(again, err)
		}
		v, err := fnote.NewVerifierForCosignatureV1(k.Verifier())
		if err != nil {
			t.Fatal(err)
		}
		signed := append(bytes.Clone(head.Signed), line(t, again, at, head)...)
		n, err := note.Open(signed, note.VerifierList(v))
		if err != nil || len(n.Sigs) != 1 {
			t.Fatal(k.Algorithm(), err)
		}
		if got, err := fnote.CoSigV1Timestamp(n.Sigs[0]); err != nil || !got.Equal(at) {
			t.Errorf("%s: cosigned at %v, %v", k.Algorithm(), got, err)
		}
		if _, err := k.Cosign(time.Unix(0, 0), head); err == nil {
			t.Error("cosigned without a time")
		}
	}
	_, err := testKeys(t)[0].Cosign(at, head)
	wants(t, err, "is the key of a log")
	_, err = s.ed.Cosign(at, &custody.Checkpoint{Origin: origin})
	wants(t, err, "not read from a signed note")
	wants(t, custody.Create(faultdisk.New(), start, s.ed), "is the key of a witness")
}

// TestQuorumsOfStates asks for witnesses of states in every way that a policy
// can, with cosignatures of both kinds.
func TestQuorumsOfStates(t *testing.T) {
	keys := testKeys(t)
	_, _, head := grown(t, keys...)
	states := map[string]state{}
	text := "log " + keys[0].Verifier() + "\nwitness second " + keys[1].Verifier() + "\n"
	for _, name := range []string{"ghana", "japan", "brazil"} {
		s := newState(t, name)
		states[name] = s
		text += fmt.Sprintf("witness %s-ed %s https://witness.%s.example/\nwitness %s-pq %s\n", name, s.ed.Verifier(), name, name, s.pq.Verifier())
	}
	text += "group ghana all ghana-ed ghana-pq\ngroup japan any japan-ed japan-pq\ngroup brazil all brazil-ed brazil-pq\n"
	signedBy := func(who string) []byte {
		signed := bytes.Clone(head.Signed)
		for _, w := range strings.Fields(who) {
			name, kind, _ := strings.Cut(w, "-")
			k := states[name].ed
			if kind == "pq" {
				k = states[name].pq
			}
			signed = append(signed, line(t, k, start, head)...)
		}
		return signed
	}
	for _, x := range []struct {
		quorum, who string
		want        bool
	}{
		{"quorum ghana-ed\n", "ghana-ed", true},
		{"quorum ghana-ed\n", "ghana-pq", false},
		{"quorum ghana\n", "ghana-ed", false},
		{"quorum ghana\n", "ghana-pq ghana-ed", true},
		{"quorum japan\n", "japan-pq", true},
		{"quorum japan\n", "japan-ed", true},
		{"group g 2 ghana japan brazil\nquorum g\n", "ghana-ed ghana-pq brazil-ed", false},
		{"group g 2 ghana japan brazil\nquorum g\n", "ghana-ed ghana-pq japan-pq", true},
		{"group g all ghana japan brazil\nquorum g\n", "ghana-ed ghana-pq japan-pq", false},
		{"group g all ghana japan brazil\nquorum g\n", "ghana-ed ghana-pq japan-ed brazil-pq brazil-ed", true},
		{"group g any ghana japan brazil\nquorum g\n", "brazil-pq", false},
		{"group g any ghana japan brazil\ngroup both all second g\nquorum both\n", "japan-pq", true},
		{"group g any ghana japan brazil\ngroup both all second g\nquorum both\n", "", false},
	} {
		p, err := custody.ParsePolicy([]byte(text + x.quorum))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Verify(signedBy(x.who)); (err == nil) != x.want {
			t.Errorf("%q cosigned by %q: %v", x.quorum, x.who, err)
		}
	}
	p, err := custody.ParsePolicy([]byte(text + "quorum none\n"))
	if err != nil {
		t.Fatal(err)
	}
	seen, err := p.Cosignatures(signedBy("japan-ed ghana-pq"))
	if err != nil || len(seen) != 3 || seen[0].Witness != "ghana-pq" || seen[1].Key != "witness.example/japan" ||
		!seen[1].At.Equal(start) || seen[1].Own || !seen[2].Own {
		t.Errorf("%+v %v", seen, err)
	}
	if w := p.Witnesses(); len(w) != 7 || w[0].Name != "brazil-ed" || w[0].URL != "https://witness.brazil.example/" || w[1].URL != "" {
		t.Errorf("%+v", w)
	}
	bad := signedBy("ghana-ed")
	bad[len(bad)-20] ^= 1
	if _, err := p.Verify(bad); err == nil {
		t.Error("a wrong cosignature of a known key is let through")
	}
}

func TestAddCosignatures(t *testing.T) {
	keys := testKeys(t)
	d, l, head := grown(t, keys...)
	ghana, stranger := newState(t, "ghana"), newState(t, "nowhere")
	policy, err := custody.ParsePolicy(fmt.Appendf(nil, "%switness ed %s\nwitness pq %s\ngroup g all ml-dsa ed pq\nquorum g\n",
		strings.TrimSuffix(bothOf(keys), "quorum ml-dsa\n"), ghana.ed.Verifier(), ghana.pq.Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	lines := append(line(t, ghana.ed, start, head), line(t, stranger.ed, start, head)...)
	lines = append(lines, line(t, ghana.pq, start, head)...)
	now, err := l.AddCosignatures(head, lines, policy)
	if err != nil || now.Size != 3 || now.Root != head.Root || bytes.Contains(now.Signed, []byte("nowhere")) {
		t.Fatal(err)
	}
	// A newer line takes the place of the older one of the same key.
	now, err = l.AddCosignatures(head, line(t, ghana.ed, start.Add(time.Hour), head), policy)
	if err != nil || bytes.Count(now.Signed, []byte("— witness.example/ghana ")) != 2 {
		t.Fatalf("%s %v", now.Signed, err)
	}
	seen, err := policy.Cosignatures(d.Bytes("checkpoint"))
	if err != nil || !seen[0].At.Equal(start.Add(time.Hour)) || !seen[2].At.Equal(start) {
		t.Fatal(seen, err)
	}
	if !bytes.Equal(now.OwnLines(), head.Signed) {
		t.Error("the log's own lines are not those it wrote")
	}
	report, err := custody.Check(d, policy)
	if err != nil || len(report.Unknown) != 0 {
		t.Fatalf("%+v %v", report, err)
	}
	proof, err := custody.Prove(d, &report.Checkpoint, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := custody.Verify(proof, all[1], policy); err != nil {
		t.Error(err)
	}
	refusedLines(t, l, head, policy, ghana)
	_, grownHead, err := l.Append(context.Background(), start, all[3])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.AddCosignatures(head, lines, policy); !errors.Is(err, custody.ErrMoved) {
		t.Error(err)
	}
	if _, err := policy.Verify(grownHead.Signed); err == nil {
		t.Error("a checkpoint that no witness saw satisfies the quorum")
	}
}

func refusedLines(t *testing.T, l *custody.Log, head *custody.Checkpoint, p *custody.Policy, ghana state) {
	t.Helper()
	before := l.Checkpoint()
	other := *head
	other.Signed = bytes.Replace(head.Signed, []byte("\n3\n"), []byte("\n4\n"), 1)
	for name, lines := range map[string][]byte{
		"nothing":            nil,
		"garbage":            []byte("sure\n"),
		"a stranger's":       line(t, newState(t, "nowhere").pq, start, head),
		"of another text":    line(t, ghana.ed, start, &other),
		"a text before them": append([]byte("x\n\n"), line(t, ghana.ed, start, head)...),
		"too many":           bytes.Repeat(line(t, ghana.ed, start, head), 2000),
	} {
		if _, err := l.AddCosignatures(head, lines, p); err == nil {
			t.Errorf("%s: added", name)
		}
	}
	if after := l.Checkpoint(); !bytes.Equal(after.Signed, before.Signed) {
		t.Error("a refusal changed the checkpoint")
	}
}

// FuzzCosignatures: whatever a witness answers, the text and the signatures of
// the log stay, and only lines of witnesses come under them.
func FuzzCosignatures(f *testing.F) {
	_, _, head := grown(f, edOnly(f))
	s := newState(f, "ghana")
	policy, err := custody.ParsePolicy(fmt.Appendf(nil, "log %s\nwitness ed %s\nwitness pq %s\nquorum none\n",
		edOnly(f).Verifier(), s.ed.Verifier(), s.pq.Verifier()))
	if err != nil {
		f.Fatal(err)
	}
	ed, pq := line(f, s.ed, start, head), line(f, s.pq, start, head)
	f.Add(ed)
	f.Add(append(bytes.Clone(ed), pq...))
	f.Add(append(line(f, newState(f, "nowhere").ed, start, head), ed...))
	f.Fuzz(func(t *testing.T, lines []byte) {
		signed, err := policy.AddCosignatures(head.Signed, lines)
		if err != nil {
			return
		}
		rest, ok := bytes.CutPrefix(signed, head.Signed)
		for l := range bytes.Lines(rest) {
			ok = ok && (bytes.Equal(l, ed) || bytes.Equal(l, pq))
		}
		if !ok {
			t.Fatalf("%q makes %q", lines, signed)
		}
	})
}
