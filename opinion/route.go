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

	bound     rule.Finding
	basis     rule.Finding // a request can rest on it
	data      rule.Finding // it reaches the data asked for
	applies   rule.Finding
	requires  []rule.Finding
	dual      rule.Finding
	replaced  rule.Finding // another instrument takes its place
	replacing *law.Instrument
	power     rule.Finding
	grounds   []rule.Finding
	outcome   rule.Finding
	rank      int // order between instruments, lowest first
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
	if !i.Between(d.m.Requesting, d.m.Requested) {
		return false
	}
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
