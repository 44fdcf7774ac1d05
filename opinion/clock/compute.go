package clock

import (
	"strings"
	"time"
)

// Compute finds the end of a period that runs from an event.
//
// The zone is that of the place where the act must be done, and state is that
// place's state (ISO 3166-1 alpha-3), whose holidays count. A nil calendar holds
// no holidays. If the regime or the period is not valid, the start has no time or
// the zone is nil, there is no date to give and the Deadline is zero; Validate
// finds the first two when the law is loaded.
func Compute(regime Regime, p Period, start Start, zone *time.Location, state string, cal *Calendar) Deadline {
	if regime.Validate() != nil || p.Validate() != nil || start.At.IsZero() || zone == nil {
		return Deadline{}
	}
	if p.Unit == Hours {
		return inHours(regime, p, start, zone)
	}
	c := count{cal: cal, state: state, known: true}
	event := start.day(zone)
	var last day
	var articles []string
	if regime == EU1182 {
		last, articles = c.eu(p, event)
	} else {
		last = c.plain(p, event)
	}
	end := last.end(zone)
	return Deadline{
		At: end, Latest: end,
		Rule: code(regime, p.Unit, articles), Articles: articles,
		HolidaysKnown: c.known, Regional: c.regional, Moved: c.moved,
	}
}

// code names the computation for the catalogue.
func code(regime Regime, u Unit, articles []string) string {
	if len(articles) == 0 {
		return string(regime) + "/" + string(u)
	}
	return string(regime) + "/" + strings.Join(articles, ",")
}

// inHours counts hours that pass. Nothing moves them and no holiday is asked for.
func inHours(regime Regime, p Period, start Start, zone *time.Location) Deadline {
	first, latest := start.At, start.At
	if !start.HourKnown {
		d := start.day(zone)
		first, latest = d.begin(zone), d.end(zone)
	}
	var articles []string
	if regime == EU1182 {
		articles = []string{"3(1)", "3(2)(a)"}
		first, latest = nextFullHour(first, zone), nextFullHour(latest, zone)
	}
	length := time.Duration(p.Value) * time.Hour
	return Deadline{
		At: first.Add(length).In(zone), Latest: latest.Add(length).In(zone), Hourly: true,
		Rule: code(regime, p.Unit, articles), Articles: articles,
		HolidaysKnown: true,
	}
}

// count is one computation in days: what it asks the calendar and what it notes.
type count struct {
	cal      *Calendar
	state    string
	known    bool // every weekday asked for was in a list that is held
	regional bool
	moved    []Move
}

// plain counts as a text that is silent is counted.
func (c *count) plain(p Period, event day) day {
	if p.Unit == WorkingDays {
		return c.workingDays(p.Value, event)
	}
	return length(p, event)
}

// eu counts by Regulation 1182/71 and says which of its articles it used.
func (c *count) eu(p Period, event day) (day, []string) {
	if p.Unit == WorkingDays {
		return c.workingDays(p.Value, event), []string{"2(2)", "3(1)", "3(3)"}
	}
	articles := append(make([]string, 0, 4), "3(1)", "3(2)(b)")
	if p.Unit != Days {
		articles[1] = "3(2)(c)"
	}
	due := length(p, event)
	last := c.nextWorking(due)
	if last != due {
		articles = append(articles, "3(4)")
	}
	if p.Unit == Days && p.Value == 1 || c.anyWorking(event+1, last-1) {
		return last, articles
	}
	c.pass(last, TwoWorkingDays, "")
	return c.nextWorking(last + 1), append(articles, "3(5)")
}

// length is the last day of a period in calendar days. The day of the event is
// not counted, so that one day ends on the next.
func length(p Period, event day) day {
	switch p.Unit {
	case Weeks:
		return event + day(7*p.Value)
	case Months:
		return event.addMonths(p.Value)
	case Years:
		return event.addMonths(12 * p.Value)
	}
	return event + day(p.Value)
}

// workingDays is the nth working day after the event.
func (c *count) workingDays(n int, event day) day {
	last := event
	for ; n > 0; n-- {
		last = c.nextWorking(last + 1)
	}
	return last
}

// nextWorking is the day itself if it is a working day, else the first one after
// it. The days passed are noted.
func (c *count) nextWorking(d day) day {
	for {
		why, name := c.free(d)
		if why == "" {
			return d
		}
		c.pass(d, why, name)
		d++
	}
}

// anyWorking says whether there is a working day from a to b, looking from the
// end, so that no list is asked for further back than needed.
func (c *count) anyWorking(a, b day) bool {
	for ; b >= a; b-- {
		if why, _ := c.free(b); why == "" {
			return true
		}
	}
	return false
}

// free says why a day is not a working day, and nothing if it is one. A weekend
// is one whether or not the holidays are held, so it leaves known as it is.
func (c *count) free(d day) (Why, string) {
	name, known := c.cal.holiday(c.state, d)
	wd := d.weekday()
	if wd != time.Saturday && wd != time.Sunday {
		c.known = c.known && known
		c.regional = c.regional || c.cal.Regional(c.state)
	}
	switch {
	case name != "":
		return Holiday, name
	case wd == time.Saturday:
		return Saturday, ""
	case wd == time.Sunday:
		return Sunday, ""
	}
	return "", ""
}

func (c *count) pass(d day, why Why, name string) {
	c.moved = append(c.moved, Move{From: d.utc(), Why: why, Name: name})
}
