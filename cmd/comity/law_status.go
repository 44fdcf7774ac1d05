package main

import (
	"fmt"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

type statusCommand struct {
	Instrument string   `arg:"" help:"Id or short name of the instrument."`
	State      []string `help:"State by code or name; may be given again. Without it, all that have a row." placeholder:"X" sep:"none"`
	On         string   `help:"The day, 2015-03-24; a month or a year where the day is not known. Without it, today." placeholder:"DATE"`
}

func (statusCommand) Help() string {
	return `A state that only signed is not bound; a state that consented is bound from the day of entry into force for it. What the corpus does not know is open, and so is a no that stands on an unsure fact alone.

Example:

    comity law status budapest-185 --state Japan --on 2012-11-01`
}

// status is one state's standing, in the answer.
type status struct {
	Instrument string      `json:"instrument"`
	State      string      `json:"state"`
	On         law.Date    `json:"on"`
	Bound      rule.Value  `json:"bound"`
	Since      law.Date    `json:"since,omitzero"`
	Because    law.Because `json:"because"`
	Verify     bool        `json:"verify,omitempty"` // open only because what speaks against it is unsure
	Confidence string      `json:"confidence"`
	Source     string      `json:"source,omitempty"`
	party      *law.Party
}

func (k *statusCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	i, err := c.FindInstrument(k.Instrument)
	if err != nil {
		return fmt.Errorf("%w; %q names them all", err, "comity law list instruments")
	}
	on, err := a.day(k.On)
	if err != nil {
		return err
	}
	asked, err := states(c, k.State)
	if err != nil {
		return err
	}
	if len(asked) == 0 {
		for _, p := range i.Parties {
			asked = append(asked, p.State)
		}
	}
	list := make([]status, len(asked))
	for n, s := range asked {
		list[n] = statusOf(c.Bound(i, s, on), i)
	}
	if a.JSON {
		return a.json(list)
	}
	writeStatus(a.page(), c, i, on, list)
	return nil
}

func statusOf(s law.Standing, i *law.Instrument) status {
	fact := i.Fact
	if s.Party != nil {
		fact = s.Party.Fact
	}
	out := status{Instrument: s.Instrument, State: s.State, On: s.On, Bound: s.Bound.Value(), Since: s.Since, Because: s.Because,
		Verify: s.Bound.Verify(), Confidence: fact.Confidence.String(), Source: fact.Source, party: s.Party}
	if s.Bound.Raw() != rule.Open {
		out.Confidence = s.Bound.Confidence().String()
	}
	return out
}

func writeStatus(p *page, c *law.Corpus, i *law.Instrument, on law.Date, list []status) {
	p.title(fmt.Sprintf("%s (%s) on %s", i.ShortName, i.ID, on))
	t := &table{head: []string{"state", "", "bound", "because", "confidence", "source"}}
	counts := map[rule.Value]int{}
	for _, s := range list {
		counts[s.Bound]++
		t.row(s.State, c.StateNames(s.State).EN, boundWords[s.Bound], s.words(i), s.Confidence, s.Source)
	}
	p.blank()
	p.table(0, t)
	p.blank()
	p.line(fmt.Sprintf("%d bound, %d not bound, %d open", counts[rule.True], counts[rule.False], counts[rule.Open]))
	var keys []string
	for _, s := range list {
		keys = append(keys, s.Source)
	}
	p.sources(i.Sources, keys)
}

var boundWords = map[rule.Value]string{rule.True: "yes", rule.False: "no", rule.Open: "open"}

// words says why, for a reader.
func (s *status) words(i *law.Instrument) string {
	p := s.party
	if p == nil {
		p = &law.Party{}
	}
	text := map[law.Because]string{
		law.InForceFor:      "in force for it since " + s.Since.String(),
		law.NotYetInForce:   "binds it only from " + p.EntryIntoForce.String(),
		law.SignedOnly:      joined(" ", "signed", p.Signed.String(), "and not bound by that"),
		law.Denounced:       "denounced; no longer binds it from " + p.Denounced.String(),
		law.NoPartyRow:      "in no list of its parties",
		law.PartiesNotHeld:  "the list of its parties is not held",
		law.TextNotInForce:  "the instrument itself is not in force",
		law.DateUnknown:     "the day from which it binds is not established",
		law.NotAdopted:      "the instrument was adopted only on " + i.Adopted.String(),
		law.AddressedMember: "a member whom the instrument addresses",
	}[s.Because]
	if text == "" {
		text = string(s.Because)
	}
	if s.Verify {
		text += "; verify, the fact is unsure"
	}
	return joined(". ", text, p.Note)
}
