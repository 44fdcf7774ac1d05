package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
)

type logCosignCommand struct {
	Dir    string `arg:"" help:"The folder of the log."`
	Policy string `required:"" help:"The policy with the log, the witnesses and their addresses, and the quorum to meet." placeholder:"FILE"`
	Keys   string `help:"The folder of the secret keys of the log; needed but with --request." placeholder:"DIR"`

	Timeout  time.Duration `default:"30s" help:"How long to wait for the witnesses." placeholder:"TIME"`
	All      bool          `help:"Ask on when the quorum is met, until every witness has answered."`
	Evidence string        `help:"Where to write the evidence that a witness sends against the log: a new file." placeholder:"FILE"`

	Request string `xor:"offline" help:"Ask nobody: write the request for a witness without a network to a new file." placeholder:"FILE"`
	Old     int64  `help:"With --request, the number of entries that the witness knows; 0 for none." placeholder:"N"`
	Answer  string `xor:"offline" help:"Ask nobody: take the answer of a witness from a file." placeholder:"FILE"`
}

func (logCosignCommand) Help() string {
	return `Every witness of the policy that has an address is asked for its cosignature of the checkpoint in force. What they sign is put under the checkpoint, which keeps its size and root; proofs made from then on carry it. Entries that are appended later need new cosignatures.

The witnesses are asked at once, and no longer than until the quorum is met. The command exits with 0 if it is, and with 1 if not; the cosignatures that came are kept either way, so ask again.

For a witness without a network, write the request with --request, carry it there, and take the answer with --answer.

Examples:

    comity log cosign custody --policy policy --keys keys
    comity log cosign custody --policy policy --request request --old 120
    comity log cosign custody --policy policy --keys keys --answer answer`
}

func (k *logCosignCommand) Run(a *app) error {
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return err
	}
	if k.Request != "" {
		return k.write(a, policy)
	}
	if k.Keys == "" {
		return errors.New("--keys: the log is opened to write, which needs the folder of its keys")
	}
	keys, err := logKeys(k.Keys)
	if err != nil {
		return err
	}
	if k.Evidence != "" {
		if err := free(k.Evidence); err != nil {
			return err
		}
	}
	var answer logCosigned
	err = withLog(k.Dir, func(d *logdir.Dir) error {
		answer, err = k.cosign(d, policy, keys)
		return err
	})
	if err != nil {
		return err
	}
	return answer.write(a)
}

// write writes a request to carry.
func (k *logCosignCommand) write(a *app, p *custody.Policy) error {
	return withLog(k.Dir, func(d *logdir.Dir) error {
		c, err := custody.ReadUnseen(d, p)
		if err != nil {
			return err
		}
		r, err := witness.NewRequest(d, c, k.Old)
		if err != nil {
			return err
		}
		if err := free(k.Request); err != nil {
			return err
		}
		if err := newFile(k.Request, r.Marshal()); err != nil {
			return fmt.Errorf("write the request: %w", err)
		}
		if a.JSON {
			return a.json(headOf(c))
		}
		a.page().line("request for " + headOf(c).String())
		return nil
	})
}

// cosign asks until the checkpoint it asked for is still in force at the end:
// entries may be appended meanwhile.
func (k *logCosignCommand) cosign(d *logdir.Dir, p *custody.Policy, keys []*custody.Key) (answer logCosigned, err error) {
	for range 3 {
		var c *custody.Checkpoint
		if c, err = custody.ReadUnseen(d, p); err != nil {
			return answer, err
		}
		var lines []byte
		if lines, answer.Witnesses, err = k.lines(d, p, c); err != nil {
			return answer, err
		}
		if len(lines) > 0 {
			if c, err = addLines(d, keys, c, lines, p); errors.Is(err, custody.ErrMoved) && k.Answer == "" {
				continue
			} else if err != nil {
				return answer, err
			}
		}
		_, missing := p.Verify(c.Signed)
		answer.Quorum, answer.Log = missing == nil, headOf(c)
		answer.Seen, err = seenOf(p, c)
		return answer, err
	}
	return answer, err
}

// addLines opens the log for a moment only, for others wait to append.
func addLines(d *logdir.Dir, keys []*custody.Key, c *custody.Checkpoint, lines []byte, p *custody.Policy) (*custody.Checkpoint, error) {
	l, err := custody.Open(d, keys...)
	if err != nil {
		return nil, err
	}
	now, err := l.AddCosignatures(c, lines, p)
	return &now, errors.Join(err, l.Close())
}

// lines come from a file, or from all witnesses that can be asked.
func (k *logCosignCommand) lines(d *logdir.Dir, p *custody.Policy, c *custody.Checkpoint) ([]byte, []askedWitness, error) {
	if k.Answer != "" {
		lines, err := os.ReadFile(k.Answer)
		if err != nil {
			return nil, nil, fmt.Errorf("read an answer: %w", err)
		}
		return lines, nil, nil
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, k.Timeout)
	defer cancel()
	g := witnesshttp.Gathering{Client: &witnesshttp.Client{HTTP: &http.Client{}}, Policy: p, Files: d, All: k.All}
	asked, err := g.Gather(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	var lines []byte
	var told []askedWitness
	for _, w := range asked {
		t := askedWitness{URL: w.URL, Names: w.Names, Cosigned: w.Err == nil}
		lines = append(lines, w.Lines...)
		if w.Err != nil {
			t.Why = w.Err.Error()
		}
		var no *witnesshttp.Refused
		if errors.As(w.Err, &no) && no.Fork != nil {
			if t.Fork, err = k.accused(no.Fork, p); err != nil {
				return nil, nil, err
			}
		}
		told = append(told, t)
	}
	return lines, told, nil
}

// accused reads the evidence of a witness, and keeps the first.
func (k *logCosignCommand) accused(text []byte, p *custody.Policy) (*forkShown, error) {
	shown := showFork(text, p)
	if k.Evidence == "" || shown.Why != "" || free(k.Evidence) != nil {
		return &shown, nil
	}
	if err := newFile(k.Evidence, text); err != nil {
		return nil, fmt.Errorf("--evidence: %w", err)
	}
	return &shown, nil
}
