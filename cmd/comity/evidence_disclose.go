package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"time"

	"github.com/comity-dev/comity/evidence"
)

type evidenceDisclose struct {
	sealing
	chosen
	Exhibit []string `required:"" help:"Name of an exhibit, as \"comity evidence show\" lists it; may be given again." placeholder:"NAME" sep:"none"`
}

func (evidenceDisclose) Help() string {
	return `A new bundle is sealed that has the named exhibits, and proof that they are in the set that was sealed before: its signed statement, what lies beside that, and for each exhibit the path from its record to the root that was signed. Of the other exhibits it gives away no name, no size, no digest and no content; only how many there are.

The new bundle has a signer and readers of its own. Who checks it sees both: who handed this over, and who sealed the set. The custody entries about the named exhibits go with them.

The whole old bundle is checked first. If it is not proved, nothing is sealed and the command exits with 1.

Examples:

    comity evidence disclose opened/ --signer office.pub --exhibit mail/inbox.mbox --out part/ --key registry.key --to defence.pub
    comity evidence disclose bundle/ --reader-key me.key --signer office.pub --exhibit a.txt --exhibit b.txt --out part/ --key registry.key --to defence.pub`
}

func (k *evidenceDisclose) Run(a *app) error {
	o, err := k.options(a)
	if err == nil && !k.Resume {
		err = free(k.Out)
	}
	if err != nil {
		return err
	}
	return k.with(a, &k.passphrase, k.Out, k.Exhibit, func(ctx context.Context, dir fs.FS) error {
		s, records, _, err := evidence.TakeFrom(dir, k.Exhibit, nil)
		if err != nil {
			return err
		}
		past, err := evidence.HistoryOf(dir, records)
		if err != nil {
			return err
		}
		o.Source, o.Exhibits, o.History = s, again(dir, records), append(past, o.History...)
		made, err := k.seal(ctx, a, o)
		if err != nil {
			return fmt.Errorf("disclose from %s: %w", k.Bundle, err)
		}
		return k.answer(a, made, nil)
	})
}

// again gives exhibits of an opened bundle, with what their records say.
func again(dir fs.FS, records []*evidence.Record) iter.Seq2[evidence.Exhibit, error] {
	return func(yield func(evidence.Exhibit, error) bool) {
		for _, r := range records {
			e := evidence.Exhibit{Name: r.Name, Original: r.Original, Size: r.Size, Origin: r.Origin, Basis: r.Basis, Collector: r.Collector,
				Tool: r.Tool, Claimed: r.Claimed, Derived: r.Derived, Open: func() (io.ReadCloser, error) { return dir.Open("data/" + r.Name) }}
			if r.Collected != "" {
				e.Collected, _ = time.Parse(time.RFC3339, r.Collected) // checked with the record
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}
