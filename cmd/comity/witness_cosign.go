package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/comity-dev/comity/custody/witness"
)

type witnessCosignCommand struct {
	witnessFlags
	Request string `required:"" help:"The request, as log cosign --request writes it." placeholder:"FILE"`
}

func (witnessCosignCommand) Help() string {
	return `One request is answered as witness serve would, for a witness whose machine has no network. The answer is the signature lines of the witness; carry them to the log, which takes them with log cosign --answer.

If the request is refused, the reason is written instead, and the command exits with 1. If the witness knows the log with another number of entries, the number is told: make the request again with it as --old.

Example:

    comity witness cosign state --keys keys --log kenya.policy --request request > answer`
}

// witnessAnswered is the answer of cosign.
type witnessAnswered struct {
	Cosigned bool   `json:"cosigned"`
	Lines    string `json:"lines,omitempty"`
	Why      string `json:"why,omitempty"` // it was refused
	Known    *int64 `json:"known,omitempty"`
	Evidence string `json:"evidence,omitempty"` // its file in the state
	Proved   bool   `json:"fork_proved,omitempty"`
}

func (k *witnessCosignCommand) Run(a *app) error {
	body, err := os.ReadFile(k.Request)
	if err != nil {
		return fmt.Errorf("read a request: %w", err)
	}
	var answer witnessAnswered
	err = k.with(func(w *witness.Witness) error {
		lines, err := w.Cosign(context.Background(), a.now(), body)
		var no *witness.Refusal
		if errors.As(err, &no) {
			answer = witnessAnswered{Why: no.Why, Evidence: no.Kept, Proved: no.Proved}
			if no.Kind == witness.Conflict {
				answer.Known = &no.Size
			}
			return nil
		}
		answer = witnessAnswered{Cosigned: true, Lines: string(lines)}
		return err
	})
	if err != nil {
		return err
	}
	return answer.write(a)
}

func (v *witnessAnswered) write(a *app) (err error) {
	switch {
	case a.JSON:
		err = a.json(v)
	case v.Cosigned:
		_, err = a.out.WriteString(v.Lines)
	default:
		a.page().line("refused: " + v.Why)
		if v.Evidence != "" {
			a.page().line("evidence: " + v.Evidence)
		}
	}
	if err == nil && !v.Cosigned {
		err = errNo
	}
	return err
}
