package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/comity-dev/comity/law"
)

type compareCommand struct {
	A       string `arg:"" help:"A state, an instrument or an organisation."`
	B       string `arg:"" help:"Another of the same kind."`
	Offence string `help:"Of the offences, only those of this class." placeholder:"CLASS"`
	On      string `help:"The day whose law counts. Without it, today." placeholder:"DATE"`
	Profile bool   `help:"Compare the profiles of two states."`
}

func (compareCommand) Help() string {
	return `Two states are compared by their offences, element by element, and by powers, jurisdiction, cooperation, grounds of refusal and evidence; two instruments by offences, measures with their deadlines, and grounds; two organisations, or with --profile two states, by how they conceive of the field. An offence lies within another if all that makes the one makes the other too.

Example:

    comity law compare KEN JPN --offence illegal-access`
}

func (k *compareCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	if err := class(c, "--offence", k.Offence); err != nil {
		return err
	}
	on, err := a.day(k.On)
	if err != nil {
		return err
	}
	answer, err := k.compare(c, on)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.json(answer)
	}
	a.page().comparison(answer)
	return nil
}

// compare finds out of what kind the two are.
func (k *compareCommand) compare(c *law.Corpus, on law.Date) (any, error) {
	if k.Profile {
		return k.profiles(c)
	}
	sa, errA := c.FindState(k.A)
	sb, errB := c.FindState(k.B)
	if errA == nil && errB == nil {
		return c.Compare(c.State(sa), c.State(sb), k.Offence, on), nil
	}
	ia, noA := c.FindInstrument(k.A)
	ib, noB := c.FindInstrument(k.B)
	switch {
	case noA == nil && noB == nil:
		return c.CompareTexts(ia, ib, k.Offence), nil
	case noA == nil && errB == nil || noB == nil && errA == nil:
		return nil, fmt.Errorf("%q and %q are not of one kind: compare two states, two instruments or two organisations", k.A, k.B)
	case noA == nil || noB == nil:
		return nil, errors.Join(noA, noB)
	}
	pa, pb := c.Concept(strings.ToUpper(k.A)), c.Concept(strings.ToUpper(k.B))
	if pa != nil && pb != nil {
		return c.CompareConcepts(pa, pb), nil
	}
	return nil, errors.Join(errA, errB)
}

func (k *compareCommand) profiles(c *law.Corpus) (any, error) {
	a, errA := profile(c, k.A)
	b, errB := profile(c, k.B)
	if err := errors.Join(errA, errB); err != nil {
		return nil, err
	}
	return c.CompareConcepts(a, b), nil
}
