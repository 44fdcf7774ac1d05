package caseuco

import (
	"bytes"
	"os"
	"testing"

	"github.com/comity-dev/comity/evidence"
)

// The description of the vector is the same to the byte each time. That its form
// is right is for the graph tests here and for case_validate (test/peers/case.sh).
func TestVector(t *testing.T) {
	v := readVector(t)
	want := must(os.ReadFile("testdata/vector/description.jsonld"))
	for range 2 {
		got := v.export(t)
		if !bytes.Equal(got, want) {
			t.Fatalf("the description differs from testdata/vector/description.jsonld; it is now\n%s", got)
		}
	}
}

// The names were computed from the files of the vector with Python's uuid module,
// as the specification says.
func TestNames(t *testing.T) {
	v := readVector(t)
	bundle := must(parseNamespace(v.bundle.ID))
	leaf := must(v.exhibits[0].Record.LeafHash())
	for _, c := range []struct{ got, want string }{
		{bundle.id("identity", "Officer 4411"), "32b9c76f-33d3-5a0f-850c-4142bfbe552f"},
		{bundle.id("identity", "الضابط ٧"), "459c10df-436d-5bbb-bbb6-33539df96b55"},
		{bundle.id("sealing", v.bundle.ID), "067a3545-5364-5138-a6f1-76cd4a225a69"},
		{leaf, "43d52fa6d22f95ff6fb705843e29c8874fb465277467fc63a34b2659894bcdd6"},
		{everywhere.id("exhibit", leaf), "cd52e5e5-2f24-5af9-845d-cfcda8e497a9"},
		{everywhere.id("entry", v.entries[0].Commitment().String()), "3bfa1372-bb13-54f0-8c12-836f0cf02894"},
	} {
		if c.want = map[bool]string{true: "urn:uuid:"}[c.want != leaf] + c.want; c.got != c.want {
			t.Errorf("%s, not %s", c.got, c.want)
		}
	}
	if _, err := parseNamespace("ABCDEF00000000000000000000000000"); err == nil {
		t.Error("capitals were taken")
	}
}

// The name of an exhibit does not depend on the bundle that describes it, so that
// one made from it, in another bundle, points at it.
func TestDerivedExhibitPointsAcrossBundles(t *testing.T) {
	source := small("whole.img")
	leaf := must(source.exhibits[0].Record.LeafHash())
	made := small("part.img")
	made.bundle.ID = "000102030405060708090a0b0c0d0e0f"
	made.exhibits[0].Record.Derived = &evidence.Derived{How: evidence.Redaction, Sources: []string{leaf}}
	in, out := expanded(t, source.export(t)), expanded(t, made.export(t))
	id := everywhere.id("exhibit", leaf)
	if in[id] == nil || !in[id].has(nsObservable+"File") {
		t.Fatal("the source is not described under its name")
	}
	if out[id] == nil || !out[id].has(nsObservable+"ObservableObject") {
		t.Fatal("the other bundle does not say what the source is")
	}
	derived := out[everywhere.id("exhibit", must(made.exhibits[0].Record.LeafHash()))]
	if got := derived.refs(nsInvestigation + "wasDerivedFrom"); len(got) != 1 || got[0] != id {
		t.Fatalf("derived from %q", got)
	}
}
