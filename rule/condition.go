package rule

// Condition is a condition as an author writes it. Exactly one of Fact,
// Threshold, Status, All, Any and Not is set; the zero Condition sets none and
// always holds. A corpus file says, for example,
//
//	all:
//	  - fact: dual_criminality
//	  - threshold: {of: both, at_least: 1}
//	unless:
//	  status: {of: requested, is: declared, effect: no_assistance}
//
// Decoding checks no more than the shape; [Condition.Validate] checks the rest.
type Condition struct {
	// Fact is the code of a fact of the matter or of the corpus. Which codes
	// there are is known to whoever numbers the atoms, see [Compile].
	Fact string `json:"fact,omitempty"`
	// Threshold compares a penalty.
	Threshold *Threshold `json:"threshold,omitempty"`
	// Status asks how a state stands to an instrument.
	Status *Status `json:"status,omitempty"`
	// All holds if every member does. It has at least one.
	All []Condition `json:"all,omitempty"`
	// Any holds if some member does. It has at least one.
	Any []Condition `json:"any,omitempty"`
	// Not holds if its member does not.
	Not *Condition `json:"not,omitempty"`
	// Unless is the exception to what stands beside it: "and not".
	Unless *Condition `json:"unless,omitempty"`
}

// Always is the condition that always holds, the zero Condition.
func Always() Condition { return Condition{} }

// IsZero reports whether c sets nothing, and so always holds. An empty list is
// not nothing: an author who wrote "all: []" meant to write more.
func (c Condition) IsZero() bool {
	return c.forms() == 0 && c.Unless == nil
}

// forms counts the forms that are set, apart from Unless.
func (c Condition) forms() int {
	n := 0
	for _, set := range [...]bool{
		c.Fact != "", c.Threshold != nil, c.Status != nil,
		c.All != nil, c.Any != nil, c.Not != nil,
	} {
		if set {
			n++
		}
	}
	return n
}

// Threshold compares the maximum penalty for the conduct, or the sentence that
// was imposed, with a length of time. Exactly one of AtLeast and MoreThan is
// above zero.
type Threshold struct {
	// Of says whose law is measured: "requesting", "requested", "both",
	// "either"; or "sentence", the one imposed in the matter.
	Of string `json:"of"`
	// AtLeast is met by a penalty of just this length, in Unit.
	AtLeast float64 `json:"at_least,omitempty"`
	// MoreThan is not met by a penalty of just this length, in Unit.
	MoreThan float64 `json:"more_than,omitempty"`
	// Unit is "years" or "months"; left out, years.
	Unit string `json:"unit,omitempty"`
}

// Status asks how one state or both stand to an instrument on the date that
// counts for it.
type Status struct {
	// Of says which state: "requesting", "requested", "both" or "either".
	Of string `json:"of"`
	// Instrument is its code. Left out, it is the one the condition stands in.
	Instrument string `json:"instrument,omitempty"`
	// Is what is asked: "bound", "signed", "member", or "declared" for having
	// made a reservation or declaration.
	Is string `json:"is"`
	// Effect is the effect code of the reservation or declaration. It is
	// required for "declared" and has no place elsewhere.
	Effect string `json:"effect,omitempty"`
}

// Kind names the form of a node, in conditions and in reasons.
type Kind string

const (
	KindFact      Kind = "fact"
	KindThreshold Kind = "threshold"
	KindStatus    Kind = "status"
	KindAll       Kind = "all"
	KindAny       Kind = "any"
	KindNot       Kind = "not"
	KindExcept    Kind = "except" // two members: what is required, and its exception
)

// Leaf is one question that a condition asks, as a comparable key. Kind says
// which of the other fields is set.
//
// The unit of a threshold is filled in, so that leaves which ask the same in the
// same words are equal. The instrument of a status is not: a Leaf does not know
// where its condition stands, and the same Leaf without an instrument asks
// different questions in different places.
type Leaf struct {
	Kind      Kind      `json:"kind"`
	Fact      string    `json:"fact,omitempty"`
	Threshold Threshold `json:"threshold,omitzero"`
	Status    Status    `json:"status,omitzero"`
}

// leaf is the question c asks, if c is a valid fact, threshold or status.
func (c Condition) leaf() (Leaf, bool) {
	switch {
	case c.Fact != "":
		return Leaf{Kind: KindFact, Fact: c.Fact}, true
	case c.Threshold != nil:
		t := *c.Threshold
		if t.Unit == "" {
			t.Unit = "years"
		}
		return Leaf{Kind: KindThreshold, Threshold: t}, true
	case c.Status != nil:
		return Leaf{Kind: KindStatus, Status: *c.Status}, true
	}
	return Leaf{}, false
}
