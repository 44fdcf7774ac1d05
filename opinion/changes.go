package opinion

import (
	"maps"
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// maxChanges is how many changes of one kind are shown.
const maxChanges = 4

// changes are the smallest that would change the answer: of fact, of the
// request, of law. Each is tried by deciding the matter anew.
func (r *Reasoner) changes(d *Decision) []Change {
	out := []Change{}
	out = append(out, r.factChanges(d)...)
	out = append(out, r.requestChanges(d)...)
	return append(out, r.lawChanges(d)...)
}

// better compares two decisions way by way and gives the first way that
// opens.
func better(before, after *Decision) (w *route, from string) {
	for i := range after.routes {
		x := &after.routes[i]
		old := before.same(x)
		was := rule.False
		if old != nil {
			was = old.outcome.Value()
		}
		if now := x.outcome.Value(); now != rule.False && was == rule.False || now == rule.True && was != rule.True {
			return x, outcome(rule.Settled(was))
		}
	}
	return nil, ""
}

func (d *Decision) change(c Change, after *Decision) (Change, bool) {
	w, from := better(d, after)
	if w == nil {
		return c, false
	}
	c.Route, c.From, c.To, c.Effect = w.text.id, from, outcome(w.outcome), effects(w)
	if w.provision != nil {
		c.Measure = w.provision.Measure
		cite := citation(w.text.id, w.provision.Articles, w.provision.Fact)
		c.Cite = &cite
	}
	return c, true
}

// effects are what the way would give.
func effects(w *route) []string {
	if w.provision == nil {
		return nil
	}
	var out []string
	p := w.provision
	if p.Mode == "shall" {
		out = append(out, "obliged")
	}
	if p.DualCriminality != nil && slices.Contains(p.DualCriminality.Rule, "not-required") {
		out = append(out, "no-dual-criminality")
	}
	if p.RefusalClosed {
		out = append(out, "closed-grounds")
	}
	return out
}

// factChanges try the elements that keep the nearest offences from being met,
// and the circumstances that close a way.
func (r *Reasoner) factChanges(d *Decision) []Change {
	var out []Change
	for _, m := range d.telling(&d.dual.sides[asked_]) {
		missing := r.corpus.Missing(&m.Offence.Definition, &m.Result)
		if m.Value != rule.False || len(missing) != 1 || len(out) == maxChanges {
			continue
		}
		after, err := r.decide(d.withElement(missing[0]), nil)
		if err != nil || slices.ContainsFunc(out, func(c Change) bool { return c.Code == missing[0] }) {
			continue
		}
		if c, ok := d.change(Change{Kind: "fact", What: "element", Code: missing[0], Value: true}, after); ok {
			out = append(out, c)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(d.m.Circumstances)) {
		code := circumstanceCode(key)
		if after, err := r.decide(d.m, &assumption{facts: map[string]rule.Finding{code: yes(!d.m.Circumstances[key])}}); err == nil {
			if c, ok := d.change(Change{Kind: "fact", What: "circumstance", Code: code, Value: !d.m.Circumstances[key]}, after); ok {
				out = append(out, c)
			}
		}
	}
	return out[:min(len(out), 2*maxChanges)]
}

// withElement is the matter with an absent element present.
func (d *Decision) withElement(code string) *Matter {
	m, k := *d.m, *d.dual.conduct
	k.Facts = append(slices.Clone(k.Facts), code)
	k.Absent = slices.DeleteFunc(slices.Clone(k.Absent), func(a string) bool { return d.r.corpus.Follows(code, a) })
	m.Conduct = &k
	return &m
}

// requestChanges try to ask for one category of data only, or for a measure
// that serves before it.
func (r *Reasoner) requestChanges(d *Decision) []Change {
	var out []Change
	if d.m.Data != nil && len(d.m.Data.Categories) > 0 {
		for _, c := range []string{"subscriber", "traffic"} {
			if len(d.m.Data.Categories) == 1 && d.m.Data.Categories[0] == c {
				continue
			}
			m, data := *d.m, *d.m.Data
			data.Categories, m.Data = []string{c}, &data
			if after, err := r.decide(&m, nil); err == nil {
				if x, ok := d.change(Change{Kind: "request", What: "data", Code: c}, after); ok {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// lawChanges try to let each state that is not bound join each instrument
// that is open to it, and to lift the reservations that close a way.
func (r *Reasoner) lawChanges(d *Decision) []Change {
	var out []Change
	for _, id := range r.ids {
		if !r.corpus.Head(id).Worldwide || len(out) == maxChanges {
			continue
		}
		if c, ok := r.joining(d, r.corpus.Instrument(id)); ok {
			out = append(out, c)
		}
	}
	return append(out, r.lifting(d)...)
}

func (r *Reasoner) joining(d *Decision, i *law.Instrument) (Change, bool) {
	if i.Adopted.Reached(d.m.On) != rule.True {
		return Change{}, false // nobody could join it on that day
	}
	a := &assumption{bound: map[[2]string]bool{}}
	c := Change{Kind: "law", What: "accession", Instrument: i.ID}
	for _, state := range []string{d.m.Requesting, d.m.Requested} {
		if d.standing(i, state).Bound.Value() == rule.True {
			continue
		}
		a.bound[[2]string{i.ID, state}] = true
		c.State = state
	}
	switch {
	case len(a.bound) == 0:
		return c, false
	case len(a.bound) == 2:
		c.What, c.State = "accession-of-both", ""
		if i.NotInForce {
			c.What = "entry-into-force"
		}
	}
	after, err := r.decide(d.m, a)
	if err != nil {
		return c, false
	}
	return d.change(c, after)
}

// lifting tries the reservations on which closed ways rest.
func (r *Reasoner) lifting(d *Decision) []Change {
	var out []Change
	for i := range d.routes {
		w := &d.routes[i]
		if w.provision == nil || w.outcome.Value() != rule.False {
			continue
		}
		for n := range w.text.leaves {
			l := &w.text.leaves[n]
			if l.Kind != rule.KindStatus || l.Status.Is != "declared" || w.atoms[n].Raw() != rule.True {
				continue
			}
			after, err := r.decide(d.m, &assumption{lifted: l.Status.Effect})
			if err != nil {
				continue
			}
			if c, ok := d.change(Change{Kind: "law", What: "reservation", Code: l.Status.Effect, Instrument: w.text.id}, after); ok {
				out = append(out, c)
			}
		}
	}
	return out[:min(len(out), maxChanges)]
}
