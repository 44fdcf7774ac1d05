package main

import (
	"fmt"
	"slices"

	"github.com/comity-dev/comity/law"
)

type coverageCommand struct {
	Class string `help:"Only this class of offences." placeholder:"C"`
}

func (coverageCommand) Help() string {
	return `For each class of offences, the instruments that ask their parties to punish it, with the articles; and what none reaches. What may be reached through articles on other matters, as guidance notes read them, stands apart: it is no offence of the class. Instruments whose text is not held are not counted and are named at the end.

Example:

    comity law coverage --class cyber-terrorism`
}

func (k *coverageCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	if err := class(c, "--class", k.Class); err != nil {
		return err
	}
	v := c.Coverage(k.Class)
	if a.JSON {
		return a.json(v)
	}
	writeCoverage(a.page(), c, v)
	return nil
}

func writeCoverage(p *page, c *law.Corpus, v law.Coverage) {
	t := &table{head: []string{"class", "instrument", "articles", "confidence"}}
	var none []string
	for _, k := range v.Classes {
		if len(k.By) == 0 {
			none = append(none, k.Class)
		}
		for n, r := range k.By {
			name := k.Class
			if n > 0 {
				name = ""
			}
			t.row(name, r.Instrument, joined(" ", list(r.Articles), reachNote(&r)), r.Confidence.String())
		}
	}
	p.table(0, t)
	if len(none) > 0 {
		p.heading("Reached by no instrument whose text is held")
		p.para(2, 0, list(none))
	}
	p.through(v)
	p.notHeld(c, v.NotHeld)
}

// through names the articles on other matters through which a class may be
// reached. No offence of the class comes from them.
func (p *page) through(v law.Coverage) {
	t := &table{head: []string{"class", "through", "articles", "how", "confidence"}}
	for _, k := range v.Classes {
		for n, r := range k.Through {
			name := k.Class
			if n > 0 {
				name = ""
			}
			t.row(name, r.Instrument, list(r.Articles), joined(": ", r.Topic, r.Note), r.Confidence.String())
		}
	}
	if len(t.rows) > 0 {
		p.heading("Reachable through other articles, as guidance notes and commentary read them (no offence of the class)")
		p.table(2, t)
	}
}

// notHeld names the instruments on cybercrime, and counts the others: few
// treaties on assistance or extradition make offences.
func (p *page) notHeld(c *law.Corpus, ids []string) {
	var named []string
	for _, id := range ids {
		if slices.Contains(c.Instrument(id).Matters, "cybercrime") {
			named = append(named, id)
		}
	}
	if len(ids) > 0 {
		p.heading(fmt.Sprintf("Not counted, since the text is not held (%d)", len(ids)))
		p.para(2, 0, joined(", ", list(named), fmt.Sprintf("and %d that are not on cybercrime", len(ids)-len(named))))
	}
}

func reachNote(r *law.Reach) string {
	switch {
	case r.Ancillary:
		return "(a rule on other offences)"
	case r.Also:
		return "(by an offence of another class)"
	}
	return ""
}
