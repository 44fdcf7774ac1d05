package words

import (
	"strconv"
	"strings"
	"time"

	"github.com/comity-dev/comity/law"
)

// date writes a date with the month in full, or as much of it as is known.
func (p *Printer) date(d law.Date) string { return p.dated(d, "month") }

// short writes a date with the month abbreviated.
func (p *Printer) short(d law.Date) string { return p.dated(d, "month-short") }

func (p *Printer) dated(d law.Date, months string) string {
	year := strconv.Itoa(d.Year)
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return p.say("date-year", "year", year)
	}
	month := p.word(months, strconv.Itoa(int(d.Month)))
	if d.Day == 0 {
		return p.say("date-month", "month", month, "year", year)
	}
	return p.say("date", "day", strconv.Itoa(d.Day), "month", month, "year", year)
}

// moment writes a date or an RFC 3339 instant, with its hour and zone.
func (p *Printer) moment(s string) string {
	if len(s) <= len(time.DateOnly) {
		d, err := law.ParseDate(s)
		if err != nil {
			return s
		}
		return p.short(d)
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return p.say("date-time", "date", p.short(law.DateOf(t)), "time", t.Format("15:04"), "zone", p.zone(t))
}

func (p *Printer) zone(t time.Time) string {
	_, offset := t.Zone()
	if offset == 0 {
		return p.say("utc")
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	hours, minutes := strconv.Itoa(offset/3600), offset/60%60
	if minutes == 0 {
		return p.say("utc-offset", "sign", sign, "hours", hours)
	}
	return p.say("utc-offset-minutes", "sign", sign, "hours", hours, "minutes", strconv.Itoa(minutes))
}

// length writes a number of units.
func (p *Printer) length(n int, unit string) string { return p.count("unit", unit, n) }

// upTo writes a length that may have a fraction or be life, as a maximum.
func (p *Printer) upTo(y law.Years) string {
	if y >= law.Life {
		return p.say("penalty-life")
	}
	if months, whole := wholeMonths(float64(y)); !whole {
		return p.count("say", "penalty-months", months)
	}
	return p.count("say", "penalty-years", int(y))
}

// wholeMonths gives a length in months, and whether it is one of whole years.
func wholeMonths(years float64) (months int, whole bool) {
	return int(years*12 + 0.5), years == float64(int(years))
}

// penalty writes the maximum for an offence.
func (p *Printer) penalty(q law.Penalty) string {
	switch {
	case q.Base == nil && q.OpenEnded && q.Minimum != nil:
		return p.count("say", "penalty-minimum", int(*q.Minimum))
	case q.Base == nil:
		return p.say("penalty-elsewhere")
	case q.Aggravated == nil:
		return p.upTo(*q.Base)
	}
	return p.say("penalty-aggravated", "penalty", p.upTo(*q.Base), "aggravated", p.upTo(*q.Aggravated))
}

// capital writes the first letter of a sentence large, where the script has
// large letters.
func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}
