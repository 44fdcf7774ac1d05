package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

type evidenceShow struct {
	Bundle string `arg:"" help:"Folder of a sealed bundle, or of an opened one."`
}

func (evidenceShow) Help() string {
	return `The signature over the statement is checked, and nothing else: "comity evidence verify" says what is proved. Of an opened bundle the records are listed too, as they stand there.

Example:

    comity evidence show bundle/`
}

// shown is the answer of show.
type shown struct {
	Digest    string              `json:"digest"`
	Statement *evidence.Statement `json:"statement"`
	Parts     []evidence.Part     `json:"parts,omitempty"`
	Records   []*evidence.Record  `json:"records,omitempty"`
}

func (k *evidenceShow) Run(a *app) error {
	dir, done, err := folderFS(k.Bundle)
	if err != nil {
		return fmt.Errorf("read the bundle: %w", err)
	}
	defer done()
	data, err := fs.ReadFile(dir, evidence.SealName)
	if err != nil {
		return fmt.Errorf("read the bundle: %w", err)
	}
	ctx, stop := interruptible()
	defer stop()
	out := shown{}
	if out.Statement, out.Digest, err = evidence.ParseSeal(ctx, data); err != nil {
		return err
	}
	if out.Parts, err = partsOf(dir); err != nil {
		return err
	}
	if out.Records, err = recordsOf(dir); err != nil {
		return err
	}
	if a.JSON {
		return a.json(out)
	}
	return out.write(a.page())
}

// partsOf reads the list of the parts, which an opened bundle does not have.
func partsOf(dir fs.FS) ([]evidence.Part, error) {
	list, err := fs.ReadFile(dir, evidence.PartsName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	parts, err := evidence.ParseParts(string(list))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", evidence.PartsName, err)
	}
	return parts, nil
}

func recordsOf(dir fs.FS) ([]*evidence.Record, error) {
	f, err := dir.Open("records.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var out []*evidence.Record
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 128<<10)
	for lines.Scan() {
		r, err := evidence.ParseRecord(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("records.jsonl, line %d: %w", len(out)+1, err)
		}
		out = append(out, r)
	}
	if err := lines.Err(); err != nil && err != io.EOF {
		return nil, fmt.Errorf("records.jsonl: %w", err)
	}
	return out, nil
}

func (s *shown) write(p *page) error {
	q := s.Statement.Predicate
	key, err := evidence.ParseVerifyingKey(q.Signer.Key)
	if err != nil {
		return err
	}
	p.title("Bundle " + q.Bundle)
	p.line("statement " + s.Digest)
	p.line(joined(", ", "signer "+key.ID(), quoted(q.Signer.Name)))
	p.line("sealed, as the signer claims, at " + q.Sealed)
	p.line(fmt.Sprintf("%s; root of the records %s", count(int(q.Commitments.Size), "exhibit"), q.Commitments.Root))
	for _, r := range q.Recipients {
		if len(r) > 80 {
			r = r[:60] + "…" + r[len(r)-12:]
		}
		p.line("reader " + r)
	}
	for _, x := range s.Parts {
		p.line(fmt.Sprintf("%s, sha256 %s", x.Name, x.SHA256))
	}
	for _, r := range s.Records {
		p.blank()
		p.line(fmt.Sprintf("%q, %d bytes, sha256 %s", r.Name, r.Size, r.SHA256))
		for _, f := range [][2]string{{"original name", r.Original}, {"origin", r.Origin}, {"basis", r.Basis},
			{"collector", r.Collector}, {"tool", r.Tool}, {"collected", r.Collected}} {
			if f[1] != "" {
				p.line(fmt.Sprintf("  %s: %q", f[0], f[1]))
			}
		}
		for _, c := range r.Claimed {
			p.para(2, 4, claimLine(c))
		}
		if d := r.Derived; d != nil {
			p.para(2, 4, fmt.Sprintf("%s of %s", d.How, strings.Join(d.Sources, ", ")))
		}
	}
	return nil
}
