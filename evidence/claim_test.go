package evidence

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What an exhibit claims and comes from is part of its record, and so of the tree.
func TestClaimsAndSourcesAreSealed(t *testing.T) {
	leaf := strings.Repeat("ab", 32)
	k := sealed(t, fstest.MapFS{"disk.E01": {Data: []byte("EVF")}}, func(o *SealOptions) {
		all := o.Exhibits
		o.Exhibits = func(yield func(Exhibit, error) bool) {
			for e, err := range all {
				e.Claimed = []Claim{{Algorithm: "md5", By: "E01 hash section", Result: Matches, Value: strings.Repeat("0f", 16)}}
				e.Derived = &Derived{How: WorkingCopy, Sources: []string{leaf}}
				if !yield(e, err) {
					return
				}
			}
		}
	})
	v, out := k.open(t, k.bundle)
	if !v.Proved {
		t.Fatal(v.Findings)
	}
	r, err := ParseRecord([]byte(strings.TrimSpace(string(out[recordsName].Data))))
	if err != nil || len(r.Claimed) != 1 || r.Claimed[0].Result != Matches || r.Derived == nil || r.Derived.Sources[0] != leaf {
		t.Fatalf("%+v, %v", r, err)
	}
	if h, err := r.LeafHash(); err != nil || h != k.st.Predicate.Commitments.Root {
		t.Errorf("the leaf hash %s of the only record is not the root %s: %v", h, k.st.Predicate.Commitments.Root, err)
	}
}

func TestBadClaimsAndSources(t *testing.T) {
	good := Record{Name: "a", Salt: strings.Repeat("00", 32), SHA256: strings.Repeat("00", 32)}
	claim := Claim{Algorithm: "md5", By: "x", Result: Unchecked, Value: "00ff"}
	for want, change := range map[string]func(*Record){
		"no name of an algorithm": func(r *Record) { c := claim; c.Algorithm = "MD5"; r.Claimed = []Claim{c} },
		"by whom":                 func(r *Record) { c := claim; c.By = ""; r.Claimed = []Claim{c} },
		"the result":              func(r *Record) { c := claim; c.Result = "ok"; r.Claimed = []Claim{c} },
		"the value":               func(r *Record) { c := claim; c.Value = "FF00"; r.Claimed = []Claim{c} },
		"at most 64":              func(r *Record) { r.Claimed = make([]Claim, 65) },
		"is not one of":           func(r *Record) { r.Derived = &Derived{How: "magic", Sources: []string{good.Salt}} },
		"1 to 256 sources":        func(r *Record) { r.Derived = &Derived{How: Redaction} },
		"is there twice":          func(r *Record) { r.Derived = &Derived{How: Redaction, Sources: []string{good.Salt, good.Salt}} },
		"a source is not":         func(r *Record) { r.Derived = &Derived{How: Redaction, Sources: []string{"x"}} },
	} {
		r := good
		change(&r)
		if err := r.check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	if err := good.check(); err != nil {
		t.Error(err)
	}
}
