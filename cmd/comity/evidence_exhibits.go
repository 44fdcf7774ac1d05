package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/evidence/exhibits"
)

// stated is what the user states about the exhibits of a folder.
type stated struct {
	source fs.FS
	all    evidence.Exhibit // what holds for every one
	name   string           // of the list
	file   *os.File
	list   *exhibits.List // nil: there is none
	claims *claims        // nil: they are not looked for
	passes int
}

func (k *evidenceSeal) stated(source fs.FS) (*stated, error) {
	s := &stated{source: source, name: k.Exhibits,
		all: evidence.Exhibit{Origin: k.Origin, Basis: k.Basis, Collector: k.Collector, Tool: k.Tool}}
	var err error
	if k.Collected != "" {
		if s.all.Collected, err = time.Parse(time.RFC3339, k.Collected); err != nil {
			return nil, fmt.Errorf("--collected: %q is no time such as 2026-11-23T12:00:00Z", k.Collected)
		}
	}
	if s.name == "" {
		return s, nil
	}
	if s.file, err = os.Open(s.name); err != nil {
		return nil, fmt.Errorf("--exhibits: %w", err)
	}
	i, err := s.file.Stat()
	if err == nil && !i.Mode().IsRegular() {
		err = errors.New("it is no plain file")
	}
	if err == nil {
		s.list, err = exhibits.Read(s.file, i.Size())
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("--exhibits: %s: %w", s.name, err)
	}
	return s, nil
}

func (s *stated) close() {
	if s.file != nil {
		_ = s.file.Close()
	}
}

// each goes through the exhibits. Sealing does so twice, and takes claims the
// second time.
func (s *stated) each(yield func(evidence.Exhibit, error) bool) {
	s.passes++
	for f, err := range evidence.Walk(s.source) {
		e := s.all
		if err == nil {
			e, err = s.exhibit(f)
		}
		if !yield(e, err) || err != nil {
			return
		}
	}
	if s.list != nil && s.list.Left() != 0 {
		yield(evidence.Exhibit{}, fmt.Errorf("%s: line %d names a file that the folder does not have", s.name, s.list.Left()))
	}
}

func (s *stated) exhibit(f evidence.Found) (evidence.Exhibit, error) {
	e := s.all
	e.Name, e.Size = f.Name, f.Size
	e.Open = func() (io.ReadCloser, error) { return s.source.Open(f.Path) }
	if f.Path != f.Name {
		e.Original = evidence.Original(f.Path)
	}
	if s.list != nil {
		line, err := s.list.Find(f.Path)
		if err != nil {
			return e, fmt.Errorf("%s: %w", s.name, err)
		}
		if line != nil {
			line.Apply(&e)
		}
	}
	for _, must := range []struct{ option, text string }{{"origin", e.Origin}, {"basis", e.Basis}, {"collector", e.Collector}} {
		if must.text == "" {
			return e, fmt.Errorf("%q: its %s is not stated: give --%s, or a line in the file of --exhibits", f.Path, must.option, must.option)
		}
	}
	if s.claims != nil && s.passes > 1 {
		return e, s.claims.add(&e, f.Path)
	}
	return e, nil
}
