package certificate

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Format names this form of a certificate.
const Format = "https://comity.dev/evidence/certificate/v1"

const (
	byBundle = "bundle"
	byPerson = "person"
)

// Certificate is a certificate as data.
type Certificate struct {
	Format     string    `json:"format"`
	Form       Header    `json:"form"`
	Complete   bool      `json:"complete" doc:"nothing is missing but the signature"`
	Missing    []string  `json:"missing" doc:"ids of the statements that a person still has to make"`
	Bundle     Sealed    `json:"bundle"`
	Statements []Stated  `json:"statements" doc:"in the order of the form"`
	Exhibits   []Exhibit `json:"exhibits"`
	Custody    []Entry   `json:"custody" doc:"of these exhibits, up to sealing"`
}

// Header is the form without its statements.
type Header struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	State   string   `json:"state,omitempty"`
	Law     string   `json:"law"`
	InForce Day      `json:"in_force,omitempty"`
	Signer  string   `json:"signer"`
	Sources []Source `json:"sources"`
	Notes   []string `json:"notes,omitempty"`
	Besides []string `json:"besides,omitempty"`
}

// Sealed is the bundle that the exhibits are from.
type Sealed struct {
	ID        string `json:"id"`
	Statement string `json:"statement" doc:"digest of the signed statement"`
	Signer    string `json:"signer" doc:"fingerprint of the key"`
	Name      string `json:"signer_name,omitempty" doc:"claimed"`
	Sealed    string `json:"sealed" doc:"claimed time"`
	Vouched   string `json:"vouched" doc:"by what the checker vouched: key or digest"`
	Checked   string `json:"checked" doc:"when it was proved"`
}

// Stated is a statement with what the bundle or the person says.
type Stated struct {
	ID       string `json:"id"`
	States   string `json:"states"`
	By       string `json:"by" enum:"by"`
	Facts    []Fact `json:"facts,omitempty" doc:"by the bundle"`
	Ask      string `json:"ask,omitempty" doc:"to the person"`
	Answer   string `json:"answer,omitempty" doc:"as the person gave it"`
	Missing  bool   `json:"missing,omitempty"`
	Optional bool   `json:"optional,omitempty"`
}

// ErrNotProved means that a bundle may not be certified.
var ErrNotProved = errors.New("the bundle is not proved: nothing of it can be certified")

// Make fills in a form. Without names of exhibits all of them are certified. It
// refuses a bundle that is not proved, exhibits that are not in it, and answers
// that the form does not ask for or that are not of the kind it wants.
func Make(f *Form, b Bundle, names []string, answers Answers) (*Certificate, error) {
	if b.Verdict == nil || !b.Verdict.Proved {
		return nil, ErrNotProved
	}
	if err := answers.fit(f); err != nil {
		return nil, err
	}
	exhibits, err := b.exhibits(names)
	if err != nil {
		return nil, err
	}
	v := b.Verdict
	c := &Certificate{Format: Format, Form: f.header(), Missing: []string{}, Exhibits: exhibits, Custody: b.custody(exhibits), Bundle: Sealed{v.Bundle, v.Digest, v.Signer, v.Name,
		v.ClaimedTime, v.Vouched, b.Checked.UTC().Format(time.RFC3339)}}
	for i := range f.Statements {
		s := f.Statements[i].stated(&b, exhibits, answers)
		if s.Missing {
			c.Missing = append(c.Missing, s.ID)
		}
		c.Statements = append(c.Statements, s)
	}
	c.Complete = len(c.Missing) == 0
	return c, nil
}

func (f *Form) header() Header {
	return Header{f.ID, f.Title, f.State, f.Law, f.InForce, f.Signer, f.Sources, f.Notes, f.Besides}
}

func (s *Statement) stated(b *Bundle, of []Exhibit, answers Answers) Stated {
	out := Stated{ID: s.ID, States: s.States, By: byBundle, Ask: s.Ask, Optional: s.Optional}
	for _, code := range s.Bundle {
		out.Facts = append(out.Facts, b.fact(code, of))
	}
	if s.Ask != "" {
		out.By, out.Answer = byPerson, string(answers[s.ID])
		out.Missing = !s.Optional && (out.Answer == "" || s.Answer == "confirmation" && out.Answer != Confirmed)
	}
	return out
}

func (b *Bundle) exhibits(names []string) ([]Exhibit, error) {
	out := []Exhibit{}
	for _, r := range b.Records {
		if len(names) == 0 || slices.Contains(names, r.Name) {
			out = append(out, exhibit(r))
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(out, func(e Exhibit) bool { return e.Name == n }) {
			return nil, fmt.Errorf("there is no exhibit %q in the bundle", n)
		}
	}
	return out, nil
}
