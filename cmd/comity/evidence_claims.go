package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/container"
)

type evidenceClaims struct {
	Dir string `arg:"" help:"A folder of exhibits: before sealing, or data/ of an opened bundle."`
}

func (evidenceClaims) Help() string {
	return `Digests that stand in disk images (E01, AFF4), ZIP archives and signed mail, or in checksum files beside exhibits, are computed again where they can be: matches, differs, or unchecked. Sealing does the same and puts them into the records; here a reader repeats it, years later or on another machine. The command exits with 1 if one differs.

Files are read as they lie there. What an image states reaches back before sealing only if the value is known from elsewhere, from the report of a seizure for instance.

Example:

    comity evidence claims opened/data`
}

// claimed is what one file carries; the answer of claims is a list of them.
type claimed struct {
	Name   string           `json:"name"`
	Kind   string           `json:"kind,omitempty"`
	Claims []evidence.Claim `json:"claims,omitempty"`
	Notes  []string         `json:"notes,omitempty"`
}

func (k *evidenceClaims) Run(a *app) error {
	dir, done, err := folderFS(k.Dir)
	if err != nil {
		return fmt.Errorf("read the exhibits: %w", err)
	}
	defer done()
	ctx, stop := interruptible()
	defer stop()
	list, err := k.look(ctx, a, dir)
	if err != nil {
		return fmt.Errorf("look into %s: %w", k.Dir, err)
	}
	if a.JSON {
		err = a.json(list)
	} else {
		writeClaims(a.page(), list)
	}
	if err != nil {
		return err
	}
	for _, f := range list {
		for _, c := range f.Claims {
			if c.Result == evidence.Differs {
				return errNo
			}
		}
	}
	return nil
}

func (k *evidenceClaims) look(ctx context.Context, a *app, dir fs.FS) ([]claimed, error) {
	var now *progress
	finder := container.NewFinder(dir, func(done, total int64) { now.at(done, total) })
	list := []claimed{}
	for f, err := range evidence.Walk(dir) {
		if err != nil {
			return nil, err
		}
		now = a.progress(fmt.Sprintf("looking into %q", f.Path))
		found, err := finder.Claims(ctx, f.Path)
		now.end()
		if err != nil {
			return nil, err
		}
		if len(found.Claims)+len(found.Notes) > 0 {
			list = append(list, claimed{f.Path, found.Kind, found.Claims, found.Notes})
		}
	}
	return list, nil
}

func writeClaims(p *page, list []claimed) {
	if len(list) == 0 {
		p.line("no exhibit carries a digest that is known here")
	}
	for _, f := range list {
		p.line(joined(", ", fmt.Sprintf("%q", f.Name), f.Kind))
		for _, c := range f.Claims {
			p.para(2, 4, claimLine(c))
		}
		for _, n := range f.Notes {
			p.para(2, 4, "note: "+n)
		}
	}
}

func claimLine(c evidence.Claim) string {
	return fmt.Sprintf("%s: %s %s, as claimed by %q", c.Result, c.Algorithm, c.Value, c.By)
}
