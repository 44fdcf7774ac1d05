package law

// NationalLaw is what a state's own law says, as of a month.
type NationalLaw struct {
	AsOf         Date             `json:"as_of"`
	LegalFamily  string           `json:"legal_family,omitempty"`
	Statutes     []Statute        `json:"statutes"`
	Offences     []Offence        `json:"offences"`
	Complete     []Complete       `json:"complete,omitempty"`
	Jurisdiction []Jurisdiction   `json:"jurisdiction,omitempty"`
	Powers       []Power          `json:"powers,omitempty"`
	Authorities  []Authority      `json:"authorities,omitempty"`
	Languages    *Languages       `json:"languages,omitempty"` // accepted in a request
	Assistance   *Assistance      `json:"assistance,omitempty"`
	Extradition  *Extradition     `json:"extradition,omitempty"`
	Grounds      []NationalGround `json:"grounds,omitempty"`
	Rules        []NationalRule   `json:"rules,omitempty"`
	Evidence     []EvidenceRule   `json:"evidence,omitempty"`
	Providers    []ProviderDuty   `json:"providers,omitempty"`
	Doubts       []string         `json:"doubts,omitempty"`
}

// Statute is an act of a state and the time it was in force.
type Statute struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Year       int      `json:"year,omitempty"`
	Amendments []string `json:"amendments,omitempty"`
	URL        string   `json:"url,omitempty"`
	Force      []Event  `json:"force,omitempty"`
	Note       string   `json:"note,omitempty"`
	Fact
}

// Complete says that the corpus holds every offence of a class from a date.
// Only then may "no offence" be said.
type Complete struct {
	Class string `json:"class" enum:"classes"`
	From  Date   `json:"from"`
	To    Date   `json:"to,omitzero"`
	Note  string `json:"note,omitempty"`
	Fact
}

// Jurisdiction is a ground on which a state's courts may try an offence.
type Jurisdiction struct {
	Ground          string `json:"ground" enum:"jurisdiction_grounds"`
	Provision       string `json:"provision"`
	Statute         string `json:"statute,omitempty"` // the statute of the provision, which dates it
	Condition       string `json:"condition,omitempty"`
	DualCriminality string `json:"dual_criminality,omitempty"` // no, yes, partly, or in words
	Note            string `json:"note,omitempty"`
	Fact
}

// Power is a domestic power of investigation.
type Power struct {
	Power     string   `json:"power" enum:"national_powers"`
	Available string   `json:"available,omitempty" enum:"availability"` // yes, no, limited, partly, unclear
	InForce   *bool    `json:"in_force,omitempty"`                      // false: in the statute book, not commenced
	Provision string   `json:"provision,omitempty"`
	Statute   string   `json:"statute,omitempty"` // the statute of the provision, which dates it
	IssuedBy  string   `json:"issued_by,omitempty"`
	Data      string   `json:"data,omitempty"`
	Threshold string   `json:"threshold,omitempty"`
	Condition string   `json:"condition,omitempty"`
	ExtendsTo string   `json:"extends_to,omitempty"`
	MaxDays   int      `json:"max_days,omitempty"` // the first period
	MinDays   int      `json:"min_days,omitempty"`
	Renewable string   `json:"renewable,omitempty"`
	Name      string   `json:"name,omitempty"`
	Effect    string   `json:"effect,omitempty"`
	Items     []string `json:"items,omitempty"`
	Note      string   `json:"note,omitempty"`
	Abroad    *Abroad  `json:"abroad,omitempty"` // it reaches providers abroad
	Fact
}

// Abroad says that a domestic order reaches a provider abroad.
type Abroad struct {
	Data      []string `json:"data" enum:"data"`
	From      Date     `json:"from,omitzero"`
	To        Date     `json:"to,omitzero"`
	Condition string   `json:"condition"`
	Provision string   `json:"provision"`
	Fact
}

