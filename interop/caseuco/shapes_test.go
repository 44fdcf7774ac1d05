package caseuco

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
)

// shape is what the SHACL shapes of UCO 1.4.0 and CASE 1.4.0 ask of a property that
// we use: the classes of the node it points at, or the datatype, and how often.
type shape struct {
	of   string // classes, one of which it must have; or xsd:…
	most int    // 0: any number
}

var shapes = map[string]shape{
	nsAction + "startTime":                      {"dateTime", 1},
	nsAction + "endTime":                        {"dateTime", 1},
	nsAction + "performer":                      {"Identity", 1},
	nsAction + "participant":                    {"Identity", 0},
	nsAction + "instrument":                     {"Tool", 0},
	nsAction + "object":                         {"ObservableObject ProvenanceRecord", 0},
	nsAction + "result":                         {"ObservableObject ProvenanceRecord", 0},
	nsCore + "name":                             {"", 1},
	nsCore + "description":                      {"", 0},
	nsCore + "tag":                              {"", 0},
	nsCore + "statement":                        {"", 0},
	nsCore + "externalReference":                {"ExternalReference", 0},
	nsCore + "definingContext":                  {"", 1},
	nsCore + "externalIdentifier":               {"", 1},
	nsCore + "hasFacet":                         {"FileFacet ContentDataFacet", 0},
	nsCore + "object":                           {"ObservableObject ProvenanceRecord", 0},
	nsCore + "isDirectional":                    {"boolean", 1},
	nsCore + "kindOfRelationship":               {"", 1},
	nsCore + "source":                           {"Identity", 0},
	nsCore + "target":                           {"Role", 1},
	nsInvestigation + "exhibitNumber":           {"", 1},
	nsInvestigation + "rootExhibitNumber":       {"", 0},
	nsInvestigation + "wasInformedBy":           {"InvestigativeAction", 0},
	nsInvestigation + "wasDerivedFrom":          {"ObservableObject", 0},
	nsInvestigation + "relevantAuthorization":   {"Authorization", 0},
	nsInvestigation + "authorizationIdentifier": {"", 0},
	nsObservable + "fileName":                   {"", 0},
	nsObservable + "filePath":                   {"", 0},
	nsObservable + "sizeInBytes":                {"integer", 1},
	nsObservable + "hash":                       {"Hash", 0},
	nsTypes + "hashMethod":                      {"", 1},
	nsTypes + "hashValue":                       {"hexBinary", 1},
}

var (
	uuidForm   = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	timeForm   = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)
	numbers    = regexp.MustCompile(`^\d+$`)
	vocabulary = "MD5 MD6 SHA1 SHA224 SHA256 SHA3-224 SHA3-256 SHA3-384 SHA3-512 SHA384 SHA512 SSDEEP"
)

// conforms holds a description against the shapes.
func conforms(g map[string]*thing) error {
	for id, n := range g {
		if !uuidForm.MatchString(id) || len(n.types) == 0 {
			return fmt.Errorf("%s has no proper name or no class", id)
		}
		for property, values := range n.props {
			s, known := shapes[property]
			if !known || s.most > 0 && len(values) > s.most {
				return fmt.Errorf("%s %s has %d times %s", n.class, id, len(values), property)
			}
			for _, v := range values {
				if err := s.allows(g, v); err != nil {
					return fmt.Errorf("%s %s: %s: %w", n.class, id, property, err)
				}
			}
		}
		for class, needed := range map[string]string{nsTypes + "Hash": nsTypes + "hashValue", nsCore + "Annotation": nsCore + "object",
			nsCore + "Relationship": nsCore + "target"} {
			if n.has(class) && len(n.props[needed]) == 0 {
				return fmt.Errorf("%s has no %s", id, needed)
			}
		}
		for _, v := range n.props[nsTypes+"hashMethod"] {
			if !strings.Contains(" "+vocabulary+" ", " "+v.text+" ") {
				return fmt.Errorf("%s: %q is not in HashNameVocab", id, v.text)
			}
		}
	}
	return nil
}

