package strictyaml

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"id: x\ntitle: y\nneeded: []\n",
		"{id: x, title: y, needed: [{name: a, any: [], not: {name: b}}], term: life, from: 2015-03-24}",
		"id: x\ntitle: 1\nneeded:\n  - &a {<<: *a}\nmatrix: [[1], [0700]]\n--- !!str\n",
		"? [a]\n: |\n  b\n\tc: 'd\n", "sources: {'a.b[\"': \"\\u00e9\"}\nby_code: {x: ~}\n", "\uFEFF# c\r\na: \x00\xff\u2028",
		"days: {2015-03-24: 1}\nshare: 1e999\nshort: .inf\nsmall: -129\ncount: -1\nflag: yes\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		doc, early := Parse(data, Limits{})
		var v everything
		problems := doc.Decode(&v)
		if len(problems) < len(early) || !bytes.Equal(before, data) {
			t.Fatal("problems were forgotten, or the text was changed")
		}
		lineCount := 1 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), "\n")
		for _, p := range problems {
			if p.Line < 1 || p.Line > lineCount || p.Column < 1 || p.Message == "" || !utf8.ValidString(p.String()) {
				t.Errorf("%d lines, %+v", lineCount, p)
			}
			doc.Position(p.Path)
		}
		if len(problems) > 0 != reflect.ValueOf(v).IsZero() {
			t.Errorf("%+v, %s", v, lines(problems))
		}
		if _, err := json.Marshal(v); err != nil {
			t.Error(err)
		}
	})
}

func FuzzPosition(f *testing.F) {
	doc, _ := Parse([]byte("a: {b: [1, {c: d}]}"), Limits{})
	for _, seed := range []string{"a.b[1].c", `a["b"][0]`, "[", `["`, "..", "a[", "]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if line, column := doc.Position(path); line != 1 || column < 1 {
			t.Error(line, column)
		}
		if step, rest, ok := nextStep(Key("", path)); !ok || rest != "" || step.name != path && utf8.ValidString(path) {
			t.Errorf("Key(%q) does not lead back", path)
		}
	})
}
