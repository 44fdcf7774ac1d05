package law

// Instrument is a treaty, protocol, regional act, arrangement or set of model
// clauses: who is bound since when, and, where it is held, what it says.
type Instrument struct {
	ID         string   `json:"id"`
	ShortName  string   `json:"short_name"`
	Title      string   `json:"title"`
	Depositary string   `json:"depositary,omitempty"`
	Kind       string   `json:"kind" enum:"instrument_kinds"`
	Matters    []string `json:"matters,omitempty" enum:"matters"`
	Adopted    Date     `json:"adopted,omitzero"`
	Opened     Date     `json:"opened,omitzero"`
	InForce    Date     `json:"in_force,omitzero"` // zero: not in force, or not known; see note
	NotInForce bool     `json:"not_in_force,omitempty"`
	Languages  []string `json:"authentic_languages,omitempty"`
	Reference  string   `json:"reference,omitempty"`
	// PartiesHeld says that every party is listed: absence then means no party.
	PartiesHeld bool `json:"parties_held,omitempty"`
	// Worldwide: open to states of every region, so that a state that is not
	// bound could join.
	Worldwide bool   `json:"worldwide,omitempty"`
	Note      string `json:"note,omitempty"`
	Fact
	Text         *Text         `json:"text,omitempty"` // nil: text not held
	Parties      []Party       `json:"parties,omitempty"`
	Reservations []Reservation `json:"reservations,omitempty"`
	Sources      Sources       `json:"sources,omitempty"`

	rows      map[string]int   // state -> index in Parties
	declared  map[string][]int // state -> indexes in Reservations
	otherSide bool             // a party that is no member stands on the other side
}

// Party is a state's relation to an instrument.
type Party struct {
	State          string `json:"state"`
	Kind           string `json:"kind" enum:"party_kinds"`
	Signed         Date   `json:"signed,omitzero"`
	Consented      Date   `json:"consented,omitzero"` // ratified, accepted, approved, acceded, succeeded
	EntryIntoForce Date   `json:"entry_into_force,omitzero"`
	Denounced      Date   `json:"denounced,omitzero"` // first day on which it no longer binds
	Note           string `json:"note,omitempty"`
	// DeclarationsHeld: every reservation and declaration of the party is
	// listed, so that one which is not was not made.
	DeclarationsHeld bool `json:"declarations_held,omitempty"`
	Fact
}

// Reservation is a reservation, declaration or notification of a party.
type Reservation struct {
	State     string   `json:"state"`
	Articles  []string `json:"articles,omitempty"`
	Type      string   `json:"type" enum:"reservation_types"`
	Summary   string   `json:"summary"`
	Effects   []string `json:"effects,omitempty"`
	From      Date     `json:"from,omitzero"`
	Withdrawn Date     `json:"withdrawn,omitzero"`
	Fact
}

// Text is what an instrument says, article by article, in our own words.
type Text struct {
	Title              string               `json:"title"`
	Citation           string               `json:"citation"`
	Type               string               `json:"type"`
	Binding            string               `json:"binding" enum:"yes_no"`
	AppliesFrom        Date                 `json:"applies_from,omitzero"`
	Expires            string               `json:"expires,omitempty"`
	ClosedReservations []string             `json:"closed_list_of_reservations,omitempty"`
	ClosedDeclarations []string             `json:"closed_list_of_declarations,omitempty"`
	Protocols          []Protocol           `json:"protocols,omitempty"`
	Relations          []Gist               `json:"relations,omitempty"`
	Replaces           []Replaced           `json:"replaces,omitempty"`
	Definitions        []Term               `json:"definitions,omitempty"`
	Offences           []TreatyOffence      `json:"offences,omitempty"`
	Safeguards         []Gist               `json:"safeguards,omitempty"`
	PowersScope        *Gist                `json:"powers_scope,omitempty"`
	Powers             []TreatyPower        `json:"powers,omitempty"`
	Jurisdiction       []TreatyJurisdiction `json:"jurisdiction,omitempty"`
	Issuing            []Issuing            `json:"issuing,omitempty"`
	Listed             *Listed              `json:"listed,omitempty"`
	Provisions         []Provision          `json:"provisions,omitempty"`
	Rules              []Gist               `json:"rules,omitempty"`
	Gaps               []string             `json:"gaps,omitempty"`
	Traps              []string             `json:"traps,omitempty"`
	Fact
}

