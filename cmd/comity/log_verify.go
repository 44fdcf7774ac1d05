package main

import (
	"fmt"
	"os"

	"github.com/comity-dev/comity/custody"
)

type logVerifyCommand struct {
	Proof   string `arg:"" help:"The proof."`
	Opening string `arg:"" help:"The opening of the entry."`
	Policy  string `required:"" help:"Whom you trust." placeholder:"FILE"`
	Exhibit string `help:"The exhibit, to compare with the record: a file, or sha256: and its digest." placeholder:"FILE"`
}

func (logVerifyCommand) Help() string {
	return `The proof holds if the entry that the opening opens stands in a log that the policy trusts. Nothing is looked up and nothing but the files is needed. With --exhibit, the record must also be about that exhibit. The command exits with 1 if one of these does not hold.

That a proof holds says when the record was written at the latest, and that it is still what it was. It does not say that the record is true. Witnesses of the policy that have seen the checkpoint are named with the time; how many must have seen it, the policy says with its quorum.

Example:

    comity log verify phone.tlog-proof phone.opening --policy policy --exhibit phone.img`
}

// logVerified is the answer of verify.
type logVerified struct {
	Verified bool           `json:"verified"`
	Why      string         `json:"why,omitempty"` // it does not hold
	Index    *custody.Index `json:"index,omitempty"`
	Log      *logHead       `json:"log,omitempty"`
	Seen     []seenBy       `json:"seen,omitempty"` // by whom, and when
	Record   string         `json:"record,omitempty"`
}

func (k *logVerifyCommand) Run(a *app) error {
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return err
	}
	opening, record, err := readOpening(k.Opening)
	if err != nil {
		return err
	}
	proof, err := os.ReadFile(k.Proof)
	if err != nil {
		return fmt.Errorf("read a proof: %w", err)
	}
	answer := logVerified{}
	if place, err := custody.Verify(proof, opening.Commitment(), policy); err != nil {
		answer.Why = err.Error()
	} else if answer.Why, err = k.another(record); err != nil {
		return err
	} else if answer.Why == "" {
		head := headOf(&place.Checkpoint)
		answer = logVerified{Verified: true, Index: &place.Index, Log: &head, Record: string(opening.Record)}
		if answer.Seen, err = seenOf(policy, &place.Checkpoint); err != nil {
			return err
		}
	}
	return answer.write(a)
}

// another says that the record is about another exhibit.
func (k *logVerifyCommand) another(r *custody.Record) (string, error) {
	if k.Exhibit == "" {
		return "", nil
	}
	d, err := digestOf(k.Exhibit)
	if err != nil {
		return "", fmt.Errorf("--exhibit: %w", err)
	}
	if d != r.Exhibit {
		return fmt.Sprintf("the record is about another exhibit: %s, not %s", r.Exhibit, d), nil
	}
	return "", nil
}

func (v *logVerified) write(a *app) error {
	switch {
	case a.JSON:
		if err := a.json(v); err != nil {
			return err
		}
	case v.Verified:
		a.page().line(fmt.Sprintf("verified: entry %d of %s", *v.Index, v.Log))
		for _, s := range v.Seen {
			a.page().line(s.String())
		}
		a.page().blank()
		_, _ = a.out.WriteString(v.Record) // an error shows when the answer is flushed
	default:
		a.page().line("not verified: " + v.Why)
	}
	if !v.Verified {
		return errNo
	}
	return nil
}
