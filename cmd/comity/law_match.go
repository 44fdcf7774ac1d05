package main

import (
	"fmt"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

type matchCommand struct {
	Conduct     string   `arg:"" help:"The file of the conduct." name:"CONDUCT.yaml"`
	State       []string `help:"State by code or name; may be given again. Without it, all." placeholder:"X" sep:"none"`
	On          string   `help:"The day of the conduct, in place of that of the file." placeholder:"DATE"`
	All         bool     `help:"Also what is not met, with what is missing."`
	Instruments bool     `help:"The offences of instruments in place of those of national laws."`
}

func (matchCommand) Help() string {
	return `The file tells what was done, in codes that belong to no state. A list of acts or of states of mind that is given is complete; facts and absent are not, and a code in neither is not known. Without a state, only what is met is shown.

    # conduct.yaml
    on: 2024-03-05
    acts: [access]
    facts: [security-measure-infringed]
    absent: [intent-to-gain-access]
    mens_rea: [intent]
    without_right: true

Example:

    comity law match conduct.yaml --state KEN --all`
}

// matched is one offence against the conduct, in the answer.
type matched struct {
	Offence    string     `json:"offence"`
	State      string     `json:"state,omitempty"`
	Instrument string     `json:"instrument,omitempty"`
	Result     string     `json:"result"` // met, not-met, undetermined
	Missing    []string   `json:"missing"`
	Unknown    []string   `json:"unknown"`
	InForce    rule.Value `json:"in_force"` // on the day of the conduct
	Label      string     `json:"label"`
	Class      string     `json:"class"`
	Confidence string     `json:"confidence"`
}

func (k *matchCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	conduct, err := readConduct(c, k.Conduct)
	if err != nil {
		return err
	}
	on, err := a.day(k.On)
	if err != nil {
		return err
	}
	if k.On != "" || conduct.On.IsZero() {
		conduct.On = on
	}
	asked, err := states(c, k.State)
	if err != nil {
		return err
	}
	all := matches(c, k, asked, conduct)
	shown := []matched{}
	for _, m := range all {
		if k.All || m.Result == "met" || m.Result == "undetermined" && len(asked) > 0 {
			shown = append(shown, m)
		}
	}
	if a.JSON {
		return a.json(shown)
	}
	writeMatches(a.page(), c, conduct.On, all, shown)
	return nil
}

func matches(c *law.Corpus, k *matchCommand, asked []string, conduct *law.Conduct) []matched {
	var out []matched
	if k.Instruments {
		return treatyMatches(c, asked, conduct)
	}
	if len(asked) == 0 {
		asked = c.States()
	}
	for _, s := range asked {
		for _, m := range c.Match(s, conduct, conduct.On) {
			x := result(c, &m.Offence.Definition, &m.Result, m.Offence.Confidence)
			x.Offence, x.State, x.Label, x.Class = m.Offence.ID, s, m.Offence.Label, m.Offence.Class
			x.InForce = m.Force.Finding.Value()
			out = append(out, x)
		}
	}
	return out
}

// treatyMatches tests the offences of instruments, for each state those that
// it has to do with and with what its declarations add.
func treatyMatches(c *law.Corpus, asked []string, conduct *law.Conduct) []matched {
	var out []matched
	one := func(id, state string) {
		i := c.Instrument(id)
		force := i.InForce.Reached(conduct.On)
		switch {
		case state != "":
			force = c.Bound(i, state, conduct.On).Bound.Value()
		case i.NotInForce:
			force = rule.False
		}
		for _, m := range c.MatchInstrument(i, state, conduct, conduct.On) {
			x := result(c, &m.Offence.Definition, &m.Result, m.Offence.Confidence)
			x.Offence, x.State, x.Instrument, x.Class, x.InForce = m.Offence.ID, state, id, m.Offence.Class, force
			x.Label = joined(" ", i.ShortName, "art", list(m.Offence.Articles))
			for _, o := range m.Added {
				x.Unknown = append(x.Unknown, o.Effect)
			}
			out = append(out, x)
		}
	}
	for _, s := range asked {
		for _, id := range c.Related(s) {
			one(id, s)
		}
	}
	if len(asked) == 0 {
		for _, id := range c.Instruments() {
			one(id, "")
		}
	}
	return out
}

var resultWords = map[rule.Value]string{rule.True: "met", rule.False: "not-met", rule.Open: "undetermined"}

// result tells how an offence is met. An open result rests on no fact; its
// confidence is that of the offence.
func result(c *law.Corpus, d *law.Definition, r *law.Result, held rule.Confidence) matched {
	if r.Value != rule.Open {
		held = r.Finding.Confidence()
	}
	return matched{
		Result: resultWords[r.Value], Confidence: held.String(),
		Missing: append([]string{}, c.Missing(d, r)...), Unknown: append([]string{}, c.Unknown(d, r)...),
	}
}

func writeMatches(p *page, c *law.Corpus, on law.Date, all, shown []matched) {
	counts := map[string]int{}
	for _, m := range all {
		counts[m.Result]++
	}
	p.title(fmt.Sprintf("Conduct of %s: %d met, %d undetermined, %d not met, of %s", on, counts["met"], counts["undetermined"], counts["not-met"], count(len(all), "offence")))
	above := ""
	for n := range shown {
		m := &shown[n]
		if group := joined(" ", m.State, m.Instrument); group != above {
			p.heading(joined(" ", m.State, c.StateNames(m.State).EN, m.Instrument))
			above = group
		}
		p.match(m)
	}
}

func (p *page) match(m *matched) {
	p.para(2, 4, fmt.Sprintf("%s %s %s (%s) [%s]", m.Result, m.Offence, m.Label, m.Class, m.Confidence))
	if len(m.Missing) > 0 {
		p.para(6, 2, "missing: "+list(m.Missing))
	}
	if len(m.Unknown) > 0 {
		p.para(6, 2, "not known: "+list(m.Unknown))
	}
	switch m.InForce {
	case rule.False:
		p.para(6, 2, "not law on that day")
	case rule.Open:
		p.para(6, 2, "whether it was law on that day is open")
	}
}
