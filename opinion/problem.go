package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Problem is a decided matter laid open for referees: other evaluators, which
// must come to the same findings from the same conditions and the same values
// of their leaves. Nothing of a Decision is computed for it.
type Problem struct {
	// Conduct is what both laws were compared on; nil where nothing is told.
	Conduct *law.Conduct
	// Sides are the offences of the requesting and of the requested state,
	// each with what was found.
	Sides [2][]law.MatchedOffence
	Ways  []ProblemWay
}

// ProblemWay is one way. Its outcome is true where it is bound, has a basis,
// reaches the data, has the power it needs and exists, every condition that is
// no ground or period holds, and no ground that must be raised does.
type ProblemWay struct {
	Text       string // instrument, or own law
	Provision  string // empty where the text is not held
	Leaves     []rule.Leaf
	Values     []rule.Finding // of the leaves, at this place
	Bound      rule.Finding
	Basis      rule.Finding
	Data       rule.Finding
	Power      rule.Finding
	Exists     rule.Finding
	Stands     rule.Finding // no other instrument takes its place
	Conditions []ProblemCondition
	Outcome    rule.Finding
}

// Parts of a way that conditions stand in.
const (
	PartApplies  = "applies"
	PartRequires = "requires"
	PartDual     = "dual"
	PartGround   = "ground"
	PartPeriod   = "period"
)

// ProblemCondition is a condition as it was decided: where the provision leaves
// one out, that of the vocabulary or of the rules on dual criminality.
type ProblemCondition struct {
	Part    string
	Shall   bool // of a ground: it must be raised
	When    rule.Condition
	Finding rule.Finding
}

// Problem lays the decision open. It is for tests and benchmarks; reasons for
// people are in the [Opinion].
func (d *Decision) Problem() Problem {
	p := Problem{Conduct: d.dual.conduct, Ways: make([]ProblemWay, len(d.routes))}
	for i := range p.Sides {
		p.Sides[i] = d.dual.sides[i].matches
	}
	for i := range d.routes {
		p.Ways[i] = d.problemWay(&d.routes[i])
	}
	return p
}

func (d *Decision) problemWay(w *route) ProblemWay {
	out := ProblemWay{Text: w.text.id, Bound: w.bound, Basis: rule.Yes, Data: rule.Yes, Power: rule.Yes, Exists: rule.Unknown, Stands: rule.Yes, Outcome: w.outcome}
	if w.provision == nil {
		return out
	}
	p := w.provision
	out.Provision, out.Basis, out.Data, out.Power, out.Exists = p.ID, w.basis, w.data, w.power, p.exists
	out.Stands = w.replaced.Not()
	out.Values = slices.Clone(w.atoms)
	for i := range w.text.leaves {
		out.Leaves = append(out.Leaves, w.text.leaves[i].Leaf)
	}
	add := func(part string, when rule.Condition, f rule.Finding) {
		out.Conditions = append(out.Conditions, ProblemCondition{Part: part, When: when, Finding: f})
	}
	add(PartApplies, p.Applies, w.applies)
	for i := range p.Requires {
		add(PartRequires, p.Requires[i].When, w.requires[i])
	}
	add(PartDual, dualCondition(p.Provision), w.dual)
	for i := range p.Refusal {
		g := &p.Refusal[i]
		add(PartGround, out.dated(d.r.groundCondition(g), g.From, rule.At(g.From.Reached(d.m.On), p.Confidence)), w.grounds[i])
		out.Conditions[len(out.Conditions)-1].Shall = p.Refusal[i].Mode == "shall"
	}
	for i := range p.Deadlines {
		add(PartPeriod, p.Deadlines[i].When, d.runs(w, i))
	}
	return out
}

// dated is the condition of a ground that may be raised from a day on: the day
// is one more leaf.
func (w *ProblemWay) dated(when rule.Condition, from law.Date, reached rule.Finding) rule.Condition {
	if from.IsZero() {
		return when
	}
	l := rule.Leaf{Kind: rule.KindFact, Fact: "from:" + from.String()}
	if !slices.Contains(w.Leaves, l) {
		w.Leaves, w.Values = append(w.Leaves, l), append(w.Values, reached)
	}
	day := rule.Condition{Fact: l.Fact}
	if when.IsZero() {
		return day
	}
	return rule.Condition{All: []rule.Condition{when, day}}
}
