package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// placedFact finds a fact that depends on the instrument in which it is asked.
func (d *Decision) placedFact(w *route, l *leaf) rule.Finding {
	switch l.place {
	case factPower:
		return d.holds(l.power)
	case "offence-of-instrument":
		return d.offenceOf(w.text.instrument)
	case "offence-listed":
		return d.listed(w.text.instrument)
	case "assistance-treaty":
		return d.otherTreaty("mutual-assistance", w.text.instrument)
	case "extradition-treaty":
		return d.otherTreaty("extradition", w.text.instrument)
	}
	return rule.Unknown
}

// offenceOf says whether the conduct makes an offence that the instrument
// establishes, with the elements that the declarations of the requested state
// add. That the text's offences are all held is as sure as the text.
func (d *Decision) offenceOf(i *law.Instrument) rule.Finding {
	if i == nil || i.Text == nil || len(i.Text.Offences) == 0 {
		return rule.Unknown
	}
	none := rule.At(rule.False, i.Text.Confidence)
	return rule.Or(none, d.r.corpus.Establishes(i, d.m.Requested, d.dual.ready, d.m.On))
}

// listed says whether the offence falls in a category for which dual
// criminality is not checked, above the threshold in the asking state's law.
func (d *Decision) listed(i *law.Instrument) rule.Finding {
	if i == nil || i.Text == nil || i.Text.Listed == nil {
		return rule.Unknown
	}
	l := i.Text.Listed
	f := d.inCategories(l)
	if l.ThresholdYears > 0 {
		f = rule.And(f, d.threshold(rule.Threshold{Of: "requesting", AtLeast: l.ThresholdYears}))
	}
	return f
}

// inCategories compares the classes of the offence in the asking state's law
// with those that a listed category covers. The asking state's own definition
// decides, so a class that no category covers leaves it open.
func (d *Decision) inCategories(l *law.Listed) rule.Finding {
	for _, c := range l.Categories {
		for _, class := range d.dual.met {
			if slices.Contains(c.Covers, class) {
				return rule.At(rule.True, l.Confidence)
			}
		}
	}
	return rule.Unknown
}

// otherTreaty says whether another treaty on the matter binds both states:
// one that does not itself stand back for others.
func (d *Decision) otherTreaty(matter string, self *law.Instrument) rule.Finding {
	if d.treaties == nil {
		d.treaties = d.firmTreaties()
	}
	f := rule.No
	for i := range d.treaties {
		t := &d.treaties[i]
		if t.instrument != self && slices.Contains(t.instrument.Matters, matter) {
			f = rule.Or(f, t.bound)
		}
	}
	return f
}

// firmTreaty is a treaty between the two states for which gap-fillers yield.
type firmTreaty struct {
	instrument *law.Instrument
	bound      rule.Finding
}

func (d *Decision) firmTreaties() []firmTreaty {
	r := d.r
	out := []firmTreaty{}
	both := r.related[d.m.Requesting].and(r.related[d.m.Requested])
	for n, id := range r.ids {
		if !both.has(n) || r.standsBack(id) {
			continue
		}
		i := r.corpus.Instrument(id)
		if !i.Between(d.m.Requesting, d.m.Requested) {
			continue
		}
		out = append(out, firmTreaty{i, rule.And(d.standing(i, d.m.Requesting).Bound, d.standing(i, d.m.Requested).Bound)})
	}
	return out
}

// standsBack says whether an instrument fills gaps or only adds to others, so
// that it is no treaty for which a gap-filler yields.
func (r *Reasoner) standsBack(id string) bool {
	i := r.corpus.Instrument(id)
	switch {
	case i.Kind == "scheme" || i.Kind == "model" || slices.Contains(i.Matters, "cybercrime"):
		return true
	case i.Text == nil:
		return false
	}
	t, err := r.text(i)
	return err == nil && t.yields
}

// member says whether a state has a row as a member of the union or scheme
// that the instrument belongs to.
func (d *Decision) member(i *law.Instrument, state string) rule.Finding {
	s := d.standing(i, state)
	if s.Party == nil {
		return rule.At(rule.False, i.Confidence)
	}
	return rule.At(valueOf(s.Party.Kind == law.KindMember), s.Party.Confidence)
}

// status finds a condition on what binds the sides, or what they declared.
func (d *Decision) status(l *leaf) rule.Finding {
	if l.inst == nil {
		return rule.Unknown
	}
	one := func(state string) rule.Finding {
		switch l.Status.Is {
		case "declared":
			if d.assume != nil && d.assume.lifted == l.Status.Effect {
				return rule.No
			}
			f, _ := l.inst.Declared(state, l.Status.Effect, d.m.On)
			return f
		case "member":
			return d.member(l.inst, state)
		case "signed":
			s := d.standing(l.inst, state)
			return yes(s.Party != nil)
		}
		return d.standing(l.inst, state).Bound
	}
	switch l.Status.Of {
	case "requesting":
		return one(d.m.Requesting)
	case "requested":
		return one(d.m.Requested)
	case "either":
		return rule.Or(one(d.m.Requesting), one(d.m.Requested))
	}
	return rule.And(one(d.m.Requesting), one(d.m.Requested))
}
