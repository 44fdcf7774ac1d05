package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// maxOffences is how many offences of a side are shown; the rest are counted.
const maxOffences = 6

func (d *Decision) reportDual() *DualCriminality {
	k := &d.dual
	f := k.finding
	return &DualCriminality{Finding: f.Value(), Confidence: graded(f), Verify: f.Verify(), On: k.day,
		OnAssumed:  d.m.Conduct == nil || d.m.Conduct.On.IsZero(),
		Requesting: d.reportSide(&k.sides[asking]), Requested: d.reportSide(&k.sides[asked_])}
}

func (d *Decision) reportSide(s *side) Side {
	out := Side{State: s.state.ID, Finding: s.finding.Value(), Confidence: graded(s.finding), Classes: s.classes,
		Complete: s.complete.Value(), Offences: []OffenceFinding{}, Tested: len(s.matches)}
	if s.state.Law != nil {
		out.LawHeld, out.AsOf = true, s.state.Law.AsOf
	}
	if s.charged != nil {
		out.Charged = s.charged.ID
	}
	out.Held = d.heldClasses(s)
	for _, m := range d.telling(s) {
		out.Offences = append(out.Offences, d.offence(m))
	}
	for i := range s.matches {
		if len(s.matches[i].Offence.Acts) == 0 {
			out.Untested++
		}
	}
	return out
}

// heldClasses are what "no offence" rests on.
func (d *Decision) heldClasses(s *side) []HeldClass {
	if s.state.Law == nil {
		return nil
	}
	var out []HeldClass
	for _, class := range s.classes {
		if _, k := s.state.Law.Held(class, d.dual.day); k != nil {
			out = append(out, HeldClass{k.Class, k.From, k.Note, citation(nationalPrefix+s.state.ID, []string{"complete"}, k.Fact)})
		}
	}
	return out
}

// telling picks the offences that tell the reader something: the one charged,
// those met, then those that a fact or a date keeps from being met, in the
// classes that matter.
func (d *Decision) telling(s *side) []*law.MatchedOffence {
	var out []*law.MatchedOffence
	for i := range s.matches {
		m := &s.matches[i]
		near := m.ActDone() && (m.Value != rule.False || slices.Contains(d.shownClasses(s), m.Offence.Class))
		if m.Offence == s.charged || near {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b *law.MatchedOffence) int { return d.offenceRank(s, a) - d.offenceRank(s, b) })
	return out[:min(len(out), maxOffences)]
}

// shownClasses are those whose offences come first.
func (d *Decision) shownClasses(s *side) []string {
	if len(d.dual.met) > 0 {
		return d.dual.met
	}
	return s.classes
}

func (d *Decision) offenceRank(s *side, m *law.MatchedOffence) int {
	n := 0
	switch {
	case m.Offence == s.charged:
		return -1
	case m.Met().Raw() == rule.True:
	case m.Value == rule.True:
		n = 20 // met by its elements, not law on the day
	case m.Value == rule.Open:
		n = 10 + min(m.UnknownCount(), 9)
	default:
		n = 30
	}
	if !slices.Contains(d.shownClasses(s), m.Offence.Class) {
		n += 5
	}
	return 10 * n
}

var results = map[rule.Value]string{rule.True: "met", rule.False: "not-met", rule.Open: "undetermined"}

func (d *Decision) offence(m *law.MatchedOffence) OffenceFinding {
	o, c := m.Offence, d.r.corpus
	out := OffenceFinding{Offence: o.ID, State: m.State, Label: o.Label, Section: o.Section, Statute: d.statuteName(m.State, o.Statute),
		Class: o.Class, Result: results[m.Value], InForce: m.Force.Finding.Value(), Penalty: o.Penalty, Note: o.Note,
		Met: orEmpty(c.MetParts(&o.Definition, &m.Result)), Missing: orEmpty(c.Missing(&o.Definition, &m.Result)), Unknown: orEmpty(c.Unknown(&o.Definition, &m.Result)),
		Cite: citation(nationalPrefix+m.State, []string{o.Section}, o.Fact)}
	if e := m.Force.Event; e != nil {
		out.Event, out.From, out.To, out.EventNote = e.Kind, e.From, e.To, e.Note
	}
	return out
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func (d *Decision) statuteName(state, id string) string {
	if s := d.r.corpus.State(state).Law.Statute(id); s != nil {
		return s.Name
	}
	return id
}
