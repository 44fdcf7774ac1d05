package law_test

import (
	"os"
	"slices"
	"testing"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/rule"
)

// worked is a conduct with what it makes in the law of many states, reasoned
// by hand from the definitions.
type worked struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Words        string        `json:"conduct"`
	Acts         []string      `json:"acts"`
	MensRea      []string      `json:"mens_rea"`
	WithoutRight *bool         `json:"without_right,omitempty"`
	Facts        []string      `json:"facts"`
	Absent       []string      `json:"absent,omitempty"`
	Why          string        `json:"why"`
	Expected     []workedCheck `json:"expected"`
	Pairs        []workedPair  `json:"pairs"`
}

type workedCheck struct {
	Offence string   `json:"offence"`
	Result  string   `json:"result"`
	Missing []string `json:"missing,omitempty"`
	Unknown []string `json:"unknown,omitempty"`
	Note    string   `json:"note,omitempty"`
}

type workedPair struct {
	A               string      `json:"a"`
	AOffence        string      `json:"a_offence"`
	B               string      `json:"b"`
	BOffence        string      `json:"b_offence"`
	DualCriminality string      `json:"dual_criminality"`
	Base            []baseYears `json:"base_max_years,omitempty"`
	OneYear         *bool       `json:"one_year_or_more_both,omitempty"`
	FourYears       *bool       `json:"four_years_or_more_both,omitempty"`
	Because         string      `json:"because,omitempty"`
	Note            string      `json:"note,omitempty"`
}

// baseYears is a base maximum, or the word open where the law has none.
type baseYears struct{ years *law.Years }

func (b *baseYears) UnmarshalText(text []byte) error {
	if string(text) == "open" {
		return nil
	}
	b.years = new(law.Years)
	return b.years.UnmarshalText(text)
}

func (w *worked) conduct() *law.Conduct {
	return &law.Conduct{Acts: w.Acts, Facts: w.Facts, Absent: w.Absent, MensRea: w.MensRea, WithoutRight: w.WithoutRight}
}

// read decodes a file of testdata strictly.
func read(t testing.TB, name string, v any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, problems := strictyaml.Parse(data, strictyaml.Limits{})
	if doc != nil && len(problems) == 0 {
		problems = doc.Decode(v)
	}
	for _, p := range problems {
		t.Errorf("%s:%s", name, p)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
}

func open(t testing.TB) *law.Corpus {
	t.Helper()
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func workedExamples(t testing.TB) []worked {
	var f struct {
		Worked []worked `json:"worked"`
	}
	read(t, "testdata/worked.yaml", &f)
	return f.Worked
}

var resultWords = map[rule.Value]string{rule.True: "met", rule.False: "not-met", rule.Open: "undetermined"}

func TestWorkedConducts(t *testing.T) {
	c := open(t)
	checks := 0
	for _, w := range workedExamples(t) {
		t.Run(w.ID, func(t *testing.T) {
			for _, want := range w.Expected {
				checks++
				s, o := c.OffenceByID(want.Offence)
				if o == nil {
					t.Errorf("%s is not in the corpus", want.Offence)
					continue
				}
				r := resultOf(c, s.ID, want.Offence, w.conduct())
				if got := resultWords[r.Value]; got != want.Result {
					t.Errorf("%s: got %s (missing %v, unknown %v), want %s", want.Offence, got, c.Missing(&o.Definition, r), c.Unknown(&o.Definition, r), want.Result)
				}
				sameSet(t, want.Offence+" missing", c.Missing(&o.Definition, r), want.Missing)
				if want.Result == "undetermined" {
					sameSet(t, want.Offence+" unknown", c.Unknown(&o.Definition, r), want.Unknown)
				}
			}
		})
	}
	if checks != 205 {
		t.Errorf("%d worked checks were made, 205 are written", checks)
	}
}

func resultOf(c *law.Corpus, state, id string, k *law.Conduct) *law.Result {
	for _, m := range c.Match(state, k, law.Date{}) {
		if m.Offence.ID == id {
			return &m.Result
		}
	}
	return nil
}

func sameSet(t *testing.T, what string, got, want []string) {
	t.Helper()
	g, w := slices.Clone(got), slices.Clone(want)
	slices.Sort(g)
	slices.Sort(w)
	if !slices.Equal(g, w) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// Each pair of offences is dual criminality when both are met, and the base
// maxima of both decide a threshold.
func TestWorkedPairs(t *testing.T) {
	c := open(t)
	for _, w := range workedExamples(t) {
		for _, p := range w.Pairs {
			a, b := resultOf(c, p.A, p.AOffence, w.conduct()), resultOf(c, p.B, p.BOffence, w.conduct())
			if got := resultWords[a.Value&b.Value]; got != p.DualCriminality {
				t.Errorf("%s: %s / %s: dual criminality %s, want %s", w.ID, p.AOffence, p.BOffence, got, p.DualCriminality)
			}
			for n, id := range []string{p.AOffence, p.BOffence} {
				if len(p.Base) != 2 {
					continue
				}
				_, o := c.OffenceByID(id)
				got, want := o.Penalty.Base, p.Base[n].years
				if (got == nil) != (want == nil) || got != nil && *got != *want {
					t.Errorf("%s: %s: base maximum %v, want %v", w.ID, id, got, want)
				}
			}
		}
	}
}

// A conduct never meets an offence of an act that it does not contain, in any
// state.
func TestNothingAbsurdIsMet(t *testing.T) {
	c := open(t)
	for _, w := range workedExamples(t) {
		acts := closeActs(c, w.Acts)
		for _, s := range c.States() {
			for _, m := range c.Match(s, w.conduct(), law.Date{}) {
				if m.Value == rule.True && !anyWithin(m.Offence.Acts, acts) {
					t.Errorf("%s meets %s (%s), whose acts %v it does not contain", w.ID, m.Offence.ID, m.Offence.Label, m.Offence.Acts)
				}
			}
		}
	}
}

func anyWithin(alternatives [][]string, acts map[string]bool) bool {
	return slices.ContainsFunc(alternatives, func(alt []string) bool {
		return !slices.ContainsFunc(alt, func(a string) bool { return !acts[a] || a == "commit-other-offence" })
	})
}

// closeActs follows implies by hand, apart from the matcher.
func closeActs(c *law.Corpus, acts []string) map[string]bool {
	out := map[string]bool{}
	var add func(string)
	add = func(a string) {
		if out[a] {
			return
		}
		out[a] = true
		for _, x := range c.Vocabulary.Acts {
			if x.Code == a {
				for _, i := range x.Implies {
					add(i)
				}
			}
		}
	}
	for _, a := range acts {
		add(a)
	}
	return out
}
