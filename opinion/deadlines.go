package opinion

import (
	"time"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion/clock"
	"github.com/comity-dev/comity/rule"
)

// deadline reckons a period of a way. Where the event that starts it is not
// told, the day of the request stands in for receipt, request and
// preservation, and the report says so; other events leave the date empty.
func (d *Decision) deadline(w *route, n int) Deadline {
	p := &w.provision.Deadlines[n]
	out := Deadline{What: p.What, Code: p.Code, Value: p.Value, Unit: p.Unit, From: p.From, Event: p.Event, Strict: p.Strict,
		Articles: p.Articles, Notes: p.Notes, Finding: d.runs(w, n).Value()}
	start, told, ok := d.start(p)
	if p.Value == 0 || !ok {
		return out
	}
	actor := d.requested
	if p.Code == "clarify" {
		actor = d.requesting // who must act is the side that asked
	}
	state, zone := actor.ID, d.r.zone(actor)
	c := clock.Compute(w.text.regime, clock.Period{Value: p.Value, Unit: clock.Unit(p.Unit)}, start, zone, state, d.r.calendar)
	if c.IsZero() {
		return out
	}
	out.At, out.Rule, out.HolidaysKnown, out.Assumed = c.String(), c.Rule, c.HolidaysKnown, !told
	out.Start = Moment{start.At, start.HourKnown}.text()
	if c.Hourly && !c.Latest.Equal(c.At) {
		out.Latest = c.Latest.Format(time.RFC3339)
	}
	for _, m := range c.Moved {
		out.Moved = append(out.Moved, Moved{m.From.Format(time.DateOnly), string(m.Why), m.Name})
	}
	return out
}

func (m Moment) text() string {
	b, _ := m.MarshalText() // it has no error
	return string(b)
}

// runs says whether the period runs in this matter.
func (d *Decision) runs(w *route, n int) rule.Finding {
	p := &w.provision.periods[n]
	return p.program.Root(p.of(w.nodes))
}

// start is when the period begins, and whether the matter tells it.
func (d *Decision) start(p *law.Period) (s clock.Start, told, ok bool) {
	if m, ok := d.m.Events[p.Event]; ok {
		return clock.Start{At: m.At, HourKnown: m.HourKnown}, true, true
	}
	switch p.Event {
	case "receipt", "request", "preservation", "notification", "order":
		if m, ok := d.m.Events["receipt"]; ok && p.Event == "notification" {
			return clock.Start{At: m.At, HourKnown: m.HourKnown}, false, true
		}
		return clock.Start{At: d.m.On.Time(d.r.zone(d.requested))}, false, true
	}
	return clock.Start{}, false, false
}

// zone is that of the capital of a state; UTC where none is held.
func (r *Reasoner) zone(s *law.State) *time.Location {
	if len(s.TimeZones) == 0 {
		return time.UTC
	}
	name := s.TimeZones[0]
	if z, ok := r.zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		z = time.UTC
	}
	r.zones.Store(name, z)
	return z
}
