package custody_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/comity-dev/comity/custody"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func vectorPolicy(t testing.TB) *custody.Policy {
	t.Helper()
	p, err := custody.ParsePolicy(read(t, "policy"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGoodProofs(t *testing.T) {
	p := vectorPolicy(t)
	for _, i := range proven {
		o, r, err := custody.ParseOpening(read(t, fmt.Sprintf("openings/%d.opening", i)))
		if err != nil || r.Actor != fmt.Sprintf("actor %d", i) {
			t.Fatal(r, err)
		}
		proof := read(t, fmt.Sprintf("proofs/good/%d.tlog-proof", i))
		place, err := custody.Verify(proof, o.Commitment(), p)
		if err != nil || place.Index != custody.Index(i) || place.Checkpoint.Size != 600 {
			t.Errorf("proof %d: %v", i, err)
		}
		o.Salt[0] ^= 1
		if _, err := custody.Verify(proof, o.Commitment(), p); err == nil {
			t.Errorf("proof %d holds for another entry", i)
		}
	}
}

func TestBadProofs(t *testing.T) {
	p := vectorPolicy(t)
	files, err := filepath.Glob("testdata/proofs/bad/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if place, err := custody.Verify(b, opening(t, 0).Commitment(), p); err == nil {
			t.Errorf("%s verifies: entry %d", f, place.Index)
		}
	}
}

func TestBadPolicies(t *testing.T) {
	files, err := filepath.Glob("testdata/policies/bad/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := custody.ParsePolicy(b); err == nil {
			t.Errorf("%s is read", f)
		}
	}
}

func TestRecordVectors(t *testing.T) {
	var v vectorRecords
	if err := json.Unmarshal(read(t, "records.json"), &v); err != nil {
		t.Fatal(err)
	}
	for _, x := range v.Good {
		r, err := custody.ParseRecord([]byte(x.Record))
		if err != nil {
			t.Fatal(err)
		}
		again, err := r.Marshal()
		if err != nil || string(again) != x.Record {
			t.Errorf("%q is written as %q, %v", x.Record, again, err)
		}
	}
	for _, x := range v.Bad {
		if _, err := custody.ParseRecord([]byte(x.Record)); err == nil {
			t.Errorf("read a record with %s", x.Why)
		}
	}
}

// TestQuorums puts the log's own two keys into groups: the tree of a policy.
func TestQuorums(t *testing.T) {
	keys := testKeys(t)
	other, err := custody.GenerateKey(custody.MLDSA44, "witness.example/1")
	if err != nil {
		t.Fatal(err)
	}
	signed := read(t, "log/checkpoint")
	head := "# a comment\n\tlog " + keys[0].Verifier() + " https://kenya.example/\n" +
		"witness seen " + keys[1].Verifier() + "\nwitness absent  " + other.Verifier() + " https://w.example/\n"
	for rest, want := range map[string]bool{
		"quorum none\n":                                              true,
		"quorum seen\n":                                              true,
		"quorum absent\n":                                            false,
		"group g any seen absent\nquorum g\n":                        true,
		"group g 1 seen absent\nquorum g\n":                          true,
		"group g 2 seen absent\nquorum g\n":                          false,
		"group g all seen absent\nquorum g\n":                        false,
		"group g all seen\ngroup h any absent g\nquorum h\n":         true,
		"group g all absent\ngroup h all seen g\nquorum h\n":         false,
		"group g all seen\ngroup \xff any absent g\nquorum \xff\n\n": true,
	} {
		p, err := custody.ParsePolicy([]byte(head + rest))
		if err != nil {
			t.Errorf("%q: %v", rest, err)
			continue
		}
		if c, err := p.Verify(signed); (err == nil) != want {
			t.Errorf("%q: %v %v, want %v", rest, c, err, want)
		}
	}
	for name, text := range map[string]string{
		"no log":        "quorum none\n",
		"another log":   "log " + other.Verifier() + "\nquorum none\n",
		"log by ML-DSA": "log " + keys[1].Verifier() + "\nquorum none\n",
	} {
		p, err := custody.ParsePolicy([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = p.Verify(signed); (err == nil) != (name == "log by ML-DSA") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestKeysDoNotShowTheirSecret(t *testing.T) {
	k := edOnly(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, k); got != k.Verifier() {
			t.Errorf("%s prints %q", verb, got)
		}
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "log.key")
	if err := os.WriteFile(file, []byte(k.Secret()), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := custody.ReadKey(os.DirFS(dir), "log.key")
	if err != nil || again.Verifier() != k.Verifier() {
		t.Fatal(again, err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	_, err = custody.ReadKey(os.DirFS(dir), "log.key")
	wants(t, err, "others than its owner")
}
