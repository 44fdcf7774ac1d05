package opinion

import (
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Prefixes of ways that rest on no instrument.
const (
	nationalPrefix = "national:"
	policePrefix   = "police:"
)

// How much of a state's own law speaks on a day.
const (
	ownTerms   = "terms"   // its terms and its grounds
	ownGrounds = "grounds" // its grounds alone: the statute with the terms was not law
)

// ownLaw gives the requested state's own law on a family of measures as a
// text of one provision, so that it is decided like an instrument.
func (r *Reasoner) ownLaw(s *law.State, family string, m *law.Measure, of string) (*text, error) {
	id := nationalPrefix + s.ID + ":" + family + ":" + of
	if m != nil {
		id += ":" + m.Code
	}
	return r.compiled(id, func(t *text, c *compiler) {
		t.id, t.regime = nationalPrefix+s.ID, regimeNational
		p := ownProvision(s.Law, family, m, of)
		if p == nil {
			return
		}
		p.ID = t.id
		c.add(p.Provision, p.power)
		added := t.byMeasure[p.Measure]
		added[len(added)-1].groundsOnly = of == ownGrounds
	})
}

func ownProvision(l *law.NationalLaw, family string, m *law.Measure, of string) (p *ownRule) {
	if l == nil {
		return nil
	}
	switch family {
	case familyExtradition:
		p = surrender(l)
	case familyAssistance:
		p = assistance(l)
	case familyJudgment:
		p = judgments(l)
	}
	if p == nil {
		return nil
	}
	if of == ownGrounds {
		p = &ownRule{Provision: &law.Provision{Measure: p.Measure, Mode: "may", Fact: p.Fact}}
	}
	if m != nil {
		p.Measure = m.Code
		if family == familyAssistance && of == ownTerms {
			p.power = m.Power
		}
	}
	for i := range l.Grounds {
		addGrounds(p.Provision, &l.Grounds[i], family)
	}
	return p
}

// concerns says whether a ground holds for a family of measures.
func concerns(g *law.NationalGround, family string) bool {
	return g.For == "" || (g.For == "extradition") == (family == familyExtradition)
}

// addGrounds adds a row of the state's grounds, each ground once. Where it is
// not known whether the state must or may refuse, it may.
func addGrounds(p *law.Provision, g *law.NationalGround, family string) {
	if !concerns(g, family) {
		return
	}
	if g.Not {
		p.CannotRefuse = append(p.CannotRefuse, law.Gist{Gist: g.Text, Articles: []string{g.Provision}})
		return
	}
	mode := g.Mode
	if mode == "" {
		mode = "may"
	}
	for _, code := range g.Grounds {
		p.Refusal = append(p.Refusal, law.Ground{Ground: code, Mode: mode, Articles: []string{g.Provision}, From: g.From, Note: g.Text})
	}
}

// assistance is a state's own law on helping others.
func assistance(l *law.NationalLaw) *ownRule {
	a := l.Assistance
	if a == nil {
		return nil
	}
	p := &law.Provision{Mode: "may", Articles: cited(a.Provision, a.Statute, l), Note: a.Note, Fact: a.Fact}
	p.DualCriminality = &law.DualCriminality{Rule: []string{"law-of-requested"}, Articles: p.Articles}
	switch a.DualCriminality {
	case "refusal-ground", "discretionary-ground":
		mode := "shall"
		if a.DualCriminality == "discretionary-ground" {
			mode = "may"
		}
		p.Refusal = append(p.Refusal, law.Ground{Ground: "dual-criminality-absent", Mode: mode, Articles: p.Articles})
	case "not-a-general-condition", "for-extradition":
		p.DualCriminality.Rule = []string{"not-required"}
	}
	needTreaty(p, a.TreatyRequired, a.TreatyNote, "assistance-treaty")
	if reciprocityAsked(a.Reciprocity) {
		p.Content = append(p.Content, law.Content{Field: "undertaking of reciprocity: " + a.Reciprocity, Required: "yes", Articles: p.Articles})
	}
	return &ownRule{Provision: p}
}

// surrender is a state's own law on extradition.
func surrender(l *law.NationalLaw) *ownRule {
	x := l.Extradition
	if x == nil {
		return nil
	}
	p := &law.Provision{Measure: "extradition", Mode: "may", Articles: cited(x.Provision, x.Statute, l), Note: x.Note, Fact: x.Fact}
	if x.DualCriminality {
		p.DualCriminality = &law.DualCriminality{Rule: []string{"required"}, Articles: p.Articles, Details: x.Method}
	}
	if x.ThresholdYears != nil {
		p.Requires = append(p.Requires, law.Requirement{What: "the maximum reaches the threshold in its law", Articles: p.Articles,
			When: rule.Condition{Threshold: &rule.Threshold{Of: "requested", AtLeast: *x.ThresholdYears}}})
	}
	switch x.Nationals {
	case "never":
		p.Refusal = append(p.Refusal, law.Ground{Ground: "nationality", Mode: "shall", Articles: p.Articles, Note: x.NationalsNote})
	case "conditional":
		p.Refusal = append(p.Refusal, law.Ground{Ground: "nationality", Mode: "may", Articles: p.Articles, Note: x.NationalsNote})
	}
	if x.DeathPenalty != "" {
		p.Refusal = append(p.Refusal, law.Ground{Ground: "death-penalty", Mode: "shall", Articles: p.Articles, Note: x.DeathPenalty})
	}
	needTreaty(p, x.TreatyRequired, x.TreatyNote, "extradition-treaty")
	return &ownRule{Provision: p}
}

// judgments is a state's own law on foreign orders and judgments.
func judgments(l *law.NationalLaw) *ownRule {
	for i := range l.Rules {
		n := &l.Rules[i]
		if n.Topic != "confiscation" && n.Topic != "foreign-judgments" {
			continue
		}
		p := &law.Provision{Mode: "may", Articles: []string{n.Provision}, Note: n.Note, Fact: n.Fact,
			DualCriminality: &law.DualCriminality{Rule: []string{"law-of-requested"}, Articles: []string{n.Provision}}}
		if n.Available != "yes" {
			p.Requires = append(p.Requires, law.Requirement{What: strings.TrimSpace("recognised " + n.Available + " " + n.Condition),
				Articles: p.Articles, When: rule.Condition{Not: &rule.Condition{Fact: "condition-not-met"}}})
		}
		return &ownRule{Provision: p}
	}
	return nil
}

// ownRule is a provision made from a state's own law, and the power it needs.
type ownRule struct {
	*law.Provision
	power string
}

func needTreaty(p *law.Provision, required, note, fact string) {
	switch required {
	case "yes":
		p.NoBasis = true // its own law alone gives no way
	case "conditional":
		p.Requires = append(p.Requires, law.Requirement{What: "a treaty, or: " + note, Articles: p.Articles,
			When: rule.Condition{Any: []rule.Condition{{Fact: fact}, {Not: &rule.Condition{Fact: "condition-not-met"}}}}})
	}
}

func cited(provision, statute string, l *law.NationalLaw) []string {
	if provision != "" {
		return []string{provision}
	}
	if s := l.Statute(statute); s != nil {
		return []string{s.Name}
	}
	return []string{statute}
}

// reciprocityAsked: the words of the corpus say that it is asked.
func reciprocityAsked(s string) bool {
	for _, no := range []string{"", "no", "not", "possible", "discretionary", "flexible"} {
		if s == no || no != "" && strings.HasPrefix(s, no+" ") {
			return false
		}
	}
	return true
}

// police is the way from police to police, which obliges nobody. It serves to
// freeze and to find out, on the requested state's own law.
func (r *Reasoner) police(s *law.State, m *law.Measure) (*text, error) {
	return r.compiled(policePrefix+s.ID+":"+m.Code, func(t *text, c *compiler) {
		t.id, t.regime = policePrefix+s.ID, regimeNational
		p := &law.Provision{ID: t.id, Measure: m.Code, Mode: "may"}
		for i := range s.Law.Powers {
			w := &s.Law.Powers[i]
			if w.Power == m.Power {
				p.Articles, p.Fact, p.Note = []string{w.Provision}, w.Fact, w.Note
				p.Deadlines = ownPeriods(w)
				break
			}
		}
		c.add(p, m.Power)
	})
}

// ownPeriods are the days that a domestic order of preservation lasts.
func ownPeriods(w *law.Power) []law.Period {
	if w.MaxDays == 0 {
		return nil
	}
	p := law.Period{What: "a domestic order lasts at most", Code: "preservation-maximum", Value: w.MaxDays, Unit: "days",
		From: "preservation", Event: "preservation", Articles: []string{w.Provision}}
	if w.Renewable != "" {
		p.Notes = []law.Gist{{Topic: "renewable", Gist: w.Renewable}}
	}
	return []law.Period{p}
}
