package clock_test

import (
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/opinion/clock"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

var zones = map[string]string{
	"FRA": "Europe/Paris", "IRL": "Europe/Dublin", "DEU": "Europe/Berlin", "LUX": "Europe/Luxembourg",
	"ITA": "Europe/Rome", "POL": "Europe/Warsaw", "BGR": "Europe/Sofia", "USA": "America/New_York",
}

// moves writes Moved as "12-25 holiday, 12-26 saturday".
func moves(d clock.Deadline) string {
	var s []string
	for _, m := range d.Moved {
		s = append(s, m.From.Format("01-02 ")+string(m.Why))
	}
	return strings.Join(s, ", ")
}

// Periods of Regulation (EU) 2023/1543 and other acts of the Union, by
// Regulation 1182/71. Starts are local; a start without hour is a date.
func TestEU1182(t *testing.T) {
	tests := []struct {
		name, state, start string
		value              int
		unit               clock.Unit
		want, rule, moved  string
	}{
		// The two examples that the rule of the project gives.
		{"10 days of e-Evidence 10(3) skip the day of receipt", "IRL", "2026-09-04T17:10", 10, clock.Days, "2026-09-14", "3(1),3(2)(b)", ""},
		{"8 hours of e-Evidence 10(4) start at 18:00 and end on Saturday", "IRL", "2026-09-04T17:10", 8, clock.Hours, "2026-09-05T02:00:00+01:00", "3(1),3(2)(a)", ""},

		{"8 hours in France", "FRA", "2026-09-04T17:10", 8, clock.Hours, "2026-09-05T02:00:00+02:00", "3(1),3(2)(a)", ""},
		{"8 hours received on the stroke: that hour is not counted", "FRA", "2026-09-04T17:00", 8, clock.Hours, "2026-09-05T02:00:00+02:00", "3(1),3(2)(a)", ""},
		{"8 hours on Christmas Eve do not move", "FRA", "2026-12-24T20:30", 8, clock.Hours, "2026-12-25T05:00:00+01:00", "3(1),3(2)(a)", ""},
		{"8 hours are real hours when clocks go back", "FRA", "2026-10-24T22:10", 8, clock.Hours, "2026-10-25T06:00:00+01:00", "3(1),3(2)(a)", ""},
		{"8 hours are real hours when clocks go forward", "FRA", "2027-03-27T22:10", 8, clock.Hours, "2027-03-28T08:00:00+02:00", "3(1),3(2)(a)", ""},
		{"96 hours of e-Evidence 12(1) and EIO 31(3) run over the weekend", "IRL", "2026-09-04T17:10", 96, clock.Hours, "2026-09-08T18:00:00+01:00", "3(1),3(2)(a)", ""},

		{"28 December 2026 is no holiday: St Stephen's on a Saturday gives none", "IRL", "2026-12-18T09:00", 10, clock.Days, "2026-12-28", "3(1),3(2)(b)", ""},
		{"Christmas, St Stephen's and a Sunday", "IRL", "2026-12-15T09:00", 10, clock.Days, "2026-12-28", "3(1),3(2)(b),3(4)", "12-25 holiday, 12-26 holiday, 12-27 sunday"},
		{"Christmas in France: 26 December is only a Saturday", "FRA", "2026-12-15T09:00", 10, clock.Days, "2026-12-28", "3(1),3(2)(b),3(4)", "12-25 holiday, 12-26 saturday, 12-27 sunday"},
		{"October bank holiday", "IRL", "2026-10-16T23:59", 10, clock.Days, "2026-10-27", "3(1),3(2)(b),3(4)", "10-26 holiday"},
		{"the same day is a working day in France", "FRA", "2026-10-16T23:59", 10, clock.Days, "2026-10-26", "3(1),3(2)(b)", ""},
		{"St Brigid's day", "IRL", "2027-01-22", 10, clock.Days, "2027-02-02", "3(1),3(2)(b),3(4)", "02-01 holiday"},
		{"14 July", "FRA", "2026-07-04", 10, clock.Days, "2026-07-15", "3(1),3(2)(b),3(4)", "07-14 holiday"},
		{"15 August on a Saturday", "FRA", "2026-08-05", 10, clock.Days, "2026-08-17", "3(1),3(2)(b),3(4)", "08-15 holiday, 08-16 sunday"},
		{"1 November", "FRA", "2027-10-22", 10, clock.Days, "2027-11-02", "3(1),3(2)(b),3(4)", "11-01 holiday"},
		{"11 November", "FRA", "2026-11-01", 10, clock.Days, "2026-11-12", "3(1),3(2)(b),3(4)", "11-11 holiday"},
		{"Good Friday in Germany runs into Easter Monday", "DEU", "2027-03-16", 10, clock.Days, "2027-03-30", "3(1),3(2)(b),3(4)", "03-26 holiday, 03-27 saturday, 03-28 sunday, 03-29 holiday"},
		{"Saint Francis is a holiday in Italy from 2026", "ITA", "2027-09-24", 10, clock.Days, "2027-10-05", "3(1),3(2)(b),3(4)", "10-04 holiday"},
		{"a state whose holidays are not held: the weekend alone", "LUX", "2026-06-13", 10, clock.Days, "2026-06-23", "3(1),3(2)(b)", ""},

		{"5 days of e-Evidence 10(6)", "FRA", "2026-09-07T10:00", 5, clock.Days, "2026-09-14", "3(1),3(2)(b),3(4)", "09-12 saturday, 09-13 sunday"},
		{"5 working days of e-Evidence 16(2) over Easter", "FRA", "2027-03-24T10:00", 5, clock.WorkingDays, "2027-04-01", "2(2),3(1),3(3)", "03-27 saturday, 03-28 sunday, 03-29 holiday"},
		{"the same in Ireland, where Good Friday is no public holiday", "IRL", "2027-03-24T10:00", 5, clock.WorkingDays, "2027-04-01", "2(2),3(1),3(3)", "03-27 saturday, 03-28 sunday, 03-29 holiday"},
		{"the same in Germany, where it is one", "DEU", "2027-03-24T10:00", 5, clock.WorkingDays, "2027-04-02", "2(2),3(1),3(3)", "03-26 holiday, 03-27 saturday, 03-28 sunday, 03-29 holiday"},
		{"60 days of e-Evidence 11(1)", "IRL", "2026-09-01T10:00", 60, clock.Days, "2026-11-02", "3(1),3(2)(b),3(4)", "10-31 saturday, 11-01 sunday"},

		{"3(5): two days from a Thursday hold Friday and Monday", "FRA", "2026-09-03", 2, clock.Days, "2026-09-07", "3(1),3(2)(b),3(4)", "09-05 saturday, 09-06 sunday"},
		{"3(5): two days from a Friday would hold Monday alone", "FRA", "2026-09-04", 2, clock.Days, "2026-09-08", "3(1),3(2)(b),3(4),3(5)", "09-06 sunday, 09-07 two-working-days"},
		{"3(5): three days from a Friday end on Monday without moving", "FRA", "2026-09-04", 3, clock.Days, "2026-09-08", "3(1),3(2)(b),3(5)", "09-07 two-working-days"},
		{"3(5) is not for one day", "FRA", "2026-09-04", 1, clock.Days, "2026-09-07", "3(1),3(2)(b),3(4)", "09-05 saturday, 09-06 sunday"},

		{"Toeters: a week from a Monday ends on Monday", "FRA", "2026-09-07", 1, clock.Weeks, "2026-09-14", "3(1),3(2)(c)", ""},
		{"6 weeks of Regulation 2018/1805 article 12(2)", "FRA", "2026-09-30", 6, clock.Weeks, "2026-11-12", "3(1),3(2)(c),3(4)", "11-11 holiday"},
		{"a month from 31 January ends on the last of February", "FRA", "2028-01-31", 1, clock.Months, "2028-02-29", "3(1),3(2)(c)", ""},
		{"2 years end on the same date", "FRA", "2026-09-07", 2, clock.Years, "2028-09-07", "3(1),3(2)(c)", ""},
		{"a year from 29 February ends on the 28th", "FRA", "2028-02-29", 1, clock.Years, "2029-02-28", "3(1),3(2)(c)", ""},
	}
	holidays := clock.NewCalendar()
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.state, func(t *testing.T) {
			loc := zone(t, zones[tt.state])
			d := clock.Compute(clock.EU1182, clock.Period{Value: tt.value, Unit: tt.unit}, at(t, tt.start, loc), loc, tt.state, holidays)
			if d.String() != tt.want || d.Rule != "eu-1182-71/"+tt.rule || moves(d) != tt.moved {
				t.Errorf("got  %s by %s past %q\nwant %s by %s past %q", d, d.Rule, moves(d), tt.want, tt.rule, tt.moved)
			}
			if strings.Join(d.Articles, ",") != tt.rule {
				t.Errorf("articles %v do not spell the rule %s", d.Articles, tt.rule)
			}
			if known := tt.state != "LUX"; d.HolidaysKnown != known {
				t.Errorf("HolidaysKnown = %t", d.HolidaysKnown)
			}
		})
	}
}

