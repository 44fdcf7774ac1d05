package main

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"time"

	"github.com/comity-dev/comity/evidence"
)

type evidenceDerive struct {
	sealing
	chosen
	Dir       string       `arg:"" help:"The folder of what was made from the exhibits."`
	From      []string     `required:"" help:"Name of an exhibit that it was made from; may be given again." placeholder:"NAME" sep:"none"`
	How       evidence.How `required:"" enum:"working-copy,extraction,redaction,translation,conversion" help:"working-copy, extraction, redaction, translation or conversion." placeholder:"HOW"`
	By        string       `required:"" help:"Who made it." placeholder:"TEXT"`
	Tool      string       `help:"With what it was made." placeholder:"TEXT"`
	Collected string       `name:"made" help:"When it was made, 2026-11-23T12:00:00Z. Without it, not stated." placeholder:"TIME"`
	Open      bool         `help:"Show the records of the exhibits that it was made from: their names, sizes and digests. Without it, only that they are in the set."`
}

func (evidenceDerive) Help() string {
	return `A working copy, an extraction, a redacted version, a translation or a conversion is a new exhibit. It never takes the place of what it was made from: it is sealed into a new bundle with a record that points there, and with proof that what it points at is in the set that was sealed before. So a court can be given the redacted text, and later, if it asks, the original, and see that the one is said to come from the other.

The record points at the hash of the record of the source, which gives nothing away; with --open that record is shown as well. That the content was made rightly is the word of who made it. The legal basis is that of the sources.

Write the making down in your custody log too (comity log append --kind derived --source …), and give the opening with --history.

Example:

    comity evidence derive opened/ redacted/ --signer office.pub --from mail/inbox.mbox --how redaction --by "Registry, Nairobi" --out given/ --key registry.key --to defence.pub`
}

func (k *evidenceDerive) Run(a *app) error {
	o, err := k.options(a)
	if err == nil && !k.Resume {
		err = free(k.Out)
	}
	if err != nil {
		return err
	}
	if k.Collected != "" {
		if _, err := time.Parse(time.RFC3339, k.Collected); err != nil {
			return fmt.Errorf("--made: %q is no time such as 2026-11-23T12:00:00Z", k.Collected)
		}
	}
	source, done, err := folderFS(k.Dir)
	if err != nil {
		return fmt.Errorf("read what was made: %w", err)
	}
	defer done()
	var opened []string
	if k.Open {
		opened = k.From
	}
	return k.with(a, &k.passphrase, k.Out, nil, func(ctx context.Context, dir fs.FS) error {
		s, open, shut, err := evidence.TakeFrom(dir, opened, k.From)
		if err != nil {
			return err
		}
		made, err := k.made(source, append(open, shut...))
		if err != nil {
			return err
		}
		o.Source, o.Exhibits = s, made
		bundle, err := k.seal(ctx, a, o)
		if err != nil {
			return fmt.Errorf("seal %s: %w", k.Dir, err)
		}
		return k.answer(a, bundle, nil)
	})
}

// made are the new exhibits.
func (k *evidenceDerive) made(source fs.FS, from []*evidence.Record) (iter.Seq2[evidence.Exhibit, error], error) {
	d := &evidence.Derived{How: k.How}
	var bases, origins []string
	for _, r := range from {
		leaf, err := r.LeafHash()
		if err != nil {
			return nil, err
		}
		d.Sources, bases, origins = append(d.Sources, leaf), append(bases, r.Basis), append(origins, r.Origin)
	}
	slices.Sort(d.Sources)
	one := evidenceSeal{Origin: all(origins), Basis: all(bases), Collector: k.By, Tool: k.Tool, Collected: k.Collected}
	s, err := one.stated(source)
	if err != nil {
		return nil, err
	}
	s.all.Derived = d
	return s.each, nil
}

// all joins what is said of several, each once.
func all(list []string) string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return joined("; ", out...)
}
