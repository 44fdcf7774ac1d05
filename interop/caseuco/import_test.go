package caseuco

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/evidence/exhibits"
)

// What was written is read back whole: the exhibits, the custody, and no rest.
func TestRoundTrip(t *testing.T) {
	v := readVector(t)
	p := read(t, v.export(t))
	if len(p.NotUnderstood) > 0 {
		t.Fatalf("not understood: %q", gapsOf(p))
	}
	if len(p.Exhibits) != len(v.exhibits) {
		t.Fatalf("%d exhibits of %d", len(p.Exhibits), len(v.exhibits))
	}
	lines, left := p.Metadata()
	if len(left) > 0 {
		t.Fatal(left)
	}
	for _, e := range v.exhibits {
		sameExhibit(t, p, lines, e)
	}
	entries, err := p.Entries()
	if err != nil || len(entries) != len(v.entries) {
		t.Fatal(err, len(entries))
	}
	for _, o := range v.entries {
		r := must(custody.ParseRecord(o.Record))
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.Commitment == o.Commitment() })
		if i < 0 {
			t.Fatalf("the entry %s is gone", o.Commitment())
		}
		if text := must(entries[i].Record.Marshal()); !bytes.Equal(text, o.Record) {
			t.Errorf("the record\n%s\nwas read back as\n%s", must(r.Marshal()), text)
		}
	}
}

func sameExhibit(t *testing.T, p *Package, lines []exhibits.Line, e Exhibit) {
	t.Helper()
	r := e.Record
	f := p.files[everywhere.id("exhibit", must(r.LeafHash()))]
	if f == nil || f.Name != r.Name || !slices.Equal(f.Hashes, []Hash{{"SHA256", r.SHA256}, {"SHA512", e.SHA512}}) {
		t.Fatalf("%q was read back as %+v", r.Name, f)
	}
	if from := f.Paths[0]; from != orElse(r.Original, r.Name) {
		t.Errorf("%q comes from %q", r.Name, from)
	}
	var claims []evidence.Claim
	for _, c := range f.Claims {
		claims = append(claims, evidence.Claim{Algorithm: c.Algorithm, By: c.By, Result: evidence.Result(c.Result), Value: c.Value})
	}
	if !reflect.DeepEqual(claims, r.Claimed) {
		t.Errorf("%q claims %v, not %v", r.Name, claims, r.Claimed)
	}
	if r.Derived != nil {
		var sources []string
		for _, id := range f.Sources {
			sources = append(sources, p.files[id].References[0].Name)
		}
		if slices.Sort(sources); !slices.Equal(sources, r.Derived.Sources) {
			t.Errorf("%q was derived from %q, not %q", r.Name, sources, r.Derived.Sources)
		}
	}
	i := slices.IndexFunc(lines, func(m exhibits.Line) bool { return m.Name == r.Name })
	m := lines[i]
	if m.Origin != r.Origin || m.Basis != r.Basis || m.Collector != r.Collector || m.Tool != r.Tool || m.Collected != r.Collected {
		t.Errorf("%q: the line is %+v, the record %+v", r.Name, m, r)
	}
}

func example(t *testing.T, name string) []byte {
	t.Helper()
	return must(os.ReadFile(filepath.Join("testdata/case-examples", name+".json")))
}

