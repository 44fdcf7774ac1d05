package opinion

import (
	"cmp"
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// maxCandidates bounds how many open facts are tried.
const maxCandidates = 24

// questions are the open facts on which open ways rest, in the order of what
// an answer settles. Each is tried both ways.
func (r *Reasoner) questions(d *Decision) []Question {
	out := []Question{}
	for _, q := range d.openFacts() {
		yes, errYes := r.decide(q.matter(d, true), q.assumption(true))
		no, errNo := r.decide(q.matter(d, false), q.assumption(false))
		if errYes != nil || errNo != nil {
			continue
		}
		q.weigh(d, yes, no)
		if q.Settles > 0 || q.keep {
			out = append(out, q.Question)
		}
	}
	slices.SortStableFunc(out, func(a, b Question) int { return cmp.Compare(b.Settles, a.Settles) })
	return out
}

// candidate is an open fact that may be worth asking.
type candidate struct {
	Question
	fact    string
	element string
	keep    bool // asked even where its answer alone settles nothing
}

// openFacts are those on which the open ways rest, the first ways first.
func (d *Decision) openFacts() []candidate {
	var out []candidate
	add := func(c candidate) {
		if len(out) < maxCandidates && !slices.ContainsFunc(out, func(x candidate) bool { return x.ID == c.ID }) {
			out = append(out, c)
		}
	}
	for i := range d.routes {
		w := &d.routes[i]
		if w.provision == nil || w.outcome.Value() != rule.Open {
			continue
		}
		d.decisive(w, func(l *leaf) { d.behind(l, add) })
		if w.data == rule.Unknown {
			add(candidate{Question: Question{ID: "data", Field: "data.categories"}, keep: true})
		}
	}
	return out
}

// decisive gives the atoms on which the open parts of a way rest.
func (d *Decision) decisive(w *route, each func(*leaf)) {
	p := w.provision
	visit := func(q *part) {
		if q.program.Len() == 0 {
			return
		}
		for a := range q.program.Decisive(w.nodes[q.at : q.at+q.program.Len()]) {
			each(&w.text.leaves[a])
		}
	}
	open := func(f rule.Finding) bool { return f.Value() == rule.Open }
	if open(w.applies) {
		visit(&p.applies)
	}
	for i := range p.requires {
		if open(w.requires[i]) {
			visit(&p.requires[i])
		}
	}
	if open(w.dual) {
		visit(&p.dual)
	}
	for i := range p.grounds {
		if p.Refusal[i].Mode == "shall" && open(w.grounds[i]) {
			visit(&p.grounds[i])
		}
	}
}

// behind gives the questions behind an open atom: a fact is asked as it
// is; dual criminality is asked by the elements that keep it open.
func (d *Decision) behind(l *leaf, add func(candidate)) {
	switch {
	case l.Kind == rule.KindThreshold:
		add(candidate{Question: Question{ID: "penalty", Field: "offence.max_penalty_years"}, keep: true})
	case l.Kind == rule.KindStatus:
		return
	case l.Fact == "dual-criminality" || l.Fact == "offence-of-instrument" || l.Fact == "offence-listed":
		d.elementQuestions(add)
	default:
		f := d.r.fact(l.Fact)
		if f == nil || f.Question == "" {
			return
		}
		field := "circumstances." + circumstanceKey(f.Code)
		if f.Kind == "derived" {
			field = derivedField(f.Code)
		}
		add(candidate{Question: Question{ID: "fact:" + f.Code, Text: f.Question, Field: field}, fact: f.Code})
	}
}

func (r *Reasoner) fact(code string) *law.FactCode {
	if i, ok := r.facts.index[code]; ok {
		return &r.facts.codes[i]
	}
	return nil
}

// derivedField is where the answer to a derived fact goes.
func derivedField(code string) string {
	switch {
	case strings.HasPrefix(code, "data-"):
		return "data.categories"
	case strings.HasPrefix(code, "issuer-"):
		return "authority"
	case strings.HasPrefix(code, "person-national"):
		return "persons.nationality"
	case strings.HasPrefix(code, "person-resides"):
		return "persons.residence"
	case code == "person-in-requested":
		return "persons.present_in"
	case code == "location-in-requested":
		return "data.location"
	case code == "holder-provider":
		return "data.holder"
	case strings.HasPrefix(code, "acted-"):
		return "conduct.acted_in"
	case code == "victim-state":
		return "victims.state"
	}
	return "conduct.facts"
}

// elementQuestions ask what keeps the nearest offences of the requested state
// open; without any conduct, what was done.
func (d *Decision) elementQuestions(add func(candidate)) {
	if !d.dual.conduct.Known() {
		add(candidate{Question: Question{ID: "conduct", Field: "conduct.acts"}, keep: true})
		return
	}
	for which := range d.dual.sides {
		s := &d.dual.sides[len(d.dual.sides)-1-which] // the requested side first
		if s.finding.Value() != rule.Open {
			continue
		}
		n := 0
		for _, m := range d.telling(s) {
			if m.Value != rule.Open || m.Force.Finding.Raw() == rule.False || n == 4 {
				continue
			}
			n++
			d.partQuestions(m, add)
		}
	}
}

func (d *Decision) partQuestions(m *law.MatchedOffence, add func(candidate)) {
	for _, part := range d.r.corpus.Unknown(&m.Offence.Definition, &m.Result) {
		switch {
		case part == law.PartActs:
			add(candidate{Question: Question{ID: "conduct", Field: "conduct.acts"}, keep: true})
		case part == law.PartRight:
			add(candidate{Question: Question{ID: "without_right", Field: "conduct.without_right"}, keep: true})
		case strings.HasPrefix(part, "mens:"):
			add(candidate{Question: Question{ID: "mens_rea", Field: "conduct.mens_rea"}, keep: true})
		case part == law.PartAnyOf:
			for _, g := range m.Offence.AnyOf {
				for _, e := range g {
					d.elementQuestion(e, add)
				}
			}
		default:
			d.elementQuestion(part, add)
		}
	}
}

func (d *Decision) elementQuestion(code string, add func(candidate)) {
	k := d.dual.conduct
	if slices.Contains(k.Facts, code) || slices.Contains(k.Absent, code) {
		return
	}
	for i := range d.r.corpus.Vocabulary.Elements {
		if e := &d.r.corpus.Vocabulary.Elements[i]; e.Code == code {
			add(candidate{Question: Question{ID: "element:" + code, Text: e.Meaning, Field: "conduct.facts"}, element: code})
		}
	}
}

// matter is the matter with the fact supposed.
func (q *candidate) matter(d *Decision, value bool) *Matter {
	if q.element == "" {
		return d.m
	}
	m := *d.m
	k := *d.dual.conduct
	if value {
		k.Facts = append(slices.Clone(k.Facts), q.element)
	} else {
		k.Absent = append(slices.Clone(k.Absent), q.element)
	}
	m.Conduct = &k
	return &m
}

func (q *candidate) assumption(value bool) *assumption {
	if q.fact == "" {
		return nil
	}
	return &assumption{facts: map[string]rule.Finding{q.fact: yes(value)}}
}

// weigh counts the ways that an answer settles.
func (q *candidate) weigh(d, yes, no *Decision) {
	for i := range d.routes {
		w := &d.routes[i]
		if w.outcome.Value() != rule.Open {
			continue
		}
		a, b := yes.same(w), no.same(w)
		if a == nil || b == nil || a.outcome.Value() == rule.Open && b.outcome.Value() == rule.Open {
			continue
		}
		q.Settles++
		q.Routes = append(q.Routes, w.text.id)
		if q.Settles == 1 {
			q.IfTrue, q.IfFalse = outcome(a.outcome), outcome(b.outcome)
		}
	}
}

// same finds the same way in another decision on the same matter.
func (d *Decision) same(w *route) *route {
	for i := range d.routes {
		x := &d.routes[i]
		if x.text.id == w.text.id && (x.provision == nil) == (w.provision == nil) && (x.provision == nil || x.provision.ID == w.provision.ID) {
			return x
		}
	}
	return nil
}
