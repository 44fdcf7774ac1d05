package opinion

import (
	"fmt"
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
)

// Kinds of answers to a question.
const (
	AskYesNo  = "yes-no"
	AskCodes  = "codes"  // one or more codes of a list
	AskStates = "states" // one or more states
	AskYears  = "years"
)

// Kind says how a question is answered.
func (q Question) Kind() string {
	switch q.Field {
	case "conduct.acts", "conduct.mens_rea", "data.categories", "data.holder", "authority":
		return AskCodes
	case "conduct.acted_in", "data.location", "persons.nationality", "persons.residence", "persons.present_in":
		return AskStates
	case "offence.max_penalty_years":
		return AskYears
	}
	return AskYesNo
}

// With gives the matter with a question answered. The matter itself does not
// change. An answer that cannot be read, or that contradicts the matter, is an
// error and changes nothing.
func (m *Matter) With(q Question, answer string, c *law.Corpus) (*Matter, error) {
	out := m.clone()
	var err error
	switch q.Kind() {
	case AskYesNo:
		err = out.setYesNo(q, answer)
	case AskYears:
		y := new(law.Years)
		if err = y.UnmarshalText([]byte(strings.TrimSpace(answer))); err == nil {
			out.charge().MaxPenaltyYears = y
		}
	default:
		err = out.setWords(q, words(answer))
	}
	if err != nil {
		return nil, err
	}
	return out, Check(out, c)
}

// clone copies the matter as deep as answers reach.
func (m *Matter) clone() *Matter {
	out := *m
	if m.Conduct != nil {
		k := *m.Conduct
		k.Acts, k.Facts, k.Absent = slices.Clone(k.Acts), slices.Clone(k.Facts), slices.Clone(k.Absent)
		out.Conduct = &k
	}
	if m.Data != nil {
		d := *m.Data
		out.Data = &d
	}
	if m.Offence != nil {
		o := *m.Offence
		out.Offence = &o
	}
	out.Persons, out.Victims = slices.Clone(m.Persons), slices.Clone(m.Victims)
	out.Circumstances = make(map[string]bool, len(m.Circumstances)+1)
	for k, v := range m.Circumstances {
		out.Circumstances[k] = v
	}
	return &out
}

func (m *Matter) charge() *Charge {
	if m.Offence == nil {
		m.Offence = &Charge{}
	}
	return m.Offence
}

func (m *Matter) conduct() *law.Conduct {
	if m.Conduct == nil {
		m.Conduct = &law.Conduct{}
	}
	return m.Conduct
}

// person is the one whom the matter is about; a suspect where none is told.
func (m *Matter) person() *Person {
	if p := m.sought(); p != nil {
		return p
	}
	m.Persons = append(m.Persons, Person{Role: "suspect"})
	return &m.Persons[len(m.Persons)-1]
}

var answers = map[string]bool{"y": true, "yes": true, "true": true, "n": false, "no": false, "false": false}

func (m *Matter) setYesNo(q Question, answer string) error {
	v, ok := answers[strings.ToLower(strings.TrimSpace(answer))]
	if !ok {
		return fmt.Errorf("%q is neither yes nor no", answer)
	}
	switch {
	case q.Field == "conduct.without_right":
		m.conduct().WithoutRight = &v
	case q.Field == "victims.state":
		m.Victims = append(m.Victims, Victim{State: &v})
	case strings.HasPrefix(q.Field, "circumstances."):
		m.Circumstances[strings.TrimPrefix(q.Field, "circumstances.")] = v
	default:
		m.setElement(elementOf(q.ID), v)
	}
	return nil
}

// elementOf is the element that a question on the conduct asks.
func elementOf(id string) string {
	_, code, _ := strings.Cut(id, ":")
	switch code {
	case "by-computer":
		return "by-means-of-computer"
	case "terrorist":
		return "terrorist-purpose"
	}
	return code
}

func (m *Matter) setElement(code string, v bool) {
	k := m.conduct()
	if v {
		k.Facts = append(k.Facts, code)
		return
	}
	k.Absent = append(k.Absent, code)
}

func (m *Matter) setWords(q Question, w []string) error {
	if len(w) == 0 {
		return fmt.Errorf("nothing was answered")
	}
	switch q.Field {
	case "conduct.acts":
		m.conduct().Acts = w
	case "conduct.mens_rea":
		m.conduct().MensRea = w
	case "conduct.acted_in":
		m.conduct().ActedIn = w
	case "data.categories", "data.holder", "data.location":
		m.setData(q.Field, w)
	case "authority":
		m.Authority = w[0]
	case "persons.nationality":
		m.person().Nationality = w
	case "persons.residence":
		m.person().Residence = w
	case "persons.present_in":
		m.person().PresentIn = w[0]
	}
	return nil
}

func (m *Matter) setData(field string, w []string) {
	if m.Data == nil {
		m.Data = &Data{}
	}
	switch field {
	case "data.categories":
		m.Data.Categories = w
	case "data.holder":
		m.Data.Holder = w[0]
	case "data.location":
		m.Data.Location = w[0]
	}
}

// words parts an answer at commas.
func words(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Choices are the codes from which a question is answered, or nil.
func (q Question) Choices(v *law.Vocabulary) []string {
	switch q.Field {
	case "conduct.acts":
		return codesBy(len(v.Acts), func(i int) string { return v.Acts[i].Code })
	case "conduct.mens_rea":
		return codesBy(len(v.Minds), func(i int) string { return v.Minds[i].Code })
	case "data.categories":
		return categories
	case "data.holder":
		return holders
	case "authority":
		return codesOf(v.Lists["authority_kinds"])
	}
	return nil
}
