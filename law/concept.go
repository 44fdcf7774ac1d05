package law

// Concept is how a state or an organisation conceives of cyber security and
// cybercrime: laws and strategies, where their weight lies, definitions,
// positions, and the duties of private subjects.
type Concept struct {
	ID               string         `json:"id"`
	Kind             string         `json:"kind"`
	Name             string         `json:"name"`
	AALCO            bool           `json:"aalco,omitempty"`
	AsOf             Date           `json:"as_of"`
	Strategies       []Strategy     `json:"strategies,omitempty"`
	LawPortal        string         `json:"law_portal,omitempty"`
	FrameworkLaws    []FrameworkLaw `json:"framework_laws,omitempty"`
	Emphasis         Emphasis       `json:"emphasis"`
	Definitions      ConceptTerms   `json:"definitions"`
	Sovereignty      Position       `json:"sovereignty"`
	Budapest         Stance         `json:"budapest"`
	UNConvention     Stance         `json:"un_convention"`
	Institutions     Institutions   `json:"institutions"`
	DataLocalisation Localisation   `json:"data_localisation"`
	PrivateDuties    PrivateDuties  `json:"private_duties"`
	Sources          Sources        `json:"sources"`
}

// Strategy is a published strategy.
type Strategy struct {
	Name string `json:"name"`
	Year int    `json:"year,omitempty"`
	URL  string `json:"url,omitempty"`
	Note string `json:"note,omitempty"`
	Fact
}

// FrameworkLaw is a law that shapes the field.
type FrameworkLaw struct {
	Name string `json:"name"`
	Year int    `json:"year,omitempty"`
	Note string `json:"note,omitempty"`
	Fact
}

// Emphasis are weights from 0 (not seen) to 3 (at the heart); a judgement.
type Emphasis struct {
	Weights map[string]int `json:"weights"`
	Note    string         `json:"note"`
	Fact
}

// ConceptTerms are a state's own definitions.
type ConceptTerms struct {
	Cybercrime    ConceptTerm `json:"cybercrime"`
	CyberSecurity ConceptTerm `json:"cyber_security"`
}

// ConceptTerm is one definition, and the kind of text it stands in.
type ConceptTerm struct {
	Basis   string `json:"basis"`
	Text    string `json:"text"`
	Law     string `json:"law,omitempty"`
	Section string `json:"section,omitempty"`
	Fact
}

// Position is a view on sovereignty in cyberspace.
type Position struct {
	View      []string `json:"view"`
	Published []string `json:"published,omitempty"`
	Document  string   `json:"document,omitempty"`
	Summary   string   `json:"summary,omitempty"`
	Fact
}

// Stance is a stand towards an instrument.
type Stance struct {
	Status           string `json:"status,omitempty"`
	StatusConfidence string `json:"status_confidence,omitempty"`
	Stance           string `json:"stance"`
	Year             int    `json:"year,omitempty"`
	InForce          Date   `json:"in_force,omitzero"`
	SecondProtocol   string `json:"second_protocol,omitempty"`
	Signed           Date   `json:"signed,omitzero"`
	Vote2018         string `json:"vote_2018,omitempty"`
	Vote2019         string `json:"vote_2019,omitempty"`
	Note             string `json:"note"`
	Fact
}

// Institutions are the bodies in the lead.
type Institutions struct {
	Lead  string `json:"lead"`
	CERT  string `json:"cert,omitempty"`
	Crime string `json:"crime"`
	Fact
}

// Localisation is a duty to keep data at home.
type Localisation struct {
	Level string `json:"level"`
	Rule  string `json:"rule,omitempty"`
	Fact
}

// PrivateDuties are the duties of private subjects.
type PrivateDuties struct {
	IncidentReport []IncidentReport `json:"incident_report"`
	Retention      Retention        `json:"retention"`
	Assistance     DutyRule         `json:"assistance"`
	Takedown       Takedown         `json:"takedown"`
}

// IncidentReport is a duty to report, with its hours.
type IncidentReport struct {
	Hours int    `json:"hours,omitempty"`
	To    string `json:"to,omitempty"`
	Rule  string `json:"rule"`
	Fact
}

// Retention is a duty to keep data.
type Retention struct {
	Days *int   `json:"days,omitempty"`
	Data string `json:"data"`
	Rule string `json:"rule,omitempty"`
	Fact
}

// DutyRule is a duty in words.
type DutyRule struct {
	Rule string `json:"rule"`
	Fact
}

// Takedown is a duty to remove content, with its hours.
type Takedown struct {
	Hours *int   `json:"hours,omitempty"`
	Rule  string `json:"rule"`
	Fact
}
