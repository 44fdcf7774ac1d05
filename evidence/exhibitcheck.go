package evidence

import (
	"strings"
	"time"
)

// Check says whether what is stated about an exhibit can stand in a record, long
// before it is read.
func (e *Exhibit) Check() error {
	nothing := strings.Repeat("0", 64)
	r := Record{Basis: e.Basis, Claimed: e.Claimed, Collector: e.Collector, Derived: e.Derived, Name: e.Name, Origin: e.Origin,
		Original: e.Original, Salt: nothing, SHA256: nothing, Size: e.Size, Tool: e.Tool}
	if !e.Collected.IsZero() {
		r.Collected = formatTime(e.Collected)
	}
	_, err := r.line()
	return err
}

// ParseTime reads a time as records have it: 2026-11-23T12:00:00Z.
func ParseTime(s string) (time.Time, error) { return parseTime(s) }
