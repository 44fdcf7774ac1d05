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
	met     []string      // classes of the offence charged, or of those met in the asking state's law
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
// Where an offence is charged, what it asks stands for what is not told.
func (d *Decision) compareLaws() dual {
	k := dual{conduct: d.m.Conduct, day: d.m.conductDay()}
	k.sides[asking].state, k.sides[asked_].state = d.requesting, d.requested
	if d.m.Offence != nil {
		k.sides[asking].charged = offenceOf(d.requesting, d.m.Offence.Requesting)
		k.sides[asked_].charged = offenceOf(d.requested, d.m.Offence.Requested)
	}
	if charged := k.sides[asking].charged; charged != nil {
		k.conduct = d.r.corpus.Charged(k.conduct, &charged.Definition)
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
	k.met = k.metClasses()
	classes := d.classes(&k)
	for i := range k.sides {
		s := &k.sides[i]
		s.classes = classes
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
		if s.state == d.requested {
			met = rule.And(met, d.reaches(m.Offence))
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

// reaches says whether an offence of the requested state reaches the conduct
// where it was done, if its own law names the grounds: acts done outside the
// requesting state are transposed as acts outside the requested one.
func (d *Decision) reaches(o *law.Offence) rule.Finding {
	if len(o.Reach) == 0 {
		return rule.Yes
	}
	return rule.Or(d.actedIn(d.m.Requesting), d.linkedAny(o))
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

// metClasses are the classes of the offence charged, else of those that are
// met in the asking state's law.
func (k *dual) metClasses() []string {
	if c := k.sides[asking].charged; c != nil {
		return append([]string{c.Class}, c.AlsoCovers...)
	}
	return k.classesOf(func(m *law.MatchedOffence) bool { return m.Met().Raw() == rule.True })
}

func (k *dual) classesOf(keep func(*law.MatchedOffence) bool) []string {
	var out []string
	for i := range k.sides[asking].matches {
		m := &k.sides[asking].matches[i]
		if keep(m) && !slices.Contains(out, m.Offence.Class) {
			out = append(out, m.Offence.Class)
		}
	}
	slices.Sort(out)
	return out
}

// classes are those in which an offence must be looked for before "no
// offence" can be said: of the offence charged, else of every offence of the
// asking state that the conduct makes or may make, and of the instruments'
// offences whose act was done. The more is told, the fewer they become.
func (d *Decision) classes(k *dual) []string {
	if k.sides[asking].charged != nil {
		return withoutCatchAll(k.met)
	}
	out := k.classesOf(func(m *law.MatchedOffence) bool { return m.ActDone() && m.Met().Raw() != rule.False })
	if k.conduct != nil {
		for _, c := range d.r.corpus.ClassesOfActs(k.conduct.Acts) {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// withoutCatchAll leaves out the class of what fits in no other, where another
// is named: nothing is ever held completely of it.
func withoutCatchAll(classes []string) []string {
	const catchAll = "content-other"
	rest := slices.DeleteFunc(slices.Clone(classes), func(c string) bool { return c == catchAll })
	if len(rest) == 0 {
		return classes
	}
	return rest
}