// at reads a local time, or a date where there is no hour.
func at(t testing.TB, s string, loc *time.Location) clock.Start {
	t.Helper()
	if len(s) == len(time.DateOnly) {
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return clock.Start{At: day}
	}
	when, err := time.ParseInLocation("2006-01-02T15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return clock.Start{At: when, HourKnown: true}
}

// Texts with no computing rule. 2026-10-31 is a Saturday: nothing moves.
func TestTreaty(t *testing.T) {
	tests := []struct {
		name, start string
		value       int
		unit        clock.Unit
		want, rule  string
	}{
		{"Budapest 29(7) preservation", "2026-09-01", 60, clock.Days, "2026-10-31", "treaty/days"},
		{"UN Convention preservation", "2026-09-01", 90, clock.Days, "2026-11-30", "treaty/days"},
		{"Harare preservation", "2026-09-01", 120, clock.Days, "2026-12-30", "treaty/days"},
		{"Extradition 16(4) custody may end", "2026-03-01T23:30", 18, clock.Days, "2026-03-19", "treaty/days"},
		{"Extradition 16(4) custody must end", "2026-03-01T23:30", 40, clock.Days, "2026-04-10", "treaty/days"},
		{"Mutual Assistance P2 17 observation, from the crossing itself", "2026-03-01T23:30", 5, clock.Hours, "2026-03-02T04:30:00-05:00", "treaty/hours"},
		{"20 working days, Thanksgiving and Christmas observed", "2026-11-25", 20, clock.WorkingDays, "2026-12-24", "treaty/working-days"},
		{"a month", "2026-01-31", 1, clock.Months, "2026-02-28", "treaty/months"},
		{"2 years", "2026-09-05", 2, clock.Years, "2028-09-05", "treaty/years"},
		{"a year from 29 February", "2028-02-29", 1, clock.Years, "2029-02-28", "treaty/years"},
		{"4 years from 29 February", "2028-02-29", 4, clock.Years, "2032-02-29", "treaty/years"},
	}
	loc := zone(t, "America/New_York")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := clock.Period{Value: tt.value, Unit: tt.unit}
			d := clock.Compute(clock.Treaty, p, at(t, tt.start, loc), loc, "USA", clock.NewCalendar())
			if d.String() != tt.want || d.Rule != tt.rule || len(d.Articles) != 0 || !d.HolidaysKnown {
				t.Errorf("got %s by %s %v, want %s by %s", d, d.Rule, d.Articles, tt.want, tt.rule)
			}
			n := clock.Compute(clock.National, p, at(t, tt.start, loc), loc, "USA", clock.NewCalendar())
			if !n.At.Equal(d.At) || n.Rule != strings.Replace(tt.rule, "treaty", "national", 1) {
				t.Errorf("national: got %s by %s", n, n.Rule)
			}
		})
	}
}

