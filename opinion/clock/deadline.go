package clock

import "time"

// Deadline is the end of a period and how it was found. The zero Deadline stands
// for no date.
type Deadline struct {
	// At is the end: an instant if Hourly, else the last second of the last day,
	// in the zone of the computation. The period is over once now is after it.
	At     time.Time
	Hourly bool

	// Rule is the code under which the catalogue explains the computation: the
	// regime and either the articles applied or the unit counted. See Rules.
	Rule     string
	Articles []string // of the computing rule; none where the text is silent

	// HolidaysKnown is false where the date hangs on holidays that are not held.
	// It is true where they are held, and where the rule looks at none.
	HolidaysKnown bool
	// Regional is true where holidays were looked at in a state of which parts
	// have more of them, not held.
	Regional bool
	// Moved lists the days that the end was moved past or, for working days,
	// that were left out of the count; in order.
	Moved []Move

	// Latest differs from At only where the period is in hours and the hour of
	// the event is not known: the end then lies from At to Latest, and At is the
	// safe one for whoever must act.
	Latest time.Time
}

// Why is the reason for which a day was passed.
type Why string

// The reasons.
const (
	Saturday Why = "saturday"
	Sunday   Why = "sunday"
	Holiday  Why = "holiday"
	// TwoWorkingDays is article 3(5) of Regulation 1182/71: the period held only
	// this one working day.
	TwoWorkingDays Why = "two-working-days"
)

// Move is one day that was passed.
type Move struct {
	From time.Time // the date, as 00:00 UTC
	Why  Why
	Name string // the holiday's, in a language of the state
}

// IsZero says whether there is no date, because the input was not valid.
func (d Deadline) IsZero() bool { return d.At.IsZero() }

// String is RFC 3339 with the offset of the zone for a period in hours, a date
// otherwise, and empty for no date.
func (d Deadline) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Hourly:
		return d.At.Format(time.RFC3339)
	}
	return d.At.Format(time.DateOnly)
}

// Rules lists every code that Deadline.Rule can hold, so that a catalogue can
// prove that it has words for each.
func Rules() []string {
	eu := string(EU1182)
	codes := []string{eu + "/3(1),3(2)(a)", eu + "/2(2),3(1),3(3)"}
	for _, length := range []string{"3(2)(b)", "3(2)(c)"} {
		for _, moved := range []string{"", ",3(4)", ",3(5)", ",3(4),3(5)"} {
			codes = append(codes, eu+"/3(1),"+length+moved)
		}
	}
	for _, plain := range []Regime{Treaty, National} {
		for _, u := range []Unit{Hours, Days, WorkingDays, Weeks, Months, Years} {
			codes = append(codes, string(plain)+"/"+string(u))
		}
	}
	return codes
}