// Replaced is another instrument whose place this one takes between states
// that both bind.
type Replaced struct {
	Instrument string   `json:"instrument"`
	Articles   []string `json:"articles"`
	Note       string   `json:"note,omitempty"`
	Fact
}

// Protocol amends or adds to an instrument and binds only its own parties.
type Protocol struct {
	ID       string   `json:"id"`
	About    string   `json:"about"`
	Adopted  Date     `json:"adopted,omitzero"`
	InForce  Date     `json:"in_force,omitzero"`
	Optional []string `json:"optional,omitempty"`
	Fact
}

// Term is a definition of an instrument.
type Term struct {
	Term       string   `json:"term"`
	Articles   []string `json:"articles"`
	Gist       string   `json:"gist"`
	Confidence string   `json:"confidence,omitempty" enum:"confidence"`
	Source     string   `json:"source,omitempty"`
}

// TreatyOffence is an offence that an instrument asks its parties to
// establish, or a rule on such offences.
type TreatyOffence struct {
	ID         string   `json:"id"`
	Articles   []string `json:"articles"`
	Class      string   `json:"class" enum:"classes"`
	AlsoCovers []string `json:"also_covers,omitempty" enum:"classes"`
	// Ancillary rules (attempt, aiding, corporate liability, "also when
	// committed by computer") are never matched alone.
	Ancillary bool `json:"ancillary,omitempty"`
	Definition
	Words        map[string][]string `json:"words,omitempty"` // the text's own breakdown, in our words: conduct, object, result, intent
	Reservations []Gist              `json:"reservations,omitempty"`
	AppliesTo    []string            `json:"applies_to,omitempty"`
	Note         string              `json:"note,omitempty"`
	Fact
}

// TreatyPower is a domestic power that an instrument asks its parties to have.
type TreatyPower struct {
	ID              string   `json:"id"`
	Power           string   `json:"power" enum:"powers"`
	Articles        []string `json:"articles"`
	Data            []string `json:"data,omitempty" enum:"data"`
	Addressee       string   `json:"addressee,omitempty"`
	Threshold       string   `json:"threshold,omitempty"`
	MaxDays         int      `json:"max_days,omitempty"`
	Renewable       bool     `json:"renewable,omitempty"`
	Confidentiality bool     `json:"confidentiality,omitempty"`
	Reservable      bool     `json:"reservable,omitempty"`
	Gist            string   `json:"gist,omitempty"`
	Note            string   `json:"note,omitempty"`
	Fact
}

// TreatyJurisdiction is a basis of jurisdiction in an instrument.
type TreatyJurisdiction struct {
	ID         string   `json:"id"`
	Base       string   `json:"base" enum:"jurisdiction_bases"`
	Articles   []string `json:"articles"`
	Mode       string   `json:"mode" enum:"modes"`
	Reservable bool     `json:"reservable,omitempty"`
	Condition  string   `json:"condition,omitempty"`
	Note       string   `json:"note,omitempty"`
	Fact
}

// Issuing says which authority may issue an order for which data.
type Issuing struct {
	Articles []string `json:"articles"`
	Data     []string `json:"data"`
	Who      string   `json:"who"`
	By       []string `json:"by,omitempty" enum:"authority_kinds"` // kinds that may, without another's validation
	Note     string   `json:"note,omitempty"`
}

// Listed are categories for which dual criminality is not checked above a
// penalty threshold.
type Listed struct {
	Articles       []string         `json:"articles"`
	ThresholdYears float64          `json:"threshold_years,omitempty"`
	ThresholdLaw   string           `json:"threshold_law,omitempty"`
	Categories     []ListedCategory `json:"categories,omitempty"`
	Names          []string         `json:"names,omitempty"`
	Condition      string           `json:"condition,omitempty"`
	Note           string           `json:"note,omitempty"`
	Fact
}

// ListedCategory maps a listed category to offence classes; the mapping is
// ours.
type ListedCategory struct {
	Category string   `json:"category"`
	Covers   []string `json:"covers,omitempty" enum:"classes"`
}
