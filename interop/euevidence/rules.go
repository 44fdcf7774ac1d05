package euevidence

import (
	"fmt"
	"time"
)

// How long evidence must and may be kept for fetching, in calendar days after the
// day on which it was made available (Implementing Regulation (EU) 2025/1550, Annex;
// the day itself does not count, Article 3(1) of Regulation 1182/71).
const (
	MinDays = 10
	MaxDays = 45
)

// checkPeriod holds the last day against the rule. Only the issuing authority can
// ask for more than 45 days; nobody can ask for fewer than 10.
func checkPeriod(at time.Time, until, extension string) error {
	last, err := time.Parse(time.DateOnly, until)
	if err != nil {
		return fmt.Errorf("%q is no date such as 2026-12-23", until)
	}
	first := at.UTC().Truncate(24 * time.Hour)
	days := int(last.Sub(first).Hours() / 24)
	from, to := first.AddDate(0, 0, MinDays).Format(time.DateOnly), first.AddDate(0, 0, MaxDays).Format(time.DateOnly)
	switch {
	case days < MinDays:
		return fmt.Errorf("%s is %d calendar days away; it must stay available for at least %d: until %s or later", until, days, MinDays, from)
	case days > MaxDays && extension == "":
		return fmt.Errorf("%s is %d calendar days away; it may stay available for at most %d, until %s, "+
			"unless the issuing authority asked for more: then name its request as extension", until, days, MaxDays, to)
	case days <= MaxDays && extension != "":
		return fmt.Errorf("%s needs no extension: up to %s is allowed to all", until, to)
	}
	if extension != "" {
		if err := checkText(extension); err != nil {
			return fmt.Errorf("extension: %w", err)
		}
	}
	return nil
}

// Weight is a size beside what the decentralised IT system carries.
type Weight string

// What the system carries: up to 25 megabytes, "25 600 kilobytes". Whether these
// are of 1000 or 1024 bytes is not known, so between the two the answer is open.
const (
	Carried   Weight = "carried"   // the system carries it itself
	Unclear   Weight = "unclear"   // it does if a kilobyte has 1024 bytes
	TooLarge  Weight = "too-large" // it does not
	kilobytes        = 25_600
)

// Weigh holds a size in bytes against the threshold.
func Weigh(octets int64) Weight {
	switch {
	case octets <= kilobytes*1000:
		return Carried
	case octets <= kilobytes*1024:
		return Unclear
	}
	return TooLarge
}

// Advice says in a sentence what the size means, or nothing.
func (w Weight) Advice() string {
	switch w {
	case Carried:
		return "it is not larger than 25 600 kilobytes: the decentralised IT system carries this itself; " +
			"other means need another ground of Article 19(5) of Regulation (EU) 2023/1543"
	case Unclear:
		return "it is about 25 600 kilobytes, and whether these have 1000 or 1024 bytes is not known to this program: try the decentralised IT system first"
	}
	return ""
}
