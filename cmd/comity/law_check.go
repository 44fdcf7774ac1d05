package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
)

type checkCommand struct {
	Dir string `arg:"" optional:"" help:"A folder with states, instruments, concepts or vocabulary. Without it, the corpus of the program."`
}

func (checkCommand) Help() string {
	return `Every file is read strictly, every code looked up, and what the parts say of each other compared. All problems are listed with file, line and column, and what to do; then the command exits with 1. A folder without a vocabulary is checked against the corpus of the program. Without a folder the program checks itself: its files, and that what it opens was made from them.

Example:

    comity law check mystate/`
}

// checked is the answer of a check.
type checked struct {
	Problems []problem `json:"problems"`
	Counts   *counts   `json:"checked,omitempty"` // where there is no problem
}

type problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"problem"`
	Fix     string `json:"fix,omitempty"`
}

type counts struct {
	States      int    `json:"states"`
	Instruments int    `json:"instruments"`
	Concepts    int    `json:"profiles"`
	Offences    int    `json:"offences"`
	Provisions  int    `json:"provisions"`
	Digest      string `json:"digest"`
}

func (k *checkCommand) Run(a *app) error {
	c, err := k.check(a)
	var found law.Problems
	if err != nil && !errors.As(err, &found) {
		return err
	}
	answer := checked{Problems: []problem{}}
	for _, p := range found {
		answer.Problems = append(answer.Problems, problem(p))
	}
	if c != nil {
		n := countAll(c)
		answer.Counts = &n
	}
	if err := writeCheck(a, &answer, found); err != nil || len(found) == 0 {
		return err
	}
	return errNo
}

// check gives the corpus of the folder, or the problems as a law.Problems.
func (k *checkCommand) check(a *app) (*law.Corpus, error) {
	if k.Dir == "" {
		return checkItself()
	}
	info, err := os.Stat(k.Dir)
	if err != nil {
		return nil, fmt.Errorf("check a corpus: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("check a corpus: %s is no folder: give the one in which states, instruments, concepts or vocabulary stand", k.Dir)
	}
	base, err := a.corpus()
	if err != nil {
		return nil, err
	}
	return law.Load(os.DirFS(k.Dir), base)
}

// checkItself checks the files of the program, and that its snapshot is theirs.
func checkItself() (*law.Corpus, error) {
	err := corpus.Drift()
	if errors.Is(err, corpus.ErrDrift) {
		return nil, law.Problems{{File: "corpus.zip", Line: 1, Column: 1, Message: err.Error()}}
	}
	if err != nil {
		return nil, err
	}
	return corpus.Open()
}

func countAll(c *law.Corpus) counts {
	n := counts{States: len(c.States()), Instruments: len(c.Instruments()), Concepts: len(c.Concepts()), Digest: c.Digest()}
	for _, id := range c.States() {
		if s := c.State(id); s.Law != nil {
			n.Offences += len(s.Law.Offences)
		}
	}
	for _, id := range c.Instruments() {
		if t := c.Instrument(id).Text; t != nil {
			n.Offences += len(t.Offences)
			n.Provisions += len(t.Provisions)
		}
	}
	return n
}

func writeCheck(a *app, answer *checked, found law.Problems) error {
	if a.JSON {
		return a.json(answer)
	}
	p := a.page()
	for _, x := range found {
		p.line(x.String()) // one line each, for editors
	}
	if n := answer.Counts; n != nil {
		p.line(joined(", ", count(n.States, "state"), count(n.Instruments, "instrument"), count(n.Concepts, "profile"),
			count(n.Offences, "offence"), count(n.Provisions, "provision")) + ": no problem")
		p.line("digest " + n.Digest)
		return nil
	}
	p.line(count(len(found), "problem"))
	return nil
}
