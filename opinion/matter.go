package opinion

import (
	"github.com/comity-dev/comity/law"
)

// Matter is a question about one case: who asks whom, when, for what, about
// which conduct. Only the two states, the date and the measure must be given.
// What is missing is unknown, never false.
type Matter struct {
	Title      string   `json:"title,omitempty"`
	Requesting string   `json:"requesting" doc:"the state that asks: ISO 3166 code or name"`
	Requested  string   `json:"requested" doc:"the state that is asked"`
	On         law.Date `json:"on" doc:"the day of the request"`
	// Measure is a measure or an aim of the vocabulary.
	Measure       string            `json:"measure" enum:"measures_and_aims" doc:"the legal step, or an aim such as content"`
	Authority     string            `json:"authority,omitempty" enum:"authority_kinds" doc:"who issues or validates"`
	Data          *Data             `json:"data,omitempty"`
	Conduct       *law.Conduct      `json:"conduct,omitempty"`
	Offence       *Charge           `json:"offence,omitempty"`
	Persons       []Person          `json:"persons,omitempty"`
	Victims       []Victim          `json:"victims,omitempty"`
	Circumstances map[string]bool   `json:"circumstances,omitempty" keys:"circumstances" doc:"circumstances of the vocabulary, with underscores"`
	Events        map[string]Moment `json:"events,omitempty" keys:"period_events" doc:"what has happened, for the clocks: receipt, preservation, arrest, decision, ..."`
}

// Data are the data asked for.
type Data struct {
	Categories []string `json:"categories,omitempty" enum:"categories"`
	Holder     string   `json:"holder,omitempty" enum:"holders"`
	Location   string   `json:"location,omitempty" doc:"the state where they lie"`
}

// Charge is the offence under each side's law, where it is given.
type Charge struct {
	Requesting      string     `json:"requesting,omitempty" doc:"id of the offence in the law of the requesting state"`
	Requested       string     `json:"requested,omitempty"`
	MaxPenaltyYears *law.Years `json:"max_penalty_years,omitempty" doc:"maximum in the law of the requesting state"`
	SentenceMonths  *float64   `json:"sentence_months,omitempty" doc:"sentence imposed, or left to serve"`
}

// Person is someone the matter is about.
type Person struct {
	Role        string   `json:"role" enum:"roles"`
	Nationality []string `json:"nationality,omitempty"`
	Residence   []string `json:"residence,omitempty"`
	PresentIn   string   `json:"present_in,omitempty"`
	Age         *int     `json:"age,omitempty" doc:"at the time of the conduct"`
}

// Victim is someone harmed.
type Victim struct {
	Nationality []string `json:"nationality,omitempty"`
	State       *bool    `json:"state,omitempty" doc:"a state or its body"`
}

// sought gives the person whom the matter is about first of all, or nil.
func (m *Matter) sought() *Person {
	for i := range m.Persons {
		if m.Persons[i].isSought() {
			return &m.Persons[i]
		}
	}
	return nil
}

// isSought says whether the matter is about the person first of all.
func (p *Person) isSought() bool {
	switch p.Role {
	case "suspect", "accused", "sentenced", "sought":
		return true
	}
	return false
}

// conductDay is the day whose law decides what was a crime; the day of the
// request stands in where it is not told.
func (m *Matter) conductDay() law.Date {
	if m.Conduct != nil && !m.Conduct.On.IsZero() {
		return m.Conduct.On
	}
	return m.On
}

// unknownPlace and unknownHolder are written where it is known that the place
// or the holder is not known.
const (
	unknownPlace  = "unknown"
	unknownHolder = "unknown"
)
