package opinion

import (
	"fmt"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Decision is a decided matter: the finding of every condition of every way,
// and of every part of it. Reports are made from it.
type Decision struct {
	r *Reasoner
	m *Matter

	requesting *law.State
	requested  *law.State
	aim        *law.Aim
	measure    *law.Measure // nil where an aim was given
	measures   []string     // that serve, most fitting first
	family     string
	electronic rule.Finding // evidence in electronic form is asked for

	facts    []rule.Finding // by fact of the vocabulary
	dual     dual
	reach    rule.Finding
	routes   []route
	assume   *assumption
	treaties []firmTreaty // between the two states; nil until asked for

	nodes []rule.Finding // one stretch of memory for all nodes of all ways
}

// Families of measures.
const (
	familyAssistance  = "assistance"
	familyExtradition = "extradition"
	familyJudgment    = "judgment"
	familyPolice      = "police"
)

// assumption is what is supposed for a "what if".
type assumption struct {
	facts  map[string]rule.Finding
	bound  map[[2]string]bool // instrument, state
	lifted string             // effect of a reservation that is lifted
}

// Decide finds every finding and reason of a matter.
func (r *Reasoner) Decide(m *Matter) (*Decision, error) { return r.decide(m, nil) }

func (r *Reasoner) decide(m *Matter, a *assumption) (*Decision, error) {
	d := &Decision{r: r, m: m, assume: a}
	if err := d.resolve(); err != nil {
		return nil, err
	}
	d.dual = d.compareLaws()
	d.reach = reachAbroad(d)
	d.fillFacts()
	d.findRoutes()
	return d, nil
}

// resolve finds the states and the measure. The loader has checked them; a
// matter made by a program is checked here.
func (d *Decision) resolve() error {
	m, c := d.m, d.r.corpus
	d.requesting, d.requested = c.State(m.Requesting), c.State(m.Requested)
	switch {
	case d.requesting == nil:
		return fmt.Errorf("requesting: %q is no state of the corpus", m.Requesting)
	case d.requested == nil:
		return fmt.Errorf("requested: %q is no state of the corpus", m.Requested)
	case m.Requesting == m.Requested:
		return fmt.Errorf("requesting and requested are the same state, %s", m.Requesting)
	case !m.On.Exact():
		return fmt.Errorf("on: the day of the request must be known")
	}
	if d.measure = c.Vocabulary.Measure(m.Measure); d.measure != nil {
		d.measures, d.family = d.measure.ServedBy, d.measure.Family
		d.electronic = evidence(d.family, d.measure.Data || m.Data != nil)
		return nil
	}
	if d.aim = c.Vocabulary.Aim(m.Measure); d.aim != nil {
		d.measures = d.aim.Measures
		first := c.Vocabulary.Measure(d.measures[0])
		d.family, d.electronic = first.Family, evidence(first.Family, first.Data || m.Data != nil)
		return nil
	}
	return fmt.Errorf("measure: %q is no measure or aim of the vocabulary", m.Measure)
}

// evidence says whether evidence in electronic form is asked for: where no
// data are told of, a request for assistance may still be for such.
func evidence(family string, data bool) rule.Finding {
	switch {
	case family == familyExtradition || family == familyJudgment:
		return rule.No
	case data:
		return rule.Yes
	}
	return rule.Unknown
}

// fillFacts finds the value of every fact that does not depend on the place
// where it is asked.
func (d *Decision) fillFacts() {
	t := &d.r.facts
	d.facts = make([]rule.Finding, len(t.codes))
	for i := range d.facts {
		d.facts[i] = rule.Unknown
	}
	for key, v := range d.m.Circumstances {
		if i, ok := t.index[circumstanceCode(key)]; ok {
			d.facts[i] = yes(v)
		}
	}
	for _, f := range t.derived {
		d.facts[f.at] = f.find(d)
	}
	d.hints()
	if d.assume != nil {
		for code, f := range d.assume.facts {
			d.facts[t.index[code]] = f
		}
	}
}

// hints find circumstances that the matter tells elsewhere, where it does not
// tell them outright.
func (d *Decision) hints() {
	i, ok := d.r.facts.index["person-sentenced"]
	if ok && d.facts[i] == rule.Unknown {
		d.facts[i] = d.ofSought(sentenced)
	}
}

func sentenced(p *Person) rule.Finding {
	switch p.Role {
	case "sentenced":
		return rule.Yes
	case "suspect", "accused":
		return rule.No
	}
	return rule.Unknown
}
