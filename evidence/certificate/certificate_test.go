package certificate

import (
	"bufio"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/evidence"
)

const opened = "../testdata/opened"

// bundle is the bundle of the test vectors, after its check.
func bundle(t *testing.T) Bundle {
	t.Helper()
	text, err := os.ReadFile("../testdata/signer.pub")
	if err != nil {
		t.Fatal(err)
	}
	key, err := evidence.ParseVerifyingKey(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	v, err := evidence.CheckFolder(t.Context(), os.DirFS(opened), evidence.CheckOptions{Trust: evidence.Trust{Keys: []evidence.VerifyingKey{key}}})
	if err != nil || !v.Proved {
		t.Fatal(err, v)
	}
	out := Bundle{Verdict: v, Checked: time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)}
	f, err := os.Open(filepath.Join(opened, "records.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		r, err := evidence.ParseRecord(lines.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		out.Records = append(out.Records, r)
	}
	return out
}

func forms(t *testing.T) Forms {
	t.Helper()
	f, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// answersTo answers everything that a form asks for.
func answersTo(f *Form) Answers {
	out := Answers{}
	for _, s := range f.Statements {
		switch {
		case s.Ask == "":
		case s.Answer == "date":
			out[s.ID] = "2026-11-24"
		case s.Answer == "time":
			out[s.ID] = "17:30"
		case s.Answer == "confirmation":
			out[s.ID] = Confirmed
		case len(s.Options) > 0:
			out[s.ID] = Answer(s.Options[0])
		default:
			out[s.ID] = Answer("what the person says of " + s.ID)
		}
	}
	return out
}

func TestTheFormsThatAreThere(t *testing.T) {
	want := []string{"general", "in-bsa-63-4-a", "in-bsa-63-4-b", "us-fre-902-13", "us-fre-902-14"}
	if got := forms(t).Names(); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// Nothing that a person must state is there before that person states it, and
// everything that the bundle states is.
func TestNothingIsSwornForAnybody(t *testing.T) {
	b := bundle(t)
	for _, f := range forms(t) {
		c, err := Make(f, b, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		for i, s := range c.Statements {
			of := f.Statements[i]
			if of.Ask != "" && !of.Optional {
				asked = append(asked, s.ID)
			}
			if of.Ask != "" && (s.Answer != "" || s.Facts != nil) || of.Ask == "" && len(s.Facts) != len(of.Bundle) {
				t.Errorf("%s: %+v", f.ID, s)
			}
		}
		if c.Complete || !slices.Equal(c.Missing, asked) || len(asked) == 0 {
			t.Errorf("%s: missing %v, asked %v", f.ID, c.Missing, asked)
		}
		text := string(c.Text())
		if strings.Count(text, "MISSING") != len(asked) || !strings.Contains(text, "DRAFT, NOT TO BE SIGNED") {
			t.Errorf("%s", text)
		}
	}
}

func TestComplete(t *testing.T) {
	b := bundle(t)
	for _, f := range forms(t) {
		answers := answersTo(f)
		c, err := Make(f, b, nil, answers)
		if err != nil || !c.Complete || len(c.Missing) > 0 {
			t.Fatal(f.ID, err, c)
		}
		text := string(c.Text())
		for _, want := range []string{"48705161f98666a9d694f3b8e9d1bc5b842fa1ff0e85d710150616c433af9aae", "Café/image.bin", "160000 bytes", "order 17/2026", "as claimed"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", f.ID, want, text)
			}
		}
		if strings.Contains(text, "MISSING") || strings.Contains(text, "DRAFT") {
			t.Errorf("%s: %s", f.ID, text)
		}
		// Each one that is left away is missing, and a confirmation is not given by "no".
		for id := range answers {
			less := maps.Clone(answers)
			delete(less, id)
			c, err := Make(f, b, nil, less)
			optional := f.Statements[slices.IndexFunc(f.Statements, func(s Statement) bool { return s.ID == id })].Optional
			if err != nil || c.Complete != optional {
				t.Errorf("%s without %s: %v %v", f.ID, id, err, c)
			}
			if answers[id] == Confirmed {
				less[id] = "no"
				if c, err := Make(f, b, nil, less); err != nil || !slices.Equal(c.Missing, []string{id}) || !strings.Contains(string(c.Text()), "does not confirm") {
					t.Errorf("%s with %s: no: %v", f.ID, id, err)
				}
			}
		}
	}
}

// What is claimed is never shown as proved.
func TestClaimsAreClaims(t *testing.T) {
	b := bundle(t)
	proved := map[string]bool{"exhibits": true, "sha256": true, "bundle": true, "signer": true, "check": true, "sealed": false, "records": false, "custody": false}
	for _, code := range factCodes {
		want, known := proved[code]
		if f := b.fact(code, nil); !known || f.Proved != want || !want && !strings.Contains(f.Text, "claim") {
			t.Errorf("%+v", f)
		}
	}
}

// Custody entries are shown with the exhibit they are of, and as proved only by a
// log that the checker trusts.
func TestCustody(t *testing.T) {
	text, err := os.ReadFile("../testdata/policy")
	if err != nil {
		t.Fatal(err)
	}
	policy, err := custody.ParsePolicy(text)
	if err != nil {
		t.Fatal(err)
	}
	b := bundle(t)
	entries := len(b.Verdict.Custody)
	if f := b.fact("custody", allOf(&b)); entries == 0 || f.Proved || !strings.Contains(f.Text, " 0 of them") {
		t.Errorf("%+v", f)
	}
	trusted, err := evidence.CheckFolder(t.Context(), os.DirFS(opened), evidence.CheckOptions{Policy: policy, Trust: evidence.Trust{Expect: b.Verdict.Digest}})
	if err != nil {
		t.Fatal(err)
	}
	b.Verdict = trusted
	c, err := Make(forms(t).Find("general"), b, nil, nil)
	if err != nil || len(c.Custody) != entries || !b.fact("custody", c.Exhibits).Proved || !strings.Contains(string(c.Text()), "which the checker trusts") {
		t.Errorf("%v\n%s", err, c.Text())
	}
	if c, err := Make(forms(t).Find("general"), b, []string{"empty"}, nil); err != nil || len(c.Custody) >= entries {
		t.Error(err, c)
	}
}

// The time of sealing is proved by a time stamp that leads to a trusted root, and by
// the first of several.
func TestSealedByTimeStamp(t *testing.T) {
	b := bundle(t)
	at := func(hour int, anchored bool) evidence.SealStamp {
		return evidence.SealStamp{Result: &stamp.Result{Latest: time.Date(2026, time.November, 23, hour, 0, 1, 0, time.UTC), TSA: "CN=TSA", Anchored: anchored}}
	}
	b.Verdict.Stamps = []evidence.SealStamp{at(12, false)}
	if f := b.fact("sealed", nil); f.Proved || strings.Contains(f.Text, "TSA") {
		t.Errorf("%+v", f)
	}
	b.Verdict.Stamps = []evidence.SealStamp{at(12, false), at(15, true), at(14, true)}
	if f := b.fact("sealed", nil); !f.Proved || !strings.Contains(f.Text, "2026-11-23T14:00:01Z at the latest") {
		t.Errorf("%+v", f)
	}
}

func allOf(b *Bundle) []Exhibit {
	all, _ := b.exhibits(nil)
	return all
}

func TestRefusals(t *testing.T) {
	b := bundle(t)
	f := forms(t).Find("us-fre-902-14")
	if c, err := Make(f, b, []string{"letter.txt"}, nil); err != nil || len(c.Exhibits) != 1 || c.Exhibits[0].Size != 12 {
		t.Error(err, c)
	}
	if _, err := Make(f, b, []string{"letter.txt", "other"}, nil); err == nil || !strings.Contains(err.Error(), `"other"`) {
		t.Error(err)
	}
	for id, answer := range map[string]Answer{"nothing": "x", "hash": "00", "date": "tomorrow", "where": "here", "perjury": "of course", "name": "a\x1bb"} {
		if _, err := Make(f, b, nil, Answers{id: answer}); err == nil || !strings.Contains(err.Error(), "answer "+id+": ") {
			t.Errorf("%s: %v", id, err)
		}
	}
	if _, err := Make(forms(t).Find("in-bsa-63-4-a"), b, nil, Answers{"relation": "owned, managed", "time": "17:30"}); err != nil {
		t.Error(err)
	}
	if _, err := Make(f, Bundle{Verdict: &evidence.Verdict{Whole: true}, Records: b.Records}, nil, nil); !errors.Is(err, ErrNotProved) {
		t.Error(err)
	}
}

const another = `
id: xx-new
title: A new one
law: Evidence Act of X, article 5
signer: a clerk
sources:
  - title: The Act
    seen: 2026-11-23
    confidence: known
statements:
  - id: hash
    states: The hash values.
    bundle: [sha256]
  - id: name
    states: The name.
    ask: Your name?
    answer: text
`

// A new form is a new file, and nothing else.
func TestAnotherFormIsAnotherFile(t *testing.T) {
	more, err := Load(fstest.MapFS{"xx-new.yaml": {Data: []byte(another)}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := forms(t).Join(more)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Make(all.Find("xx-new"), bundle(t), nil, Answers{"name": "Ada"})
	if err != nil || !c.Complete || !strings.Contains(string(c.Text()), "Evidence Act of X, article 5") {
		t.Error(err, c)
	}
	if _, err := all.Join(more); err == nil {
		t.Error("a form took the place of another")
	}
}

func TestFormsThatAreWrong(t *testing.T) {
	for _, c := range []struct{ old, with, where string }{
		{"id: xx-new", "id: other", "x.yaml:1:1: the form"},
		{"confidence: known", "confidence: sure", "x.yaml:9:17: \"sure\""},
		{"seen: 2026-11-23", "seen: soon", "x.yaml:8:11: "},
		{"[sha256]", "[md5]", "\"md5\" is none of the facts"},
		{"answer: text", "answer: novel", "answers with one of"},
		{"answer: text", "answer: choice", "a choice has options"},
		{"    ask: Your name?\n", "", "a person is asked with ask"},
		{"bundle: [sha256]", "bundle: [sha256]\n    ask: x\n    answer: text", "either by the bundle"},
		{"id: name", "id: hash", "\"hash\" is there twice"},
		{"law:", "lore:", "x.yaml:4:1: "},
	} {
		text := strings.Replace(another, c.old, c.with, 1)
		name := strings.Replace(c.where, "x.yaml", "xx-new.yaml", 1)
		if _, err := Load(fstest.MapFS{"xx-new.yaml": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", c.with, err)
		}
	}
}

// The published schemas describe what is written, and what a form is.
func TestSchemas(t *testing.T) {
	all, err := Schemas()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range all {
		published, err := os.ReadFile("../../docs/spec/schema/" + name)
		if err != nil || string(published) != string(text) {
			t.Errorf("docs/spec/schema/%s is not what the program generates (%v): go generate ./evidence/certificate", name, err)
		}
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(all["certificate.schema.json"])))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("c.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("c.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms(t) {
		for _, answers := range []Answers{nil, answersTo(f)} {
			c, err := Make(f, bundle(t), nil, answers)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
			if err == nil {
				err = schema.Validate(value)
			}
			if err != nil {
				t.Errorf("%s: %v", f.ID, err)
			}
		}
	}
}

// Files of answers and forms from outside are read or refused with reasons.
func FuzzParse(f *testing.F) {
	f.Add([]byte("name: Ada\ndate: 2026-11-24\nworking: yes\n"))
	f.Add([]byte(another))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := ParseAnswers(data); err == nil {
			_ = a.fit(&Form{Statements: []Statement{{ID: "name", Ask: "x", Answer: "text"}}})
		}
		if form, err := Load(fstest.MapFS{"xx-new.yaml": {Data: data}}); err == nil {
			for _, s := range form[0].Statements {
				if s.check() != nil {
					t.Errorf("%+v", s)
				}
			}
		}
	})
}