// What a person reads in the samples of others.
func TestReadsOthers(t *testing.T) {
	p := read(t, example(t, "multipart_file"))
	if len(p.Exhibits) != 4 || len(p.Relationships) != 6 {
		t.Fatalf("%d files, %d relationships", len(p.Exhibits), len(p.Relationships))
	}
	lines, left := p.Metadata()
	want := evidence.Claim{Algorithm: "sha256", By: claimant, Result: evidence.Unchecked, Value: "2943a567bc05bc66ca6201dbc5f00bec3f774a47b1b94289a2ae8e79834c21a5"}
	if len(lines) != 3 || lines[0].Name != "data/data/multipart_file.001" || !reflect.DeepEqual(lines[0].Claimed, []evidence.Claim{want}) {
		t.Errorf("%+v", lines)
	}
	if len(left) != 1 || !strings.Contains(left[0].Why, "no name") {
		t.Errorf("%+v", left)
	}

	p = read(t, example(t, "forensic_lifecycle"))
	if len(p.Actions) != 11 || len(p.Provenance) != 22 || len(p.Identities) != 3 || len(p.Tools) != 4 || len(p.Investigations) != 1 {
		t.Fatal(len(p.Actions), len(p.Provenance), len(p.Identities), len(p.Tools), len(p.Investigations))
	}
	i := slices.IndexFunc(p.Actions, func(a *Action) bool {
		return strings.HasSuffix(a.ID, "forensic_action-636d8a19-6863-4995-a3ce-d5508f90e138")
	})
	a := p.Actions[i]
	if a.Name != "imaged" || a.Start != "2010-01-15T17:59:43.25Z" || len(a.Instruments) != 1 || len(a.Locations) != 1 {
		t.Errorf("%+v", a)
	}
	gaps := gapsOf(p)
	for _, g := range []string{
		"4 case-investigation:InvestigativeAction uco-action:environment",
		"1 http://custompb.acme.org/core#UFEDArgumentsFacet uco-core:Facet http://custompb.acme.org/core#method",
		"3 uco-observable:Device @type",
	} {
		if !slices.Contains(gaps, g) {
			t.Errorf("%q is not told among %q", g, gaps)
		}
	}
}

// Whatever key is changed into one that nobody knows, the answer changes: nothing
// in a document is passed over in silence.
func TestNothingIsLostInSilence(t *testing.T) {
	for _, name := range []string{"multipart_file", "reconstructed_file", "configured_tool"} {
		doc := must(readTree(example(t, name)))
		before := answer(t, doc)
		n := 0
		renameEach(doc, func(key string) {
			n++
			if answer(t, doc) == before {
				t.Errorf("%s: %q was changed, and the answer is the same", name, key)
			}
		})
		if n < 50 {
			t.Errorf("%s: only %d keys were tried", name, n)
		}
	}
}

func answer(t *testing.T, doc any) string {
	t.Helper()
	p := read(t, must(json.Marshal(doc)))
	return string(must(json.Marshal(p)))
}

// renameEach gives each property another name, one at a time.
func renameEach(v any, try func(key string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			renameEach(e, try)
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			if strings.HasPrefix(key, "@") {
				if key == "@graph" {
					renameEach(v[key], try)
				}
				continue
			}
			renameEach(v[key], try)
			value := v[key]
			delete(v, key)
			v["notion"] = value
			try(key)
			delete(v, "notion")
			v[key] = value
		}
	}
}

// Whatever text is changed, the answer changes, unless it told of that property
// that it is not understood.
func TestEveryTextCounts(t *testing.T) {
	for _, name := range []string{"reconstructed_file", "configured_tool"} {
		doc := must(readTree(example(t, name)))
		before := answer(t, doc)
		told := map[string]bool{}
		for _, g := range read(t, example(t, name)).NotUnderstood {
			told[g.Property] = true
		}
		n := 0
		changeEach(doc, "", func(property string) {
			if told[short(expandedName(property))] || told[property] {
				return
			}
			if n++; answer(t, doc) == before {
				t.Errorf("%s: a text of %q was changed, and the answer is the same", name, property)
			}
		})
		if n < 20 {
			t.Errorf("%s: only %d texts were tried", name, n)
		}
	}
}

// expandedName is the whole name of a term with a usual prefix.
func expandedName(property string) string {
	prefix, rest, _ := strings.Cut(property, ":")
	for p, ns := range map[string]string{"uco-configuration": "https://ontology.unifiedcyberontology.org/uco/configuration/",
		"rdfs": "http://www.w3.org/2000/01/rdf-schema#"} {
		if p == prefix {
			return ns + rest
		}
	}
	return orElse(prefixes[prefix], prefix+":") + rest
}

// changeEach changes each text, one at a time, but for what JSON-LD means by itself.
func changeEach(v any, property string, try func(property string)) {
	object, ok := v.(map[string]any)
	if !ok {
		for _, e := range list(v) {
			if _, isObject := e.(map[string]any); isObject {
				changeEach(e, property, try)
			}
		}
		return
	}
	for _, key := range sortedKeys(object) {
		under := key
		if key == "@context" || key == "@type" || key == "@id" {
			continue
		}
		if key == "@value" {
			under = property
		}
		text, isText := object[key].(string)
		if !isText {
			changeEach(object[key], under, try)
			continue
		}
		object[key] = "a" + text
		try(under)
		object[key] = text
	}
}
