package main

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/comity-dev/comity/law"
)

type profileCommand struct {
	X string `arg:"" help:"A state by code or name, or an organisation by its id." name:"X"`
}

func (profileCommand) Help() string {
	return `The profile tells of laws and strategies, where their weight lies, definitions, the view on sovereignty, positions and votes, institutions, data localisation and the duties of private subjects. The weights are a judgement, from 0 (not seen) to 3 (at the heart). "comity law compare --profile A B" sets two side by side.

Example:

    comity law profile China`
}

func (k *profileCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	concept, err := profile(c, k.X)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.json(concept)
	}
	writeProfile(a.page(), c, concept)
	return nil
}

// profile finds a profile by its id, or by the code or name of its state.
func profile(c *law.Corpus, x string) (*law.Concept, error) {
	if k := c.Concept(strings.ToUpper(x)); k != nil {
		return k, nil
	}
	for _, id := range c.Concepts() {
		if k := c.Concept(id); strings.EqualFold(k.Name, x) {
			return k, nil
		}
	}
	state, err := c.FindState(x)
	if err != nil {
		return nil, fmt.Errorf("%q is no state or organisation with a profile%s; %q names them all", x, meant(strings.ToUpper(x), c.Concepts()), "comity law list profiles")
	}
	if k := c.Concept(state); k != nil {
		return k, nil
	}
	return nil, fmt.Errorf("no profile of %s is held; %q names those that are", state, "comity law list profiles")
}

func writeProfile(p *page, c *law.Corpus, k *law.Concept) {
	p.title(fmt.Sprintf("%s (%s), as of %s", k.Name, k.ID, k.AsOf))
	p.heading("Emphasis")
	t := &table{}
	for _, code := range c.Vocabulary.Codes["emphasis"] {
		w := k.Emphasis.Weights[code]
		t.row(code, bar(w), weightMeaning(c, w))
	}
	p.table(2, t)
	p.para(2, 0, k.Emphasis.Note+" "+cite(k.Emphasis.Fact))
	rest := *k
	rest.ID, rest.Kind, rest.Name, rest.AsOf, rest.Emphasis = "", "", "", law.Date{}, law.Emphasis{}
	p.blank()
	p.outline(0, &rest)
	p.sources(k.Sources, keysIn(reflect.ValueOf(k)))
}

// bar draws a weight from 0 to 3.
func bar(weight int) string {
	weight = min(max(weight, 0), 3)
	return strings.Repeat("█", weight*2) + strings.Repeat("░", (3-weight)*2)
}

func weightMeaning(c *law.Corpus, weight int) string {
	for _, w := range c.Vocabulary.Weights {
		if w.Weight == weight {
			return w.Meaning
		}
	}
	return ""
}
