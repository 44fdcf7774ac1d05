package opinion

import (
	"math"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// threshold says whether a penalty, or the sentence imposed, reaches a bound.
func (d *Decision) threshold(t rule.Threshold) rule.Finding {
	reaches := reach(t)
	switch t.Of {
	case "requesting":
		return d.penalty(asking, reaches)
	case "requested":
		return d.penalty(asked_, reaches)
	case "both":
		return rule.And(d.penalty(asking, reaches), d.penalty(asked_, reaches))
	case "either":
		return rule.Or(d.penalty(asking, reaches), d.penalty(asked_, reaches))
	case "sentence":
		if c := d.m.Offence; c != nil && c.SentenceMonths != nil {
			return yes(reaches(law.Years(*c.SentenceMonths / 12)))
		}
	}
	return rule.Unknown
}

func reach(t rule.Threshold) func(law.Years) bool {
	unit := law.Years(1)
	if t.Unit == "months" {
		unit = 12
	}
	in := func(y law.Years) float64 { return math.Round(float64(y*unit)*100) / 100 } // seven months are 7/12 years, and seven months again
	if t.MoreThan > 0 {
		return func(y law.Years) bool { return in(y) > float64(t.MoreThan) }
	}
	return func(y law.Years) bool { return in(y) >= float64(t.AtLeast) }
}

// penalty says whether the conduct makes an offence whose maximum reaches the
// bound in one side's law. The maximum that the asker gives for his own law is
// taken as he states it.
func (d *Decision) penalty(which int, reaches func(law.Years) bool) rule.Finding {
	s := &d.dual.sides[which]
	if c := d.m.Offence; which == asking && c != nil && c.MaxPenaltyYears != nil {
		return yes(reaches(*c.MaxPenaltyYears))
	}
	also := func(o *law.Offence) rule.Finding { return maximum(o, reaches) }
	if s.charged != nil {
		return also(s.charged)
	}
	return d.sideFinding(s, also)
}

// maximum says whether an offence's maximum reaches the bound: the base tier
// decides; a graver tier leaves it open, since its own condition is not
// tested; so does a law that gives a minimum only.
func maximum(o *law.Offence, reaches func(law.Years) bool) rule.Finding {
	p := &o.Penalty
	switch {
	case p.Base != nil && reaches(*p.Base), p.Minimum != nil && reaches(law.Years(*p.Minimum)):
		return rule.At(rule.True, o.Confidence)
	case p.OpenEnded, p.Base == nil, p.Aggravated != nil && reaches(*p.Aggravated):
		return rule.Unknown
	}
	return rule.At(rule.False, o.Confidence)
}
