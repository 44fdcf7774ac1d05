package opinion

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

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
