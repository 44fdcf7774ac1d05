package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/comity-dev/comity/evidence/exhibits"
	"github.com/comity-dev/comity/interop/caseuco"
)

type importCase struct {
	File    string   `arg:"" help:"The description: JSON-LD with the terms of CASE/UCO."`
	Context []string `help:"A context that the description names by its address, and the file that has it; may be given again." placeholder:"URL=FILE" sep:"none"`
	Out     string   `short:"o" aliases:"exhibits" help:"New list of the exhibits, for seal. Without it, the description is only shown." placeholder:"FILE"`
}

func (importCase) Help() string {
	return `What is understood is shown: files with their digests, actions, records of provenance, identities, tools, authorizations. Everything else is listed by class and property, with how often and where first; so nothing is lost unseen.

Nothing is fetched. If the description names a context by its address, get that context from a source that you trust and give it with --context.

The list that --out names has a line for each file with a name: name, origin, basis, collector, tool, time, and its digests as claims that nobody has checked. What is left out is told. Read the list before you seal with it: it is the word of whoever wrote the description.

Examples:

    comity evidence import case report.jsonld
    comity evidence import case report.jsonld --out exhibits.jsonl
    comity evidence import case report.jsonld --context https://example.org/case.jsonld=case-context.jsonld`
}

// importedCase is the answer of import case.
type importedCase struct {
	*caseuco.Package
	List    string         `json:"list,omitempty"`
	Lines   int            `json:"lines,omitempty"`    // of the list
	LeftOut []caseuco.Left `json:"left_out,omitempty"` // what the list does not have
}

func (k *importCase) Run(a *app) error {
	contexts, err := k.contexts()
	if err != nil {
		return fmt.Errorf("--context: %w", err)
	}
	if k.Out != "" {
		if err := free(k.Out); err != nil {
			return fmt.Errorf("--out: %w", err)
		}
	}
	f, err := os.Open(k.File)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	answer := importedCase{}
	if answer.Package, err = caseuco.Read(f, contexts); err != nil {
		return fmt.Errorf("%s: %w%s", k.File, err, k.hint(err))
	}
	if err := k.write(&answer); err != nil {
		return err
	}
	if a.JSON {
		return a.json(answer)
	}
	answer.show(a.page())
	return nil
}

// hint says which flag helps.
func (k *importCase) hint(err error) string {
	var missing *caseuco.MissingContextError
	if errors.As(err, &missing) {
		return fmt.Sprintf(", with --context %s=FILE", missing.URL)
	}
	return ""
}

func (k *importCase) contexts() (caseuco.Contexts, error) {
	out := caseuco.Contexts{}
	for _, s := range k.Context {
		i := strings.LastIndex(s, "=") // an address may have some
		if i < 1 {
			return nil, fmt.Errorf("%q is not of the form URL=FILE", s)
		}
		f, err := os.Open(s[i+1:]) //nolint:gosec // the user names the file
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(io.LimitReader(f, caseuco.MaxDocument+1))
		_ = f.Close()
		if err != nil {
			return nil, err
		}
		out[s[:i]] = data
	}
	return out, nil
}

func (k *importCase) write(answer *importedCase) error {
	if k.Out == "" {
		return nil
	}
	lines, left := answer.Metadata()
	answer.List, answer.Lines, answer.LeftOut = k.Out, len(lines), left
	return newStream(k.Out, func(w io.Writer) error {
		for _, l := range lines {
			if err := exhibits.Write(w, &l); err != nil {
				return fmt.Errorf("write the list: %q: %w", l.Name, err)
			}
		}
		return nil
	})
}

// called is the first name that a file has.
func called(f *caseuco.File) string {
	names := slices.Concat(f.Paths, f.Files, []string{f.Name, f.ID})
	return names[slices.IndexFunc(names, func(s string) bool { return s != "" || s == f.ID })]
}

// show writes texts of strangers quoted, so that none acts on the terminal.
func (v *importedCase) show(p *page) {
	p.title("Understood")
	for _, n := range []struct {
		n    int
		noun string
	}{{len(v.Exhibits), "file"}, {len(v.Items), "other item"}, {len(v.Actions), "action"}, {len(v.Provenance), "provenance record"},
		{len(v.Identities), "person or organisation"}, {len(v.Roles), "role"}, {len(v.Tools), "tool"},
		{len(v.Authorizations), "authorization"}, {len(v.Investigations), "investigation"}, {len(v.Relationships), "relationship"}} {
		if n.n > 0 {
			p.line(fmt.Sprintf("%6d  %s", n.n, n.noun))
		}
	}
	for _, f := range v.Exhibits {
		p.blank()
		p.line(fmt.Sprintf("%q", called(f)))
		if f.Size != "" {
			p.line(fmt.Sprintf("  %q bytes", f.Size))
		}
		for _, h := range f.Hashes {
			p.line(fmt.Sprintf("  %q %s", h.Algorithm, h.Value))
		}
	}
	p.blank()
	if len(v.NotUnderstood) == 0 {
		p.title("Nothing was left that is not understood")
	} else {
		p.title("Not understood")
	}
	for _, g := range v.NotUnderstood {
		p.para(0, 4, fmt.Sprintf("%d × %q of %q, first in %q", g.Count, g.Property, g.Class, g.First))
	}
	if v.List == "" {
		return
	}
	p.blank()
	p.line(fmt.Sprintf("%s written to %s", count(v.Lines, "line"), v.List))
	for _, l := range v.LeftOut {
		p.para(0, 4, fmt.Sprintf("left out: %q: %s", l.ID, l.Why))
	}
}
