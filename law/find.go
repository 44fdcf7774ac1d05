package law

import (
	"fmt"
	"slices"
	"strings"
)

// Kinds of what an id of the corpus may name.
const (
	FoundState      = "state"
	FoundInstrument = "instrument"
	FoundProvision  = "provision"
	FoundOffence    = "offence"
	FoundTreaty     = "treaty-offence"
	FoundConcept    = "profile"
)

// Found is something of the corpus that an id names. One code may stand in
// several lists of the vocabulary, so an id may name several things.
type Found struct {
	Kind    string  `json:"kind"`         // a state, an instrument, ..., or the name of a list of the vocabulary
	ID      string  `json:"id"`           // as the corpus writes it
	In      string  `json:"in,omitempty"` // the state or instrument that it stands in
	Value   any     `json:"value"`
	Sources Sources `json:"sources,omitempty"` // of the file that it stands in
}

// Find gives everything that an id names: a state by its code or name, an
// instrument, a provision or offence, a code of the vocabulary, or, where it
// is nothing else, a profile. What is cheap to look up is looked up first,
// and no state but the one that is named is decoded.
func (c *Corpus) Find(id string) []Found {
	if i := c.Instrument(id); i != nil {
		return []Found{{FoundInstrument, id, "", i, i.Sources}}
	}
	if s, o := c.OffenceByID(id); o != nil {
		return []Found{{FoundOffence, id, s.ID, o, s.Sources}}
	}
	if out := c.Vocabulary.find(id); len(out) > 0 {
		return out
	}
	if state, err := c.FindState(id); err == nil {
		s := c.State(state)
		return []Found{{FoundState, state, "", s, s.Sources}}
	}
	if k := c.Concept(strings.ToUpper(id)); k != nil {
		return []Found{{FoundConcept, k.ID, "", k, k.Sources}}
	}
	if i, err := c.FindInstrument(id); err == nil {
		return []Found{{FoundInstrument, i.ID, "", i, i.Sources}}
	}
	return c.findInTexts(id)
}

func (c *Corpus) findInTexts(id string) []Found {
	for _, name := range c.Instruments() {
		i := c.Instrument(name)
		if i.Text == nil {
			continue
		}
		for n := range i.Text.Provisions {
			if p := &i.Text.Provisions[n]; p.ID == id {
				return []Found{{FoundProvision, id, name, p, i.Sources}}
			}
		}
		for n := range i.Text.Offences {
			if o := &i.Text.Offences[n]; o.ID == id {
				return []Found{{FoundTreaty, id, name, o, i.Sources}}
			}
		}
	}
	return nil
}

// find gives the entries of all lists that have the code.
func (v *Vocabulary) find(code string) []Found {
	out := entries(nil, "act", v.Acts, code, func(x *Act) string { return x.Code })
	out = entries(out, "element", v.Elements, code, func(x *Element) string { return x.Code })
	out = entries(out, "mind", v.Minds, code, func(x *Mind) string { return x.Code })
	out = entries(out, "mens-rea", v.MensRea, code, func(x *MensRea) string { return x.Code })
	out = entries(out, "class", v.Classes, code, func(x *Class) string { return x.Code })
	out = entries(out, "measure", v.Measures, code, func(x *Measure) string { return x.Code })
	out = entries(out, "aim", v.Aims, code, func(x *Aim) string { return x.Code })
	out = entries(out, "ground", v.Grounds, code, func(x *GroundCode) string { return x.Code })
	out = entries(out, "fact", v.Facts, code, func(x *FactCode) string { return x.Code })
	return append(out, v.findProse(code)...)
}

// findProse gives what has an id and sources of its own.
func (v *Vocabulary) findProse(id string) []Found {
	out := entries(nil, "figure", v.Figures, id, func(x *Figure) string { return x.ID })
	out = entries(out, "form", v.Forms, id, func(x *RequestForm) string { return x.ID })
	out = entries(out, "option", v.Options, id, func(x *Option) string { return x.ID })
	out = entries(out, "clause", v.Clauses, id, func(x *ModelClause) string { return x.ID })
	out = entries(out, "proof", v.Proof, id, func(x *ProofRule) string { return x.ID })
	out = entries(out, "remark", v.Remarks, id, func(x *Remark) string { return x.ID })
	for n := range out {
		out[n].Sources = v.Sources
	}
	return out
}

func entries[T any](out []Found, kind string, list []T, code string, of func(*T) string) []Found {
	for n := range list {
		if of(&list[n]) == code {
			out = append(out, Found{Kind: kind, ID: code, Value: &list[n]})
		}
	}
	return out
}

// FindInstrument reads an instrument as people write it: its id or its short
// name, whatever the case.
func (c *Corpus) FindInstrument(s string) (*Instrument, error) {
	name := fold(s)
	if i := c.Instrument(name); i != nil {
		return i, nil
	}
	ids := c.Instruments()
	for _, id := range ids {
		if i := c.Instrument(id); fold(i.ShortName) == name {
			return i, nil
		}
	}
	return nil, fmt.Errorf("%q is no instrument of the corpus%s", s, meaning(s, ids))
}

// Nearest gives the word that was probably meant by s, or "" if none is near.
func Nearest(s string, words []string) string {
	if slices.Contains(words, s) {
		return s
	}
	return nearest(fold(s), words)
}

func meaning(s string, words []string) string {
	n := Nearest(s, words)
	if n == "" && s != "" {
		begins := func(w string) bool { return strings.HasPrefix(w, fold(s)) }
		if i := slices.IndexFunc(words, begins); i >= 0 {
			n = words[i]
		}
	}
	if n == "" {
		return ""
	}
	return fmt.Sprintf(" (do you mean %s?)", n)
}
