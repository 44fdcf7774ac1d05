package law

import "slices"

// Coverage says which classes of offences the instruments reach.
type Coverage struct {
	Classes []ClassCoverage `json:"classes"`
	// NotHeld are the instruments whose text is not held: what they reach is
	// not known, and they are not counted.
	NotHeld []string `json:"not_held"`
}

// ClassCoverage is what reaches one class. Where no offence does, By is empty.
type ClassCoverage struct {
	Class   string  `json:"class"`
	Label   string  `json:"label"`
	Family  string  `json:"family"`
	Broader string  `json:"broader,omitempty"` // a class that it is a part of, and that may be reached
	By      []Reach `json:"by"`
	// Through are articles on other matters by which an instrument may yet
	// reach the class, as guidance or commentary reads them. They make no
	// offence of the class and are never matched.
	Through []Through `json:"through"`
}

// Reach is one offence or rule of an instrument that reaches a class.
type Reach struct {
	Instrument string   `json:"instrument"`
	Name       string   `json:"name"`
	Offence    string   `json:"offence"`
	Articles   []string `json:"articles"`
	// Also: it is an offence of another class that covers this one too.
	Also bool `json:"also,omitempty"`
	// Ancillary: a rule on other offences, such as attempt.
	Ancillary bool `json:"ancillary,omitempty"`
	Fact
}

// Coverage goes through the texts that are held and says which classes each
// reaches, in the order of the vocabulary. A class of "" means all.
func (c *Corpus) Coverage(class string) Coverage {
	out := Coverage{Classes: []ClassCoverage{}, NotHeld: []string{}}
	var held []*Instrument
	for _, id := range c.Instruments() {
		if i := c.Instrument(id); i.Text != nil {
			held = append(held, i)
		} else {
			out.NotHeld = append(out.NotHeld, id)
		}
	}
	for _, k := range c.Vocabulary.Classes {
		if class != "" && k.Code != class {
			continue
		}
		x := ClassCoverage{Class: k.Code, Label: k.Label, Family: k.Family, Broader: k.Broader, By: []Reach{}, Through: []Through{}}
		for _, i := range held {
			x.By = append(x.By, i.reach(k.Code)...)
		}
		for _, r := range c.Vocabulary.Reach {
			if r.Class == k.Code {
				x.Through = append(x.Through, r)
			}
		}
		out.Classes = append(out.Classes, x)
	}
	return out
}

func (i *Instrument) reach(class string) []Reach {
	var out []Reach
	for n := range i.Text.Offences {
		o := &i.Text.Offences[n]
		if o.Class == class || slices.Contains(o.AlsoCovers, class) {
			out = append(out, Reach{Instrument: i.ID, Name: i.ShortName, Offence: o.ID, Articles: o.Articles,
				Also: o.Class != class, Ancillary: o.Ancillary, Fact: o.Fact})
		}
	}
	return out
}
