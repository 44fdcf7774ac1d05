package law

import (
	"errors"
	"fmt"
	"time"

	"github.com/comity-dev/comity/rule"
)

// Date is a day of the Gregorian calendar, or a month or year of which the
// day is not known. The zero Date means that nothing is known.
//
// Legal facts are often remembered by the year alone. Such a date is never
// rounded to the first of January: a question that falls inside the unknown
// span is open.
type Date struct {
	Year  int
	Month time.Month // 0: not known
	Day   int        // 0: not known
}

var errDate = errors.New("a date is written 2015-03-24, or 2015-03 or 2015 where the day is not known")

// ParseDate reads a date of four, seven or ten characters.
func ParseDate(s string) (Date, error) {
	layouts := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	layout, ok := layouts[len(s)]
	if !ok {
		return Date{}, fmt.Errorf("%q: %w", s, errDate)
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no day of the calendar: %w", s, errDate)
	}
	d := Date{Year: t.Year()}
	if len(s) > 4 {
		d.Month = t.Month()
	}
	if len(s) > 7 {
		d.Day = t.Day()
	}
	return d, nil
}

// MustDate is ParseDate for dates written in the program.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf gives the day of t in its own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether nothing is known of the date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Exact reports whether the day is known.
func (d Date) Exact() bool { return d.Day != 0 }

func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the date as ParseDate reads it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the date; an empty text is the zero Date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// first and last give the bounds of the span as comparable numbers.
func (d Date) first() int {
	return d.Year*10000 + max(int(d.Month), 1)*100 + max(d.Day, 1)
}

func (d Date) last() int {
	m, day := int(d.Month), d.Day
	if m == 0 {
		m = 12
	}
	if day == 0 {
		day = 31
	}
	return d.Year*10000 + m*100 + day
}

// Time gives the first instant of the date's first day in the zone.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, max(d.Month, 1), max(d.Day, 1), 0, 0, 0, 0, zone)
}

// Before orders dates by their first day; it is for sorting, not for law.
func (d Date) Before(e Date) bool { return d.first() < e.first() }

// Reached says whether the moment d has come by the day on: true on d itself.
// It is open where d is not known, or where on falls inside d's unknown span.
func (d Date) Reached(on Date) rule.Value {
	switch {
	case d.IsZero() || on.IsZero():
		return rule.Open
	case on.first() >= d.last():
		return rule.True
	case on.last() < d.first():
		return rule.False
	}
	return rule.Open
}

// Within says whether on lies in [from, to): a missing from is open, a
// missing to means that no end is known and none is assumed.
func Within(from, to, on Date) rule.Value {
	v := from.Reached(on)
	if !to.IsZero() {
		v &= to.Reached(on).Not()
	}
	return v
}
