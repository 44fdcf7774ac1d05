package main

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Leaves of an offence's formula.
const (
	leafAct      = "act:"
	leafElement  = "element:"
	leafMind     = "mind:"
	leafRight    = "without-right"
	leafUntested = "untested"   // always open: the act is not stated
	leafNoMind   = "mind-given" // no state of mind meets what is asked
)

// actOther points at another offence and is never met alone.
const actOther = "commit-other-offence"

// compared reads definitions and conducts by the vocabulary alone, so that a
// mistake in matching shows as a difference.
type compared struct {
	acts, elements, minds map[string][]string // code -> what it implies
	metBy                 map[string][]string
	ignored               map[string]bool
}

func newCompared(v *law.Vocabulary) *compared {
	k := &compared{acts: map[string][]string{}, elements: map[string][]string{}, minds: map[string][]string{},
		metBy: map[string][]string{}, ignored: map[string]bool{}}
	for _, a := range v.Acts {
		k.acts[a.Code] = a.Implies
	}
	for _, m := range v.Minds {
		k.minds[m.Code] = m.Implies
	}
	for _, m := range v.MensRea {
		k.metBy[m.Code] = m.MetBy
	}
	for _, e := range v.Elements {
		k.elements[e.Code] = e.Implies
		k.ignored[e.Code] = slices.Contains(v.IgnoredKinds, e.Kind)
	}
	return k
}

// definition is what must be shown for an offence, as a formula.
func (k *compared) definition(d *law.Definition, number func(string) int) formula {
	at := func(prefix string, codes []string) []formula {
		out := []formula{}
		for _, c := range codes {
			if prefix != leafElement || !k.ignored[c] {
				out = append(out, leaf(number(prefix+c)))
			}
		}
		return out
	}
	acts := []formula{}
	for _, alternative := range d.Acts {
		if !slices.Contains(alternative, actOther) {
			acts = append(acts, all(at(leafAct, alternative)...))
		}
	}
	parts := []formula{anyOf(acts...)}
	if len(d.Acts) == 0 {
		parts[0] = leaf(number(leafUntested))
	}
	if d.MensRea != "" {
		minds := at(leafMind, k.metBy[d.MensRea])
		if len(minds) == 0 {
			minds = []formula{leaf(number(leafNoMind))}
		}
		parts = append(parts, anyOf(minds...))
	}
	if d.WithoutRight {
		parts = append(parts, leaf(number(leafRight)))
	}
	parts = append(parts, at(leafElement, d.Elements)...)
	if len(d.AnyOf) > 0 {
		groups := make([]formula, len(d.AnyOf))
		for i, g := range d.AnyOf {
			groups[i] = all(at(leafElement, g)...)
		}
		parts = append(parts, anyOf(groups...))
	}
	return all(parts...)
}

// follows reports whether a code follows from one of those given.
func follows(implies map[string][]string, from []string, code string) bool {
	for _, c := range from {
		if c == code || follows(implies, implies[c], code) {
			return true
		}
	}
	return false
}

// value gives the value of a leaf for a conduct, closed over what follows.
func (k *compared) value(c *law.Conduct, name string) rule.Value {
	if c == nil {
		return rule.Open
	}
	code := func(prefix string) (string, bool) {
		if len(name) > len(prefix) && name[:len(prefix)] == prefix {
			return name[len(prefix):], true
		}
		return "", false
	}
	if a, ok := code(leafAct); ok {
		return listed(k.acts, c.Acts, a)
	}
	if m, ok := code(leafMind); ok {
		return listed(k.minds, c.MensRea, m)
	}
	if e, ok := code(leafElement); ok {
		switch {
		case follows(k.elements, c.Facts, e):
			return rule.True
		case slices.ContainsFunc(c.Absent, func(a string) bool { return follows(k.elements, []string{e}, a) }):
			return rule.False
		}
		return rule.Open
	}
	switch {
	case name == leafNoMind && len(c.MensRea) > 0:
		return rule.False
	case name == leafRight && c.WithoutRight != nil && *c.WithoutRight:
		return rule.True
	case name == leafRight && c.WithoutRight != nil:
		return rule.False
	}
	return rule.Open
}

// listed is the value of a code in a list that is complete where it is given.
func listed(implies map[string][]string, given []string, code string) rule.Value {
	switch {
	case follows(implies, given, code):
		return rule.True
	case len(given) > 0:
		return rule.False
	}
	return rule.Open
}
