package caseuco

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ doc, why string }{
		"nothing":       {"", "line 1"},
		"a text":        {`"https://example.org/"`, "neither an object nor a list"},
		"a cut":         {"{\n\"@graph\":[", "line 2: it ends too early"},
		"more":          {"{}\n{}", "behind the end"},
		"twice":         {`{"a":1,"a":2}`, `"a" stands twice`},
		"bytes":         {"{\"a\":\"\xff\"}", "not UTF-8"},
		"depth":         {strings.Repeat("[", 200) + strings.Repeat("]", 200), "levels"},
		"values":        {"[" + strings.Repeat("1,", maxValues) + "1]", "values"},
		"size":          {`"` + strings.Repeat("x", MaxDocument) + `"`, "more than"},
		"far context":   {`{"@context":"https://example.org/c.jsonld","a":1}`, `"https://example.org/c.jsonld"`},
		"far import":    {`{"@context":{"@version":1.1,"@import":"http://example.org/c"},"a":1}`, `"http://example.org/c"`},
		"file context":  {`{"@context":"file:///etc/passwd","a":1}`, "nothing is fetched"},
		"bad context":   {`{"@context":{"a":7},"a":1}`, "no JSON-LD"},
		"many contexts": {contexts(4000), "use one context for all"},
	} {
		_, err := Read(strings.NewReader(c.doc), nil)
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// contexts is a document that is small and makes a processor copy a context for
// each of many nodes.
func contexts(n int) string {
	var terms, nodes []string
	for i := range n {
		terms = append(terms, fmt.Sprintf(`"t%d":"x:%d"`, i, i))
		nodes = append(nodes, `{"@context":{},"t1":1}`)
	}
	return `{"@context":{` + strings.Join(terms, ",") + `},"@graph":[` + strings.Join(nodes, ",") + `]}`
}

// A context is taken from the caller, and one that asks for another says so.
func TestContexts(t *testing.T) {
	doc := `{"@context":"https://example.org/c","@id":"x:1","@type":"File","label":"a"}`
	given := Contexts{"https://example.org/c": []byte(`{"@context":{"File":"` + nsObservable + `File","label":"` + nsCore + `name"}}`)}
	p, err := Read(strings.NewReader(doc), given)
	if err != nil || len(p.Exhibits) != 1 || p.Exhibits[0].Name != "a" || len(p.NotUnderstood) != 0 {
		t.Fatal(err, p)
	}
	var missing *MissingContextError
	if _, err = Read(strings.NewReader(doc), nil); !errors.As(err, &missing) || missing.URL != "https://example.org/c" {
		t.Fatal(err)
	}
	given["https://example.org/c"] = []byte(`{"@context":"https://example.org/d"}`)
	if _, err = Read(strings.NewReader(doc), given); !errors.As(err, &missing) || missing.URL != "https://example.org/d" {
		t.Fatal(err)
	}
	for _, bad := range []string{`[]`, `{}`, `{"@context":1,"@context":2}`, `{"@context":"https://example.org/c"}`} {
		given["https://example.org/c"] = []byte(bad)
		if _, err = Read(strings.NewReader(doc), given); err == nil {
			t.Errorf("the context %s was taken", bad)
		}
	}
}

// Terms that no context defines would be dropped by a JSON-LD processor; here they
// are told, also behind contexts that take the vocabulary away.
func TestUndefinedTermsAreTold(t *testing.T) {
	for _, context := range []string{`{}`, `null`, `[null]`, `[{"@vocab":"x:"},null]`, `{"@vocab":null}`, `{"colour":null}`, `{"colour":{"@id":null}}`,
		`[{"@vocab":"x:v#"},{"@vocab":""}]`} {
		p := read(t, []byte(`{"@context":`+context+`,"@id":"x:1","colour":"red"}`))
		if !slices.ContainsFunc(p.NotUnderstood, func(g Gap) bool { return strings.HasPrefix(g.Property, "colour") && g.First == "x:1" }) {
			t.Errorf("%s: %+v", context, p.NotUnderstood)
		}
	}
	p := read(t, []byte(`{"@graph":["loose",1,{"@id":"x:1","@type":"Thing"}]}`))
	if !slices.Contains(gapsOf(p), "2  @value") || len(p.NotUnderstood) != 2 {
		t.Errorf("%q", gapsOf(p))
	}
}

// Values that are not what they should be are told, not guessed.
func TestBadValuesAreTold(t *testing.T) {
	for _, c := range []struct{ node, gap string }{
		{`{"@id":"x:1","@type":"obs:File","core:name":{"@value":"a","@language":"en"}}`, "core:name"},
		{`{"@id":"x:1","@type":"obs:File","core:name":["a","b"]}`, "core:name"},
		{`{"@id":"x:1","@type":"obs:File","core:hasFacet":{"@id":"x:2","@type":"obs:FileFacet","obs:sizeInBytes":"7"}}`, "obs:sizeInBytes"},
		{`{"@id":"x:1","@type":"obs:File","core:hasFacet":{"@id":"x:2","@type":"obs:ContentDataFacet","obs:hash":{"@id":"x:3","@type":"types:Hash","types:hashMethod":"MD5","types:hashValue":{"@type":"xsd:hexBinary","@value":"xyz"}}}}`, "types:hashValue"},
		{`{"@id":"x:1","@type":"inv:InvestigativeAction","act:startTime":"2026-01-01"}`, "act:startTime"},
		{`{"@id":"x:1","@type":"inv:InvestigativeAction","act:performer":"Ada"}`, "act:performer"},
		{`{"@id":"x:1","@type":"core:Relationship","core:source":{"@id":"x:2"}}`, "core:source"},
		{`{"@id":"x:g","@graph":[{"@id":"x:1","@type":"obs:File"}]}`, "@graph"},
	} {
		p := read(t, []byte(head+c.node+"]}"))
		want := strings.NewReplacer("core:", "uco-core:", "obs:", "uco-observable:", "types:", "uco-types:", "act:", "uco-action:").Replace(c.gap)
		if !slices.ContainsFunc(p.NotUnderstood, func(g Gap) bool { return g.Property == want }) {
			t.Errorf("%s: %q", c.node, gapsOf(p))
		}
	}
}

// FuzzRead: no document stops the program, and what is read can be shown.
func FuzzRead(f *testing.F) {
	f.Add([]byte(chain))
	f.Add(must(os.ReadFile("testdata/case-examples/configured_tool.json")))
	f.Add([]byte(`{"@context":[null,{"@vocab":"x:","a":{"@id":"b","@context":{"c":{"@reverse":"d"}},"@container":"@graph"}}],"a":{"c":{"@id":"e"}},"@included":[{"@id":"f"}]}`))
	f.Add([]byte(`{"@context":{"@version":1.1,"n":"@nest","l":{"@id":"x:l","@container":"@list"},"j":{"@id":"x:j","@type":"@json"}},"n":{"l":[1,[2.5]]},"j":{"k":[true]}}`))
	contexts := Contexts{"x:c": []byte(`{"@context":["x:c",{"a":"x:a"}]}`)}
	f.Fuzz(func(t *testing.T, doc []byte) {
		if len(doc) > 64<<10 {
			return
		}
		p, err := Read(bytes.NewReader(doc), contexts)
		if err != nil {
			return
		}
		p.Metadata()
		_, _ = p.Entries()
	})
}
