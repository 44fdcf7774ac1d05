package law

import (
	"fmt"
	"slices"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// surelyBefore reports whether a came before b whatever the unknown day of
// either was.
func surelyBefore(a, b Date) bool { return !a.IsZero() && !b.IsZero() && a.last() < b.first() }

// order reports a date that is before one it must not precede.
func (k *checker) order(f *file, at, field string, later Date, what string, earlier Date) {
	if surelyBefore(later, earlier) {
		k.add(f, strictyaml.Key(at, field), fmt.Sprintf("%s %s is before %s %s", field, later, what, earlier), "check both dates")
	}
}

// span is a time from a day on and up to another, which is no longer in it.
type span struct{ from, to Date }

// span reports a time that no day is in.
func (k *checker) span(f *file, at string, s span) {
	if !s.from.IsZero() && !s.to.IsZero() && s.to.last() <= s.from.first() {
		k.add(f, strictyaml.Key(at, "to"), fmt.Sprintf("to %s leaves no day after from %s", s.to, s.from),
			"to is the first day that is no longer in it")
	}
}

// overlap reports whether two times surely have a day in common. Where days
// are not known, nothing is sure.
func overlap(a, b span) bool {
	if a.from.IsZero() || b.from.IsZero() {
		return a == b
	}
	start := max(a.from.last(), b.from.last())
	return (a.to.IsZero() || start < a.to.first()) && (b.to.IsZero() || start < b.to.first())
}

// events checks the events at the path at, and that no two which exclude each
// other overlap: exclusive names the kinds of which each excludes its own; if
// it is nil, each event excludes every other.
func (k *checker) events(f *file, at string, events []Event, exclusive []string) {
	for i := range events {
		e := &events[i]
		here := strictyaml.Index(at, i)
		k.span(f, here, span{e.From, e.To})
		if exclusive != nil && !slices.Contains(exclusive, e.Kind) {
			continue
		}
		j := slices.IndexFunc(events[:i], func(o Event) bool {
			return (exclusive == nil || o.Kind == e.Kind) && overlap(span{e.From, e.To}, span{o.From, o.To})
		})
		if j >= 0 {
			k.overlaps(f, here, strictyaml.Index(at, j))
		}
	}
}

func (k *checker) overlaps(f *file, at, other string) {
	k.add(f, at, fmt.Sprintf("this time overlaps with that in %s", place{f, other}), "let one end where the other begins")
}
