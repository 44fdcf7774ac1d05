package strictyaml

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

type (
	Deep struct{ Same, OnlyDeep int }
	Left struct {
		Deep
		Both int
	}
	Right struct {
		Both int
		T    int
		U    int
	}
	tagWins struct {
		U2 int `json:"U"`
	}
	Pointed struct{ P int }
	Selfish struct {
		*Selfish
		S int
	}
	Word1   string
	Inlined struct {
		Left
		Right
		tagWins
		*Pointed
		Selfish
		Word1
		Named Right `json:"named,omitzero"`
		Same  string
		Dash  int `json:"-,"` //nolint:staticcheck // the name "-" is what is tested
		None  int `json:"-"`
		none  int
	}
)

// Names must be those of encoding/json, or a type would have two forms.
func TestFieldsAgreeWithJSON(t *testing.T) {
	v := Inlined{Pointed: &Pointed{}, Named: Right{T: 1, U: 1}, none: 1}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	fields, err := Fields(reflect.TypeOf(v))
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, f := range fields {
		got = append(got, f.Name)
	}
	for name := range object {
		want = append(want, name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

func TestEmbeddedPointersAreMade(t *testing.T) {
	type outer struct {
		*Pointed
		Word1 `json:"word"`
	}
	doc, _ := Parse([]byte("P: 7\nword: x\n"), Limits{})
	var v outer
	if problems := doc.Decode(&v); len(problems) > 0 || v.P != 7 || v.Word1 != "x" {
		t.Errorf("%+v %s", v, lines(problems))
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "elements", "by_code", "id", "max", "from"}
	for name, want := range map[string]string{
		"titel": "title", "Title": "title", "tilte": "title", "element": "elements", "bycode": "by_code",
		"by-code": "by_code", "ids": "id", "mx": "", "form": "from", "source": "", "": "",
		strings.Repeat("title", 100): "",
	} {
		if got := nearest(name, known); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
