package law

import "github.com/comity-dev/comity/rule"

// Force says whether a law stood on a date as the corpus describes it.
type Force struct {
	Finding rule.Finding
	Event   *Event // the event that decides, if one does
}

// OffenceForce says whether an offence was law on a date, in the form that
// the corpus describes. An offence that was not yet made, was struck down,
// repealed or not commenced was none. An earlier text that is not held, and a
// suspension, leave the answer open.
func (l *NationalLaw) OffenceForce(o *Offence, on Date) Force {
	return offenceForce(o, l.Statute(o.Statute), on)
}

func offenceForce(o *Offence, statute *Statute, on Date) Force {
	if f, ok := ended(o.History, on); ok {
		return f
	}
	if f, ok := begun(o.History, on); ok {
		return f
	}
	return statuteForce(statute, on)
}

// Statute gives a statute by its id, or nil.
func (l *NationalLaw) Statute(id string) *Statute {
	for i := range l.Statutes {
		if l.Statutes[i].ID == id {
			return &l.Statutes[i]
		}
	}
	return nil
}

// ended looks for events that stop an offence or cloud it.
func ended(history []Event, on Date) (Force, bool) {
	for i := range history {
		e := &history[i]
		switch e.Kind {
		case "struck-down", "repealed":
			if v := e.From.Reached(on); v != rule.False {
				return Force{rule.At(v.Not(), e.Confidence), e}, true
			}
		case "not-commenced":
			return Force{rule.At(rule.False, e.Confidence), e}, true
		case "suspended", "former":
			if Within(e.From, e.To, on) == rule.True {
				return Force{rule.Unknown, e}, true
			}
		case "later":
			if e.From.Reached(on) != rule.False {
				return Force{rule.Unknown, e}, true
			}
		case "unknown":
			return Force{rule.Unknown, e}, true
		}
	}
	return Force{}, false
}

// begun looks for the events from which the described text applies.
func begun(history []Event, on Date) (Force, bool) {
	var last *Event
	value := rule.False
	changed := false
	for i := range history {
		e := &history[i]
		switch e.Kind {
		case "original", "inserted", "changed":
			if e.Kind == "original" && e.From.IsZero() {
				continue
			}
			changed = changed || e.Kind == "changed"
			v := Within(e.From, e.To, on)
			if v == rule.True {
				return Force{rule.At(v, e.Confidence), e}, true
			}
			value |= v
			if last == nil || e.From.Before(last.From) {
				last = e
			}
		}
	}
	if last == nil {
		return Force{}, false
	}
	if changed && value == rule.False {
		value = rule.Open // it stood in another form, which is not held
	}
	return Force{rule.At(value, last.Confidence), last}, true
}

// statuteForce says whether a statute was in force on a date.
func statuteForce(s *Statute, on Date) Force {
	if s == nil || len(s.Force) == 0 {
		return Force{Finding: rule.Unknown}
	}
	value, last := rule.False, (*Event)(nil)
	for i := range s.Force {
		e := &s.Force[i]
		v := Within(e.From, e.To, on)
		if v == rule.True || last == nil {
			last = e
		}
		value |= v
	}
	return Force{rule.At(value, last.Confidence), last}
}

// Describes says whether what the corpus holds of a statute is the law of a
// day. Where it was not law on that day the answer is open and never no: what
// another law said then is not held. The event is the one that says from when
// until when it is law. A statute whose dates are not held, and no statute, are
// taken as law.
func (l *NationalLaw) Describes(statute string, on Date) (rule.Value, *Event) {
	s := l.Statute(statute)
	if s == nil || len(s.Force) == 0 {
		return rule.True, nil
	}
	var last *Event
	for i := range s.Force {
		e := &s.Force[i]
		if e.From.IsZero() || Within(e.From, e.To, on) == rule.True {
			return rule.True, e
		}
		if last == nil || !on.Before(e.From) {
			last = e
		}
	}
	return rule.Open, last
}

// Held says whether the corpus holds every offence of a class as of a date.
// Where it does not, "no offence" cannot be said.
func (l *NationalLaw) Held(class string, on Date) (rule.Finding, *Complete) {
	for i := range l.Complete {
		k := &l.Complete[i]
		if k.Class == class && Within(k.From, k.To, on) == rule.True {
			return rule.At(rule.True, k.Confidence), k
		}
	}
	return rule.Unknown, nil
}