// Authority is an institution with a competence in cooperation. Persons are
// never named.
type Authority struct {
	Competence string `json:"competence" enum:"competences"`
	Name       string `json:"name"`
	Network    string `json:"network,omitempty"`
	Provision  string `json:"provision,omitempty"`
	InForce    *bool  `json:"in_force,omitempty"`
	Note       string `json:"note,omitempty"`
	Fact
}

// Languages are those a state accepts in a request (BCP 47).
type Languages struct {
	Accepted  []string `json:"accepted"`
	Provision string   `json:"provision,omitempty"`
	Note      string   `json:"note,omitempty"`
	Fact
}

// Assistance is a state's own law on assisting others.
type Assistance struct {
	Statute         string `json:"statute,omitempty"`
	Provision       string `json:"provision,omitempty"`
	DualCriminality string `json:"dual_criminality,omitempty" enum:"national_dual_criminality"`
	Reciprocity     string `json:"reciprocity,omitempty"`
	TreatyRequired  string `json:"treaty_required,omitempty" enum:"yes_no"` // yes, no, conditional
	TreatyNote      string `json:"treaty_note,omitempty"`
	Note            string `json:"note,omitempty"`
	Fact
}

// Extradition is a state's own law on surrender.
type Extradition struct {
	Statute         string   `json:"statute,omitempty"`
	Provision       string   `json:"provision,omitempty"`
	DualCriminality bool     `json:"dual_criminality"`
	Method          string   `json:"method,omitempty"`
	ThresholdYears  *float64 `json:"threshold_years,omitempty"`
	SentenceMonths  int      `json:"sentence_months,omitempty"` // imposed
	RemainingMonths int      `json:"remaining_sentence_months,omitempty"`
	Nationals       string   `json:"nationals,omitempty" enum:"nationals"` // surrendered, never, conditional
	NationalsNote   string   `json:"nationals_note,omitempty"`
	TreatyRequired  string   `json:"treaty_required,omitempty" enum:"yes_no"`
	TreatyNote      string   `json:"treaty_note,omitempty"`
	DeathPenalty    string   `json:"death_penalty,omitempty"`
	ArrestDays      int      `json:"provisional_arrest_days,omitempty"`
	Note            string   `json:"note,omitempty"`
	Fact
}

// NationalGround is a ground of refusal in a state's own law. One row of the
// text may name several.
type NationalGround struct {
	Grounds   []string `json:"grounds,omitempty" enum:"grounds"`
	Text      string   `json:"text"`
	Mode      string   `json:"mode,omitempty" enum:"modes"` // shall, may; empty: not known
	ModeNote  string   `json:"mode_note,omitempty"`
	For       string   `json:"for,omitempty" enum:"national_families"` // extradition, assistance; empty: both
	Not       bool     `json:"not,omitempty"`                          // what may not be a ground
	From      Date     `json:"from,omitzero"`                          // it may be raised from this day
	Provision string   `json:"provision,omitempty"`
	Fact
}

// NationalRule is another rule of a state on cooperation.
type NationalRule struct {
	Topic     string   `json:"topic"`
	Available string   `json:"available,omitempty" enum:"availability"`
	Provision string   `json:"provision,omitempty"`
	Gist      string   `json:"gist,omitempty"`
	Condition string   `json:"condition,omitempty"`
	Items     []string `json:"items,omitempty"`
	Note      string   `json:"note,omitempty"`
	Fact
}

// EvidenceRule is what a state's courts ask of electronic evidence.
type EvidenceRule struct {
	Rule        string `json:"rule"`
	Provision   string `json:"provision"`
	Requirement string `json:"requirement"`
	Fact
}

// ProviderDuty is what a state's law asks of private subjects.
type ProviderDuty struct {
	Duty          string `json:"duty"`
	Provision     string `json:"provision"`
	Effect        string `json:"effect,omitempty"`
	Data          string `json:"data,omitempty"`
	RetentionDays *int   `json:"retention_days,omitempty"`
	InForce       *bool  `json:"in_force,omitempty"`
	Fact
}
