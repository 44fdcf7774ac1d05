package words

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// time gives the periods as dates, how they were counted, and beside them how
// long it takes in truth.
func (b *builder) time(rows []row, r *opinion.Route) []row {
	label := b.word("label", "time")
	var counted, moved []string
	unknown := false
	for i := range r.Deadlines {
		d := &r.Deadlines[i]
		if d.Finding == rule.False {
			continue
		}
		rows = append(rows, row{Label: label, Text: b.deadline(d), Cite: b.margin(r, d.Articles)})
		label = ""
		if d.At != "" && d.Rule != "" {
			counted = appendNew(counted, []string{b.word("rule", d.Rule)})
			unknown = unknown || !d.HolidaysKnown
			moved = b.moves(moved, d)
		}
	}
	if unknown {
		counted = append(counted, b.say("holidays-unknown"))
	}
	if len(moved) > 0 {
		counted = append(counted, b.say("moved", "days", b.and(moved)))
	}
	if len(counted) > 0 {
		rows = append(rows, row{Label: b.word("label", "counted"), Text: b.flow(counted)})
	}
	if e := r.Expected; e != nil {
		rows = append(rows, row{Label: b.word("label", "truth"), Text: b.expected(e), Cite: b.onlyDoubt(e.Cite)})
	}
	return rows
}

// deadline is one period as a date.
func (b *builder) deadline(d *opinion.Deadline) string {
	s := b.period(d)
	if d.At != "" {
		s = b.due(d, s)
	}
	if d.At != "" && !d.Strict {
		s = b.say("due-loose", "due", s)
	}
	if d.Finding == rule.Open {
		s = b.say("due-open", "due", s)
	}
	for i := range d.Notes {
		if g := d.Notes[i].Gist; g != "" {
			s = b.say("due-note", "due", s, "note", g)
		}
	}
	return s
}

func (b *builder) due(d *opinion.Deadline, period string) string {
	s := ""
	if d.Latest != "" && d.Latest != d.At {
		s = b.say("due-between", "period", period, "date", b.moment(d.At), "latest", b.moment(d.Latest))
	} else {
		s = b.say("due", "period", period, "date", b.moment(d.At))
	}
	switch {
	case d.Assumed && d.Start != "":
		return b.say("due-assumed", "due", s, "event", b.event(d), "start", b.moment(d.Start))
	case len(d.At) > 10 && d.Start != "":
		return b.say("due-from", "due", s, "start", b.moment(d.Start))
	}
	return s
}

// period says the period itself: how long, from what.
func (b *builder) period(d *opinion.Deadline) string {
	code := d.Code
	if code == "" || b.message("period", code) == nil {
		code = "other"
	}
	if d.Value == 0 {
		return b.word("period-name", code, "what", d.What)
	}
	return b.word("period", code, "what", d.What, "length", b.length(d.Value, d.Unit), "start", b.event(d))
}

// event is what starts a period.
func (b *builder) event(d *opinion.Deadline) string {
	if d.Event == "" || d.Event == "other" {
		return d.From
	}
	return b.word("event", d.Event)
}

func (b *builder) moves(out []string, d *opinion.Deadline) []string {
	for i := range d.Moved {
		m := &d.Moved[i]
		s, ok := b.fill("say", "moved-"+m.Why, []string{"date", b.moment(m.From), "name", m.Name})
		if !ok {
			s = b.moment(m.From)
		}
		out = appendNew(out, []string{s})
	}
	return out
}

func (b *builder) expected(e *opinion.Expected) string {
	args := []string{"basis", e.Basis, "date", b.short(e.AsOf)}
	if e.High == 0 || e.High == e.Low {
		return b.say("expected-at-least", append(args, "low", b.length(e.Low, e.Unit))...)
	}
	return b.say("expected-range", append(args, "low", itoa(e.Low), "high", b.length(e.High, e.Unit))...)
}

// lawDay says the day whose law was asked.
func (b *builder) lawDay(on law.Date, assumed bool) string {
	if assumed {
		return b.say("dual-day-assumed", "date", b.date(on))
	}
	return b.say("dual-day", "date", b.date(on))
}
