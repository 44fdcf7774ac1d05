package opinion

import (
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// requestedAsksDual says whether the requested state's own law asks dual
// criminality for this measure.
func requestedAsksDual(d *Decision) rule.Finding {
	if d.requested.Law == nil {
		return rule.Unknown
	}
	l := d.requested.Law
	if d.family == familyExtradition {
		if l.Extradition == nil {
			return rule.Unknown
		}
		return rule.At(valueOf(l.Extradition.DualCriminality), l.Extradition.Confidence)
	}
	a := l.Assistance
	if a == nil {
		return rule.Unknown
	}
	coercive := measureCoercive(d)
	switch a.DualCriminality {
	case "required":
		return rule.At(rule.True, a.Confidence)
	case "required-for-coercive":
		return rule.And(coercive, rule.At(rule.True, a.Confidence))
	case "required-for-search-and-seizure", "required-for-search-warrant":
		return rule.And(rule.And(coercive, rule.Unknown), rule.At(rule.True, a.Confidence))
	case "refusal-ground", "discretionary-ground", "not-a-general-condition", "for-extradition":
		return rule.At(rule.False, a.Confidence)
	}
	return rule.Unknown
}

func valueOf(b bool) rule.Value {
	if b {
		return rule.True
	}
	return rule.False
}

// holds says whether the requested state's law holds a power, and whether it
// is in force. A power that is held within limits counts as one of which it
// is not sure that it reaches.
func (d *Decision) holds(power string) rule.Finding {
	if power == "" {
		return rule.Yes
	}
	if d.requested.Law == nil {
		return rule.Unknown
	}
	best, idle := (*law.Power)(nil), false
	for i := range d.requested.Law.Powers {
		p := &d.requested.Law.Powers[i]
		if !isPower(p, power) {
			continue
		}
		idle = idle || p.InForce != nil && !*p.InForce
		if best == nil || d.availability(best).Raw() != rule.True {
			best = p
		}
	}
	if best == nil {
		return rule.Unknown
	}
	f := d.availability(best)
	if f.Raw() == rule.False && !idle && d.servedBySeizure() {
		return rule.Unknown
	}
	return f
}

// isPower says whether a row is on a power, made for requests of foreign
// states or not.
func isPower(p *law.Power, power string) bool {
	return p.Power == power || len(p.Power) == len(power)+len(foreignPower) && strings.HasPrefix(p.Power, power) && strings.HasSuffix(p.Power, foreignPower)
}

// foreignPower marks a power made for requests of foreign states.
const foreignPower = "-for-foreign-state"

// powerRow is the row of the requested state's law on a power, or nil.
func (d *Decision) powerRow(power string) *law.Power {
	if d.requested.Law == nil {
		return nil
	}
	for i := range d.requested.Law.Powers {
		if p := &d.requested.Law.Powers[i]; isPower(p, power) {
			return p
		}
	}
	return nil
}

// availability says whether the requested state has a power on the day of the
// request. One whose statute was not law then is open.
func (d *Decision) availability(p *law.Power) rule.Finding {
	if v, _ := d.requested.Law.Describes(p.Statute, d.m.On); v != rule.True {
		return rule.Unknown
	}
	if p.InForce != nil && !*p.InForce {
		return rule.At(rule.False, p.Confidence)
	}
	switch p.Available {
	case "yes":
		return rule.At(rule.True, p.Confidence)
	case "no":
		return rule.At(rule.False, p.Confidence)
	case "limited", "partly":
		return rule.At(rule.True, rule.Unsure)
	}
	return rule.Unknown
}

// servedBySeizure: where a power is missing, search and seizure may serve in
// its place.
func (d *Decision) servedBySeizure() bool {
	return slices.ContainsFunc(d.requested.Law.Powers, func(p law.Power) bool {
		return p.Power == "search-seizure" && p.Available == "yes"
	})
}
