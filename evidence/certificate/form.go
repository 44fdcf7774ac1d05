package certificate

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// Form says what one law wants certified.
type Form struct {
	ID         string      `json:"id" pattern:"^[a-z0-9]+(-[a-z0-9]+)*$" doc:"name of the file without its ending"`
	Title      string      `json:"title"`
	State      string      `json:"state,omitempty" pattern:"^[A-Z]{3}$" doc:"ISO 3166-1 alpha-3; left out if it belongs to none"`
	Law        string      `json:"law" doc:"the law and its article"`
	InForce    Day         `json:"in_force,omitempty" doc:"since when"`
	Signer     string      `json:"signer" doc:"who signs"`
	Sources    []Source    `json:"sources"`
	Notes      []string    `json:"notes,omitempty" doc:"what the signer should know"`
	Besides    []string    `json:"besides,omitempty" doc:"what must happen besides the certificate"`
	Statements []Statement `json:"statements" doc:"what it must state, in order"`
}

// Source is where a form is taken from.
type Source struct {
	Title      string `json:"title"`
	URL        string `json:"url,omitempty"`
	Seen       Day    `json:"seen" doc:"when it was read"`
	Confidence string `json:"confidence" enum:"confidence" doc:"as in the corpus of law"`
}

// Statement is one thing that the certificate must state: out of the bundle, or by
// the person who signs.
type Statement struct {
	ID       string   `json:"id" pattern:"^[a-z0-9]+(-[a-z0-9]+)*$"`
	States   string   `json:"states" doc:"what must be stated, in our own words"`
	Bundle   []string `json:"bundle,omitempty" enum:"facts" doc:"the facts of the bundle that state it"`
	Ask      string   `json:"ask,omitempty" doc:"the question to the person who must state it"`
	Answer   string   `json:"answer,omitempty" enum:"answers" doc:"the kind of the answer"`
	Options  []string `json:"options,omitempty" doc:"of a choice"`
	Optional bool     `json:"optional,omitempty" doc:"it may stay open"`
}

// Day is a date, 2026-11-23.
type Day string

// UnmarshalText reads a date.
func (d *Day) UnmarshalText(text []byte) error {
	if _, err := time.Parse(time.DateOnly, string(text)); err != nil {
		return fmt.Errorf("%q is no date such as 2026-11-23", text)
	}
	*d = Day(text)
	return nil
}

// Forms are all that can be asked for, by name.
type Forms []*Form

// Lists are the closed lists of a form.
var Lists = map[string][]string{
	"confidence": {"unsure", "known", "sourced", "stated"},
	"facts":      factCodes,
	"answers":    {"text", "date", "time", "choice", "choices", "confirmation"},
	"by":         {byBundle, byPerson},
}

//go:embed forms/*.yaml
var builtin embed.FS

// Builtin gives the forms of the program.
func Builtin() (Forms, error) {
	dir, err := fs.Sub(builtin, "forms")
	if err != nil {
		return nil, err
	}
	return Load(dir)
}

// Load reads every file *.yaml of a folder as a form. An error lists all that is
// wrong, with file, line and column.
func Load(dir fs.FS) (Forms, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var out Forms
	var errs []error
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		f, err := parseForm(name, data)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		out = append(out, f)
	}
	return out, errors.Join(errs...)
}

// Join adds forms. None may take the place of another.
func (f Forms) Join(more Forms) (Forms, error) {
	for _, m := range more {
		if f.Find(m.ID) != nil {
			return nil, fmt.Errorf("there is a form %s already: name yours otherwise", m.ID)
		}
		f = append(f, m)
	}
	return f, nil
}

// Find gives the form of this name, or nil.
func (f Forms) Find(id string) *Form {
	if i := slices.IndexFunc(f, func(f *Form) bool { return f.ID == id }); i >= 0 {
		return f[i]
	}
	return nil
}

// Names lists the forms.
func (f Forms) Names() []string {
	var out []string
	for _, x := range f {
		out = append(out, x.ID)
	}
	slices.Sort(out)
	return out
}

func parseForm(name string, data []byte) (*Form, error) {
	f := new(Form)
	doc, _ := strictyaml.Parse(data, strictyaml.Limits{Bytes: 1 << 20, Flow: 10_000})
	if err := joined(name+":", doc.Decode(f)); err != nil {
		return nil, err
	}
	if f.ID+".yaml" != path.Base(name) {
		return nil, fmt.Errorf("%s:1:1: the form %q stands in a file of another name", name, f.ID)
	}
	for where, err := range f.problems() {
		line, column := doc.Position(where)
		return nil, fmt.Errorf("%s:%d:%d: %w", name, line, column, err)
	}
	return f, nil
}

func joined(lead string, list []strictyaml.Problem) error {
	var errs []error
	for _, p := range list {
		errs = append(errs, errors.New(lead+p.String()))
	}
	return errors.Join(errs...)
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// problems are what is wrong with a form that has the right fields, and where.
func (f *Form) problems() func(func(string, error) bool) {
	return func(yield func(string, error) bool) {
		if len(f.Sources) == 0 {
			yield("sources", errors.New("a form needs a source"))
			return
		}
		for i, s := range f.Sources {
			if !slices.Contains(Lists["confidence"], s.Confidence) {
				yield(fmt.Sprintf("sources[%d].confidence", i), fmt.Errorf("%q is none of %v", s.Confidence, Lists["confidence"]))
				return
			}
		}
		seen := map[string]bool{}
		for i, s := range f.Statements {
			err := s.check()
			if seen[s.ID] {
				err = fmt.Errorf("%q is there twice", s.ID)
			}
			if seen[s.ID] = true; err != nil {
				yield(fmt.Sprintf("statements[%d]", i), err)
				return
			}
		}
		if len(f.Statements) == 0 {
			yield("statements", errors.New("a form states something"))
		}
	}
}

func (s *Statement) check() error {
	person := s.Ask != "" || s.Answer != ""
	choice := s.Answer == "choice" || s.Answer == "choices"
	switch {
	case !idForm.MatchString(s.ID):
		return fmt.Errorf("the id %q has more than small letters, digits and single hyphens", s.ID)
	case person == (len(s.Bundle) > 0):
		return errors.New("it is stated either by the bundle (bundle) or by a person (ask and answer)")
	case person && (s.Ask == "" || !slices.Contains(Lists["answers"], s.Answer)):
		return fmt.Errorf("a person is asked with ask, and answers with one of %v", Lists["answers"])
	case choice != (len(s.Options) > 0):
		return errors.New("options belong to a choice, and a choice has options")
	case !person && s.Optional:
		return errors.New("what the bundle states is not optional")
	}
	for _, c := range s.Bundle {
		if !slices.Contains(factCodes, c) {
			return fmt.Errorf("%q is none of the facts %v", c, factCodes)
		}
	}
	return nil
}
