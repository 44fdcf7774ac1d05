package law

import "github.com/comity-dev/comity/rule"

// Provision is one rule of an instrument on one measure: what may be asked,
// under which conditions, what may be refused, by when.
type Provision struct {
	ID       string   `json:"id"`
	Measure  string   `json:"measure" enum:"measures"`
	Variant  string   `json:"variant,omitempty"`
	Articles []string `json:"articles"`
	Mode     string   `json:"mode,omitempty" enum:"modes"` // of the requested state
	ModeNote string   `json:"mode_note,omitempty"`
	// Serves are further measures that this provision is also a basis for.
	Serves []string `json:"serves,omitempty" enum:"measures"`
	// NoBasis: it obliges states to make law or to aim at cooperation, and no
	// request can rest on it alone.
	NoBasis bool `json:"no_basis,omitempty"`
	// Applies is when the provision reaches a matter; AppliesNote says it in
	// words.
	Applies     rule.Condition `json:"applies,omitzero"`
	AppliesNote string         `json:"applies_note,omitempty"`
	Scope       *Scope         `json:"scope,omitempty"`
	// Requires are conditions, each with its article, that must be met.
	Requires        []Requirement     `json:"requires,omitempty"`
	DualCriminality *DualCriminality  `json:"dual_criminality,omitempty"`
	Refusal         []Ground          `json:"refusal,omitempty"`
	RefusalClosed   bool              `json:"refusal_closed,omitempty"` // no other ground
	CannotRefuse    []Gist            `json:"cannot_refuse,omitempty"`
	Channel         string            `json:"channel,omitempty"`
	Form            map[string]string `json:"form,omitempty"`
	Content         []Content         `json:"content,omitempty"` // what the request must contain
	Deadlines       []Period          `json:"deadlines,omitempty"`
	Nationals       *Nationals        `json:"nationals,omitempty"`
	AutDedere       *AutDedere        `json:"aut_dedere,omitempty"`
	Rules           []Gist            `json:"rules,omitempty"`
	Note            string            `json:"note,omitempty"`
	Fact
}

// Scope is the reach of a provision in words; Provision.Applies decides.
type Scope struct {
	Offences       []string `json:"offences,omitempty"`
	Includes       []string `json:"includes,omitempty"`
	Excluded       []string `json:"excluded,omitempty"`
	Data           []string `json:"data,omitempty" enum:"data"`
	DataLocation   string   `json:"data_location,omitempty"`
	PenaltyYears   *float64 `json:"penalty_years,omitempty"`
	PenaltyLaw     string   `json:"penalty_law,omitempty"`
	SentenceMonths int      `json:"sentence_months,omitempty"`
	Condition      string   `json:"condition,omitempty"`
	Notes          []Gist   `json:"notes,omitempty"`
}

// Requirement is a condition with its article.
type Requirement struct {
	What     string         `json:"what"`
	Articles []string       `json:"articles"`
	When     rule.Condition `json:"when"`
}

// DualCriminality is the rule of a provision on it.
type DualCriminality struct {
	Rule     []string `json:"rule" enum:"dual_criminality_rules"`
	Articles []string `json:"articles"`
	Details  string   `json:"details,omitempty"`
	// Required says when it must be met; zero: as the rule codes say.
	Required rule.Condition `json:"required,omitzero"`
}

// Ground is a ground of refusal.
type Ground struct {
	Ground   string   `json:"ground" enum:"grounds"`
	Articles []string `json:"articles"`
	Mode     string   `json:"mode" enum:"modes"` // may or shall
	By       string   `json:"by,omitempty"`      // who may raise it, where not the requested state
	// When narrows or replaces the vocabulary's condition of the ground.
	When        rule.Condition `json:"when,omitzero"`
	OnlyIf      string         `json:"only_if,omitempty"`
	NotFor      string         `json:"not_for,omitempty"`
	From        Date           `json:"from,omitzero"` // it may be raised from this day
	Consequence string         `json:"consequence,omitempty"`
	Note        string         `json:"note,omitempty"`
}

// Content is a field that the request must contain.
type Content struct {
	Field    string   `json:"field"`
	Required string   `json:"required"` // yes, no, or the condition in words
	Articles []string `json:"articles"`
}

// Period is a time that a provision sets. Value 0: at once, expedited or
// open-ended.
type Period struct {
	What       string         `json:"what"`
	Code       string         `json:"code,omitempty" enum:"periods"` // what it is, for programs
	Value      int            `json:"value,omitempty"`
	Unit       string         `json:"unit,omitempty" enum:"units"`
	From       string         `json:"from"`
	Event      string         `json:"event,omitempty" enum:"period_events"` // what starts it: receipt, preservation, arrest, order, decision, ...
	Strict     bool           `json:"strict,omitempty"`
	StrictNote string         `json:"strict_note,omitempty"`
	Articles   []string       `json:"articles"`
	When       rule.Condition `json:"when,omitzero"`
	Notes      []Gist         `json:"notes,omitempty"`
}

// Nationals is an extradition provision's rule on own nationals.
type Nationals struct {
	Rule     string   `json:"rule" enum:"treaty_nationals"` // surrendered, may-refuse, never
	Articles []string `json:"articles"`
	Note     string   `json:"note,omitempty"`
}

// AutDedere is the duty to prosecute where surrender is refused.
type AutDedere struct {
	Articles []string `json:"articles"`
	Trigger  string   `json:"trigger"`
	Duty     string   `json:"duty"`
}
