package law

import "github.com/comity-dev/comity/rule"

// matchIndex numbers the acts, elements and states of mind, so that a
// conduct is matched against thousands of offences by comparing bits.
type matchIndex struct {
	acts     list
	elements list
	minds    list
	ignored  set            // elements that dual criminality does not compare
	metBy    map[string]set // mens rea -> states of mind that meet it
	otherAct int            // commit-other-offence: never met alone
}

const actOther = "commit-other-offence"

func newMatchIndex(v *Vocabulary) *matchIndex {
	x := &matchIndex{metBy: map[string]set{}, otherAct: -1}
	x.acts = newList(min(len(v.Acts), setSize), func(i int) (string, []string) { return v.Acts[i].Code, v.Acts[i].Implies })
	x.elements = newList(min(len(v.Elements), setSize), func(i int) (string, []string) { return v.Elements[i].Code, v.Elements[i].Implies })
	x.minds = newList(min(len(v.Minds), setSize), func(i int) (string, []string) { return v.Minds[i].Code, v.Minds[i].Implies })
	for i, e := range v.Elements {
		for _, k := range v.IgnoredKinds {
			if e.Kind == k && i < setSize {
				x.ignored.add(i)
			}
		}
	}
	for _, m := range v.MensRea {
		x.metBy[m.Code] = x.minds.of(m.MetBy)
	}
	if i, ok := x.acts.at[actOther]; ok {
		x.otherAct = i
	}
	return x
}

// matcher is a definition made ready for matching.
type matcher struct {
	acts         []set // alternatives
	stated       bool  // an act is stated at all
	elements     set
	groups       []set
	mens         set
	mensAsked    bool
	withoutRight bool
	grade        rule.Confidence // of the weaker of the offence and its act
}

func (x *matchIndex) compile(d *Definition, c rule.Confidence) matcher {
	m := matcher{stated: len(d.Acts) > 0, withoutRight: d.WithoutRight, grade: min(c, actConfidence(d, c))}
	for _, alt := range d.Acts {
		if s := x.acts.of(alt); x.otherAct < 0 || !s.has(x.otherAct) {
			m.acts = append(m.acts, s)
		}
	}
	m.elements = x.elements.of(d.Elements)
	m.elements = m.elements.without(&x.ignored)
	for _, g := range d.AnyOf {
		s := x.elements.of(g)
		m.groups = append(m.groups, s.without(&x.ignored))
	}
	m.mens, m.mensAsked = x.metBy[d.MensRea], d.MensRea != ""
	return m
}

// actConfidence grades the statement of the act; an act derived from the
// class alone is as weak as an unsure one.
func actConfidence(d *Definition, c rule.Confidence) rule.Confidence {
	switch d.ActsConfidence {
	case "sourced":
		return rule.Sourced
	case "known":
		return rule.Known
	case "unsure", "derived":
		return rule.Unsure
	}
	return c
}
