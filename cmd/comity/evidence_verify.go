package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/comity-dev/comity/evidence"
)

type evidenceVerify struct {
	passphrase
	trust
	Bundle string `arg:"" help:"Folder of a sealed bundle, or of an opened one."`
	Key    string `help:"Key file of a reader: checks the content of a sealed bundle too." placeholder:"FILE"`
}

func (evidenceVerify) Help() string {
	return `Without a key, a sealed bundle is checked from outside: the signature, and that all parts are there, whole and in order. With --key its content is checked too: every name, size, digest and record. An opened bundle is checked file by file against the signed statement in it.

A bundle is proved only if somebody vouches for it: name the signer with --signer, or the digest of the statement with --expect, as you got them by another channel than the bundle. The command exits with 1 if it is not proved, and says why.

Examples:

    comity evidence verify bundle/ --signer ed25519:…
    comity evidence verify bundle/ --key me.key --expect sha256:…`
}

func (k *evidenceVerify) Run(a *app) error {
	return k.inspect(a, &k.passphrase, "check", k.Bundle, "--key", k.Key, func(ctx context.Context, b *inspected) (*evidence.Verdict, error) {
		switch {
		case b.opened():
			return evidence.CheckFolder(ctx, b.dir, b.o)
		case k.Key != "":
			return evidence.Open(ctx, b.dir, nil, b.ids, b.o)
		}
		return evidence.Verify(ctx, b.dir, b.o)
	}, func(_ context.Context, v *evidence.Verdict) error { return a.verdict(v) })
}

// verdict writes a verdict, and makes it the exit code.
func (a *app) verdict(v *evidence.Verdict) error {
	if err := a.writeVerdict(v); err != nil || v.Proved {
		return err
	}
	return errNo
}

func (a *app) writeVerdict(v *evidence.Verdict) error {
	if a.JSON {
		return a.json(v)
	}
	p := a.page()
	switch {
	case v.Proved:
		p.title("Proved")
	case v.Whole:
		p.title("Whole, but nobody vouches for it: not proved")
	default:
		p.title("Not proved")
	}
	for _, f := range v.Findings {
		p.para(0, 4, "wrong: "+f.String())
	}
	if v.More > 0 {
		p.line(fmt.Sprintf("and %d more", v.More))
	}
	for _, s := range v.Proves {
		p.para(0, 4, "proved: "+s.Text)
	}
	for _, s := range v.NotProved {
		p.para(0, 4, "not proved: "+s.Text)
	}
	if v.Bundle != "" {
		p.blank()
		p.line("bundle " + v.Bundle)
		p.line("statement " + v.Digest)
		p.line(joined(", ", "signer "+v.Signer, quoted(v.Name)))
		p.line("sealed, as the signer claims, at " + v.ClaimedTime)
	}
	writeCustody(p, v)
	return nil
}

// writeCustody tells who held what, a line an entry.
func writeCustody(p *page, v *evidence.Verdict) {
	entries := v.Custody
	if v.Seal != nil {
		entries = append(slices.Clone(entries), *v.Seal)
	}
	if len(entries) > 0 {
		p.blank()
	}
	for _, e := range entries {
		by := "as the entry says"
		if e.Proved {
			by = fmt.Sprintf("entry %d of %s", e.Index, e.Log)
		}
		p.para(0, 4, joined(" ", e.Time.Format(time.RFC3339), string(e.Kind), fmt.Sprintf("by %q", e.Actor), other("from", e.From), other("to", e.To),
			"sha256:"+e.Exhibit, "("+by+")"))
	}
}

func other(word, who string) string {
	if who == "" {
		return ""
	}
	return fmt.Sprintf("%s %q", word, who)
}

// quoted shows a text of a stranger without letting it act on the terminal.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("who calls itself %q", s)
}

type evidenceOpen struct {
	passphrase
	trust
	Bundle string `arg:"" help:"Folder of a sealed bundle."`
	Into   string `required:"" help:"New folder for the content." placeholder:"DIR"`
	Key    string `required:"" help:"Key file of a reader." placeholder:"FILE"`
}

func (evidenceOpen) Help() string {
	return `Everything is checked as "verify --key" does, and unpacked meanwhile into a hidden folder beside the new one. That folder gets its name only if the bundle is proved; otherwise it is removed, and the command exits with 1. Nothing is ever written outside it.

What is opened may be harmful: it is evidence. Open it on a computer set apart for this.

Example:

    comity evidence open bundle/ --into opened/ --key me.key --signer office.pub`
}

func (k *evidenceOpen) Run(a *app) error {
	if err := free(k.Into); err != nil {
		return err
	}
	return k.inspect(a, &k.passphrase, "open", k.Bundle, "--key", k.Key, func(ctx context.Context, b *inspected) (*evidence.Verdict, error) {
		s, err := stage(k.Into)
		if err != nil {
			return nil, err
		}
		defer s.remove() // after the new name there is nothing left to remove
		return s.open(ctx, b.dir, b.ids, b.o, k.Into)
	}, func(_ context.Context, v *evidence.Verdict) error { return a.verdict(v) })
}

func stage(into string) (*staging, error) {
	into = filepath.Clean(into)
	dir, err := os.MkdirTemp(filepath.Dir(into), "."+filepath.Base(into)+"-opening-*")
	if err != nil {
		return nil, fmt.Errorf("--into: %w", err)
	}
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("--into: %w", err), os.Remove(dir))
	}
	return &staging{r, dir}, nil
}

func (s *staging) open(ctx context.Context, dir fs.FS, ids evidence.Identities, o evidence.CheckOptions, into string) (*evidence.Verdict, error) {
	if err := s.root.Mkdir("data", 0o700); err != nil { // a bag has it, even if it is empty
		return nil, err
	}
	v, err := evidence.Open(ctx, dir, s, ids, o)
	if err != nil || !v.Proved {
		return v, err
	}
	if err := free(into); err != nil { // somebody was faster
		return nil, err
	}
	return v, os.Rename(s.dir, filepath.Clean(into))
}
