package law

import (
	"cmp"
	"slices"
)

// actClass is an alternative of a treaty offence's act, and the class it
// belongs to.
type actClass struct {
	acts  set
	class string
}

// ClassesOfActs gives the classes of the treaty offences whose act is among
// those done: where to look for an offence, never that there is one.
func (c *Corpus) ClassesOfActs(acts []string) []string {
	c.actClasses.Do(c.collectActClasses)
	done := c.index.acts.closed(acts)
	var out []string
	for i := range c.classesByAct {
		a := &c.classesByAct[i]
		if a.acts.within(&done) && (len(out) == 0 || out[len(out)-1] != a.class) {
			out = append(out, a.class)
		}
	}
	return out
}

// collectActClasses reads the instruments that are open to every state, in
// the order of the classes.
func (c *Corpus) collectActClasses() {
	for id, h := range c.heads {
		if !h.Worldwide {
			continue
		}
		for _, m := range c.treatyMatchers(c.Instrument(id)) {
			for _, alt := range m.matcher.acts {
				c.classesByAct = append(c.classesByAct, actClass{alt, m.offence.Class})
			}
		}
	}
	slices.SortFunc(c.classesByAct, func(a, b actClass) int { return cmp.Compare(a.class, b.class) })
}
