package witnesshttp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
)

// A Gathering asks the witnesses of a policy for a checkpoint.
type Gathering struct {
	Client *Client
	Policy *custody.Policy
	Files  fs.FS // of the log
	// All asks on when the quorum is met, until every witness has answered.
	All bool
}

// An Asked is what came of one witness.
type Asked struct {
	URL   string
	Names []string // in the policy: one for each of its keys
	Lines []byte   // its signature lines, verified, and none that the policy does not know
	Err   error    // why there are none
}

// ErrStopped says that a witness was not waited for, because the quorum was met.
var ErrStopped = errors.New("not waited for: the quorum is met")

// Gather asks all witnesses that have an address, at once, and gives what each
// has answered, in the order of their addresses.
func (g *Gathering) Gather(ctx context.Context, c *custody.Checkpoint) ([]Asked, error) {
	asked := g.witnesses()
	if len(asked) == 0 {
		return nil, errors.New("no witness of the policy has an address: write it behind the key of the witness")
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	type done struct {
		n     int
		lines []byte
		err   error
	}
	answers := make(chan done, len(asked)) // so that each goroutine ends, heard or not
	for n := range asked {
		go func() {
			lines, err := g.ask(ctx, asked[n].URL, c)
			answers <- done{n, lines, err}
		}()
	}
	signed := c.Signed
	for range asked {
		d := <-answers
		// What a witness has said counts, though it was heard too late.
		if errors.Is(context.Cause(ctx), ErrStopped) && (errors.Is(d.err, context.Canceled) || errors.Is(d.err, ErrStopped)) {
			d.err = ErrStopped
		}
		asked[d.n].Err = d.err
		if d.err != nil {
			continue
		}
		// What is not of a witness of the policy is left out here, so that no
		// witness can crowd out the others.
		lines, err := g.Policy.WitnessLines(signed, d.lines)
		var next []byte
		if err == nil {
			next, err = g.Policy.AddCosignatures(signed, lines)
		}
		if err != nil {
			asked[d.n].Err = fmt.Errorf("its cosignature is none: %w", err)
			continue
		}
		asked[d.n].Lines, signed = lines, next
		if _, err := g.Policy.Verify(signed); err == nil && !g.All {
			stop(ErrStopped)
		}
	}
	return asked, nil
}

// witnesses are those with an address, each once: one may have two keys.
func (g *Gathering) witnesses() []Asked {
	var out []Asked
	for _, w := range g.Policy.Witnesses() {
		if w.URL == "" {
			continue
		}
		i := slices.IndexFunc(out, func(a Asked) bool { return a.URL == w.URL })
		if i < 0 {
			out = append(out, Asked{URL: w.URL})
			i = len(out) - 1
		}
		out[i].Names = append(out[i].Names, w.Name)
	}
	slices.SortFunc(out, func(a, b Asked) int { return strings.Compare(a.URL, b.URL) })
	return out
}

// tries is how often a witness is asked: first to hear what size it knows, then
// with a path from there, and once more if another was faster.
const tries = 3

func (g *Gathering) ask(ctx context.Context, url string, c *custody.Checkpoint) ([]byte, error) {
	var old int64
	for try := 1; ; try++ {
		r, err := witness.NewRequest(g.Files, c, old)
		if err != nil {
			return nil, err
		}
		lines, err := g.Client.Ask(ctx, url, r)
		var no *Refused
		if !errors.As(err, &no) || !no.Conflict || try == tries {
			return lines, err
		}
		if old = no.Size; old > c.Size {
			return nil, fmt.Errorf("it has seen %d entries of this log, and here are only %d: this is an old copy, or the log has forked", old, c.Size)
		}
	}
}
