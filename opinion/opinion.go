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
	// Obliged: an instrument obliges the requested state on that way.
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

// Route is one lawful way, and everything that stands on it or in it.
type Route struct {
	Instrument string   `json:"instrument"` // id, national:XXX or police:XXX
	Provision  string   `json:"provision,omitempty"`
	Articles   []string `json:"articles"`
	Measure    string   `json:"measure" enum:"measures"`
	Variant    string   `json:"variant,omitempty"`
	Mode       string   `json:"mode,omitempty" enum:"modes"` // of the requested side
	Outcome    string   `json:"outcome" enum:"outcomes"`
	Confidence string   `json:"confidence" enum:"confidence"`
	Verify     bool     `json:"verify,omitempty"` // closed only by an unsure fact: verify it
	// Status of each side, requesting first; empty for own law and police.
	Status     []Status          `json:"status,omitempty"`
	Conditions []Condition       `json:"conditions"`
	Grounds    []Ground          `json:"grounds"`
	Closed     bool              `json:"grounds_closed,omitempty"` // no other ground of refusal
	NoGrounds  []law.Gist        `json:"no_grounds,omitempty"`     // what may not be a ground
	Deadlines  []Deadline        `json:"deadlines"`
	Expected   *Expected         `json:"expected,omitempty"`
	Channel    Channel           `json:"channel"`
	Content    []Content         `json:"content"`
	Form       map[string]string `json:"form,omitempty"`
	Rules      []law.Gist        `json:"rules,omitempty"` // duties, specialty, costs and the like
	AutDedere  *law.AutDedere    `json:"aut_dedere,omitempty"`
	Note       string            `json:"note,omitempty"`
	Cites      []Citation        `json:"cites"`
}

// Status is a side's standing under the instrument of a route.
type Status struct {
	State   string      `json:"state"`
	Bound   rule.Value  `json:"bound"`
	Since   law.Date    `json:"since,omitzero"`
	Because law.Because `json:"because"`
	Cite    Citation    `json:"cite"`
}

// Condition is something that must be met on a route.
type Condition struct {
	// Code is what kind of condition it is: status, text-held, basis (a request
	// can rest on it), treaty-needed (own law alone gives no way), scope, data,
	// requirement, dual-criminality, power.
	Code       string     `json:"code" enum:"condition_codes"`
	What       string     `json:"what,omitempty"` // in the words of the corpus
	Finding    rule.Value `json:"finding"`
	Verify     bool       `json:"verify,omitempty"`
	Confidence string     `json:"confidence" enum:"confidence"`
	Reason     *Reason    `json:"reason,omitempty"`
	Cite       Citation   `json:"cite"`
	// Rule are the codes of the provision's rule on dual criminality.
	Rule []string `json:"rule,omitempty"`
}

// Ground is a ground of refusal on a route.
type Ground struct {
	Ground      string     `json:"ground" enum:"grounds"`
	Mode        string     `json:"mode" enum:"modes"` // may: a risk; shall: ends the route
	Finding     rule.Value `json:"finding"`           // whether it applies
	Verify      bool       `json:"verify,omitempty"`
	Articles    []string   `json:"articles"`
	By          string     `json:"by,omitempty"`
	OnlyIf      string     `json:"only_if,omitempty"`
	NotFor      string     `json:"not_for,omitempty"`
	Note        string     `json:"note,omitempty"`
	Consequence string     `json:"consequence,omitempty"`
	Reason      *Reason    `json:"reason,omitempty"`
	Cite        Citation   `json:"cite"`
}

// Reason is the tree of a finding down to the facts.
type Reason struct {
	Kind       string          `json:"kind" enum:"reason_kinds"` // fact, threshold, status, all, any, not, except
	Fact       string          `json:"fact,omitempty"`
	Threshold  *rule.Threshold `json:"threshold,omitempty"`
	Status     *rule.Status    `json:"status,omitempty"`
	Finding    rule.Value      `json:"finding"`
	Confidence string          `json:"confidence" enum:"confidence"`
	Decisive   bool            `json:"decisive,omitempty"`
	Of         []Reason        `json:"of,omitempty"`
}

// Deadline is a period as a date, with the rule by which it was reckoned.
type Deadline struct {
	What          string     `json:"what"`
	Code          string     `json:"code,omitempty" enum:"periods"`
	At            string     `json:"at,omitempty"` // RFC 3339, or a date; empty: no figure, or what starts it has not happened
	Latest        string     `json:"latest,omitempty"`
	Value         int        `json:"value,omitempty"`
	Unit          string     `json:"unit,omitempty" enum:"units"`
	From          string     `json:"from"` // what starts it, in the words of the corpus
	Event         string     `json:"event,omitempty" enum:"period_events"`
	Start         string     `json:"start,omitempty"`   // the start that was used
	Assumed       bool       `json:"assumed,omitempty"` // the start was taken to be the day of the request
	Strict        bool       `json:"strict"`
	Rule          string     `json:"rule"` // code of the computing rule
	Articles      []string   `json:"articles"`
	Moved         []Moved    `json:"moved,omitempty"`
	HolidaysKnown bool       `json:"holidays_known"`
	Finding       rule.Value `json:"finding"` // whether the period runs in this matter
	Notes         []law.Gist `json:"notes,omitempty"`
}

