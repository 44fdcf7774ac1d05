package opinion

import (
	"cmp"
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Report names the findings of a decided matter. Questions and changes are
// added by [Reasoner.Opinion].
func (d *Decision) Report() *Opinion {
	o := &Opinion{Matter: *d.m, Corpus: d.r.corpus.Digest(), Version: d.r.version,
		Questions: []Question{}, Changes: []Change{}}
	o.Routes = make([]Route, 0, len(d.routes))
	for i := range d.routes {
		o.Routes = append(o.Routes, d.reportRoute(&d.routes[i]))
	}
	o.DualCriminality = d.reportDual()
	o.Jurisdiction = d.claims()
	o.Admission = d.admission()
	o.Rights = d.rights()
	o.Answer = answerOf(o)
	return o
}

// answerOf is the answer in one: the first way, and what decides most.
func answerOf(o *Opinion) Answer {
	a := Answer{Outcome: Unavailable, Route: -1}
	if len(o.Routes) > 0 {
		first := &o.Routes[0]
		a.Outcome, a.Confidence = first.Outcome, first.Confidence
		if first.Outcome != Unavailable {
			a.Route = 0
		}
		a.Obliged = first.Outcome != Unavailable && first.Mode == "shall"
	}
	if len(o.Questions) > 0 {
		a.Question = o.Questions[0].ID
	}
	return a
}

func outcome(f rule.Finding) string {
	switch f.Value() {
	case rule.True:
		return Available
	case rule.False:
		return Unavailable
	}
	return OpenOutcome
}

// graded gives the confidence of a finding in words; an open one has none of
// its own.
func graded(f rule.Finding) string {
	if f.Raw() == rule.Open {
		return ""
	}
	return f.Confidence().String()
}

// citation points at a statement.
func citation(in string, articles []string, f law.Fact) Citation {
	return Citation{In: in, Articles: articles, Confidence: f.Confidence.String(), Source: f.Source}
}

func (d *Decision) reportRoute(w *route) Route {
	out := Route{Instrument: w.text.id, Outcome: outcome(w.outcome), Confidence: graded(w.outcome), Verify: w.outcome.Verify(),
		Articles: []string{}, Conditions: []Condition{}, Grounds: []Ground{}, Deadlines: []Deadline{}, Content: []Content{}, Cites: []Citation{}}
	d.reportStatus(&out, w)
	if w.provision == nil {
		d.reportNotHeld(&out, w)
		return out
	}
	p := w.provision
	out.Provision, out.Articles, out.Measure, out.Variant, out.Mode = p.ID, p.Articles, p.Measure, p.Variant, p.Mode
	out.Closed, out.NoGrounds, out.Form = p.RefusalClosed, p.CannotRefuse, p.Form
	out.Rules, out.AutDedere, out.Note = p.Rules, p.AutDedere, p.Note
	d.reportConditions(&out, w)
	d.reportGrounds(&out, w)
	for i := range p.Deadlines {
		out.Deadlines = append(out.Deadlines, d.deadline(w, i))
	}
	for _, c := range p.Content {
		out.Content = append(out.Content, Content{c.Field, c.Required, c.Articles})
	}
	out.Expected = d.expected(p.Measure)
	out.Channel = d.channel(p.Provision)
	out.Cites = append(out.Cites, citation(w.text.id, p.Articles, p.Fact))
	return out
}

// reportNotHeld is a way of which the corpus does not hold the text.
func (d *Decision) reportNotHeld(out *Route, w *route) {
	out.Measure = d.measures[0]
	if m := d.ownMeasure(); m != nil && w.text.instrument == nil {
		out.Measure = m.Code
	}
	in := w.text.id
	fact := law.Fact{}
	if w.text.instrument != nil {
		fact = w.text.instrument.Fact
	}
	out.Conditions = append(out.Conditions, Condition{Code: "text-held", Finding: rule.Open, Cite: citation(in, nil, fact)})
	out.Channel = d.channel(nil)
	out.Cites = append(out.Cites, citation(in, nil, fact))
}

func (d *Decision) reportStatus(out *Route, w *route) {
	if w.provision != nil && w.provision.since != nil {
		a := w.provision.since
		out.Conditions = append(out.Conditions, d.condition("status", "", w.bound, nil, citation(w.text.id, []string{a.Provision}, a.Fact)))
	}
	if w.text.instrument == nil {
		return
	}
	for i := range w.standing {
		s := &w.standing[i]
		fact := w.text.instrument.Fact
		if s.Party != nil {
			fact = s.Party.Fact
		}
		out.Status = append(out.Status, Status{State: s.State, Bound: s.Bound.Value(), Since: s.Since, Because: s.Because,
			Cite: citation(w.text.id, []string{"status"}, fact)})
	}
	out.Conditions = append(out.Conditions, d.condition("status", "", w.bound, nil, citation(w.text.id, []string{"status"}, w.text.instrument.Fact)))
}

func (d *Decision) condition(code, what string, f rule.Finding, reason *Reason, cite Citation) Condition {
	return Condition{Code: code, What: what, Finding: f.Value(), Verify: f.Verify(), Confidence: graded(f), Reason: reason, Cite: cite}
}

func (d *Decision) reportConditions(out *Route, w *route) {
	p := w.provision
	cite := citation(w.text.id, p.Articles, p.Fact)
	if p.groundsOnly {
		out.Conditions = append(out.Conditions, d.lawOfTheDay(w))
	}
	if w.basis == rule.No {
		code := "basis"
		if w.text.instrument == nil {
			code = "treaty-needed" // its own law alone gives no way
		}
		out.Conditions = append(out.Conditions, d.condition(code, p.Note, w.basis, nil, cite))
	}
	if w.replaced != rule.No {
		out.Conditions = append(out.Conditions, d.replacedCondition(w))
	}
	if p.applies.program.Len() > 0 {
		out.Conditions = append(out.Conditions, d.condition("scope", scopeWords(p.Provision), w.applies, d.reason(&p.applies, w), cite))
	}
	if p.Scope != nil && len(p.Scope.Data) > 0 {
		out.Conditions = append(out.Conditions, d.condition("data", "", w.data, nil, cite))
	}
	for i := range p.requires {
		q := &p.Requires[i]
		out.Conditions = append(out.Conditions, d.condition("requirement", q.What, w.requires[i], d.reason(&p.requires[i], w), citation(w.text.id, q.Articles, p.Fact)))
	}
	if p.DualCriminality != nil {
		c := d.condition("dual-criminality", p.DualCriminality.Details, w.dual, d.reason(&p.dual, w), citation(w.text.id, p.DualCriminality.Articles, p.Fact))
		c.Rule = p.DualCriminality.Rule
		out.Conditions = append(out.Conditions, c)
	}
	if p.power != "" {
		out.Conditions = append(out.Conditions, d.powerCondition(w))
	}
}

// lawOfTheDay says that the requested state's own law of the day is not held,
// and from when until when the statute is law that is.
func (d *Decision) lawOfTheDay(w *route) Condition {
	_, statute, e := d.ownStatute()
	c := d.condition("text-held", d.statuteName(d.requested.ID, statute), w.bound, nil, Citation{In: w.text.id, Articles: []string{}, Confidence: e.Confidence.String(), Source: e.Source})
	c.From, c.To = e.From, e.To
	return c
}

// replacedCondition names the instrument that takes the way's place.
func (d *Decision) replacedCondition(w *route) Condition {
	cite := citation(w.replacing.ID, nil, w.replacing.Fact)
	for _, r := range w.replacing.Text.Replaces {
		if r.Instrument == w.text.id {
			cite = citation(w.replacing.ID, r.Articles, r.Fact)
		}
	}
	return d.condition("not-replaced", w.replacing.ID, w.replaced.Not(), nil, cite)
}

// powerCondition cites the requested state's own law on the power.
func (d *Decision) powerCondition(w *route) Condition {
	cite := Citation{In: nationalPrefix + d.requested.ID, Confidence: rule.Unsure.String()}
	what := ""
	if row := d.powerRow(w.provision.power); row != nil {
		cite, what = citation(cite.In, []string{row.Provision}, row.Fact), row.IssuedBy
	}
	return d.condition("power", what, w.power, nil, cite)
}

func scopeWords(p *law.Provision) string {
	if p.Scope == nil || len(p.Scope.Offences) == 0 {
		return p.AppliesNote
	}
	return strings.Join(p.Scope.Offences, "; ")
}

func (d *Decision) reportGrounds(out *Route, w *route) {
	p := w.provision
	for i := range p.grounds {
		g := &p.Refusal[i]
		f := w.grounds[i]
		// A ground that closes a way is asked the other way round: an unsure
		// fact alone must not say that it applies.
		applies := f.Not().Value().Not()
		out.Grounds = append(out.Grounds, Ground{Ground: g.Ground, Mode: g.Mode, Finding: applies, Verify: f.Not().Verify(),
			Articles: g.Articles, By: g.By, OnlyIf: g.OnlyIf, NotFor: g.NotFor, Note: cmp.Or(g.Note, d.ownGrounds(g.Ground)), Consequence: g.Consequence,
			Reason: d.reason(&p.grounds[i], w), Cite: citation(w.text.id, g.Articles, p.Fact)})
	}
	slices.SortStableFunc(out.Grounds, func(a, b Ground) int { return groundRank(a) - groundRank(b) })
}

// ownGrounds are the grounds of the requested state's own law, where a text
// refers to that law.
func (d *Decision) ownGrounds(ground string) string {
	if ground != "law-of-requested" || d.requested.Law == nil {
		return ""
	}
	var texts []string
	for i := range d.requested.Law.Grounds {
		g := &d.requested.Law.Grounds[i]
		if !g.Not && concerns(g, d.family) && (g.From.IsZero() || g.From.Reached(d.m.On) != rule.False) {
			texts = append(texts, g.Text+" ("+g.Provision+")")
		}
	}
	return strings.Join(texts, "; ")
}

// groundRank puts what applies before what is open, and what ends the way
// before what is a risk.
func groundRank(g Ground) int {
	n := 0
	switch g.Finding {
	case rule.Open:
		n = 2
	case rule.False:
		n = 4
	}
	if g.Mode != "shall" {
		n++
	}
	return n
}

// reason builds the tree of a compiled condition.
func (d *Decision) reason(p *part, w *route) *Reason {
	if p.program.Len() == 0 {
		return nil
	}
	r := reasonOf(p.program.Explain(p.of(w.nodes)))
	return &r
}

func reasonOf(r rule.Reason) Reason {
	out := Reason{Kind: string(r.Kind), Fact: r.Leaf.Fact, Finding: r.Finding.Value(), Confidence: graded(r.Finding), Decisive: r.Decisive}
	switch r.Kind {
	case rule.KindThreshold:
		t := r.Leaf.Threshold
		out.Threshold = &t
	case rule.KindStatus:
		s := r.Leaf.Status
		out.Status = &s
	}
	for _, c := range r.Children {
		out.Of = append(out.Of, reasonOf(c))
	}
	return out
}
