package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// route is one way, decided: the finding of each of its conditions, and all
// nodes of all their parts.
type route struct {
	text      *text
	provision *provision // nil: the instrument is on the matter, its text not held
	standing  [2]law.Standing
	atoms     []rule.Finding
	nodes     []rule.Finding

	bound    rule.Finding
	basis    rule.Finding // a request can rest on it
	data     rule.Finding // it reaches the data asked for
	applies  rule.Finding
	requires []rule.Finding
	dual     rule.Finding
	power    rule.Finding
	grounds  []rule.Finding
	refused  rule.Finding // a ground that must be raised applies
	outcome  rule.Finding
	rank     int // order between instruments, lowest first
}

// findRoutes decides every way that serves the measure.
func (d *Decision) findRoutes() {
	d.routes = make([]route, 0, 16)
	d.nodes = make([]rule.Finding, 0, 2048)
	for _, id := range d.candidates() {
		d.instrumentRoutes(id)
	}
	d.ownRoutes()
	slices.SortStableFunc(d.routes, byRank)
}

// candidates are the instruments on the measure in which either state has a
// row, and those that every state could join.
func (d *Decision) candidates() []string {
	r := d.r
	var serving bitset
	for _, m := range d.measures {
		serving = serving.or(r.serving[m])
	}
	a, b := r.related[d.m.Requesting], r.related[d.m.Requested]
	found := serving.and(a.or(b).or(r.worldwide)).or(r.silent[matterOf(d.family)].and(a.and(b)))
	out := make([]string, 0, 24)
	for i, id := range r.ids {
		if found.has(i) {
			out = append(out, id)
		}
	}
	return out
}

// matterOf is the matter of instruments on a family of measures.
func matterOf(family string) string {
	switch family {
	case familyExtradition:
		return "extradition"
	case familyJudgment:
		return "judgments"
	case familyPolice:
		return ""
	}
	return "mutual-assistance"
}

func (d *Decision) instrumentRoutes(id string) {
	i := d.r.corpus.Instrument(id)
	standing := [2]law.Standing{d.standing(i, d.m.Requesting), d.standing(i, d.m.Requested)}
	if !d.shows(i, &standing) {
		return
	}
	if i.Text == nil {
		d.add(route{text: &text{id: i.ID, instrument: i, regime: regimeOf(i)}, standing: standing})
		return
	}
	t, err := d.r.text(i)
	if err != nil {
		panic(err) // a checked corpus compiles
	}
	for _, p := range d.fitting(t) {
		d.add(route{text: t, provision: p, standing: standing})
	}
}

func (d *Decision) standing(i *law.Instrument, state string) law.Standing {
	s := d.r.corpus.Bound(i, state, d.m.On)
	if d.assume != nil && d.assume.bound[[2]string{i.ID, state}] {
		s.Bound, s.Because = rule.Yes, law.InForceFor
	}
	return s
}

// shows keeps the ways that tell the reader something: both states have a
// row, or one is missing in an instrument that it could join.
func (d *Decision) shows(i *law.Instrument, s *[2]law.Standing) bool {
	if s[0].Party != nil && s[1].Party != nil {
		return true
	}
	if d.assume != nil && rule.And(s[0].Bound, s[1].Bound).Raw() == rule.True {
		return true
	}
	return i.Worldwide
}

// fitting are the provisions of a text that serve the measure. Where one is
// made for it, the general ones are left out, save those that fill a gap.
func (d *Decision) fitting(t *text) []*provision {
	var out []*provision
	for n, m := range d.measures {
		for _, p := range t.byMeasure[m] {
			if slices.Contains(out, p) || d.aim == nil && n > 0 && len(out) > 0 && !t.fillsGap(p) {
				continue
			}
			out = append(out, p)
		}
	}
	return out
}

// fillsGap says whether a provision applies only where no treaty stands.
func (t *text) fillsGap(p *provision) bool {
	return t.yields && mentions(&p.Applies, "assistance-treaty")
}

