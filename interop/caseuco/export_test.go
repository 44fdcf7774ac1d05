package caseuco

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody"
)

// What the graph says of the first exhibit, term by term.
func TestGraphOfAnExhibit(t *testing.T) {
	v := readVector(t)
	g := expanded(t, v.export(t))
	r := v.exhibits[0].Record
	leaf := must(r.LeafHash())
	file := g[everywhere.id("exhibit", leaf)]
	if got := file.text(nsCore + "name"); got != r.Name {
		t.Errorf("name %q", got)
	}
	found := map[string]string{}
	for _, f := range file.refs(nsCore + "hasFacet") {
		for _, id := range g[f].refs(nsObservable + "hash") {
			found[g[id].text(nsTypes+"hashMethod")] = g[id].literals(nsTypes+"hashValue", nsXSD+"hexBinary")[0]
		}
		if size := g[f].literals(nsObservable+"sizeInBytes", nsXSD+"integer"); len(size) != 1 || size[0] != fmt.Sprint(r.Size) {
			t.Errorf("size %q", size)
		}
	}
	if len(found) != 2 || found["SHA256"] != r.SHA256 || found["SHA512"] != v.exhibits[0].SHA512 {
		t.Errorf("its digests are %q: what it only claims must not be among them", found)
	}
	action := g[everywhere.id("collection", leaf)]
	for what, c := range map[string][2]string{
		"performer":     {g[action.ref(nsAction+"performer")].text(nsCore + "name"), r.Collector},
		"instrument":    {g[action.ref(nsAction+"instrument")].text(nsCore + "name"), r.Tool},
		"end":           {action.time(nsAction + "endTime"), r.Collected},
		"object":        {g[action.ref(nsAction+"object")].text(nsCore + "description"), r.Origin},
		"authorization": {g[action.ref(nsInvestigation+"relevantAuthorization")].text(nsInvestigation + "authorizationIdentifier"), r.Basis},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, not %q", what, c[0], c[1])
		}
	}
}

// An action that handles evidence takes a record of provenance in and gives one
// out; the one that collects it takes none.
func TestEveryActionTakesAndGivesProvenance(t *testing.T) {
	g := expanded(t, readVector(t).export(t))
	records := func(ids []string) (n int) {
		for _, id := range ids {
			if g[id].has(nsInvestigation + "ProvenanceRecord") {
				n++
			}
		}
		return n
	}
	seen := 0
	for _, a := range g {
		if !a.has(nsInvestigation + "InvestigativeAction") {
			continue
		}
		seen++
		first := a.text(nsCore+"name") == "collected"
		in, out := records(a.refs(nsAction+"object")), records(a.refs(nsAction+"result"))
		if out == 0 || first != (in == 0) {
			t.Errorf("%s takes %d and gives %d", a.id, in, out)
		}
	}
	if want := 8 + 1 + 5; seen != want {
		t.Errorf("%d actions, not %d: the exhibits, the sealing, the custody entries", seen, want)
	}
}

// A line is a node, so that a tool can read them one by one; and the whole is
// what any reader of JSON takes.
func TestOneNodeALine(t *testing.T) {
	doc := readVector(t).export(t)
	lines := bytes.Split(bytes.TrimSuffix(doc, []byte("\n")), []byte("\n"))
	for _, line := range lines[1 : len(lines)-1] {
		var n map[string]any
		if err := json.Unmarshal(bytes.TrimSuffix(line, []byte(",")), &n); err != nil || !strings.HasPrefix(n["@id"].(string), "urn:uuid:") {
			t.Fatalf("%s: %v", line, err)
		}
	}
	if !json.Valid(doc) {
		t.Error("it is no JSON")
	}
}

func TestExportRefuses(t *testing.T) {
	good := small("a")
	for name, change := range map[string]func(*vector){
		"id":        func(v *vector) { v.bundle.ID = "x" },
		"statement": func(v *vector) { v.bundle.Statement = "5e" },
		"text":      func(v *vector) { v.bundle.SignerName = "\xff" },
		"record":    func(v *vector) { v.exhibits[0].Record.SHA256 = "" },
		"entry":     func(v *vector) { v.entries = []*custody.Opening{{Record: []byte("x")}} },
	} {
		v := small("a")
		change(&v)
		if err := Export(io.Discard, v.bundle, each(v.exhibits), each(v.entries)); err == nil {
			t.Errorf("a bad %s was taken", name)
		}
	}
	stop := errors.New("stop")
	broken := func(yield func(Exhibit, error) bool) { yield(Exhibit{}, stop) }
	if err := Export(io.Discard, good.bundle, broken, nil); !errors.Is(err, stop) {
		t.Error(err)
	}
	if err := Export(full{stop}, good.bundle, nil, nil); !errors.Is(err, stop) {
		t.Error(err)
	}
}

type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

// Memory stays where it is, however many exhibits and custody entries there are.
func TestMemoryDoesNotGrow(t *testing.T) {
	used := func(n int) uint64 {
		v := small("a")
		var peak uint64
		exhibits := func(yield func(Exhibit, error) bool) {
			r := *v.exhibits[0].Record
			for i := range n {
				r.Name, r.Salt, r.Collector = fmt.Sprintf("%08d", i), fmt.Sprintf("%064x", i), fmt.Sprint("c", i%7)
				if i%2000 == 1999 {
					var m runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m)
					peak = max(peak, m.HeapAlloc)
				}
				if !yield(Exhibit{Record: &r}, nil) {
					return
				}
			}
		}
		if err := Export(io.Discard, v.bundle, iter.Seq2[Exhibit, error](exhibits), nil); err != nil {
			t.Fatal(err)
		}
		return peak
	}
	few, many := used(2000), used(20_000)
	if many > few+2<<20 {
		t.Errorf("%d bytes for 2000, %d for 20000", few, many)
	}
}
