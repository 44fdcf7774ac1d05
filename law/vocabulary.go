package law

import "github.com/comity-dev/comity/rule"

// Vocabulary holds the closed lists of codes. Every code of the corpus and
// of a matter is checked against it; a code that is not in its list is an
// error and never a silent no.
type Vocabulary struct {
	Acts         []Act               `json:"acts,omitempty"`
	IgnoredKinds []string            `json:"ignored_kinds,omitempty"` // kinds of elements that dual criminality does not compare
	Elements     []Element           `json:"elements,omitempty"`
	Minds        []Mind              `json:"minds,omitempty"`    // states of mind of a person
	MensRea      []MensRea           `json:"mens_rea,omitempty"` // states of mind an offence asks
	Families     []Code              `json:"families,omitempty"`
	Classes      []Class             `json:"classes,omitempty"`
	Measures     []Measure           `json:"measures,omitempty"`
	Aims         []Aim               `json:"aims,omitempty"`
	Grounds      []GroundCode        `json:"grounds,omitempty"`
	Facts        []FactCode          `json:"facts,omitempty"`
	Practice     []Practice          `json:"practice,omitempty"`
	Figures      []Figure            `json:"figures,omitempty"`
	Forms        []RequestForm       `json:"forms,omitempty"`
	Fields       []RequestField      `json:"fields,omitempty"`
	Codes        map[string][]string `json:"codes,omitempty"` // of the concept files
	Weights      []Weight            `json:"weights,omitempty"`
	Votes        []Vote              `json:"votes,omitempty"`
	Reach        []Through           `json:"reach,omitempty"`
	Options      []Option            `json:"options,omitempty"`
	Clauses      []ModelClause       `json:"clauses,omitempty"`
	Proof        []ProofRule         `json:"proof,omitempty"`
	Remarks      []Remark            `json:"remarks,omitempty"`
	Lists        map[string][]Code   `json:"lists,omitempty"`
	Sources      Sources             `json:"sources,omitempty"`
}

// Code is one entry of a closed list.
type Code struct {
	Code    string `json:"code"`
	Meaning string `json:"meaning"`
}

// Act is something a person did.
type Act struct {
	Code    string   `json:"code"`
	Group   string   `json:"group"`
	Meaning string   `json:"meaning"`
	Implies []string `json:"implies,omitempty" enum:"acts"`
}

// Element is a condition of an offence beyond its act.
type Element struct {
	Code    string   `json:"code"`
	Kind    string   `json:"kind"`
	Meaning string   `json:"meaning"`
	Implies []string `json:"implies,omitempty" enum:"elements"`
}

// Mind is a state of mind of a person.
type Mind struct {
	Code    string   `json:"code"`
	Meaning string   `json:"meaning"`
	Implies []string `json:"implies,omitempty" enum:"minds"`
}

// MensRea is a state of mind that an offence asks; rank orders them.
type MensRea struct {
	Code    string   `json:"code"`
	Meaning string   `json:"meaning"`
	Rank    int      `json:"rank"`
	MetBy   []string `json:"met_by" enum:"minds"` // states of mind of a person, one of which is enough
}

// Class is a class of offences. It helps to find candidates and never
// decides.
type Class struct {
	Code    string `json:"code"`
	Family  string `json:"family"`
	Label   string `json:"label"`
	Test    string `json:"test"`
	Broader string `json:"broader,omitempty" enum:"classes"`
}

// Measure is a legal step.
type Measure struct {
	Code     string   `json:"code"`
	Meaning  string   `json:"meaning"`
	Family   string   `json:"family" enum:"measure_families"`
	Coercive bool     `json:"coercive,omitempty"`
	Data     bool     `json:"data,omitempty"`            // it concerns electronic data
	Power    string   `json:"power,omitempty"`           // the domestic power it needs
	ServedBy []string `json:"served_by" enum:"measures"` // measures whose provisions are a way to it, itself first
}

// Aim is what someone wants; several measures may serve it.
type Aim struct {
	Code     string   `json:"code"`
	Meaning  string   `json:"meaning"`
	Measures []string `json:"measures" enum:"measures"`
}

// GroundCode is a ground of refusal, and the condition under which it applies
// unless a provision says otherwise.
type GroundCode struct {
	Code    string         `json:"code"`
	Meaning string         `json:"meaning"`
	When    rule.Condition `json:"when"`
}

// FactCode is a fact about a matter that conditions may ask.
type FactCode struct {
	Code     string `json:"code"`
	Kind     string `json:"kind" enum:"fact_kinds"` // derived, circumstance
	Meaning  string `json:"meaning"`
	Question string `json:"question,omitempty"`
}

// Practice is how long a step takes in truth; never a legal period.
type Practice struct {
	ID        string   `json:"id"`
	For       []string `json:"for"`
	Requested []string `json:"requested,omitempty"`
	Unit      string   `json:"unit" enum:"units"`
	Low       int      `json:"low"`
	High      int      `json:"high,omitempty"`
	Basis     string   `json:"basis"`
	Where     string   `json:"where,omitempty"`
	AsOf      Date     `json:"as_of"`
	Fact
}

// RequestForm is an official form of request, and the provisions it serves.
type RequestForm struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Basis      string   `json:"basis"`
	Provisions []string `json:"provisions"`
	// Sections are the parts of the form in its own order.
	Sections []FormSection `json:"sections,omitempty"`
}

// RequestField is a field of such forms: M, C or O by form.
type RequestField struct {
	ID    string            `json:"id"`
	Group string            `json:"group"`
	Label string            `json:"label"`
	Needs map[string]string `json:"needs"`
}

// Weight is a weight of emphasis in a concept.
type Weight struct {
	Weight  int    `json:"weight"`
	Meaning string `json:"meaning"`
}

// Vote is a vote of the General Assembly.
type Vote struct {
	Resolution string   `json:"resolution"`
	For        []string `json:"for"`
	Against    []string `json:"against"`
	Abstained  []string `json:"abstained"`
	Fact
}