func mentions(c *rule.Condition, fact string) bool {
	if c == nil {
		return false
	}
	in := func(cs []rule.Condition) bool {
		return slices.ContainsFunc(cs, func(x rule.Condition) bool { return mentions(&x, fact) })
	}
	return c.Fact == fact || in(c.All) || in(c.Any) || mentions(c.Not, fact) || mentions(c.Unless, fact)
}

// ownRoutes are the ways that rest on no instrument: from police to police,
// and the requested state's own law.
func (d *Decision) ownRoutes() {
	if m := d.ownMeasure(); m != nil && (m.Power == "preservation" || d.family == familyPolice) {
		d.policeRoute(m)
	}
	d.ordersAbroad()
	if d.family == familyPolice || d.measure != nil && direct(d.measure.Code) && d.aim == nil {
		return
	}
	t, err := d.r.ownLaw(d.requested, d.family, d.ownMeasure())
	if err != nil {
		panic(err) // made by this program from a checked corpus
	}
	if len(t.byMeasure) == 0 {
		d.add(route{text: t})
		return
	}
	d.addAll(t)
}

// policeRoute is the way from police to police; open where no law of the
// requested state is held.
func (d *Decision) policeRoute(m *law.Measure) {
	if d.requested.Law == nil {
		d.add(route{text: &text{id: policePrefix + d.requested.ID, regime: regimeNational}})
		return
	}
	t, err := d.r.police(d.requested, m)
	if err != nil {
		panic(err) // made by this program from a checked corpus
	}
	d.addAll(t)
}

// ownMeasure is the measure that a state's own law serves: for an aim, the
// first that goes through the state.
func (d *Decision) ownMeasure() *law.Measure {
	if d.measure != nil {
		return d.measure
	}
	for _, code := range d.measures {
		if m := d.r.corpus.Vocabulary.Measure(code); m != nil && !direct(code) && m.Family == d.family {
			return m
		}
	}
	return nil
}

func (d *Decision) addAll(t *text) {
	for _, m := range sortedKeys(t.byMeasure) {
		for _, p := range t.byMeasure[m] {
			d.add(route{text: t, provision: p})
		}
	}
}

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
	w.outcome = rule.And(rule.And(w.bound, w.basis), rule.And(w.data, w.applies))
	w.outcome = rule.And(w.outcome, rule.And(w.dual, w.power))
	w.requires = d.stretch(len(p.requires))
	for i := range p.requires {
		w.requires[i] = p.requires[i].eval(w.atoms, w.nodes)
		w.outcome = rule.And(w.outcome, w.requires[i])
	}
	w.grounds = d.stretch(len(p.grounds))
	w.refused = rule.No
	for i := range p.grounds {
		w.grounds[i] = p.grounds[i].eval(w.atoms, w.nodes)
		if from := p.Refusal[i].From; !from.IsZero() {
			w.grounds[i] = rule.And(w.grounds[i], rule.At(from.Reached(d.m.On), p.Confidence))
		}
		if p.Refusal[i].Mode == "shall" {
			w.refused = rule.Or(w.refused, w.grounds[i])
		}
	}
	w.outcome = rule.And(w.outcome, w.refused.Not())
	w.outcome = rule.And(w.outcome, p.exists)
	for i := range p.periods {
		p.periods[i].eval(w.atoms, w.nodes)
	}
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

// byRank orders ways: open ones before closed, those that bind before those
// that may, special before general.
func byRank(a, b route) int {
	if c := outcomeRank(&a) - outcomeRank(&b); c != 0 {
		return c
	}
	if c := a.rank - b.rank; c != 0 {
		return c
	}
	switch {
	case a.text.id < b.text.id:
		return -1
	case a.text.id > b.text.id:
		return 1
	}
	return 0
}

func outcomeRank(w *route) int {
	switch w.outcome.Value() {
	case rule.True:
		return 0
	case rule.Open:
		return 1
	}
	return 2
}
