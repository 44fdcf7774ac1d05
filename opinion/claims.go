package opinion

import (
	"cmp"
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// claims are the grounds on which states may try the conduct: by their own
// law and by the instruments that bind them; and, where several have one, the
// criteria that the texts give for who goes first.
func (d *Decision) claims() []Claim {
	out := []Claim{}
	for _, id := range d.concerned() {
		out = append(out, d.claimsOf(id)...)
	}
	if distinct(out) > 1 {
		out = append(out, d.precedence()...)
	}
	return out
}

// concerned are the two states and every state that the matter names.
func (d *Decision) concerned() []string {
	out := []string{d.m.Requesting, d.m.Requested}
	add := func(ids []string) {
		for _, id := range ids {
			if id != "" && !slices.Contains(out, id) && d.r.corpus.State(id) != nil {
				out = append(out, id)
			}
		}
	}
	if k := d.m.Conduct; k != nil {
		add(k.ActedIn)
		add(k.SystemsIn)
		add(k.EffectsIn)
	}
	for i := range d.m.Persons {
		add(d.m.Persons[i].Nationality)
	}
	for i := range d.m.Victims {
		add(d.m.Victims[i].Nationality)
	}
	slices.Sort(out[2:])
	return out
}

func (d *Decision) claimsOf(id string) []Claim {
	s := d.r.corpus.State(id)
	var out []Claim
	if s.Law != nil {
		for i := range s.Law.Jurisdiction {
			j := &s.Law.Jurisdiction[i]
			why := d.links(j.Ground, id)
			if len(why) == 0 {
				continue
			}
			c := d.ownClaim(id, s.Law, j, why)
			n := slices.IndexFunc(out, func(x Claim) bool { return x.Ground == c.Ground })
			switch {
			case n < 0:
				out = append(out, c)
			case out[n].Finding == c.Finding:
				out[n].Cite.Articles = append(out[n].Cite.Articles, j.Provision)
			case c.Finding == rule.True:
				out[n] = c // what was law on the day goes before what was not yet
			}
		}
		return out
	}
	for _, ground := range []string{"territorial", "effects", "active-nationality", "passive-personality"} {
		if why := d.links(ground, id); len(why) > 0 {
			out = append(out, Claim{State: id, Ground: ground, Finding: rule.Open, Because: why, Cite: Citation{In: nationalPrefix + id, Confidence: rule.Unsure.String()}})
		}
	}
	return out
}

// ownClaim is a ground in a state's own law. One that was not law on the
// day of the conduct leaves the claim open: the law of that day is not held.
func (d *Decision) ownClaim(id string, l *law.NationalLaw, j *law.Jurisdiction, why []string) Claim {
	c := Claim{State: id, Ground: j.Ground, Confidence: j.Confidence.String(), Provision: j.Provision,
		Condition: j.Condition, Because: why, Cite: citation(nationalPrefix+id, []string{j.Provision}, j.Fact)}
	var e *law.Event
	if c.Finding, e = l.Describes(j.Statute, d.dual.day); c.Finding != rule.True {
		c.From, c.To = e.From, e.To
	}
	return c
}

func distinct(cs []Claim) int {
	seen := map[string]bool{}
	for i := range cs {
		seen[cs[i].State] = true
	}
	return len(seen)
}

// precedence are the rules on competing claims of the instruments that bind
// both states.
func (d *Decision) precedence() []Claim {
	var out []Claim
	both := d.r.related[d.m.Requesting].and(d.r.related[d.m.Requested])
	for n, id := range d.r.ids {
		if !both.has(n) || !d.r.corpus.Head(id).Text {
			continue
		}
		i := d.r.corpus.Instrument(id)
		bound := rule.And(d.standing(i, d.m.Requesting).Bound, d.standing(i, d.m.Requested).Bound)
		if bound.Value() == rule.False {
			continue
		}
		out = append(out, competing(i, bound, d.family)...)
	}
	return out
}

func competing(i *law.Instrument, bound rule.Finding, family string) []Claim {
	var out []Claim
	for n := range i.Text.Jurisdiction {
		j := &i.Text.Jurisdiction[n]
		switch j.Base {
		case "consultation", "priority-order":
		case "aut-dedere-nationality":
			if family != familyExtradition {
				continue
			}
		default:
			continue
		}
		out = append(out, Claim{Ground: j.Base, Finding: bound.Value(), Confidence: graded(bound), Condition: j.Condition, Mode: j.Mode,
			Criteria: nonEmpty(j.Note), Cite: citation(i.ID, j.Articles, j.Fact)})
	}
	return out
}

// admission is what the requesting state's courts will ask of the evidence,
// so that it is asked for now.
func (d *Decision) admission() []Admission {
	out := []Admission{}
	if d.requesting.Law == nil || d.family == familyExtradition {
		return out
	}
	for i := range d.requesting.Law.Evidence {
		e := &d.requesting.Law.Evidence[i]
		out = append(out, Admission{e.Rule, e.Requirement, e.Provision, citation(nationalPrefix+d.requesting.ID, []string{e.Provision}, e.Fact)})
	}
	return out
}

// travelling are the topics of rules that must travel with a request.
var travelling = []string{"use-limitation", "data-protection", "confidentiality", "specialty", "guarantees", "minimisation", "re-extradition"}

// rights are the safeguards of the ways that are not closed, and the limits
// that both states' own laws put on what is handed over.
func (d *Decision) rights() []Right {
	out := []Right{}
	seen := map[string]bool{}
	for i := range d.routes {
		w := &d.routes[i]
		if w.provision == nil || w.outcome.Value() == rule.False {
			continue
		}
		for _, g := range w.provision.Rules {
			if slices.Contains(travelling, g.Topic) && g.Gist != "" && g.Gist != "silent" {
				out = append(out, Right{Topic: g.Topic, Gist: g.Gist, Cite: citation(w.text.id, g.Articles, w.provision.Fact)})
			}
		}
		if i := w.text.instrument; i != nil && !seen[i.ID] {
			seen[i.ID] = true
			for _, g := range i.Text.Safeguards {
				out = append(out, Right{Topic: "safeguard", Gist: g.Gist, Cite: Citation{In: i.ID, Articles: g.Articles, Confidence: cmp.Or(g.Confidence, i.Text.Confidence.String()), Source: cmp.Or(g.Source, i.Text.Source)}})
			}
		}
	}
	return append(out, d.ownLimits()...)
}

func (d *Decision) ownLimits() []Right {
	var out []Right
	for _, s := range []*law.State{d.requesting, d.requested} {
		if s.Law == nil {
			continue
		}
		for i := range s.Law.Powers {
			p := &s.Law.Powers[i]
			if p.Power == "data-localisation" || p.Power == "blocking-rule" && s == d.requested {
				out = append(out, Right{Topic: p.Power, Gist: p.Effect, State: s.ID, Cite: citation(nationalPrefix+s.ID, []string{p.Provision}, p.Fact)})
			}
		}
		for i := range s.Law.Rules {
			r := &s.Law.Rules[i]
			if r.Topic == "use-limitation" && s == d.requested {
				out = append(out, Right{Topic: r.Topic, Gist: r.Note, State: s.ID, Cite: citation(nationalPrefix+s.ID, []string{r.Provision}, r.Fact)})
			}
		}
	}
	return out
}
