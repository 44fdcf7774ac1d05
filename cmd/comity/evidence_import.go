package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/evidence/exhibits"
	"github.com/comity-dev/comity/interop/bagit"
)

type evidenceImport struct {
	Bag  importBag  `cmd:"" help:"A BagIt bag (RFC 8493, and its drafts)."`
	Case importCase `cmd:"" help:"A CASE/UCO description that another tool has written."`
}

type importBag struct {
	Dir    string `arg:"" help:"The folder of the bag."`
	Out    string `short:"o" help:"New list of the exhibits, for seal. Without it, the bag is only checked." placeholder:"FILE"`
	Anyway bool   `help:"Write the list of a bag that is not valid, too; it says which digests differ."`
}

func (importBag) Help() string {
	return `A bag of another program is checked: its declaration, that everything is there that it lists and nothing else, and every digest. Nothing is fetched, and no link is followed. The command exits with 1 if the bag is not valid.

The list that --out names has a line for each file with the digests that the bag stated for it and whether they were found true. Seal the folder of the bag with it, as it came, manifests and all:

    comity evidence import bag received/ --out exhibits.jsonl
    comity evidence seal received/ --exhibits exhibits.jsonl --out bundle/ …

A valid bag proves that it is whole, not who made it.`
}

// importedBag is the answer of import bag.
type importedBag struct {
	*bagit.Report
	List  string `json:"list,omitempty"`
	Lines int    `json:"lines,omitempty"` // of the list
}

func (k *importBag) Run(a *app) error {
	dir, done, err := folderFS(k.Dir)
	if err != nil {
		return fmt.Errorf("read the bag: %w", err)
	}
	defer done()
	list, err := newList(k.Out)
	if err != nil {
		return err
	}
	defer list.discard()
	spaces := new(store)
	defer spaces.discardSpools()
	ctx, stop := interruptible()
	defer stop()
	report, err := k.check(ctx, a, dir, list, spaces.spool)
	if err != nil {
		return fmt.Errorf("check %s: %w", k.Dir, err)
	}
	out := importedBag{Report: report}
	if k.Out != "" && (report.Valid || k.Anyway) {
		if err := list.keep(); err != nil {
			return err
		}
		out.List, out.Lines = k.Out, list.lines
	}
	return out.answer(a)
}

func (k *importBag) check(ctx context.Context, a *app, dir fs.FS, list *newListFile, spool func() (io.ReadWriteSeeker, error)) (*bagit.Report, error) {
	p := a.progress("checking")
	defer p.end()
	return bagit.Check(ctx, dir, bagit.Options{Progress: p.at, Spool: spool, Each: func(f bagit.File) error {
		line := &exhibits.Line{Name: f.Name}
		for _, d := range f.Digests {
			result := evidence.Differs
			if d.Matches {
				result = evidence.Matches
			}
			line.Claimed = append(line.Claimed, evidence.Claim{Algorithm: d.Algorithm, By: d.By + " of the bag", Result: result, Value: d.Value})
		}
		return list.add(line)
	}})
}

func (b *importedBag) answer(a *app) error {
	if a.JSON {
		if err := a.json(b); err != nil {
			return err
		}
	} else {
		b.write(a.page())
	}
	if !b.Valid {
		return errNo
	}
	return nil
}

func (b *importedBag) write(p *page) {
	switch {
	case b.Valid:
		p.title("Valid")
	case b.Complete:
		p.title("Complete, but digests differ: not valid")
	default:
		p.title("Not complete, so not valid")
	}
	for _, f := range b.Findings {
		p.para(0, 4, "wrong: "+f.String())
	}
	if b.More > 0 {
		p.line(fmt.Sprintf("and %d more", b.More))
	}
	for _, f := range b.Warnings {
		p.para(0, 4, "warning: "+f.String())
	}
	if b.MoreWarnings > 0 {
		p.line(fmt.Sprintf("and %s more", count(b.MoreWarnings, "warning")))
	}
	p.line(fmt.Sprintf("BagIt %s, %s, %d bytes", b.Version, count(int(b.Files), "payload file"), b.Octets))
	for _, f := range b.Info {
		p.para(0, 4, fmt.Sprintf("the bag says: %s: %q", f.Label, f.Value))
	}
	if b.List != "" {
		p.line(fmt.Sprintf("%s in %s", count(b.Lines, "line"), b.List))
	}
}

// newListFile becomes a list of exhibits if it is kept.
type newListFile struct {
	name  string // "": nothing is written
	f     *os.File
	w     *bufio.Writer
	lines int
}

func newList(name string) (*newListFile, error) {
	l := &newListFile{name: name}
	if name == "" {
		return l, nil
	}
	if err := free(name); err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	var err error
	if l.f, err = os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*"); err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	l.w = bufio.NewWriter(l.f)
	return l, nil
}

// add leaves out files about which nothing is stated.
func (l *newListFile) add(line *exhibits.Line) error {
	if l.f == nil || len(line.Claimed) == 0 {
		return nil
	}
	l.lines++
	if err := exhibits.Write(l.w, line); err != nil {
		return fmt.Errorf("write the list: %q: %w", line.Name, err)
	}
	return nil
}

// keep gives the list its name, if nobody took it meanwhile.
func (l *newListFile) keep() error {
	if err := errors.Join(l.w.Flush(), l.f.Sync(), free(l.name)); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	return os.Rename(l.f.Name(), l.name)
}

func (l *newListFile) discard() {
	if l.f != nil {
		_ = l.f.Close()
		_ = os.Remove(l.f.Name())
	}
}
