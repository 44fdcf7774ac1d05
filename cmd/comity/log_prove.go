package main

import (
	"errors"
	"fmt"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

type logProveCommand struct {
	Dir     string `arg:"" help:"The folder of the log; no key is needed."`
	Opening string `arg:"" help:"The opening of the entry."`
	Policy  string `required:"" help:"The policy that the log is trusted by." placeholder:"FILE"`
}

func (logProveCommand) Help() string {
	return `The proof is a c2sp.org/tlog-proof@v1 file: the place of the entry, the path to the checkpoint, and the checkpoint with its signatures. With the opening and a policy it can be verified offline, by this program or another one, for as long as the signatures are trusted. It exits with 1 if the entry is not in the log.

Example:

    comity log prove custody phone.opening --policy policy > phone.tlog-proof`
}

// logProof is the answer of prove.
type logProof struct {
	Found bool          `json:"found"`
	Index custody.Index `json:"index"`
	Proof string        `json:"proof,omitempty"`
	Log   logHead       `json:"log"`
}

func (k *logProveCommand) Run(a *app) error {
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return err
	}
	opening, _, err := readOpening(k.Opening)
	if err != nil {
		return err
	}
	var answer logProof
	err = withLog(k.Dir, func(d *logdir.Dir) error {
		answer, err = proveIn(d, policy, opening.Commitment())
		return err
	})
	switch {
	case errors.Is(err, custody.ErrQuorum):
		return fmt.Errorf("%w; ask its witnesses with \"comity log cosign\"", err)
	case err != nil:
		return err
	case a.JSON:
		err = a.json(answer)
	case answer.Found:
		_, err = a.out.WriteString(answer.Proof)
	default:
		a.page().line(fmt.Sprintf("the entry of %s is not in the log: %s", k.Opening, answer.Log))
	}
	if err == nil && !answer.Found {
		err = errNo
	}
	return err
}

func proveIn(d *logdir.Dir, p *custody.Policy, entry custody.Commitment) (logProof, error) {
	c, err := custody.Read(d, p)
	if err != nil {
		return logProof{}, err
	}
	at, found, err := custody.Find(d, c, entry)
	if err != nil || !found {
		return logProof{Log: headOf(c)}, err
	}
	proof, err := custody.Prove(d, c, at)
	return logProof{true, at, string(proof), headOf(c)}, err
}
