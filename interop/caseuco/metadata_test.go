package caseuco

import (
	"strings"
	"testing"
)

const head = `{"@context":{"core":"https://ontology.unifiedcyberontology.org/uco/core/","obs":"https://ontology.unifiedcyberontology.org/uco/observable/",
"act":"https://ontology.unifiedcyberontology.org/uco/action/","inv":"https://ontology.caseontology.org/case/investigation/",
"id":"https://ontology.unifiedcyberontology.org/uco/identity/","tool":"https://ontology.unifiedcyberontology.org/uco/tool/",
"types":"https://ontology.unifiedcyberontology.org/uco/types/","xsd":"http://www.w3.org/2001/XMLSchema#"},"@graph":[`

const chain = head + `
{"@id":"x:f","@type":"obs:File","core:hasFacet":[{"@id":"x:ff","@type":"obs:FileFacet","obs:filePath":"C:\\Users\\a\\mail.pst"},
 {"@id":"x:cf","@type":"obs:ContentDataFacet","obs:hash":{"@id":"x:h","@type":"types:Hash","types:hashMethod":"SHA-1","types:hashValue":{"@type":"xsd:hexBinary","@value":"DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"}}}]},
{"@id":"x:p","@type":"inv:ProvenanceRecord","inv:exhibitNumber":"7","core:object":{"@id":"x:f"}},
{"@id":"x:dev","@type":"obs:Device","core:name":"laptop"},
{"@id":"x:q","@type":"inv:ProvenanceRecord","core:object":{"@id":"x:dev"}},
{"@id":"x:who","@type":"id:Person","core:hasFacet":{"@id":"x:n","@type":"id:SimpleNameFacet","id:givenName":"Ada","id:familyName":"Osei"}},
{"@id":"x:t","@type":"tool:AnalyticTool","core:name":"imager","tool:version":"2.1"},
{"@id":"x:late","@type":"inv:InvestigativeAction","act:startTime":{"@type":"xsd:dateTime","@value":"2026-02-01T00:00:00Z"},"act:result":{"@id":"x:p"}},
{"@id":"x:a","@type":"inv:InvestigativeAction","act:performer":{"@id":"x:who"},"act:instrument":{"@id":"x:t"},"act:object":{"@id":"x:q"},
 "act:result":{"@id":"x:p"},"act:startTime":{"@type":"xsd:dateTime","@value":"2026-01-02T03:04:05.9+03:00"}},
{"@id":"x:i","@type":"inv:Investigation","inv:relevantAuthorization":{"@id":"x:w"}},
{"@id":"x:w","@type":"inv:Authorization","inv:authorizationType":"warrant","inv:authorizationIdentifier":"17/2026"}]}`

// A line is put together along the graph: file, record of provenance, earliest
// action, and what that names.
func TestMetadataFollowsTheGraph(t *testing.T) {
	lines, left := read(t, []byte(chain)).Metadata()
	if len(lines) != 1 || len(left) != 0 {
		t.Fatal(lines, left)
	}
	m := lines[0]
	for what, c := range map[string][2]string{
		"name": {m.Name, "C:/Users/a/mail.pst"}, "origin": {m.Origin, "laptop"}, "collector": {m.Collector, "Ada Osei"},
		"tool": {m.Tool, "imager 2.1"}, "basis": {m.Basis, "warrant, 17/2026"}, "collected": {m.Collected, "2026-01-02T00:04:05Z"},
		"digest": {m.Claimed[0].Algorithm + " " + m.Claimed[0].Value, "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, not %q", what, c[0], c[1])
		}
	}
}

// What is not said is not made up: a time without a zone, a basis that belongs to
// other actions.
func TestMetadataInventsNothing(t *testing.T) {
	doc := strings.Replace(chain, "05.9+03:00", "05.9", 1)
	doc = strings.Replace(doc, `"act:result":{"@id":"x:p"}},`, `"act:result":{"@id":"x:p"},"inv:relevantAuthorization":{"@id":"x:w"}},`, 1)
	doc = strings.Replace(doc, "2026-02-01T00:00:00Z", "", 1)
	p := read(t, []byte(doc))
	lines, _ := p.Metadata()
	if m := lines[0]; m.Collected != "" {
		t.Errorf("%+v", m)
	}
	p.Exhibits = append(p.Exhibits, &File{About: About{ID: "x:other", Name: "other"}})
	if lines, _ = p.Metadata(); lines[1].Basis != "" {
		t.Errorf("%+v", lines[1])
	}
}

func TestMetadataLeavesOut(t *testing.T) {
	p := &Package{Exhibits: []*File{
		{About: About{ID: "1", Name: "a"}, Hashes: []Hash{{"SSDEEP/2", "00ff"}, {"MD5", "00"}}},
		{About: About{ID: "2", Name: "a"}},
		{About: About{ID: "3"}},
		{About: About{ID: "4", Name: "a/../b"}},
		{About: About{ID: "5", Name: "a\nb"}},
	}}
	lines, left := p.Metadata()
	if len(lines) != 1 || len(lines[0].Claimed) != 0 || len(left) != 6 {
		t.Errorf("%+v %+v", lines, left)
	}
}

func TestOneLine(t *testing.T) {
	if got := oneLine("a\r\n\tb\u2028c"); got != "a b c" {
		t.Errorf("%q", got)
	}
	if got := oneLine(strings.Repeat("語", 2000)); len(got) > 4096 || !strings.HasSuffix(got, "語…") {
		t.Errorf("%d bytes, %q", len(got), got[len(got)-9:])
	}
}
