package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// dualCondition turns a provision's rule on dual criminality into the
// condition that must be met for the way to be open; the empty one where it is
// not asked. Where its lack is a ground that may be raised, it is no condition
// either: the ground stands among the others.
func dualCondition(p *law.Provision) rule.Condition {
	d := p.DualCriminality
	if d == nil {
		return rule.Condition{}
	}
	met := rule.Condition{Fact: "dual-criminality"}
	optional := hasOptionalGround(p)
	switch {
	case !d.Required.IsZero():
		if optional {
			return rule.Condition{}
		}
		return rule.Condition{Any: []rule.Condition{{Not: &d.Required}, met}}
	case slices.Contains(d.Rule, "required"):
		if slices.Contains(d.Rule, "discretionary-waiver") {
			return rule.Condition{Any: []rule.Condition{met, {Fact: "help-without-dual-criminality"}}}
		}
		return met
	case slices.Contains(d.Rule, "list-exempt"):
		if optional {
			return rule.Condition{}
		}
		return rule.Condition{Any: []rule.Condition{{Fact: "offence-listed"}, met}}
	case slices.Contains(d.Rule, "law-of-requested"):
		return rule.Condition{Any: []rule.Condition{{Not: &rule.Condition{Fact: "requested-asks-dual-criminality"}}, met}}
	}
	return rule.Condition{}
}

// hasOptionalGround says whether the lack of dual criminality stands among
// the grounds that may, but need not, be raised.
func hasOptionalGround(p *law.Provision) bool {
	return slices.ContainsFunc(p.Refusal, func(g law.Ground) bool {
		return g.Ground == "dual-criminality-absent" && g.Mode == "may"
	})
}