func (s shape) allows(g map[string]*thing, v value) error {
	forms := map[string]*regexp.Regexp{"dateTime": timeForm, "hexBinary": hexDigest, "integer": numbers, "boolean": regexp.MustCompile("^(true|false)$")}
	form, isLiteral := forms[s.of]
	switch {
	case s.of == "":
		if v.node != "" || v.datatype != "" || v.language != "" {
			return fmt.Errorf("%+v is no plain text", v)
		}
	case isLiteral:
		if v.datatype != nsXSD+s.of || !form.MatchString(v.text) {
			return fmt.Errorf("%+v is no %s", v, s.of)
		}
	default:
		for _, class := range strings.Fields(s.of) {
			if g[v.node] != nil && strings.Contains(g[v.node].class+" ", ":"+class+" ") {
				return nil
			}
		}
		return fmt.Errorf("%+v is none of %s", v, s.of)
	}
	return nil
}

func TestVectorConforms(t *testing.T) {
	if err := conforms(expanded(t, readVector(t).export(t))); err != nil {
		t.Error(err)
	}
	if err := conforms(expanded(t, vector{bundle: small().bundle}.export(t))); err != nil {
		t.Errorf("an empty bundle: %v", err)
	}
}

// Whatever records and custody say, the description keeps to the shapes and is
// read back without a rest.
func TestAnyBundleConforms(t *testing.T) {
	texts := rapid.StringMatching(`[\p{Han}\p{Arabic}\p{Cyrillic}a-zA-Z0-9 "\\<&@:;/é]{0,20}`)
	digests := rapid.StringMatching(`[0-9a-f]{64}`)
	rapid.Check(t, func(rt *rapid.T) {
		v := small()
		v.bundle.SignerName, v.bundle.Reference = texts.Draw(rt, "signer"), texts.Draw(rt, "reference")
		v.bundle.Recipients = rapid.SliceOfN(texts, 0, 3).Draw(rt, "recipients")
		for i := range rapid.IntRange(0, 4).Draw(rt, "exhibits") {
			r := &evidence.Record{Name: fmt.Sprint("n", i), Original: texts.Draw(rt, "original"), Origin: texts.Draw(rt, "origin"),
				Basis: texts.Draw(rt, "basis"), Collector: texts.Draw(rt, "collector"), Tool: texts.Draw(rt, "tool"), Salt: digests.Draw(rt, "salt"),
				SHA256: rapid.SampledFrom([]string{strings.Repeat("aa", 32), strings.Repeat("bb", 32)}).Draw(rt, "sha256")}
			if len(v.exhibits) > 0 && rapid.Bool().Draw(rt, "derived") {
				leaf, err := v.exhibits[0].Record.LeafHash()
				if err != nil {
					rt.Fatal(err)
				}
				r.Derived = &evidence.Derived{How: evidence.Translation, Sources: []string{leaf}}
			}
			for range rapid.IntRange(0, 2).Draw(rt, "claims") {
				r.Claimed = append(r.Claimed, evidence.Claim{Algorithm: rapid.SampledFrom([]string{"md5", "crc32", "sha3-256"}).Draw(rt, "algorithm"),
					By: "x" + texts.Draw(rt, "by"), Result: evidence.Matches, Value: digests.Draw(rt, "value")})
			}
			v.exhibits = append(v.exhibits, Exhibit{Record: r})
		}
		var last *custody.Commitment
		for range rapid.IntRange(0, 4).Draw(rt, "entries") {
			k := rapid.SampledFrom(custody.Kinds()).Draw(rt, "kind")
			r := &custody.Record{Kind: k, Time: time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "time"), 0), Actor: "a", After: last,
				Exhibit: custody.Digest{rapid.Byte().Draw(rt, "exhibit")}}
			switch k {
			case custody.HandedOver, custody.Returned:
				r.To = "b"
			case custody.Received:
				r.From = "b"
			case custody.Derived:
				r.Sources = []custody.Digest{{1}, {2}}
			}
			o := must(custody.Seal(r))
			c := o.Commitment()
			last = &c
			v.entries = append(v.entries, o)
		}
		doc := v.export(t)
		if err := conforms(expanded(t, doc)); err != nil {
			rt.Fatalf("%v\n%s", err, doc)
		}
		p := read(t, doc)
		entries, err := p.Entries()
		if err != nil || len(p.NotUnderstood) > 0 || len(p.Exhibits) != len(v.exhibits) || len(entries) != len(v.entries) {
			rt.Fatalf("%v %q %d %d\n%s", err, gapsOf(p), len(p.Exhibits), len(entries), doc)
		}
	})
}
