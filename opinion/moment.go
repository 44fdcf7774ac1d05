package opinion

import (
	"errors"
	"time"

	"github.com/comity-dev/comity/law"
)

// Moment is a day, or an instant with its zone where the hour is known.
type Moment struct {
	At        time.Time
	HourKnown bool
}

var errMoment = errors.New("write a day (2026-11-20) or an instant with its zone (2026-11-20T17:10:00+01:00)")

// UnmarshalText reads a day or an RFC 3339 instant.
func (m *Moment) UnmarshalText(b []byte) error {
	s := string(b)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		*m = Moment{t, true}
		return nil
	}
	d, err := law.ParseDate(s)
	if err != nil || !d.Exact() {
		return errMoment
	}
	*m = Moment{At: d.Time(time.UTC)}
	return nil
}

// MarshalText writes what UnmarshalText reads.
func (m Moment) MarshalText() ([]byte, error) {
	if m.HourKnown {
		return []byte(m.At.Format(time.RFC3339)), nil
	}
	return []byte(m.At.Format(time.DateOnly)), nil
}
