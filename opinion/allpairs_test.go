package opinion_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
)

// embedded is the reasoner on the embedded corpus, shared by all tests.
func embedded(t testing.TB) *opinion.Reasoner {
	t.Helper()
	r, err := embeddedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var embeddedOnce = sync.OnceValues(func() (*opinion.Reasoner, error) {
	c, err := corpus.Open()
	if err != nil {
		return nil, err
	}
	return opinion.New(c, opinion.Options{Version: "test"})
})

// pair is a requesting and a requested state.
type pair struct{ requesting, requested string }

// samplePairs gives each state as requesting and as requested, each with
// others at several distances in the list.
func samplePairs(states []string, distances ...int) []pair {
	var out []pair
	for _, by := range distances {
		for i := range states {
			out = append(out, pair{states[i], states[(i+by)%len(states)]})
		}
	}
	return out
}

// told is a matter of which much is told; untold one of which nothing is.
func told(p pair, measure string) *opinion.Matter {
	yes := true
	return &opinion.Matter{Requesting: p.requesting, Requested: p.requested, On: law.MustDate("2026-09-01"), Measure: measure, Authority: "judge",
		Data: &opinion.Data{Categories: []string{"traffic"}, Holder: "provider", Location: p.requested},
		Conduct: &law.Conduct{On: law.MustDate("2026-08-01"), Acts: []string{"access", "copy-or-obtain-data"}, MensRea: []string{"intent"}, WithoutRight: &yes,
			Facts: []string{"security-measure-infringed", "data-obtained"}, SystemsIn: []string{p.requesting}},
		Persons:       []opinion.Person{{Role: "suspect", Nationality: []string{p.requested}, PresentIn: p.requested}},
		Circumstances: map[string]bool{"political": false, "proceedings_criminal": true}}
}

func untold(p pair, measure string) *opinion.Matter {
	return &opinion.Matter{Requesting: p.requesting, Requested: p.requested, On: law.MustDate("2015-03-24"), Measure: measure}
}

// Every measure and aim is answered for every state, asking and asked. Whom a
// state asks changes from measure to measure.
func TestEveryStateAndMeasureIsAnswered(t *testing.T) {
	r := embedded(t)
	states := r.Corpus().States()
	if len(states) != 195 {
		t.Errorf("%d states", len(states))
	}
	start := time.Now()
	wrong := make([][]string, len(opinion.MeasuresAndAims(r.Corpus().Vocabulary)))
	var all sync.WaitGroup
	for n, measure := range opinion.MeasuresAndAims(r.Corpus().Vocabulary) {
		all.Go(func() {
			for i, p := range samplePairs(states, 1+(n*37)%194) {
				m := told(p, measure)
				if i%3 == 0 {
					m = untold(p, measure)
				}
				if why := answered(r, m); why != "" {
					wrong[n] = append(wrong[n], fmt.Sprintf("%s asks %s for %s: %s", p.requesting, p.requested, measure, why))
				}
			}
		})
	}
	all.Wait()
	for _, w := range wrong {
		if len(w) > 0 {
			t.Errorf("%d like this: %s", len(w), w[0])
		}
	}
	// Some 5 seconds of an idle machine with two cores; speed itself is measured in bench.
	if took := time.Since(start); took > 2*time.Minute {
		t.Errorf("it took %v", took)
	}
}

// answered says what is wrong with the answer to a matter, or nothing.
func answered(r *opinion.Reasoner, m *opinion.Matter) (why string) {
	defer func() {
		if cause := recover(); cause != nil {
			why = fmt.Sprintf("panic: %v", cause)
		}
	}()
	d, err := r.Decide(m)
	if err != nil {
		return err.Error()
	}
	o := d.Report()
	if b, err := json.Marshal(o); err != nil || !json.Valid(b) {
		return fmt.Sprintf("JSON: %v", err)
	}
	switch {
	case len(o.Routes) == 0:
		return "no way is shown, and no reason why there is none"
	case o.Answer.Outcome != o.Routes[0].Outcome:
		return "the answer is not that of the first way"
	}
	for i := range o.Routes {
		if w := reasoned(&o.Routes[i]); w != "" {
			return fmt.Sprintf("%s %s: %s", o.Routes[i].Instrument, o.Routes[i].Provision, w)
		}
	}
	return ""
}

// reasoned says what a way leaves without a reason: one that is closed or
// open shows what closes it or keeps it open.
func reasoned(w *opinion.Route) string {
	if w.Outcome == opinion.Available {
		if i := slices.IndexFunc(w.Conditions, func(c opinion.Condition) bool { return c.Finding.String() != "true" }); i >= 0 {
			return fmt.Sprintf("available, though %s is %v", w.Conditions[i].Code, w.Conditions[i].Finding)
		}
		if slices.ContainsFunc(w.Grounds, func(g opinion.Ground) bool { return g.Mode == "shall" && g.Finding.String() != "false" }) {
			return "available, though a ground that must be raised is not excluded"
		}
		return ""
	}
	if slices.ContainsFunc(w.Conditions, func(c opinion.Condition) bool { return c.Finding.String() != "true" }) ||
		slices.ContainsFunc(w.Grounds, func(g opinion.Ground) bool { return g.Mode == "shall" && g.Finding.String() != "false" }) {
		return ""
	}
	return "nothing says why it is " + w.Outcome
}

// A few opinions in full: questions and changes too.
func TestOpinionsInFull(t *testing.T) {
	r := embedded(t)
	for i, p := range samplePairs(r.Corpus().States(), 61) {
		measures := opinion.MeasuresAndAims(r.Corpus().Vocabulary)
		for _, m := range []*opinion.Matter{told(p, measures[i%len(measures)]), untold(p, measures[(i+7)%len(measures)])} {
			o, err := r.Opinion(m)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := json.Marshal(o); err != nil || !json.Valid(b) {
				t.Errorf("%s asks %s for %s: JSON: %v", p.requesting, p.requested, m.Measure, err)
			}
			for _, q := range o.Questions {
				if q.ID == "" || q.Field == "" {
					t.Errorf("%s asks %s for %s: a question without an id or a field: %+v", p.requesting, p.requested, m.Measure, q)
				}
			}
			for _, c := range o.Changes {
				if c.From == c.To || c.Route == "" {
					t.Errorf("%s asks %s for %s: a change that changes nothing: %+v", p.requesting, p.requested, m.Measure, c)
				}
			}
		}
	}
}
