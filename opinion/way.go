package opinion

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

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
	// can rest on it), treaty-needed (own law alone gives no way), not-replaced
	// (by another instrument, named in what), scope, data,
	// requirement, dual-criminality, power.
	Code       string     `json:"code" enum:"condition_codes"`
	What       string     `json:"what,omitempty"` // in the words of the corpus
	From       law.Date   `json:"from,omitzero"`  // of text-held: from when until when the statute named is law
	To         law.Date   `json:"to,omitzero"`
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
