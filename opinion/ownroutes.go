package opinion

import (
	"maps"
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

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
	of := ownTerms
	if v, _, _ := d.ownStatute(); v != rule.True {
		of = ownGrounds
	}
	t, err := d.r.ownLaw(d.requested, d.family, d.ownMeasure(), of)
	if err != nil {
		panic(err) // made by this program from a checked corpus
	}
	if len(t.byMeasure) == 0 {
		d.add(route{text: t})
		return
	}
	d.addAll(t)
}

// ownStatute says whether the statute on which the requested state's own way
// rests, as the corpus holds it, was law on the day of the request; and the
// event by which it is or was.
func (d *Decision) ownStatute() (v rule.Value, statute string, e *law.Event) {
	l := d.requested.Law
	switch {
	case l == nil:
		return rule.True, "", nil
	case d.family == familyExtradition && l.Extradition != nil:
		statute = l.Extradition.Statute
	case d.family == familyAssistance && l.Assistance != nil:
		statute = l.Assistance.Statute
	}
	v, e = l.Describes(statute, d.m.On)
	return v, statute, e
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
	for _, m := range slices.Sorted(maps.Keys(t.byMeasure)) {
		for _, p := range t.byMeasure[m] {
			d.add(route{text: t, provision: p})
		}
	}
}