// e-Evidence 11(1): one extension of 30 days, from the end of the 60.
func TestExtensionRunsFromTheEnd(t *testing.T) {
	loc, holidays := zone(t, "Europe/Dublin"), clock.NewCalendar()
	first := clock.Compute(clock.EU1182, clock.Period{Value: 60, Unit: clock.Days}, at(t, "2026-09-01T10:00", loc), loc, "IRL", holidays)
	next := clock.Compute(clock.EU1182, clock.Period{Value: 30, Unit: clock.Days}, clock.Start{At: first.At, HourKnown: true}, loc, "IRL", holidays)
	if first.String() != "2026-11-02" || next.String() != "2026-12-02" {
		t.Errorf("got %s, then %s", first, next)
	}
}

func TestTheDayIsReadInTheZone(t *testing.T) {
	receipt := time.Date(2026, 9, 1, 22, 30, 0, 0, time.UTC) // 00:30 on the 2nd in Paris
	p, paris := clock.Period{Value: 60, Unit: clock.Days}, zone(t, "Europe/Paris")
	if d := clock.Compute(clock.Treaty, p, clock.Start{At: receipt, HourKnown: true}, paris, "FRA", nil); d.String() != "2026-11-01" {
		t.Errorf("instant: %s", d)
	}
	if d := clock.Compute(clock.Treaty, p, clock.Start{At: receipt}, paris, "FRA", nil); d.String() != "2026-10-31" {
		t.Errorf("date: %s", d)
	}
}

