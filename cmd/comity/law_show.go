package main

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/comity-dev/comity/law"
)

type showCommand struct {
	ID string `arg:"" help:"A state by code or name, an instrument, a provision, an offence, or a code of the vocabulary." name:"ID"`
}

func (showCommand) Help() string {
	return `All that is held is shown, with how sure it is and where it stands. Where a code stands in several lists, each is shown.

Examples:

    comity law show Kenya
    comity law show bud-c29
    comity law show ken.cmca.14
    comity law show security-measure-infringed`
}

func (k *showCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	found := c.Find(k.ID)
	if len(found) == 0 {
		return unknown(c, k.ID)
	}
	if a.JSON {
		return a.json(found)
	}
	p := a.page()
	for n := range found {
		if n > 0 {
			p.blank()
		}
		p.found(c, &found[n], law.DateOf(a.now()))
	}
	return nil
}

// unknown says what may have been meant.
func unknown(c *law.Corpus, id string) error {
	words := append(c.Instruments(), c.Concepts()...)
	for _, of := range []string{"measures", "aims", "acts", "elements", "grounds", "facts", "classes"} {
		for _, x := range lists[of](c) {
			words = append(words, x.Code)
		}
	}
	if s, _ := c.OffenceByID(id); s != nil {
		for _, o := range s.Law.Offences {
			words = append(words, o.ID)
		}
	}
	near := meant(id, words)
	if near == "" {
		near = ": write a state, an instrument, a provision, an offence or a code"
	}
	return fmt.Errorf("nothing in the corpus is called %q%s; %q shows what can be listed", id, near, "comity law list --help")
}

func (p *page) found(c *law.Corpus, f *law.Found, today law.Date) {
	switch v := f.Value.(type) {
	case *law.State:
		p.title(fmt.Sprintf("%s (%s)", v.Names.EN, v.ID))
		p.outline(0, v)
		p.memberships(c, v.ID, today)
		p.remarks(c, func(r *law.Remark) []string { return r.States }, v.ID)
	case *law.Instrument:
		p.title(fmt.Sprintf("%s (%s)", v.Title, v.ID))
		p.outline(0, v)
		p.remarks(c, func(r *law.Remark) []string { return r.Instruments }, v.ID)
	case *law.Concept:
		writeProfile(p, c, v)
		return
	default:
		p.title(joined(", ", f.ID, f.Kind, f.In))
		p.outline(0, v)
	}
	p.sources(f.Sources, keysIn(reflect.ValueOf(f.Value)))
}

// memberships lists how a state stands to the instruments it has to do with.
func (p *page) memberships(c *law.Corpus, state string, on law.Date) {
	t := &table{head: []string{"instrument", "bound", "because", "confidence"}}
	for _, id := range c.Related(state) {
		i := c.Instrument(id)
		s := statusOf(c.Bound(i, state, on), i)
		t.row(id, boundWords[s.Bound], s.words(i), s.Confidence)
	}
	if len(t.rows) > 0 {
		p.heading("instruments on " + on.String())
		p.table(2, t)
	}
}

// remarks are the doubts and readings of the vocabulary that name what is
// shown.
func (p *page) remarks(c *law.Corpus, of func(*law.Remark) []string, id string) {
	first := true
	for n := range c.Vocabulary.Remarks {
		r := &c.Vocabulary.Remarks[n]
		if !slices.Contains(of(r), id) {
			continue
		}
		if first {
			p.heading("remarks that name it among others")
			first = false
		}
		p.para(2, 2, joined(" ", r.Kind+":", r.Text, "["+r.Confidence.String()+"; "+r.ID+"]"))
	}
}
