package opinion

import (
	"cmp"
	"slices"

	"github.com/comity-dev/comity/rule"
)

// maxCandidates bounds how many open facts are tried.
const maxCandidates = 24

// questions are the open facts on which open ways rest, in the order of what
// an answer settles. Each is tried both ways.
func (r *Reasoner) questions(d *Decision) []Question {
	out := []Question{}
	for _, q := range d.openFacts() {
		if q.fact == "" && q.element == "" { // neither can be supposed: the decision would be the same
			out = append(out, q.Question)
			continue
		}
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