func TestHourNotKnown(t *testing.T) {
	loc := zone(t, "Europe/Dublin")
	d := clock.Compute(clock.EU1182, clock.Period{Value: 8, Unit: clock.Hours}, at(t, "2026-09-04", loc), loc, "IRL", nil)
	if got := d.String() + " " + d.Latest.Format(time.RFC3339); got != "2026-09-04T09:00:00+01:00 2026-09-05T08:00:00+01:00" {
		t.Errorf("got %s", got)
	}
}

// Egypt ends summer time at the end of a Thursday, Chile starts it at the start
// of a Sunday: there the day has 25 hours or no midnight.
func TestClocksChangeAtMidnight(t *testing.T) {
	cairo := zone(t, "Africa/Cairo")
	d := clock.Compute(clock.Treaty, clock.Period{Value: 1, Unit: clock.Days}, at(t, "2026-10-28", cairo), cairo, "EGY", nil)
	if got := d.At.Format(time.RFC3339); got != "2026-10-29T23:59:59+02:00" {
		t.Errorf("Cairo: %s", got)
	}
	santiago := zone(t, "America/Santiago")
	d = clock.Compute(clock.Treaty, clock.Period{Value: 1, Unit: clock.Hours}, at(t, "2026-09-06", santiago), santiago, "CHL", nil)
	if got := d.String(); got != "2026-09-06T02:00:00-03:00" {
		t.Errorf("Santiago: %s", got)
	}
}

func TestHolidaysNotHeldAreSaid(t *testing.T) {
	loc, ten := zone(t, "Europe/Paris"), clock.Period{Value: 10, Unit: clock.Days}
	holidays := clock.NewCalendar()
	if d := clock.Compute(clock.EU1182, ten, at(t, "2035-03-01", loc), loc, "FRA", holidays); d.HolidaysKnown {
		t.Error("2035 is not held")
	}
	if d := clock.Compute(clock.EU1182, ten, at(t, "2026-03-02", loc), loc, "FRA", nil); d.HolidaysKnown || d.Regional {
		t.Error("no calendar holds nothing")
	}
	if d := clock.Compute(clock.EU1182, ten, at(t, "2026-03-02", loc), loc, "DEU", holidays); !d.Regional || !d.HolidaysKnown {
		t.Error("the Länder have holidays of their own")
	}
	if d := clock.Compute(clock.Treaty, ten, at(t, "2035-03-01", loc), loc, "DEU", holidays); !d.HolidaysKnown || d.Regional {
		t.Error("no holiday was asked for")
	}
}

func TestNoDateFromInvalidInput(t *testing.T) {
	ok, now := clock.Period{Value: 1, Unit: clock.Days}, clock.Start{At: time.Unix(0, 0)}
	for name, d := range map[string]clock.Deadline{
		"regime": clock.Compute("roman", ok, now, time.UTC, "", nil),
		"period": clock.Compute(clock.Treaty, clock.Period{Value: -1, Unit: clock.Days}, now, time.UTC, "", nil),
		"start":  clock.Compute(clock.Treaty, ok, clock.Start{}, time.UTC, "", nil),
		"zone":   clock.Compute(clock.Treaty, ok, now, nil, "", nil),
	} {
		if !d.IsZero() || d.String() != "" || d.Rule != "" {
			t.Errorf("%s: got %+v", name, d)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, bad := range []clock.Period{{0, clock.Days}, {-1, clock.Hours}, {1, "moons"}, {1, ""}, {101, clock.Years}} {
		if bad.Validate() == nil {
			t.Errorf("%v passed", bad)
		}
	}
	if err := (clock.Period{Value: 10, Unit: clock.Days}).Validate(); err != nil {
		t.Error(err)
	}
	if clock.EU1182.Validate() != nil || clock.Regime("").Validate() == nil {
		t.Error("regimes")
	}
}
