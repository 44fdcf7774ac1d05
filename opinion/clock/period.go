package clock

import (
	"fmt"
	"time"
)

// Regime is the computing rule of the text that sets a period.
type Regime string

// The regimes; the package comment says what each does.
const (
	EU1182   Regime = "eu-1182-71"
	Treaty   Regime = "treaty"
	National Regime = "national"
)

// Validate says whether the regime is one of the three.
func (r Regime) Validate() error {
	switch r {
	case EU1182, Treaty, National:
		return nil
	}
	return fmt.Errorf("clock: unknown computing rule %q", string(r))
}

// Unit is what a period is counted in.
type Unit string

// The units, spelled as in the corpus.
const (
	Hours       Unit = "hours"
	Days        Unit = "days"
	WorkingDays Unit = "working-days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Years       Unit = "years"
)

// most is the longest period accepted in a unit, and 0 for an unknown unit. No
// text comes near; a larger value is a slip of the pen, caught before it makes a
// date in another century.
func (u Unit) most() int {
	switch u {
	case Hours:
		return 24 * 366
	case Days:
		return 100 * 366
	case WorkingDays:
		return 1000
	case Weeks:
		return 100 * 53
	case Months:
		return 100 * 12
	case Years:
		return 100
	}
	return 0
}

// Period is a length of time as a text states it.
type Period struct {
	Value int
	Unit  Unit
}

// Validate says whether Compute accepts the period. Call it when a corpus is
// loaded, so that no one meets the error with a case in hand.
func (p Period) Validate() error {
	most := p.Unit.most()
	switch {
	case most == 0:
		return fmt.Errorf("clock: unknown unit %q", string(p.Unit))
	case p.Value < 1:
		return fmt.Errorf("clock: a period of %d %s has no length", p.Value, p.Unit)
	case p.Value > most:
		return fmt.Errorf("clock: a period of %d %s is longer than %d", p.Value, p.Unit, most)
	}
	return nil
}

// Start is the event from which a period runs: a receipt, an order, an arrest.
//
// Where the hour is known, At is an instant and Compute reads its day in the zone
// it is given. Where it is not, At stands for a date, the one it shows in its own
// location: a date has no zone, and converting it would move it by a day.
type Start struct {
	At        time.Time
	HourKnown bool
}

// day is the day of the event.
func (s Start) day(zone *time.Location) day {
	if s.HourKnown {
		return dayOf(s.At.In(zone))
	}
	return dayOf(s.At)
}
