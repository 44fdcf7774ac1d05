package main

import (
	"crypto"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

type stampCommands struct {
	Query  stampQueryCommand  `cmd:"" help:"Make a query for a time stamp, to be carried to a time stamper."`
	Ask    stampAskCommand    `cmd:"" help:"Ask a time stamper on the network for a time stamp."`
	Verify stampVerifyCommand `cmd:"" help:"Verify a time stamp, offline, and say who made it and when."`
}

// stamped is the file that a stamp is on.
type stamped struct {
	File string `arg:"" help:"The file to be stamped; only its digest leaves this machine."`
	Hash string `enum:"sha256,sha384,sha512" default:"sha256" help:"sha256, sha384 or sha512."`
}

// query makes a query with a new nonce.
func (s *stamped) query() (query []byte, i stamp.Imprint, err error) {
	h := map[string]crypto.Hash{"sha256": crypto.SHA256, "sha384": crypto.SHA384, "sha512": crypto.SHA512}[s.Hash]
	if i, err = imprintOf(s.File, h); err != nil {
		return nil, i, err
	}
	nonce := make([]byte, 8)
	_, _ = rand.Read(nonce) // it does not fail
	query, err = stamp.Query(i, nonce)
	return query, i, err
}

func imprintOf(name string, h crypto.Hash) (stamp.Imprint, error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return stamp.Imprint{}, fmt.Errorf("read the file: %w", err)
	}
	i, err := stamp.ImprintOf(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return i, fmt.Errorf("read the file: %w", err)
	}
	return i, nil
}

// smallFile reads a query or a response, which are small.
func smallFile(name string) ([]byte, error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, stamp.MaxSize+1)) // one byte more is refused when it is parsed
}

// readRoots reads whom the user trusts; nil without a file.
func readRoots(name string) (*stamp.Roots, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	r, err := stamp.ParseRoots(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// stampWords tells what a stamp proves and what it does not.
func stampWords(p *page, r *stamp.Result) {
	when := r.Time.Format(time.RFC3339Nano)
	if half := r.Latest.Sub(r.Time); half > 0 {
		when += fmt.Sprintf(", give or take %v", half)
	}
	p.line("time " + when)
	p.line(fmt.Sprintf("by %q", r.TSA))
	p.line("  certificate " + r.Certificate)
	if r.Anchored {
		p.line(fmt.Sprintf("root %q", r.Root))
		p.line("  certificate " + r.RootCert)
	}
	p.line(fmt.Sprintf("policy %s, serial %s", r.Policy, r.Serial))
	p.line(fmt.Sprintf("on %s %s", r.Hash, r.Imprint))
	p.line("stamp again before " + r.Until.Format(time.RFC3339))
	for _, n := range r.NotProved {
		p.para(0, 4, "not proved: "+n.Text)
	}
}
