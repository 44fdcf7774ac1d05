package clock_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comity-dev/comity/opinion/clock"
	"pgregory.net/rapid"
)

var (
	regimes = []clock.Regime{clock.EU1182, clock.Treaty, clock.National}
	units   = []clock.Unit{clock.Hours, clock.Days, clock.WorkingDays, clock.Weeks, clock.Months, clock.Years}
)

// question is what Compute is asked, drawn at random.
type question struct {
	regime clock.Regime
	period clock.Period
	start  clock.Start
	zone   *time.Location
	state  string
}

func (q question) ask(c *clock.Calendar) clock.Deadline {
	return clock.Compute(q.regime, q.period, q.start, q.zone, q.state, c)
}

func draw(t *rapid.T, locs []*time.Location) question {
	from := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return question{
		regime: rapid.SampledFrom(regimes).Draw(t, "regime"),
		period: clock.Period{Value: rapid.IntRange(1, 100).Draw(t, "value"), Unit: rapid.SampledFrom(units).Draw(t, "unit")},
		start: clock.Start{
			At:        time.Unix(from+rapid.Int64Range(0, 11*366*86400).Draw(t, "start"), 0).UTC(),
			HourKnown: rapid.Bool().Draw(t, "hour known"),
		},
		zone:  rapid.SampledFrom(locs).Draw(t, "zone"),
		state: rapid.SampledFrom([]string{"FRA", "IRL", "DEU", "BGR", "USA", "LUX", ""}).Draw(t, "state"),
	}
}

func locations(t *testing.T) (locs []*time.Location) {
	for _, name := range []string{"UTC", "Europe/Paris", "Europe/Dublin", "America/New_York", "Asia/Kolkata", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe"} {
		locs = append(locs, zone(t, name))
	}
	return locs
}

func TestALaterStartNeverEndsEarlier(t *testing.T) {
	locs, holidays := locations(t), clock.NewCalendar()
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t, locs)
		sooner := q.ask(holidays)
		q.start.At = q.start.At.Add(time.Duration(rapid.Int64Range(0, 20*86400).Draw(t, "later")) * time.Second)
		if later := q.ask(holidays); later.At.Before(sooner.At) || later.Latest.Before(sooner.Latest) {
			t.Fatalf("%s, but %s from the later start %s", sooner, later, q.start.At)
		}
	})
}

func TestEveryDeadline(t *testing.T) {
	locs, holidays, rules := locations(t), clock.NewCalendar(), clock.Rules()
	rapid.Check(t, func(t *rapid.T) {
		q := draw(t, locs)
		d := q.ask(holidays)
		if q.start.HourKnown && d.At.Before(q.start.At) {
			t.Fatalf("%s ends before it starts", d)
		}
		if d.Latest.Before(d.At) || (d.Latest != d.At && (q.start.HourKnown || !d.Hourly)) {
			t.Fatalf("from %s to %s", d.At, d.Latest)
		}
		if !slices.Contains(rules, d.Rule) {
			t.Fatalf("rule %s is not listed", d.Rule)
		}
		if !d.Hourly && d.At.Format(time.TimeOnly) != "23:59:59" {
			t.Fatalf("a day ends at %s", d.At)
		}
		if d.At.Location() != q.zone {
			t.Fatalf("in the zone %s", d.At.Location())
		}
		checkMoves(t, q, d, holidays)
	})
}

// Hours never move, silent texts move only over working days, and a period of
// the Union in days ends on a working day after everything it moved past.
func checkMoves(t *rapid.T, q question, d clock.Deadline, c *clock.Calendar) {
	if d.Hourly {
		most := time.Duration(q.period.Value+1) * time.Hour
		if len(d.Moved) > 0 || q.start.HourKnown && d.At.Sub(q.start.At) > most {
			t.Fatalf("hours moved to %s", d)
		}
		return
	}
	if q.regime != clock.EU1182 && q.period.Unit != clock.WorkingDays {
		if len(d.Moved) > 0 {
			t.Fatalf("a silent text moved: %v", d.Moved)
		}
		return
	}
	if name, _ := c.Holiday(q.state, d.At); name != "" || d.At.Weekday() == time.Saturday || d.At.Weekday() == time.Sunday {
		t.Fatalf("%s is no working day", d)
	}
	for i, m := range d.Moved {
		if i > 0 && !d.Moved[i-1].From.Before(m.From) || m.From.Format(time.DateOnly) >= d.String() {
			t.Fatalf("moves out of order: %v, then %s", d.Moved, d)
		}
	}
}
