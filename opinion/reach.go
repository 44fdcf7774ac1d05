package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// reachAbroad says whether the requested state's law reaches the like conduct
// done outside it: an offence of it that is made reaches so far, by its own
// rule where it has one, else by the general rules of the state.
func reachAbroad(d *Decision) rule.Finding {
	s := &d.dual.sides[asked_]
	general := d.generalReach()
	f := s.complete.Not()
	for i := range s.matches {
		m := &s.matches[i]
		if m.Met().Raw() == rule.False {
			continue // it does not reach, since it is not made
		}
		r := general
		if len(m.Offence.Reach) > 0 {
			r = d.linkedAny(m.Offence)
		}
		f = rule.Or(f, rule.And(m.Met(), r))
	}
	return f
}

// generalReach says whether a rule of the requested state on jurisdiction
// reaches the conduct, transposed so that an effect, a victim or a suspect of
// the requesting state stands for one of the requested. That no rule is held
// is no proof that none exists: it is open.
func (d *Decision) generalReach() rule.Finding {
	f := rule.Unknown
	if d.requested.Law == nil {
		return f
	}
	for i := range d.requested.Law.Jurisdiction {
		j := &d.requested.Law.Jurisdiction[i]
		if d.linked(j.Ground, d.m.Requesting) {
			f = rule.Or(f, rule.At(rule.True, j.Confidence))
		}
	}
	return f
}

// linkedAny says whether the matter shows a link that an offence's own rule
// on its reach asks; open where it does not tell.
func (d *Decision) linkedAny(o *law.Offence) rule.Finding {
	f := rule.No
	for _, g := range o.Reach {
		f = rule.Or(f, d.link(g, d.m.Requesting))
	}
	return rule.And(f, rule.At(rule.True, o.Confidence))
}

// link says whether the matter shows, or shuts out, the link that a ground of
// jurisdiction asks between the conduct and a state.
func (d *Decision) link(ground, state string) rule.Finding {
	var k law.Conduct
	if d.m.Conduct != nil {
		k = *d.m.Conduct
	}
	switch ground {
	case "territorial":
		return d.actedIn(state)
	case "computer-located":
		return among(k.SystemsIn, state)
	case "effects":
		return among(k.EffectsIn, state)
	case "active-nationality":
		return d.personIn(nationality, state)
	case "residence":
		return d.personIn(residence, state)
	}
	if d.linked(ground, state) {
		return rule.Yes
	}
	return rule.Unknown
}

func among(states []string, state string) rule.Finding {
	if len(states) == 0 {
		return rule.Unknown
	}
	return yes(slices.Contains(states, state))
}

// linked says whether the matter shows the link that a ground of jurisdiction
// asks between the conduct and a state.
func (d *Decision) linked(ground, state string) bool {
	return len(d.links(ground, state)) > 0
}

func (d *Decision) links(ground, state string) []string {
	k, p := d.m.Conduct, d.m.sought()
	var out []string
	add := func(ok bool, why string) {
		if ok {
			out = append(out, why)
		}
	}
	switch ground {
	case "territorial":
		add(k != nil && slices.Contains(k.ActedIn, state), "acted-in")
		add(k != nil && slices.Contains(k.SystemsIn, state), "systems-in")
	case "computer-located":
		add(k != nil && slices.Contains(k.SystemsIn, state), "systems-in")
	case "effects":
		add(k != nil && slices.Contains(k.EffectsIn, state), "effects-in")
	case "active-nationality":
		add(p != nil && slices.Contains(p.Nationality, state), "national")
	case "residence", "habitual-residence":
		add(p != nil && slices.Contains(p.Residence, state), "resident")
	case "presence":
		add(p != nil && p.PresentIn == state, "present")
	case "passive-personality":
		add(slices.ContainsFunc(d.m.Victims, func(v Victim) bool { return slices.Contains(v.Nationality, state) }), "victim")
	case "protective", "state-as-victim":
		add(slices.ContainsFunc(d.m.Victims, func(v Victim) bool {
			return v.State != nil && *v.State && slices.Contains(v.Nationality, state)
		}), "state-victim")
	}
	return out
}
