package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/caseuco"
)

type evidenceExportCase struct {
	Bundle  string   `arg:"" help:"Folder of an opened bundle."`
	Out     string   `required:"" short:"o" help:"New file for the description." placeholder:"FILE"`
	Custody []string `help:"The opening of a custody entry to describe too, beside those in the bundle; may be given again." placeholder:"FILE" sep:"none"`
}

func (evidenceExportCase) Help() string {
	return `The description is JSON-LD with the terms of CASE 1.4.0 and UCO 1.4.0: each exhibit with its digests, origin, legal basis, collector, tool and time, the sealing, and the custody entries. A tool that reads CASE/UCO takes it as it is. The same bundle gives the same bytes.

What the description says is compared with the signed statement: the records, and the digests in the manifests, are those that were signed. The exhibits are not read, and nobody is asked to vouch for the signer: "comity evidence verify" does both. If the records differ, nothing is written and the command exits with 1.

Examples:

    comity evidence export case opened/ -o case.jsonld
    comity evidence export case opened/ -o case.jsonld --custody given.opening --custody received.opening`
}

// exportedCase is the answer of export case.
type exportedCase struct {
	Bundle   string `json:"bundle"`
	File     string `json:"file"`
	Exhibits int    `json:"exhibits"`
	Entries  int    `json:"entries"`
}

func (k *evidenceExportCase) Run(a *app) error {
	if err := free(k.Out); err != nil {
		return err
	}
	dir, done, err := folderFS(k.Bundle)
	if err != nil {
		return fmt.Errorf("read the bundle: %w", err)
	}
	defer done()
	ctx, stop := interruptible()
	defer stop()
	answer := exportedCase{File: k.Out}
	err = k.export(ctx, dir, &answer)
	switch {
	case errors.Is(err, errChanged):
		_, _ = fmt.Fprintf(a.err, "comity: %s: %v\n", k.Bundle, err)
		return errNo
	case err != nil:
		return fmt.Errorf("export %s: %w", k.Bundle, err)
	case a.JSON:
		return a.json(answer)
	}
	a.page().line(fmt.Sprintf("described %s and %s of bundle %s in %s", count(answer.Exhibits, "exhibit"),
		count(answer.Entries, "custody action"), answer.Bundle, answer.File))
	return nil
}

func (k *evidenceExportCase) export(ctx context.Context, dir fs.FS, answer *exportedCase) error {
	t, err := openTags(ctx, dir)
	if err != nil {
		return err
	}
	b, err := t.describe()
	if err != nil {
		return err
	}
	answer.Bundle = b.ID
	return newStream(k.Out, func(w io.Writer) error {
		return caseuco.Export(w, b, counted(ctx, t.exhibits(), &answer.Exhibits), counted(ctx, k.entries(t), &answer.Entries))
	})
}

// describe takes what is said of the whole from the statement and bag-info.txt.
func (t *tags) describe() (b caseuco.Bundle, err error) {
	p := t.statement.Predicate
	b = caseuco.Bundle{ID: p.Bundle, SignerKey: p.Signer.Key, SignerName: p.Signer.Name, Recipients: p.Recipients, Statement: t.digest}
	if b.Sealed, err = time.Parse(time.RFC3339, p.Sealed); err != nil {
		return b, err
	}
	for line, err := range t.lines("bag-info.txt") {
		if err != nil {
			return b, err
		}
		if s, ok := strings.CutPrefix(line, "Internal-Sender-Identifier: "); ok {
			b.Reference = s
		}
	}
	return b, nil
}

// exhibits reads the records beside the manifest of SHA-512, if there is one:
// both have a line an exhibit, in one order.
func (t *tags) exhibits() iter.Seq2[caseuco.Exhibit, error] {
	return func(yield func(caseuco.Exhibit, error) bool) {
		next, stop := iter.Pull2(t.sha512())
		defer stop()
		for line, err := range t.lines("records.jsonl") {
			e := caseuco.Exhibit{}
			if err == nil {
				e.Record, err = evidence.ParseRecord([]byte(line))
			}
			if err != nil {
				yield(e, err)
				return
			}
			text, err, ok := next()
			digest, name, _ := strings.Cut(text, "  data/")
			switch {
			case err == nil && ok && name != e.Record.Name:
				err = fmt.Errorf("manifest-sha512.txt: %q stands where the records have %q", name, e.Record.Name)
			case ok:
				e.SHA512 = digest
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
		if text, err, ok := next(); ok { // a digest more than there are records, or a manifest that differs
			yield(caseuco.Exhibit{}, errors.Join(err, fmt.Errorf("manifest-sha512.txt: %q has no record", text)))
		}
	}
}

func (t *tags) sha512() iter.Seq2[string, error] {
	if len(t.statement.Predicate.Bag.Digests) < 2 {
		return func(func(string, error) bool) {}
	}
	return t.lines("manifest-sha512.txt")
}

// entries are the openings in the bundle, and then those of the command line.
func (k *evidenceExportCase) entries(t *tags) iter.Seq2[*custody.Opening, error] {
	return func(yield func(*custody.Opening, error) bool) {
		inside, err := fs.Glob(t.dir, "custody/*.opening")
		if err != nil {
			yield(nil, err)
			return
		}
		for _, name := range inside { // in the order of their numbers
			if !yield(t.opening(name)) {
				return
			}
		}
		for _, name := range k.Custody {
			o, _, err := readOpening(name)
			if !yield(o, err) {
				return
			}
		}
	}
}

func (t *tags) opening(name string) (*custody.Opening, error) {
	f, err := t.dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	text, err := io.ReadAll(io.TeeReader(io.LimitReader(f, 1<<18), h))
	if err := t.same(name, h, err); err != nil {
		return nil, err
	}
	o, _, err := custody.ParseOpening(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return o, nil
}

// counted counts what goes through, and ends when the user ends it.
func counted[T any](ctx context.Context, in iter.Seq2[T, error], n *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range in {
			*n++
			if err == nil {
				err = ctx.Err()
			}
			if !yield(v, err) {
				return
			}
		}
	}
}
