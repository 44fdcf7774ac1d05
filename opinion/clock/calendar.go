package clock

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
)

// Calendar holds the public holidays of the states whose lists were reviewed, by
// ISO 3166-1 alpha-3 code. It is made by NewCalendar and safe for concurrent use.
// A nil Calendar holds none.
//
// The lists are what the law of each state says today, reckoned from rules. They
// are not the annual lists that the Commission publishes under article 2(1) of
// Regulation 1182/71, and a holiday proclaimed for one occasion is not in them.
type Calendar struct {
	states map[string]*state // written by NewCalendar only
}

// state is one state's rules and the years reckoned from them so far.
type state struct {
	rules
	years [lastYear - firstYear + 1]year
}

// year is the holidays of one state in one year. once guards days: they are
// written inside it, read only after it, and never changed again.
type year struct {
	once sync.Once
	days []holiday
}

type holiday struct {
	day  day
	name string
}

// NewCalendar makes a calendar. Years are reckoned when first asked for.
func NewCalendar() *Calendar {
	all := reviewed()
	c := &Calendar{states: make(map[string]*state, len(all))}
	for code, r := range all {
		c.states[code] = &state{rules: r}
	}
	return c
}

// States lists the states whose holidays are held in at least one year, sorted.
func (c *Calendar) States() []string {
	if c == nil {
		return nil
	}
	codes := make([]string, 0, len(c.states))
	for code := range c.states {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// Known says whether the holidays of a state are held for a year.
func (c *Calendar) Known(state string, year int) bool {
	return c.find(state, year) != nil
}

// Regional says whether parts of the state have holidays that are not held.
func (c *Calendar) Regional(state string) bool {
	return c != nil && c.states[state] != nil && c.states[state].regional
}

// Holiday names the public holiday of the state on the date that t shows in its
// own location, "" if there is none. It is not known where the list is not held.
func (c *Calendar) Holiday(state string, t time.Time) (name string, known bool) {
	return c.holiday(state, dayOf(t))
}

func (c *Calendar) holiday(code string, d day) (name string, known bool) {
	y := d.utc().Year()
	s := c.find(code, y)
	if s == nil {
		return "", false
	}
	for _, h := range s.in(y) {
		if h.day == d {
			return h.name, true
		}
	}
	return "", true
}

// find is the state if its list is held for the year, else nil.
func (c *Calendar) find(code string, year int) *state {
	if c == nil {
		return nil
	}
	s := c.states[code]
	if s == nil || year < s.from || year > s.to {
		return nil
	}
	return s
}

// in is the state's holidays in a year from firstYear to lastYear.
func (s *state) in(y int) []holiday {
	slot := &s.years[y-firstYear]
	slot.once.Do(func() { slot.days = s.reckon(y) })
	return slot.days
}

// reckon lists the holidays that fall in a year. It looks one year to each side
// because a substitute day can fall across the new year: 1 January 2028 is a
// Saturday, and the United States keep it on 31 December 2027.
func (r rules) reckon(y int) []holiday {
	var days []holiday
	for near := y - 1; near <= y+1; near++ {
		for _, h := range r.list {
			days = r.appendDays(days, h, near)
		}
	}
	days = slices.DeleteFunc(days, func(h holiday) bool { return h.day.utc().Year() != y })
	slices.SortFunc(days, func(a, b holiday) int {
		if a.day != b.day {
			return int(a.day - b.day)
		}
		return strings.Compare(a.name, b.name)
	})
	return slices.CompactFunc(days, func(a, b holiday) bool { return a.day == b.day })
}

// appendDays adds the day of one holiday in a year and, where the law of the
// state gives one, its substitute.
func (r rules) appendDays(days []holiday, h *cal.Holiday, y int) []holiday {
	at, _ := h.Calc(y)
	if at.IsZero() || h.Type == cal.ObservanceOther {
		return days
	}
	// The library reckons at midnight in the machine's zone. Two hours on, the
	// date is right even where that zone has no midnight on that day.
	d := dayOf(at.Add(2 * time.Hour))
	days = append(days, holiday{d, h.Name})
	if !r.substitutes {
		return days
	}
	for _, o := range h.Observed {
		if o.Day == d.weekday() {
			days = append(days, holiday{d + day(o.Offset), h.Name})
		}
	}
	return days
}
