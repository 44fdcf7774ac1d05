package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

// chosen is a bundle from which some exhibits are taken.
type chosen struct {
	trust
	Bundle    string `arg:"" help:"Folder of a sealed bundle, or of an opened one."`
	ReaderKey string `help:"Key file of a reader, to open a sealed bundle." placeholder:"FILE"`
}

// with checks the whole bundle, and hands over a folder that has its tag files and
// the named exhibits if it is proved. The rest of a sealed bundle is not written.
func (k *chosen) with(a *app, p *passphrase, near string, names []string, do func(context.Context, fs.FS) error) error {
	var dir fs.FS
	var s *staging
	defer func() {
		if s != nil {
			s.remove()
		}
	}()
	return k.inspect(a, p, "check", k.Bundle, "--reader-key", k.ReaderKey, func(ctx context.Context, b *inspected) (*evidence.Verdict, error) {
		if dir = b.dir; b.opened() {
			return evidence.CheckFolder(ctx, dir, b.o)
		}
		if k.ReaderKey == "" {
			return nil, errors.New("it is sealed: give --reader-key, or open it first")
		}
		var err error
		if s, err = stage(near); err != nil {
			return nil, err
		}
		dir = s.root.FS()
		return evidence.Open(ctx, b.dir, &partly{s, namesOf(names)}, b.ids, b.o)
	}, func(ctx context.Context, v *evidence.Verdict) error {
		if !v.Proved {
			return a.verdict(v)
		}
		return do(ctx, dir)
	})
}

func namesOf(list []string) map[string]bool {
	out := map[string]bool{}
	for _, n := range list {
		out["data/"+n] = true
	}
	return out
}

// partly is a folder that takes only some of the exhibits.
type partly struct {
	*staging
	names map[string]bool
}

// Create makes a file, or lets it go.
func (s *partly) Create(name string) (io.WriteCloser, error) {
	if strings.HasPrefix(name, "data/") && !s.names[name] {
		return letGo{}, nil
	}
	return s.staging.Create(name)
}

type letGo struct{}

func (letGo) Write(p []byte) (int, error) { return len(p), nil }
func (letGo) Close() error                { return nil }

type evidenceExtract struct {
	passphrase
	chosen
	Into    string   `required:"" help:"New folder for the exhibits." placeholder:"DIR"`
	Exhibit []string `required:"" help:"Name of an exhibit, as \"comity evidence show\" lists it; may be given again." placeholder:"NAME" sep:"none"`
}

func (evidenceExtract) Help() string {
	return `The whole bundle is checked, as "comity evidence verify" does, and the named exhibits are written into a new folder, with the lines of their records in records.jsonl. If the bundle is not proved, or an exhibit is not in it, nothing is written and the command exits with 1 or 2.

What is taken out is no bundle any more: to hand some exhibits on with proof of where they come from, use "comity evidence disclose".

Example:

    comity evidence extract bundle/ --reader-key me.key --signer office.pub --exhibit mail/inbox.mbox --into work/`
}

// extracted is the answer of extract.
type extracted struct {
	Into     string             `json:"into"`
	Exhibits []*evidence.Record `json:"exhibits"`
}

func (k *evidenceExtract) Run(a *app) error {
	if err := free(k.Into); err != nil {
		return err
	}
	if slices.Contains(k.Exhibit, "records.jsonl") {
		return errors.New("an exhibit named records.jsonl would stand where the records do: open the bundle, and take it from there")
	}
	return k.with(a, &k.passphrase, k.Into, k.Exhibit, func(ctx context.Context, dir fs.FS) error {
		taken, records, _, err := evidence.TakeFrom(dir, k.Exhibit, nil)
		if err != nil {
			return err
		}
		s, err := stage(k.Into)
		if err != nil {
			return err
		}
		defer s.remove() // after the new name there is nothing left to remove
		for _, r := range records {
			if err := evidence.CopyExhibit(ctx, dir, r, s); err != nil {
				return err
			}
		}
		if err := s.text("records.jsonl", taken.Records); err != nil {
			return err
		}
		if err := free(k.Into); err != nil { // somebody was faster
			return err
		}
		if err := os.Rename(s.dir, filepath.Clean(k.Into)); err != nil {
			return err
		}
		if a.JSON {
			return a.json(extracted{k.Into, records})
		}
		for _, r := range records {
			a.page().line(fmt.Sprintf("%q, %d bytes, sha256 %s", r.Name, r.Size, r.SHA256))
		}
		return nil
	})
}

// text writes lines into the folder.
func (s *staging) text(name string, lines [][]byte) error {
	f, err := s.Create(name)
	if err != nil {
		return err
	}
	for _, line := range lines {
		if _, err := f.Write(append(line, '\n')); err != nil {
			_ = f.Close()
			return err
		}
	}
	return f.Close()
}
