package law

import (
	"slices"

	"github.com/comity-dev/comity/rule"
)

// ClassComparison is what two sides have of one class of offences.
type ClassComparison struct {
	Class string `json:"class"`
	Label string `json:"label"`
	// AComplete and BComplete say whether every offence of the class is held on
	// that day; where that is open, no offence held does not mean none.
	AComplete rule.Value          `json:"a_complete"`
	BComplete rule.Value          `json:"b_complete"`
	Pairs     []OffenceComparison `json:"pairs"`
}

// OffenceComparison sets two offences side by side, or one that has none
// beside it. Offences of a class are paired by how much they share, which
// helps reading and decides nothing.
type OffenceComparison struct {
	A *OffenceSide `json:"a,omitempty"`
	B *OffenceSide `json:"b,omitempty"`
	// Parts are given only for a pair.
	Acts     *Difference `json:"acts,omitempty"`
	MensRea  *Difference `json:"mens_rea,omitempty"`
	Right    *Difference `json:"right,omitempty"`
	Elements *Difference `json:"elements,omitempty"`
	AnyOf    *Difference `json:"any_of,omitempty"`
	// AWithinB says whether all that makes A's offence also makes B's: true,
	// false where nothing does, open where it depends on what B asks beyond A
	// and where only an unsure fact speaks against it.
	AWithinB   rule.Value `json:"a_within_b"`
	BWithinA   rule.Value `json:"b_within_a"`
	Confidence string     `json:"confidence,omitempty"` // of the weaker of the two, and of their acts
}

// OffenceSide is one offence in a comparison.
type OffenceSide struct {
	ID        string     `json:"id"`
	Provision string     `json:"provision"` // section, or articles
	Label     string     `json:"label,omitempty"`
	InForce   rule.Value `json:"in_force"`
	Penalty   *Penalty   `json:"penalty,omitempty"`
	Note      string     `json:"note,omitempty"`
	Fact
	definition *Definition
}

// Difference parts the codes of two definitions.
type Difference struct {
	Both  []string `json:"both,omitempty"`
	OnlyA []string `json:"only_a,omitempty"`
	OnlyB []string `json:"only_b,omitempty"`
}

// compareClasses goes through the classes in the order of the vocabulary and
// leaves out those of which neither side has anything.
func (c *Corpus) compareClasses(a, b *NationalLaw, class string, on Date) []ClassComparison {
	out := []ClassComparison{}
	for _, k := range c.Vocabulary.Classes {
		if class != "" && k.Code != class {
			continue
		}
		x := ClassComparison{Class: k.Code, Label: k.Label}
		x.Pairs = c.pair(a.sides(k.Code, on), b.sides(k.Code, on))
		fa, _ := a.Held(k.Code, on)
		fb, _ := b.Held(k.Code, on)
		x.AComplete, x.BComplete = fa.Value(), fb.Value()
		if class != "" || len(x.Pairs) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// sides gives a law's offences of a class, also those that only cover it.
func (l *NationalLaw) sides(class string, on Date) []OffenceSide {
	var out []OffenceSide
	for i := range l.Offences {
		o := &l.Offences[i]
		if o.Class != class && !slices.Contains(o.AlsoCovers, class) {
			continue
		}
		out = append(out, OffenceSide{
			ID: o.ID, Provision: o.Section, Label: o.Label, Penalty: &o.Penalty, Note: o.Note, Fact: o.Fact,
			InForce: l.OffenceForce(o, on).Finding.Value(), definition: &o.Definition,
		})
	}
	return out
}

// pair takes the offences of A in turn and gives each the offence of B that
// shares most with it and is still free.
func (c *Corpus) pair(a, b []OffenceSide) []OffenceComparison {
	out := []OffenceComparison{}
	taken := make([]bool, len(b))
	for i := range a {
		best, most := -1, -1
		for j := range b {
			if n := shared(a[i].definition, b[j].definition); !taken[j] && n > most {
				best, most = j, n
			}
		}
		if best < 0 {
			out = append(out, OffenceComparison{A: &a[i], AWithinB: rule.Open, BWithinA: rule.Open})
			continue
		}
		taken[best] = true
		out = append(out, c.comparePair(&a[i], &b[best]))
	}
	for j := range b {
		if !taken[j] {
			out = append(out, OffenceComparison{B: &b[j], AWithinB: rule.Open, BWithinA: rule.Open})
		}
	}
	return out
}

// shared weighs acts above all, since what is done tells offences apart.
func shared(a, b *Definition) int {
	n := 10 * len(differ(alternatives(a.Acts), alternatives(b.Acts)).Both)
	n += 2 * len(differ(a.Elements, b.Elements).Both)
	if a.MensRea == b.MensRea {
		n++
	}
	return n
}
