package main

import (
	"fmt"
	"os"

	"github.com/comity-dev/comity/custody"
)

type witnessEvidenceCommand struct {
	File   string `arg:"" help:"The evidence."`
	Policy string `required:"" help:"The policy that the log is trusted by." placeholder:"FILE"`
}

func (witnessEvidenceCommand) Help() string {
	return `A fork is proved by two checkpoints that the log has signed and that can not both be true: two of one size, or two of which a path shows that the tree of the newer one held something else at the size of the older. Nothing is looked up and the word of the witness is not needed.

If the evidence has two checkpoints and no such path, nothing is proved yet: the log owes a proof that one extends the other. Whoever has its files can find out with log check --since.

The command exits with 0 if the fork is proved, and with 1 if not.

Example:

    comity witness evidence kenya.fork --policy kenya.policy`
}

// forkShown is the answer of evidence.
type forkShown struct {
	Proved bool     `json:"proved"`
	Why    string   `json:"why,omitempty"` // it is no evidence
	Older  *logHead `json:"older,omitempty"`
	Newer  *logHead `json:"newer,omitempty"`
}

func (k *witnessEvidenceCommand) Run(a *app) error {
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(k.File)
	if err != nil {
		return fmt.Errorf("read evidence: %w", err)
	}
	answer := showFork(text, policy)
	if a.JSON {
		err = a.json(answer)
	} else {
		answer.page(a.page())
	}
	if err == nil && !answer.Proved {
		err = errNo
	}
	return err
}

// showFork verifies evidence.
func showFork(text []byte, p *custody.Policy) forkShown {
	f, err := custody.ParseFork(text)
	if err != nil {
		return forkShown{Why: err.Error()}
	}
	v, err := f.Verify(p)
	if err != nil {
		return forkShown{Why: err.Error()}
	}
	older, newer := headOf(&v.Older), headOf(&v.Newer)
	return forkShown{Proved: v.Proved, Older: &older, Newer: &newer}
}

func (v *forkShown) page(p *page) {
	switch {
	case v.Proved:
		p.line("proved: the log has signed two histories")
	case v.Why != "":
		p.line("no evidence: " + v.Why)
		return
	default:
		p.line("not proved: the log owes a proof that the second of these extends the first")
	}
	p.line(v.Older.String())
	p.line(v.Newer.String())
}