// Moved is a day past which an end was moved, and why.
type Moved struct {
	From string `json:"from"`
	Why  string `json:"why"`
	Name string `json:"name,omitempty"`
}

// Expected is how long it takes in truth.
type Expected struct {
	Low   int      `json:"low"`
	High  int      `json:"high,omitempty"`
	Unit  string   `json:"unit" enum:"units"`
	Basis string   `json:"basis"`
	AsOf  law.Date `json:"as_of"`
	Cite  Citation `json:"cite"`
}

// Channel is who asks whom.
type Channel struct {
	Text      string   `json:"text,omitempty"` // as the provision says
	From      []Body   `json:"from,omitempty"`
	To        []Body   `json:"to,omitempty"`
	Languages []string `json:"languages,omitempty"` // accepted by the requested state
}

// Body is an institution.
type Body struct {
	State      string   `json:"state"`
	Competence string   `json:"competence"`
	Name       string   `json:"name"`
	Network    string   `json:"network,omitempty"`
	Cite       Citation `json:"cite"`
}

// Content is what the request must contain.
type Content struct {
	Field    string   `json:"field"`
	Required string   `json:"required"`
	Articles []string `json:"articles,omitempty"`
}

// DualCriminality is the comparison of both laws by elements.
type DualCriminality struct {
	Finding    rule.Value `json:"finding"`
	Confidence string     `json:"confidence" enum:"confidence"`
	Verify     bool       `json:"verify,omitempty"`
	On         law.Date   `json:"on"` // the day whose law was asked
	OnAssumed  bool       `json:"on_assumed,omitempty"`
	Requesting Side       `json:"requesting"`
	Requested  Side       `json:"requested"`
}

// Side is one state's law on the conduct.
type Side struct {
	State      string     `json:"state"`
	Finding    rule.Value `json:"finding"`
	Confidence string     `json:"confidence" enum:"confidence"`
	// LawHeld: a file of the state's law is held. Complete: the classes that
	// matter are held completely on that day, so that "no offence" can be said.
	LawHeld  bool       `json:"law_held"`
	AsOf     law.Date   `json:"as_of,omitzero"`
	Classes  []string   `json:"classes,omitempty"`
	Complete rule.Value `json:"complete"`
	// Held are the classes that are held completely, and what is known of them.
	Held []HeldClass `json:"held,omitempty"`
	// Charged: the offence was given by the asker.
	Charged  string           `json:"charged,omitempty"`
	Offences []OffenceFinding `json:"offences"`
	Tested   int              `json:"tested"`             // how many offences were tested
	Untested int              `json:"untested,omitempty"` // whose act is not stated
}

// HeldClass is a class of which every offence of a state is held from a day
// on; "no offence" rests on it.
type HeldClass struct {
	Class string   `json:"class"`
	From  law.Date `json:"from"`
	Note  string   `json:"note,omitempty"`
	Cite  Citation `json:"cite"`
}

// OffenceFinding is one offence against the conduct.
type OffenceFinding struct {
	Offence string   `json:"offence"`
	State   string   `json:"state"`
	Label   string   `json:"label"`
	Section string   `json:"section"`
	Statute string   `json:"statute"` // name
	Class   string   `json:"class"`
	Result  string   `json:"result" enum:"results"` // met, not-met, undetermined
	Met     []string `json:"met"`
	Missing []string `json:"missing"`
	Unknown []string `json:"unknown"`
	// InForce says whether it was law on the day; Event and Note why.
	InForce   rule.Value  `json:"in_force"`
	Event     string      `json:"event,omitempty"`
	From      law.Date    `json:"from,omitzero"`
	To        law.Date    `json:"to,omitzero"`
	EventNote string      `json:"event_note,omitempty"`
	Penalty   law.Penalty `json:"penalty"`
	Note      string      `json:"note,omitempty"`
	Cite      Citation    `json:"cite"`
}

// Claim is a state's ground to try the conduct.
type Claim struct {
	State      string     `json:"state"`
	Ground     string     `json:"ground"`
	Finding    rule.Value `json:"finding"`
	Confidence string     `json:"confidence" enum:"confidence"`
	Provision  string     `json:"provision,omitempty"`
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
