package certificate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// Confirmed is the answer to a confirmation by which a person affirms, certifies
// or declares something. The other one is "no".
const Confirmed = "yes"

const maxAnswer = 16 << 10

// Answers are what the person who signs states, by the ids of the form.
type Answers map[string]Answer

// Answer is a text as the person wrote it.
type Answer string

// UnmarshalText takes a text, and a date or number as it was written.
func (a *Answer) UnmarshalText(text []byte) error {
	*a = Answer(text)
	return nil
}

// ParseAnswers reads a file of answers: YAML, a line an answer, "id: text".
func ParseAnswers(data []byte) (Answers, error) {
	var out Answers
	doc, _ := strictyaml.Parse(data, strictyaml.Limits{Bytes: 1 << 20, Flow: 10_000})
	if err := joined("", doc.Decode(&out)); err != nil {
		return nil, err
	}
	return out, nil
}

// fit says what is wrong with the answers to a form.
func (a Answers) fit(f *Form) error {
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(a)) {
		i := slices.IndexFunc(f.Statements, func(s Statement) bool { return s.ID == id })
		var err error
		switch {
		case i < 0:
			err = fmt.Errorf("the form %s does not ask for it", f.ID)
		case f.Statements[i].Ask == "":
			err = errors.New("the bundle states it, and nobody else can")
		case a[id] != "": // an empty one is none yet
			err = f.Statements[i].fits(string(a[id]))
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("answer %s: %w", id, err))
		}
	}
	return errors.Join(errs...)
}

func (s *Statement) fits(answer string) error {
	if len(answer) > maxAnswer || !utf8.ValidString(answer) {
		return fmt.Errorf("it is longer than %d bytes, or not UTF-8", maxAnswer)
	}
	for _, r := range answer {
		if r != '\n' && unicode.IsControl(r) || r == 0x2028 || r == 0x2029 {
			return fmt.Errorf("it has the control character %U", r)
		}
	}
	var err error
	switch s.Answer {
	case "date":
		if _, err = time.Parse(time.DateOnly, answer); err != nil {
			return fmt.Errorf("%q is no date such as 2026-11-23", answer)
		}
	case "time":
		if _, err = time.Parse("15:04", answer); err != nil {
			return fmt.Errorf("%q is no time such as 17:30", answer)
		}
	case "confirmation":
		if answer != Confirmed && answer != "no" {
			return fmt.Errorf(`%q is neither "yes" nor "no"`, answer)
		}
	case "choice", "choices":
		parts := []string{answer}
		if s.Answer == "choices" {
			parts = strings.Split(answer, ", ")
		}
		for _, p := range parts {
			if !slices.Contains(s.Options, p) {
				return fmt.Errorf("%q is none of: %s", p, strings.Join(s.Options, ", "))
			}
		}
	}
	return nil
}
