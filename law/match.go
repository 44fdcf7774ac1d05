package law

import "github.com/comity-dev/comity/rule"

// Result is how a conduct meets one definition: every part of it is kept.
// The parts that failed and those that are not known are named on demand.
type Result struct {
	Value   rule.Value
	Finding rule.Finding // Value, graded by the weakest fact it needs
	acts    rule.Value
	mens    rule.Value
	right   rule.Value
	groups  rule.Value
	missing set
	unknown set
}

// match tests the act first, then the state of mind, the right and the
// elements. One failed part: not met. None failed and some unknown: open.
func (m *matcher) match(k *closedConduct, r *Result) {
	r.acts, r.mens, r.right, r.groups = m.matchActs(k), m.matchMens(k), rule.True, m.matchGroups(k)
	if m.withoutRight {
		r.right = k.withoutRight
	}
	r.missing = m.elements.and(&k.absent)
	r.unknown = m.elements.without(&k.facts)
	r.unknown = r.unknown.without(&k.absent)
	elements := rule.True
	switch {
	case !r.missing.empty():
		elements = rule.False
	case !r.unknown.empty():
		elements = rule.Open
	}
	r.Value = r.acts & r.mens & r.right & r.groups & elements
	r.Finding = rule.At(r.Value, m.grade)
}

// matchActs: an offence whose act is not stated is left untested, and one
// that only points at another offence is never met alone.
func (m *matcher) matchActs(k *closedConduct) rule.Value {
	if !m.stated {
		return rule.Open
	}
	for _, alt := range m.acts {
		if alt.within(&k.acts) {
			return rule.True
		}
	}
	if k.actsGiven || len(m.acts) == 0 {
		return rule.False
	}
	return rule.Open
}

func (m *matcher) matchMens(k *closedConduct) rule.Value {
	switch {
	case !m.mensAsked:
		return rule.True
	case !k.mindsGiven:
		return rule.Open
	case m.mens.meets(&k.minds):
		return rule.True
	}
	return rule.False
}

// matchGroups: the best group counts.
func (m *matcher) matchGroups(k *closedConduct) rule.Value {
	if len(m.groups) == 0 {
		return rule.True
	}
	best := rule.False
	for i := range m.groups {
		g := &m.groups[i]
		switch {
		case g.within(&k.facts):
			return rule.True
		case !g.meets(&k.absent):
			best = rule.Open
		}
	}
	return best
}

// Parts that a result names beside elements.
const (
	PartActs  = "acts"
	PartRight = "without-right"
	PartAnyOf = "any_of"
	partMens  = "mens:"
)

// Missing names the parts that failed, Unknown those that are not known: acts,
// mens:CODE, without-right, element codes, any_of.
func (c *Corpus) Missing(d *Definition, r *Result) []string {
	return c.parts(d, r, rule.False, r.missing)
}

// Unknown names the parts of which it is not known whether they are met.
func (c *Corpus) Unknown(d *Definition, r *Result) []string {
	return c.parts(d, r, rule.Open, r.unknown)
}

func (c *Corpus) parts(d *Definition, r *Result, v rule.Value, elements set) []string {
	var out []string
	if r.acts == v {
		out = append(out, PartActs)
	}
	if r.mens == v && d.MensRea != "" {
		out = append(out, partMens+d.MensRea)
	}
	if r.right == v && d.WithoutRight {
		out = append(out, PartRight)
	}
	for _, e := range d.Elements { // in the order of the text
		if i, ok := c.index.elements.at[e]; ok && elements.has(i) {
			out = append(out, e)
		}
	}
	if r.groups == v && len(d.AnyOf) > 0 {
		out = append(out, PartAnyOf)
	}
	return out
}

// ActDone says whether the act of the definition was done, or may have been.
func (r *Result) ActDone() bool { return r.acts != rule.False }

// UnknownCount is the number of parts of which it is not known whether they
// are met.
func (r *Result) UnknownCount() int {
	n := r.unknown.count()
	for _, v := range []rule.Value{r.acts, r.mens, r.right, r.groups} {
		if v == rule.Open {
			n++
		}
	}
	return n
}

// MetParts names the parts that are met.
func (c *Corpus) MetParts(d *Definition, r *Result) []string {
	elements := c.index.elements.of(d.Elements)
	elements = elements.without(&c.index.ignored)
	elements = elements.without(&r.missing)
	return c.parts(d, r, rule.True, elements.without(&r.unknown))
}
