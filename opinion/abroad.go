package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// ordersAbroad are the ways by an order of the asking state's own law that
// reaches a provider abroad. No request goes to the other state; whether its
// law stands against the answer is asked apart.
func (d *Decision) ordersAbroad() {
	if d.requesting.Law == nil {
		return
	}
	for _, measure := range []string{"subscriber-direct", "direct-production-order"} {
		if !slices.Contains(d.measures, measure) {
			continue
		}
		t, err := d.r.orders(d.requesting, measure)
		if err != nil {
			panic(err) // made by this program from a checked corpus
		}
		d.addAll(t)
		return
	}
}

// orders gives the asking state's orders that reach abroad as provisions.
func (r *Reasoner) orders(s *law.State, measure string) (*text, error) {
	return r.compiled(nationalPrefix+s.ID+":abroad:"+measure, func(t *text, c *compiler) {
		t.id, t.regime = nationalPrefix+s.ID, regimeNational
		for i := range s.Law.Powers {
			if a := s.Law.Powers[i].Abroad; a != nil {
				p := orderAbroad(&s.Law.Powers[i], a, measure)
				c.add(p, "")
				added := t.byMeasure[measure]
				added[len(added)-1].since = a
			}
		}
	})
}

func orderAbroad(w *law.Power, a *law.Abroad, measure string) *law.Provision {
	return &law.Provision{ID: nationalPrefix + w.Power, Measure: measure, Articles: []string{a.Provision}, Mode: "shall",
		Scope: &law.Scope{Data: a.Data}, Note: w.Note, Fact: a.Fact,
		Requires: []law.Requirement{
			{What: "a service provider holds the data", Articles: []string{a.Provision}, When: rule.Condition{Fact: "holder-provider"}},
			{What: a.Condition, Articles: []string{a.Provision}, When: rule.Condition{Fact: "provider-serves-requesting"}},
		},
		Refusal: []law.Ground{{Ground: "third-country-conflict", Articles: []string{a.Provision}, Mode: "may", By: "provider"}}}
}

// inTime says whether an order reached abroad on a day.
func inTime(a *law.Abroad, on law.Date) rule.Value {
	if a.From.IsZero() && a.To.IsZero() {
		return rule.True
	}
	return law.Within(a.From, a.To, on)
}
