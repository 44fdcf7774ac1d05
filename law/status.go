package law

import (
	"slices"
	"strings"

	"github.com/comity-dev/comity/rule"
)

// Standing is a state's relation to an instrument on a date: whether it is
// bound, since when and why.
type Standing struct {
	Instrument string
	State      string
	On         Date
	Bound      rule.Finding
	Since      Date    // first day on which it was bound; zero if it is not
	Because    Because // the reason, for the catalogue
	Party      *Party  // the row that decides; nil where there is none
}

// Because is the reason of a standing.
type Because string

// Reasons of a standing.
const (
	InForceFor      Because = "in-force"        // in force for the state
	NotYetInForce   Because = "not-yet"         // bound from a later day
	SignedOnly      Because = "signed-only"     // signature is not being bound
	Denounced       Because = "denounced"       // no longer bound
	NoPartyRow      Because = "no-party"        // in no list of parties
	PartiesNotHeld  Because = "parties-unknown" // its parties were not collected
	TextNotInForce  Because = "not-in-force"    // the instrument itself is not in force
	DateUnknown     Because = "date-unknown"    // consented, date or force not established
	NotAdopted      Because = "not-adopted"     // not yet adopted on that day
	AddressedMember Because = "member"          // a scheme that addresses its members
)

// Bound gives a state's standing under an instrument on a date. Signature is
// not being bound, adoption is not entry into force, and a consent whose date
// is not established is open.
func (c *Corpus) Bound(i *Instrument, state string, on Date) Standing {
	s := Standing{Instrument: i.ID, State: state, On: on}
	if !i.Adopted.IsZero() && i.Adopted.Reached(on) == rule.False {
		s.Because, s.Bound = NotAdopted, rule.At(rule.False, i.Confidence)
		return s
	}
	p := i.party(state)
	if p == nil {
		s.Because, s.Bound = NoPartyRow, rule.At(rule.False, i.Confidence)
		if !i.PartiesHeld {
			s.Because, s.Bound = PartiesNotHeld, rule.Unknown
		}
		return s
	}
	s.Party = p
	s.Bound, s.Because = p.standing(i, on)
	if s.Bound.Raw() == rule.True {
		s.Since = p.EntryIntoForce
	}
	return s
}

// KindMember is the kind of a party that is bound, or addressed, as a member
// of a union or scheme.
const KindMember = "member"

// Between says whether an instrument can stand between two states: not if
// both have their rows as members of the union that is one side of it, such
// as two members under an agreement of the Union with a third state.
func (i *Instrument) Between(a, b string) bool {
	x, y := i.party(a), i.party(b)
	if x == nil || y == nil || x.Kind != KindMember || y.Kind != KindMember {
		return true
	}
	return !i.otherSide
}

func (i *Instrument) party(state string) *Party {
	if k, ok := i.rows[state]; ok {
		return &i.Parties[k]
	}
	return nil
}

func (i *Instrument) indexParties() {
	i.rows = make(map[string]int, len(i.Parties))
	for k := range i.Parties {
		i.rows[i.Parties[k].State] = k
	}
	i.otherSide = slices.ContainsFunc(i.Parties, func(p Party) bool { return p.Kind == "ratification" || p.Kind == "accession" })
	i.declared = make(map[string][]int)
	for k := range i.Reservations {
		s := i.Reservations[k].State
		i.declared[s] = append(i.declared[s], k)
	}
}

func (p *Party) standing(i *Instrument, on Date) (rule.Finding, Because) {
	if !p.Denounced.IsZero() {
		if v := p.Denounced.Reached(on); v != rule.False {
			return rule.At(v.Not(), p.Confidence), Denounced
		}
	}
	if p.Kind == "signature-only" {
		return rule.At(rule.False, p.Confidence), SignedOnly
	}
	if p.EntryIntoForce.IsZero() {
		return p.withoutDate(i, on)
	}
	switch v := p.EntryIntoForce.Reached(on); v {
	case rule.True:
		because := InForceFor
		if i.Kind == "scheme" {
			because = AddressedMember
		}
		return rule.At(v, p.Confidence), because
	case rule.False:
		return rule.At(v, p.Confidence), NotYetInForce
	}
	return rule.Unknown, DateUnknown
}

// withoutDate is a consent of which the entry into force is not established.
// Where the instrument itself is known not to be in force, nobody is bound.
func (p *Party) withoutDate(i *Instrument, on Date) (rule.Finding, Because) {
	if i.NotInForce {
		return rule.At(rule.False, min(p.Confidence, i.Confidence)), TextNotInForce
	}
	if !i.InForce.IsZero() && i.InForce.Reached(on) == rule.False {
		return rule.At(rule.False, i.Confidence), TextNotInForce
	}
	if i.Kind == "scheme" && p.Kind == "member" {
		return rule.At(rule.True, p.Confidence), AddressedMember
	}
	return rule.Unknown, DateUnknown
}

// Declared says whether a reservation or declaration with this effect code
// stood for a state on a date. One that was not collected is open, not absent,
// unless all of the state are held.
//
// Where articles are given, it must have been made on one of them: an added
// element stands for the article on which it was declared and no other.
func (i *Instrument) Declared(state, effect string, on Date, articles ...string) (rule.Finding, *Reservation) {
	for _, k := range i.declared[state] {
		r := &i.Reservations[k]
		if !r.has(effect) || !r.on(articles) {
			continue
		}
		v := rule.True
		if !r.From.IsZero() {
			v = r.From.Reached(on)
		}
		if !r.Withdrawn.IsZero() {
			v &= r.Withdrawn.Reached(on).Not()
		}
		return rule.At(v, r.Confidence), r
	}
	if p := i.party(state); p != nil && p.DeclarationsHeld {
		return rule.At(rule.False, min(p.Confidence, rule.Known)), nil
	}
	return rule.Unknown, nil
}

func (r *Reservation) has(effect string) bool {
	return slices.ContainsFunc(r.Effects, func(e string) bool { return sameEffect(e, effect) })
}

// on says whether the reservation concerns one of the articles; one without
// articles concerns all.
func (r *Reservation) on(articles []string) bool {
	if len(articles) == 0 || len(r.Articles) == 0 {
		return true
	}
	return slices.ContainsFunc(articles, func(a string) bool {
		return slices.ContainsFunc(r.Articles, func(b string) bool { return sameArticle(a, b) })
	})
}

// sameArticle compares articles; a paragraph belongs to its article.
func sameArticle(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"(") || strings.HasPrefix(b, a+"(")
}

// sameEffect compares effect codes. A qualifier behind an added element says
// where it stands and does not matter; behind an exclusion it narrows it, so
// that the exclusion is another.
func sameEffect(have, want string) bool {
	return have == want || strings.HasPrefix(want, "adds-element:") && strings.HasPrefix(have, want+":")
}
