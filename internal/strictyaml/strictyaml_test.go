package strictyaml

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
)

// everything has a field of every kind that can be read.
type everything struct {
	base
	Title   string            `json:"title"`
	Flag    bool              `json:"flag,omitempty"`
	Whole   int               `json:"whole,omitempty"`
	Small   int8              `json:"small,omitempty"`
	Count   uint16            `json:"count,omitempty"`
	Share   float64           `json:"share,omitzero"`
	Short   float32           `json:"short,omitzero"`
	From    day               `json:"from,omitzero"`
	Until   *day              `json:"until,omitempty"`
	Term    term              `json:"term,omitzero"`
	Words   []string          `json:"words,omitempty"`
	Sources map[string]string `json:"sources,omitempty"`
	ByCode  map[code]*inner   `json:"by_code,omitempty"`
	Days    map[day2]int      `json:"days,omitempty"`
	Inner   *inner            `json:"inner,omitempty"`
	Matrix  [][]int           `json:"matrix,omitempty"`
	Needed  []inner           `json:"needed"`
	Not     any               `json:"-"`
}

type base struct {
	ID string `json:"id"`
}

type inner struct {
	Name string  `json:"name"`
	Any  []inner `json:"any,omitempty"`
	Not  *inner  `json:"not,omitempty"`
}

type code string

// day is a date that reads itself from text.
type day struct{ time.Time }

func (d *day) UnmarshalText(b []byte) (err error) {
	if d.Time, err = time.Parse(time.DateOnly, string(b)); err != nil {
		return errors.New("not a day such as 2015-03-24")
	}
	return nil
}

type day2 string

func (d *day2) UnmarshalText(b []byte) error {
	if _, err := time.Parse(time.DateOnly, string(b)); err != nil {
		return errors.New("not a day")
	}
	*d = day2(b)
	return nil
}

// term is a number of years or the word life.
type term float64

func (t *term) UnmarshalStrict(s Scalar) error {
	f, err := strconv.ParseFloat(s.Text, 64)
	switch {
	case s.Kind == Word && s.Text == "life":
		*t = -1
	case s.Kind == Number && err == nil:
		*t = term(f)
	default:
		return errors.New("neither a number of years nor the word life")
	}
	return nil
}

// read decodes text after the fields that are required, so from line 4.
func read(text string) (everything, []Problem) {
	doc, _ := Parse([]byte("id: x\ntitle: y\nneeded: []\n"+text), Limits{})
	var e everything
	problems := doc.Decode(&e)
	return e, problems
}

func lines(problems []Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.String())
	}
	return strings.Join(all, "\n")
}

func TestDecode(t *testing.T) {
	text := "\uFEFF" + `# A comment.
id: "007"
title: Zugriff auf "Daten" # another
flag: true
whole: -12
small: -128
count: 65535
share: 0.25
short: 1e3
from: 2015-03-24
until: '2016-01-01'
term: life
words: [NO, yes, "1", 12:30, 2025-12, '']
sources:
  kl: |
    two
    lines
by_code: {a: {name: n, any: [{name: m, any: []}]}, b: null}
days: {2015-03-24: 3}
inner:
matrix: [[1, 2], null, []]
needed:
- name: one
  not: {name: two}
`
	doc, problems := Parse([]byte(text), Limits{})
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	var e everything
	if problems := doc.Decode(&e); len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	switch {
	case e.ID != "007", e.Title != `Zugriff auf "Daten"`, !e.Flag, e.Whole != -12, e.Small != -128,
		e.Count != 65535, e.Share != 0.25, e.Short != 1000, e.Term != -1,
		e.From.Format(time.DateOnly) != "2015-03-24", e.Until.Year() != 2016,
		strings.Join(e.Words, "|") != "NO|yes|1|12:30|2025-12|", e.Sources["kl"] != "two\nlines\n",
		e.ByCode["a"].Any[0].Name != "m", e.ByCode["a"].Any[0].Any == nil, e.ByCode["b"] != nil, e.Days["2015-03-24"] != 3,
		e.Inner != nil, len(e.Matrix) != 3, e.Matrix[1] != nil, e.Needed[0].Not.Name != "two":
		t.Errorf("%+v", e)
	}
}

func TestNothingIsStoredBesideAProblem(t *testing.T) {
	for _, text := range []string{"name: new\nnmae: x\n", "name: &a new\n", "name: new\nname: newer\n", "name: new\n---\n", ""} {
		v := inner{Name: "old"}
		doc, _ := Parse([]byte(text), Limits{})
		if problems := doc.Decode(&v); len(problems) == 0 || v.Name != "old" {
			t.Errorf("%q: %v, %+v", text, problems, v)
		}
	}
}

func TestAllProblemsAreToldInTheOrderOfTheText(t *testing.T) {
	doc, _ := Parse([]byte(`title: 12
titel: x
whole: 0700
words: {a: b}
words: [a]
needed:
  - nmae: &x y
  - 7
inner: !!str {}
`), Limits{})
	got := lines(doc.Decode(&everything{}))
	want := `1:1: "id" is missing; add id: with text
1:8: "title" must be text, but is the number 12; write it in quotes: "12"
2:1: unknown field "titel"; did you mean "title"?
3:8: "whole" must be a whole number without leading zeros, but is the number 0700; remove the zeros in front
4:8: "words" must be a list, but is a mapping; begin each entry on a line of its own with a dash, or put all in [brackets]
5:1: "words" is given twice, first on line 4; keep one of the two
7:5: unknown field "nmae"; did you mean "name"?
7:5: "name" is missing; add name: with text
7:11: an anchor, which begins with &, is not allowed; remove it; if the text begins with &, put it in quotes
8:5: "needed[1]" must be a mapping (lines of name: value), but is the number 7; write name: value on lines of their own
9:8: a tag, which begins with !, is not allowed; remove it; if the text begins with !, put it in quotes`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
