package clock

import "time"

// day is a calendar date without zone, as the number of days since 1970-01-01.
// Dates are counted on it because adding a day to an instant goes wrong on the
// nights when clocks change.
type day int

const secondsPerDay = 24 * 60 * 60

func dateOf(year int, month time.Month, dom int) day {
	// Floored division: dates before 1970 have negative seconds, but they are
	// whole days, so plain division is exact.
	return day(time.Date(year, month, dom, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// dayOf is the date that t shows in its own location.
func dayOf(t time.Time) day { return dateOf(t.Date()) }

// utc is the date as a time.Time at 00:00 UTC.
func (d day) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

func (d day) weekday() time.Weekday {
	// 1970-01-01 was a Thursday.
	return time.Weekday(((int(d)+int(time.Thursday))%7 + 7) % 7)
}

// addMonths is the same date n months on, or the last day of that month if the
// month has no such date: 31 January and one month, 29 February and one year.
func (d day) addMonths(n int) day {
	year, month, dom := d.utc().Date()
	last := dateOf(year, month+time.Month(n)+1, 0)
	if same := dateOf(year, month+time.Month(n), 1) + day(dom-1); same < last {
		return same
	}
	return last
}

// end is the last second of the day in the zone.
func (d day) end(zone *time.Location) time.Time {
	year, month, dom := d.utc().Date()
	t := time.Date(year, month, dom, 23, 59, 59, 0, zone)
	// Where clocks go back at midnight the last hour comes twice, and time.Date
	// does not say which it picked. The day ends with the second one.
	if next := t.Add(time.Second); next.Day() == dom {
		h, m, s := next.Clock()
		return next.Add(time.Duration(secondsPerDay-(h*60+m)*60-s-1) * time.Second)
	}
	return t
}

// begin is the first second of the day in the zone, which is not 00:00 where
// clocks go forward at midnight.
func (d day) begin(zone *time.Location) time.Time {
	return (d - 1).end(zone).Add(time.Second)
}

// nextFullHour is when the hour of t, read in the zone, is over.
func nextFullHour(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	into := time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return t.Add(time.Hour - into)
}
