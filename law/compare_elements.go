package law

import (
	"slices"
	"strings"

	"github.com/comity-dev/comity/rule"
)

func (c *Corpus) comparePair(a, b *OffenceSide) OffenceComparison {
	da, db := a.definition, b.definition
	sure := min(a.Confidence, b.Confidence, actConfidence(da, a.Confidence), actConfidence(db, b.Confidence))
	return OffenceComparison{
		A: a, B: b,
		Acts:       differ(alternatives(da.Acts), alternatives(db.Acts)),
		MensRea:    differ(one(da.MensRea), one(db.MensRea)),
		Right:      differ(right(da), right(db)),
		Elements:   differ(da.Elements, db.Elements),
		AnyOf:      differ(alternatives(da.AnyOf), alternatives(db.AnyOf)),
		AWithinB:   rule.At(c.within(da, db), sure).Value(),
		BWithinA:   rule.At(c.within(db, da), sure).Value(),
		Confidence: sure.String(),
	}
}

// within tests every way in which a can be made, against b. It leaves aside
// what dual criminality does not compare, as matching does.
func (c *Corpus) within(a, b *Definition) rule.Value {
	ways := c.ways(a)
	if len(ways) == 0 || len(b.Acts) == 0 {
		return rule.Open
	}
	m := c.index.compile(b, rule.Sourced)
	all, some := rule.True, rule.False
	for _, k := range ways {
		closed := c.index.close(&k)
		var r Result
		m.match(&closed, &r)
		v := r.Value
		all, some = all&v, some|v
	}
	if all == rule.False && some != rule.False {
		return rule.Open
	}
	return all
}

// ways gives the conducts by which an offence can be made: one for each of its
// acts, groups of elements and states of mind.
func (c *Corpus) ways(d *Definition) []Conduct {
	groups, minds := d.AnyOf, [][]string{nil}
	if len(groups) == 0 {
		groups = [][]string{nil}
	}
	for _, m := range c.Vocabulary.MensRea {
		if m.Code == d.MensRea {
			minds = minds[:0]
			for _, mind := range m.MetBy {
				minds = append(minds, []string{mind})
			}
		}
	}
	var right *bool
	if d.WithoutRight {
		right = &d.WithoutRight
	}
	var out []Conduct
	for _, acts := range d.Acts {
		for _, group := range groups {
			for _, mind := range minds {
				facts := append(slices.Clone(d.Elements), group...)
				out = append(out, Conduct{Acts: acts, Facts: facts, MensRea: mind, WithoutRight: right})
			}
		}
	}
	return out
}

// differ keeps the order of the texts.
func differ(a, b []string) *Difference {
	d := &Difference{}
	for _, x := range a {
		if slices.Contains(b, x) {
			d.Both = append(d.Both, x)
		} else {
			d.OnlyA = append(d.OnlyA, x)
		}
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			d.OnlyB = append(d.OnlyB, x)
		}
	}
	return d
}

// alternatives writes each set of codes as one: access+copy-data.
func alternatives(sets [][]string) []string {
	out := make([]string, len(sets))
	for i, s := range sets {
		sorted := slices.Clone(s)
		slices.Sort(sorted)
		out[i] = strings.Join(sorted, "+")
	}
	return out
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func right(d *Definition) []string {
	if d.WithoutRight {
		return []string{PartRight}
	}
	return nil
}
