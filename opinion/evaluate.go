package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// add decides a way and keeps it.
func (d *Decision) add(w route) {
	w.bound = rule.Yes
	if w.text.instrument != nil {
		w.bound = rule.And(w.standing[0].Bound, w.standing[1].Bound)
	}
	if w.provision != nil && w.provision.since != nil {
		a := w.provision.since
		w.bound = rule.At(inTime(a, d.m.On), a.Confidence)
	}
	if w.provision != nil && w.provision.groundsOnly {
		w.bound = rule.Unknown
	}
	if w.provision == nil {
		w.outcome = rule.And(w.bound, rule.Unknown) // its text is not held
	} else {
		d.evaluate(&w)
	}
	w.rank = rank(&w)
	d.routes = append(d.routes, w)
}

// evaluate finds every condition of a way and all of their parts.
func (d *Decision) evaluate(w *route) {
	p := w.provision
	w.atoms = d.atoms(w)
	w.nodes = d.stretch(p.nodes)
	w.applies = p.applies.eval(w.atoms, w.nodes)
	w.data = d.reachesData(p.Provision)
	w.basis = yes(!p.NoBasis)
	w.dual = p.dual.eval(w.atoms, w.nodes)
	w.power = d.holds(p.power)
	w.replaced, w.replacing = d.replaced(w)
	w.outcome = rule.And(rule.And(w.bound, w.basis), rule.And(w.data, w.applies))
	w.outcome = rule.And(w.outcome, w.replaced.Not())
	w.outcome = rule.And(w.outcome, rule.And(w.dual, w.power))
	w.requires = d.stretch(len(p.requires))
	for i := range p.requires {
		w.requires[i] = p.requires[i].eval(w.atoms, w.nodes)
		w.outcome = rule.And(w.outcome, w.requires[i])
	}
	w.grounds = d.stretch(len(p.grounds))
	refused := rule.No
	for i := range p.grounds {
		w.grounds[i] = p.grounds[i].eval(w.atoms, w.nodes)
		if from := p.Refusal[i].From; !from.IsZero() {
			w.grounds[i] = rule.And(w.grounds[i], rule.At(from.Reached(d.m.On), p.Confidence))
		}
		if p.Refusal[i].Mode == "shall" {
			refused = rule.Or(refused, w.grounds[i])
		}
	}
	w.outcome = rule.And(w.outcome, refused.Not())
	w.outcome = rule.And(w.outcome, p.exists)
	for i := range p.periods {
		p.periods[i].eval(w.atoms, w.nodes)
	}
}

// replaced says whether another instrument that binds both states takes the
// place of the way's own, and which.
func (d *Decision) replaced(w *route) (rule.Finding, *law.Instrument) {
	if w.text.instrument == nil {
		return rule.No, nil
	}
	f, by := rule.No, (*law.Instrument)(nil)
	for _, id := range d.r.replacing[w.text.instrument.ID] {
		i := d.r.corpus.Instrument(id)
		if !i.Between(d.m.Requesting, d.m.Requested) {
			continue
		}
		g := rule.And(d.standing(i, d.m.Requesting).Bound, d.standing(i, d.m.Requested).Bound)
		if by == nil || g.Raw() == rule.True {
			by = i
		}
		f = rule.Or(f, g)
	}
	return f, by
}

// stretch takes n findings from the decision's memory.
func (d *Decision) stretch(n int) []rule.Finding {
	from := len(d.nodes)
	if from+n > cap(d.nodes) {
		d.nodes = make([]rule.Finding, 0, max(2*cap(d.nodes), n))
		from = 0
	}
	d.nodes = d.nodes[:from+n]
	return d.nodes[from : from+n : from+n]
}

// atoms finds the atoms of a text at the place where they are asked.
func (d *Decision) atoms(w *route) []rule.Finding {
	for i := range d.routes {
		if d.routes[i].text == w.text {
			return d.routes[i].atoms // the same place, found already
		}
	}
	out := d.stretch(len(w.text.leaves))
	for i := range w.text.leaves {
		out[i] = d.leaf(w, &w.text.leaves[i])
	}
	return out
}

func (d *Decision) leaf(w *route, l *leaf) rule.Finding {
	switch {
	case l.fact >= 0:
		return d.facts[l.fact]
	case l.place != "":
		return d.placedFact(w, l)
	case l.Kind == rule.KindThreshold:
		return d.threshold(l.Threshold)
	case l.Kind == rule.KindStatus:
		return d.status(l)
	}
	return rule.Unknown
}

// reachesData says whether a provision reaches any of the data asked for.
func (d *Decision) reachesData(p *law.Provision) rule.Finding {
	if p.Scope == nil || len(p.Scope.Data) == 0 || slices.Contains(p.Scope.Data, anyData) {
		return rule.Yes
	}
	if d.m.Data == nil || len(d.m.Data.Categories) == 0 {
		if d.electronic == rule.No {
			return rule.Yes // no data at all are asked for
		}
		return rule.Unknown
	}
	return yes(slices.ContainsFunc(d.m.Data.Categories, func(c string) bool {
		return c == anyData || slices.Contains(p.Scope.Data, c)
	}))
}
