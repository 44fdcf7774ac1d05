package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// dual is the comparison of both laws: the same conduct must make an offence
// in each, whatever its name.
type dual struct {
	finding rule.Finding
	sides   [2]side // requesting, requested
	conduct *law.Conduct
	ready   *law.Prepared // the conduct, ready for matching
	day     law.Date
}

// side is one state's law on the conduct.
type side struct {
	state    *law.State
	matches  []law.MatchedOffence
	charged  *law.Offence
	finding  rule.Finding
	classes  []string     // that matter for this conduct
	complete rule.Finding // the classes are held completely
}

const (
	asking = 0
	asked_ = 1
)

// compareLaws matches the conduct against both laws as they stood on its day.
// Where no conduct is told but an offence is charged, what that offence asks
// stands for what was done.
func (d *Decision) compareLaws() dual {
	k := dual{conduct: d.m.Conduct, day: d.m.conductDay()}
	k.sides[asking].state, k.sides[asked_].state = d.requesting, d.requested
	if d.m.Offence != nil {
		k.sides[asking].charged = offenceOf(d.requesting, d.m.Offence.Requesting)
		k.sides[asked_].charged = offenceOf(d.requested, d.m.Offence.Requested)
	}
	if charged := k.sides[asking].charged; charged != nil && !k.conduct.Known() {
		k.conduct = law.FromDefinition(&charged.Definition, k.day)
		if d.m.Conduct != nil {
			c := *d.m.Conduct // where and when it was done stay
			c.Acts, c.Facts, c.MensRea, c.WithoutRight = k.conduct.Acts, k.conduct.Facts, k.conduct.MensRea, k.conduct.WithoutRight
			k.conduct = &c
		}
	}
	k.ready = d.r.corpus.Prepare(k.conduct)
	n := 0
	for i := range k.sides {
		n += offenceCount(k.sides[i].state)
	}
	memory := make([]law.MatchedOffence, 0, n)
	for i := range k.sides {
		from := len(memory)
		memory = d.r.corpus.AppendMatches(memory, k.sides[i].state.ID, k.ready, k.day)
		k.sides[i].matches = memory[from:len(memory):len(memory)]
	}
	for i := range k.sides {
		s := &k.sides[i]
		s.classes = d.classes(&k)
		s.complete = complete(s, k.day)
		s.finding = d.sideFinding(s, nil)
	}
	k.finding = rule.And(k.sides[asking].finding, k.sides[asked_].finding)
	return k
}

func offenceCount(s *law.State) int {
	if s.Law == nil {
		return 0
	}
	return len(s.Law.Offences)
}

func offenceOf(s *law.State, id string) *law.Offence {
	if s.Law == nil || id == "" {
		return nil
	}
	for i := range s.Law.Offences {
		if s.Law.Offences[i].ID == id {
			return &s.Law.Offences[i]
		}
	}
	return nil
}

// sideFinding says whether the conduct makes an offence in one state's law,
// of which a further condition may be asked (a penalty). "No" needs that the
// classes which matter are held completely.
func (d *Decision) sideFinding(s *side, also func(*law.Offence) rule.Finding) rule.Finding {
	f := rule.No
	for i := range s.matches {
		m := &s.matches[i]
		met := m.Met()
		if m.Offence == s.charged && met.Raw() == rule.Open && s.state == d.requesting {
			met = rule.Yes // the requesting state says so of its own law
		}
		if also != nil {
			met = rule.And(met, also(m.Offence))
		}
		if met.Raw() == rule.False && !s.matters(m.Offence) {
			continue // that the classes which matter are complete is what "no" rests on
		}
		f = rule.Or(f, met)
	}
	return rule.Or(f, s.complete.Not())
}

// matters says whether an offence belongs to a class that matters.
func (s *side) matters(o *law.Offence) bool {
	if slices.Contains(s.classes, o.Class) {
		return true
	}
	return slices.ContainsFunc(o.AlsoCovers, func(c string) bool { return slices.Contains(s.classes, c) })
}

// complete says whether the law of a state is held completely on every class
// that matters; without a class to look at, it is not known to be.
func complete(s *side, day law.Date) rule.Finding {
	if s.state.Law == nil || len(s.classes) == 0 {
		return rule.Unknown
	}
	f := rule.Yes
	for _, c := range s.classes {
		held, _ := s.state.Law.Held(c, day)
		f = rule.And(f, held)
	}
	return f
}

// classes are those of the offence charged, else of the requesting state's
// offences that are met, else of the instruments' offences whose act was done.
// They find where to look and never decide.
func (d *Decision) classes(k *dual) []string {
	if c := k.sides[asking].charged; c != nil {
		return append([]string{c.Class}, c.AlsoCovers...)
	}
	var out []string
	add := func(class string) {
		if !slices.Contains(out, class) {
			out = append(out, class)
		}
	}
	for i := range k.sides[asking].matches {
		if m := &k.sides[asking].matches[i]; m.Met().Raw() == rule.True {
			add(m.Offence.Class)
		}
	}
	if len(out) == 0 && k.conduct != nil {
		for _, c := range d.r.corpus.ClassesOfActs(k.conduct.Acts) {
			add(c)
		}
	}
	slices.Sort(out)
	return out
}
