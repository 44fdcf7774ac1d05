package law

// Figure is a number for planning and for comparing; it is no legal period
// and no one's duty.
type Figure struct {
	ID     string   `json:"id"`
	What   string   `json:"what"`
	Value  float64  `json:"value"`
	High   float64  `json:"high,omitempty"` // value is then the lower end
	Unit   string   `json:"unit" enum:"figure_units"`
	Of     string   `json:"of,omitempty"` // of what it is a share, or from when it counts
	AsOf   Date     `json:"as_of"`
	Note   string   `json:"note,omitempty"`
	States []string `json:"states,omitempty"`
	Fact
}

// FormSection is one part of an official form, as far as it was seen.
type FormSection struct {
	Part       string `json:"part"`
	Asks       string `json:"asks"`
	Confidence string `json:"confidence,omitempty" enum:"confidence"`
	Source     string `json:"source,omitempty"`
}

// Through says that an instrument without an offence of a class may yet reach
// it through articles on other matters. It never is an offence of that class.
type Through struct {
	Class      string   `json:"class" enum:"classes"`
	Topic      string   `json:"topic"` // what the reading is about
	Instrument string   `json:"instrument"`
	Articles   []string `json:"articles"`
	Note       string   `json:"note,omitempty"`
	Fact
}

// Option is a way to a common law of cybercrime among states, and what has
// been said for and against it.
type Option struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Summary      string        `json:"summary"`
	AsOf         Date          `json:"as_of"`
	Points       []OptionPoint `json:"points,omitempty"`
	Arguments    []Argument    `json:"arguments"`
	Developments []Development `json:"developments,omitempty"`
	Fact
}

// OptionPoint is one respect in which the options are compared.
type OptionPoint struct {
	Topic string `json:"topic"`
	Text  string `json:"text"`
	Fact
}

// Argument is what someone has said about an option.
type Argument struct {
	Side       string     `json:"side" enum:"sides"` // for, against
	Text       string     `json:"text"`
	By         []string   `json:"by,omitempty"` // states and scholars; none: said by many
	Answer     string     `json:"answer,omitempty"`
	Provisions []Citation `json:"provisions,omitempty"`
	Fact
}

// Citation names articles of an instrument of the corpus, or another text.
type Citation struct {
	Instrument string   `json:"instrument,omitempty"`
	Text       string   `json:"text,omitempty"` // a text that is no instrument of the corpus
	Articles   []string `json:"articles,omitempty"`
	Note       string   `json:"note,omitempty"`
}

// Development is what has happened to an option since it was weighed.
type Development struct {
	From Date   `json:"from,omitzero"`
	To   Date   `json:"to,omitzero"`
	Text string `json:"text"`
	Fact
}

// ModelClause is a point that model clauses should settle, with the best
// known provisions on it, to be modelled and not copied.
type ModelClause struct {
	ID     string     `json:"id"`
	Part   string     `json:"part" enum:"clause_parts"`
	Point  string     `json:"point"`
	Models []Citation `json:"models,omitempty"`
	Note   string     `json:"note,omitempty"`
	Fact
}

// ProofRule is a rule on the admissibility of electronic evidence, and what
// must be held or produced to meet it.
type ProofRule struct {
	ID     string   `json:"id"`
	System string   `json:"system"`
	States []string `json:"states,omitempty"`
	Rule   string   `json:"rule"`
	Needs  string   `json:"needs,omitempty"`
	Fact
}

// Remark is a doubt about the corpus, or a way to read it, that belongs to no
// single entry.
type Remark struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind" enum:"remark_kinds"`
	About       string   `json:"about" enum:"remark_topics"`
	Text        string   `json:"text"`
	States      []string `json:"states,omitempty"`
	Instruments []string `json:"instruments,omitempty"`
	Classes     []string `json:"classes,omitempty" enum:"classes"`
	Fact
}
