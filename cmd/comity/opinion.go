package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/opinion/words"
)

type opinionCommand struct {
	Matter string `arg:"" optional:"" help:"The file of the matter; - for standard input." name:"MATTER.yaml"`
	HTML   bool   `name:"html" help:"Write one page of HTML that needs nothing else, for screen and paper."`
	New    bool   `help:"Write a matter with comments, to start from."`
	Ask    bool   `help:"Ask the open questions at the terminal, the most decisive first, and show how the answer changes."`
	Save   string `help:"With --ask: write the answered matter to a new file." placeholder:"FILE"`
}

func (opinionCommand) Help() string {
	return `A matter says who asks whom, on which day, for which measure or aim, about which conduct. Everything but requesting, requested, on and measure may be missing; what is missing is unknown and never false. The answer gives every lawful way with its reasons, articles and dates, what may be refused, what is still to be known, and what would change it.

It informs a lawyer and does not replace one. Facts carry their confidence: where none is shown, the fact was seen in the source named beside it.

Examples:

    comity opinion --new > matter.yaml
    comity opinion matter.yaml
    comity opinion --ask --save answered.yaml matter.yaml
    comity opinion matter.yaml --html > opinion.html`
}

func (k *opinionCommand) Run(a *app) error {
	switch {
	case k.New:
		_, err := a.out.WriteString(newMatter)
		return err
	case k.Matter == "":
		return errors.New(`which matter? Give its file, or write one with "comity opinion --new"`)
	case a.JSON && k.HTML:
		return errors.New("--json and --html exclude each other")
	case k.Ask && k.Matter == "-":
		return errors.New("standard input can not give both the matter and the answers: put the matter into a file")
	case k.Save != "" && !k.Ask:
		return errors.New("--save writes the matter that --ask has completed: give both")
	case k.Save != "":
		if err := free(k.Save); err != nil {
			return err
		}
	}
	r, m, err := k.open(a)
	if err != nil {
		return err
	}
	p, err := words.New(r.Corpus(), "en")
	if err != nil {
		return err
	}
	if k.Ask {
		if m, err = a.ask(r, p, m); err != nil {
			return err
		}
	}
	if k.Save != "" {
		if err := save(k.Save, m); err != nil {
			return err
		}
	}
	o, err := r.Opinion(m)
	if err != nil {
		return fmt.Errorf("%s: %w", nameOf(k.Matter), err)
	}
	switch {
	case a.JSON:
		return a.json(o)
	case k.HTML:
		return p.HTML(a.out, o)
	}
	return a.opinion(p, o)
}

// open reads the matter on the corpus that is asked for.
func (k *opinionCommand) open(a *app) (*opinion.Reasoner, *opinion.Matter, error) {
	c, err := a.corpus()
	if err != nil {
		return nil, nil, err
	}
	data, err := a.read(k.Matter)
	if err != nil {
		return nil, nil, err
	}
	m, err := opinion.ReadMatter(data, c)
	if err != nil {
		return nil, nil, inFile("matter", nameOf(k.Matter), err)
	}
	r, err := opinion.New(c, opinion.Options{Version: release})
	return r, m, err
}

// nameOf says where a text comes from.
func nameOf(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}

// read reads a file of the command line.
func (a *app) read(name string) ([]byte, error) {
	if name == "-" {
		return readAll(a.in)
	}
	data, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, unreadable("matter", name, err)
	}
	return data, nil
}

// opinion writes an opinion for a person.
func (a *app) opinion(p *words.Printer, o *opinion.Opinion) error {
	page := a.page()
	return p.Text(a.out, o, words.TextOptions{Width: page.width, Color: page.colour})
}
