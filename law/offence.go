package law

import (
	"errors"
	"strconv"
)

// Definition is what must be shown for an offence: the act, the state of
// mind, the lack of right and the further elements. National laws and
// instruments are written in the same one, so that a conduct is matched
// against both alike.
type Definition struct {
	// Acts are alternatives; each is a set of acts that are needed together.
	// None stated: the offence is left untested.
	Acts           [][]string `json:"acts,omitempty" enum:"acts"`
	ActsConfidence string     `json:"acts_confidence,omitempty" enum:"acts_confidence"` // also derived: from the class alone
	ActsNote       string     `json:"acts_note,omitempty"`
	MensRea        string     `json:"mens_rea,omitempty" enum:"mens_rea"`
	WithoutRight   bool       `json:"without_right,omitempty"`
	Elements       []string   `json:"elements,omitempty" enum:"elements"` // all needed
	AnyOf          [][]string `json:"any_of,omitempty" enum:"elements"`   // one group needed
	// Optional elements are switched on for a party by its declaration or
	// reservation.
	Optional []OptionalElement `json:"optional,omitempty"`
}

// OptionalElement is an element that a party may add to an instrument's
// offence. Effect is the code of the declaration that adds it.
type OptionalElement struct {
	AnyOf    []string `json:"any_of" enum:"elements"` // one of these is then needed; "dishonest" and the like name a state of mind
	Via      string   `json:"via" enum:"via"`         // declaration, reservation, domestic-law
	Articles []string `json:"articles"`
	Effect   string   `json:"effect,omitempty"` // e.g. adds-element:security-measure
	Note     string   `json:"note,omitempty"`
}

// Offence is an offence of national law.
type Offence struct {
	ID         string   `json:"id"`
	Statute    string   `json:"statute"`
	Section    string   `json:"section"`
	Label      string   `json:"label"`
	Class      string   `json:"class" enum:"classes"`
	AlsoCovers []string `json:"also_covers,omitempty" enum:"classes"`
	Definition
	// Reach are the grounds on which the offence reaches a conduct, where its
	// own law names them; none: the general rules of the state hold.
	Reach        []string      `json:"reach,omitempty" enum:"jurisdiction_grounds"`
	Penalty      Penalty       `json:"penalty,omitzero"`
	Aggravations []Aggravation `json:"aggravations,omitempty"`
	History      []Event       `json:"history,omitempty"`
	Note         string        `json:"note,omitempty"`
	Fact
}

// Penalty is the maximum deprivation of liberty for a natural person.
// Base is nil where the penalty comes from another provision.
type Penalty struct {
	Base       *Years   `json:"base,omitempty"`
	Aggravated *Years   `json:"aggravated,omitempty"`
	Minimum    *float64 `json:"minimum,omitempty"`
	OpenEnded  bool     `json:"open_ended,omitempty"` // the act gives a minimum and no maximum
}

// Aggravation raises the maximum when a circumstance is shown.
type Aggravation struct {
	When    string `json:"when"`
	Years   *Years `json:"years,omitempty"`
	Capital bool   `json:"capital,omitempty"` // the tier carries the death penalty
	Note    string `json:"note,omitempty"`
}

// Event is what happened to an offence over time. From is the first day of
// the new state, To the first day after it.
type Event struct {
	Kind string `json:"kind" enum:"events"`
	From Date   `json:"from,omitzero"`
	To   Date   `json:"to,omitzero"`
	Note string `json:"note,omitempty"`
	Fact
}

// Years is a length of imprisonment in years; months are fractions, and
// Life stands above every number.
type Years float64

// Life is imprisonment for life.
const Life Years = 1000

// MarshalJSON writes life as a word.
func (y Years) MarshalJSON() ([]byte, error) {
	if y >= Life {
		return []byte(`"life"`), nil
	}
	return strconv.AppendFloat(nil, float64(y), 'f', -1, 64), nil
}

var errYears = errors.New(`years are a number, or the word "life"`)

// UnmarshalText reads a number or the word life.
func (y *Years) UnmarshalText(b []byte) error {
	if string(b) == "life" {
		*y = Life
		return nil
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil || f < 0 || f >= float64(Life) || f != f {
		return errYears
	}
	*y = Years(f)
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (y *Years) UnmarshalJSON(b []byte) error {
	if s, err := strconv.Unquote(string(b)); err == nil {
		b = []byte(s)
	}
	return y.UnmarshalText(b)
}
