package law

import (
	"slices"

	"github.com/comity-dev/comity/rule"
)

// Conduct is what was done, in codes that belong to no state. A list of acts
// or of states of mind that is given is complete: what is not in it was not
// there. Left out, it is open. Facts and absent are never complete: a code in
// neither is not known.
type Conduct struct {
	On           Date     `json:"on,omitzero"`
	Acts         []string `json:"acts,omitempty" enum:"acts"`
	Facts        []string `json:"facts,omitempty" enum:"elements"`
	Absent       []string `json:"absent,omitempty" enum:"elements"`
	MensRea      []string `json:"mens_rea,omitempty" enum:"minds"`
	WithoutRight *bool    `json:"without_right,omitempty"`
	ActedIn      []string `json:"acted_in,omitempty"`   // states
	EffectsIn    []string `json:"effects_in,omitempty"` // states
	SystemsIn    []string `json:"systems_in,omitempty"` // states
	Words        string   `json:"words,omitempty"`      // for people; the codes decide
}

// Known reports whether anything is told of what was done.
func (c *Conduct) Known() bool {
	return c != nil && (len(c.Acts) > 0 || len(c.Facts) > 0 || len(c.Absent) > 0 || len(c.MensRea) > 0 || c.WithoutRight != nil)
}

// Charged gives a conduct with what the definition of an offence tells of it:
// who is charged with it is said to have done what it asks. What is told
// stays; a list that is told is not added to, and an element that is told to
// be absent stays absent. Where the definition has alternatives, which of them
// was done is open.
func (c *Corpus) Charged(k *Conduct, d *Definition) *Conduct {
	out := &Conduct{}
	if k != nil {
		*out = *k
	}
	if len(out.Acts) == 0 && len(d.Acts) == 1 {
		out.Acts = d.Acts[0]
	}
	if len(out.MensRea) == 0 {
		out.MensRea = mindsOf(d.MensRea)
	}
	if out.WithoutRight == nil && d.WithoutRight {
		yes := true
		out.WithoutRight = &yes
	}
	out.Facts = slices.Clone(out.Facts)
	for _, e := range d.Elements {
		pair := Conduct{Facts: []string{e}, Absent: out.Absent}
		if clash, _ := c.Contradiction(&pair); clash == "" && !slices.Contains(out.Facts, e) {
			out.Facts = append(out.Facts, e)
		}
	}
	return out
}

// mindsOf is the state of mind that an offence's mens rea tells of at least.
func mindsOf(mensRea string) []string {
	switch mensRea {
	case "dishonest", "fraudulent", "bad-faith":
		return []string{"intent", mensRea}
	case "intent", "general-intent", "knowledge", "intent-or-knowledge":
		return []string{"intent"}
	}
	return nil
}

// closedConduct is a conduct with everything that follows from it.
type closedConduct struct {
	acts         set
	actsGiven    bool
	facts        set
	absent       set
	minds        set
	mindsGiven   bool
	withoutRight rule.Value
}

func (x *matchIndex) close(c *Conduct) closedConduct {
	var k closedConduct
	k.withoutRight = rule.Open
	if c == nil {
		return k
	}
	k.acts, k.actsGiven = x.acts.closed(c.Acts), len(c.Acts) > 0
	k.facts, k.absent = x.elements.closed(c.Facts), x.elements.excluded(c.Absent)
	k.minds, k.mindsGiven = x.minds.closed(c.MensRea), len(c.MensRea) > 0
	if c.WithoutRight != nil {
		k.withoutRight = rule.False
		if *c.WithoutRight {
			k.withoutRight = rule.True
		}
	}
	return k
}

// Contradiction names a fact that a conduct says is true and false at once,
// also by what follows from it, and the absent code that makes it false; or "".
func (c *Corpus) Contradiction(k *Conduct) (fact, absent string) {
	if k == nil {
		return "", ""
	}
	x := c.index
	facts := x.elements.closed(k.Facts)
	for _, a := range k.Absent {
		no := x.elements.excluded([]string{a})
		if both := x.elements.names(facts.and(&no)); len(both) > 0 {
			return both[0], a
		}
	}
	return "", ""
}

// Follows says whether an element follows from another, or is it.
func (c *Corpus) Follows(from, code string) bool {
	i, ok := c.index.elements.at[from]
	j, ok2 := c.index.elements.at[code]
	return ok && ok2 && c.index.elements.implied[i].has(j)
}
