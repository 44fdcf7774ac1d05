package opinion

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Opinion is the answer to a matter. Its JSON names are part of the written
// format (docs/spec/opinion.md) and do not change within a major version.
type Opinion struct {
	Matter          Matter           `json:"matter"`
	Answer          Answer           `json:"answer"`
	Routes          []Route          `json:"routes"`
	DualCriminality *DualCriminality `json:"dual_criminality,omitempty"`
	Jurisdiction    []Claim          `json:"jurisdiction"`
	Admission       []Admission      `json:"admission"`
	Rights          []Right          `json:"rights"`
	Questions       []Question       `json:"questions"`
	Changes         []Change         `json:"changes"`
	Corpus          string           `json:"corpus"`  // digest
	Version         string           `json:"version"` // of the program
}

// Answer is what stands in the first lines: whether there is a way, which is
// the first, and what decides most.
type Answer struct {
	Outcome string `json:"outcome" enum:"outcomes"`
	// Route is the index of the recommended way, or -1.
	Route int `json:"route"`
	// Obliged: on that way an instrument obliges the requested state, or would
	// if what is open were settled so.
	Obliged    bool   `json:"obliged"`
	Question   string `json:"question,omitempty"` // id of the most decisive question
	Confidence string `json:"confidence" enum:"confidence"`
}

// Outcomes of a route.
const (
	Available   = "available"
	Unavailable = "unavailable"
	OpenOutcome = "open"
)

// Citation points at the place in the corpus where a statement stands.
type Citation struct {
	// In is an instrument's id, or national:XXX for a state's own law.
	In         string   `json:"in"`
	Articles   []string `json:"articles,omitempty"`
	Confidence string   `json:"confidence" enum:"confidence"`
	Source     string   `json:"source,omitempty"`
}

// Claim is a state's ground to try the conduct.
type Claim struct {
	State      string     `json:"state"`
	Ground     string     `json:"ground"`
	Finding    rule.Value `json:"finding"`
	Confidence string     `json:"confidence" enum:"confidence"`
	Provision  string     `json:"provision,omitempty"`
	From       law.Date   `json:"from,omitzero"` // of an open claim: from when until when the provision is law
	To         law.Date   `json:"to,omitzero"`
	Condition  string     `json:"condition,omitempty"`
	Because    []string   `json:"because,omitempty"` // acted-in, effects-in, systems-in, national, victim, state-victim, present
	// Criteria are set on the claim of no state: who goes first where several
	// have a ground.
	Criteria []string `json:"criteria,omitempty"`
	Mode     string   `json:"mode,omitempty"`
	Cite     Citation `json:"cite"`
}

// Admission is what the requesting state's courts ask of the evidence.
type Admission struct {
	Rule        string   `json:"rule"`
	Requirement string   `json:"requirement"`
	Provision   string   `json:"provision"`
	Cite        Citation `json:"cite"`
}

// Right is a safeguard that must travel with the request.
type Right struct {
	Topic string   `json:"topic"` // safeguard, use-limitation, data-protection, confidentiality, specialty, data-localisation, ...
	Gist  string   `json:"gist"`
	State string   `json:"state,omitempty"`
	Cite  Citation `json:"cite"`
}

// Question is an open fact, and how much its answer decides.
type Question struct {
	ID   string `json:"id"`   // fact:CODE, element:CODE, data, holder, location, conduct, acts, mens_rea, authority, ...
	Text string `json:"text"` // in the words of the vocabulary
	// Field is where the answer goes in the matter.
	Field string `json:"field"`
	// Settles is the number of routes whose outcome an answer settles; IfTrue
	// and IfFalse say what the first of them becomes.
	Settles int      `json:"settles"`
	IfTrue  string   `json:"if_true,omitempty" enum:"outcomes"`
	IfFalse string   `json:"if_false,omitempty" enum:"outcomes"`
	Routes  []string `json:"routes,omitempty"` // instruments, the first ways first
}

// Change is a smallest change that would change the answer.
type Change struct {
	Kind string `json:"kind" enum:"change_kinds"` // fact, request, law
	// What: element, circumstance, data, accession, accession-of-both,
	// entry-into-force, reservation.
	What       string    `json:"what"`
	Code       string    `json:"code,omitempty"` // of the element, circumstance, category or measure
	Value      bool      `json:"value,omitempty"`
	State      string    `json:"state,omitempty"` // who would join
	Instrument string    `json:"instrument,omitempty"`
	Route      string    `json:"route"` // instrument of the route that changes
	Measure    string    `json:"measure,omitempty"`
	From       string    `json:"from" enum:"outcomes"`
	To         string    `json:"to" enum:"outcomes"`
	Effect     []string  `json:"effect,omitempty"` // what the way would then give: obliged, no-dual-criminality, closed-grounds
	Cite       *Citation `json:"cite,omitempty"`
}
