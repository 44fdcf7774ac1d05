package opinion

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/law"
)

// Kinds of answers to a question.
const (
	AskYesNo  = "yes-no"
	AskCodes  = "codes"  // one or more codes of a list
	AskStates = "states" // one or more states
	AskYears  = "years"
	AskMonths = "months"
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
	case "offence.sentence_months":
		return AskMonths
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
	case AskMonths:
		err = out.setSentence(answer)
	default:
		err = out.setWords(q, answer, c)
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
		m.setVictimState(v)
	case strings.HasPrefix(q.Field, "circumstances."):
		m.Circumstances[strings.TrimPrefix(q.Field, "circumstances.")] = v
	default:
		_, element, _ := strings.Cut(q.ID, ":")
		m.setElement(element, v)
	}
	return nil
}

// setVictimState says of the victims of whom it is not told whether the state
// is among them; where none is told, of a victim without a name.
func (m *Matter) setVictimState(v bool) {
	for i := range m.Victims {
		if m.Victims[i].State == nil {
			m.Victims[i].State = &v
			return
		}
	}
	m.Victims = append(m.Victims, Victim{State: &v})
}

// setElement sets a fact of the conduct; an earlier answer on it gives way.
func (m *Matter) setElement(code string, v bool) {
	k := m.conduct()
	is := func(x string) bool { return x == code }
	k.Facts, k.Absent = slices.DeleteFunc(k.Facts, is), slices.DeleteFunc(k.Absent, is)
	if v {
		k.Facts = append(k.Facts, code)
		return
	}
	k.Absent = append(k.Absent, code)
}

func (m *Matter) setSentence(answer string) error {
	months, err := strconv.ParseFloat(strings.TrimSpace(answer), 64)
	if err != nil || math.IsInf(months, 0) || math.IsNaN(months) {
		return fmt.Errorf("%q is no number of months", answer)
	}
	m.charge().SentenceMonths = &months
	return nil
}

// single are the fields that take one value.
var single = []string{"data.holder", "data.location", "authority", "persons.present_in"}

// setWords sets a field of codes or of states. A state may be written by code
// or by name.
func (m *Matter) setWords(q Question, answer string, c *law.Corpus) error {
	w := words(answer)
	switch {
	case len(w) == 0:
		return fmt.Errorf("nothing was answered")
	case len(w) > 1 && slices.Contains(single, q.Field):
		return fmt.Errorf("%q are %d answers; %s takes one", answer, len(w), q.Field)
	}
	if q.Kind() == AskStates {
		if err := stateCodes(w, q.Field, c); err != nil {
			return err
		}
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

// stateCodes turns the names of states into their codes. The location of data
// may be told to be unknown.
func stateCodes(w []string, field string, c *law.Corpus) error {
	for i, name := range w {
		if field == "data.location" && name == "unknown" {
			continue
		}
		id, err := c.FindState(name)
		if err != nil {
			return err
		}
		w[i] = id
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
