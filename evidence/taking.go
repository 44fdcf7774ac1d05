package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// TakeFrom makes a source out of an opened bundle. The exhibits named in disclosed
// are opened, those in closed are shown to be in the set and nothing more. It
// checks neither the exhibits nor who signed: use it on what [CheckFolder] has
// proved. The records come in the order of the set, the disclosed ones first.
func TakeFrom(dir fs.FS, disclosed, closed []string) (s *Source, open, shut []*Record, err error) {
	t := &taking{source: new(Source), want: map[string]bool{}}
	for _, n := range closed {
		t.want[n] = false
	}
	for _, n := range disclosed {
		t.want[n] = true
	}
	if err := t.beside(dir); err != nil {
		return nil, nil, nil, err
	}
	if err := t.records(dir); err != nil {
		return nil, nil, nil, err
	}
	return t.source, t.open, t.shut, t.prove(dir)
}

// taking is a source in the making.
type taking struct {
	source     *Source
	want       map[string]bool // names, and whether they are disclosed
	at         []int64
	leaves     []string
	open, shut []*Record
}

func (t *taking) beside(dir fs.FS) error {
	names := append(proofNames(true, MaxStamps), ProofsName)
	for _, n := range names {
		data, err := readPlain(dir, n, maxSeal)
		if f := new(flaw); errors.As(err, &f) && f.code == codeMissing && n != SealName {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", n, err)
		}
		t.source.Beside = append(t.source.Beside, SourceFile{n, data})
	}
	return nil
}

// eachRecord goes through the records of an opened bundle.
func eachRecord(dir fs.FS, each func(n int, line []byte) error) error {
	f, _, err := openPlain(dir, recordsName)
	if err != nil {
		return fmt.Errorf("%s: %w", recordsName, err)
	}
	defer func() { _ = f.Close() }()
	if err := lines(f, each); err != nil {
		return fmt.Errorf("%s: %w", recordsName, err)
	}
	return nil
}

// records finds the wanted ones.
func (t *taking) records(dir fs.FS) error {
	left := len(t.want)
	err := eachRecord(dir, func(n int, line []byte) error {
		r, err := ParseRecord(line)
		if err != nil {
			return err
		}
		disclose, ok := t.want[r.Name]
		if !ok {
			return nil
		}
		left--
		delete(t.want, r.Name)
		h := tlog.RecordHash(line)
		t.at, t.leaves = append(t.at, int64(n-1)), append(t.leaves, sum(h[:]))
		if !disclose {
			t.shut = append(t.shut, r)
			return nil
		}
		t.open = append(t.open, r)
		t.source.Records = append(t.source.Records, bytes.Clone(line))
		return nil
	})
	if err == nil && left > 0 {
		for name := range t.want {
			err = errors.Join(err, fmt.Errorf("no exhibit has the name %q", name))
		}
	}
	return err
}

// prove makes the paths, in a second pass.
func (t *taking) prove(dir fs.FS) error {
	p := newPaths(t.at)
	if err := eachRecord(dir, func(_ int, line []byte) error { p.add(line); return nil }); err != nil {
		return err
	}
	for i, path := range p.finish() {
		in := Included{Index: t.at[i], Leaf: t.leaves[i], Path: []string{}}
		for _, h := range path {
			in.Path = append(in.Path, sum(h[:]))
		}
		t.source.Included = append(t.source.Included, in)
	}
	return nil
}

// CopyExhibit copies an exhibit out of an opened bundle, under its name, if it is
// still what its record says.
func CopyExhibit(ctx context.Context, dir fs.FS, r *Record, into Folder) error {
	f, _, err := openPlain(dir, dataFolder+r.Name)
	if err != nil {
		return fmt.Errorf("%q: %w", r.Name, err)
	}
	defer func() { _ = f.Close() }()
	w, err := into.Create(r.Name)
	if err != nil {
		return fmt.Errorf("write %q: %w", r.Name, err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(h, w), &stoppable{ctx, f})
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("copy %q: %w", r.Name, err)
	}
	if digest := sum(h.Sum(nil)); digest != r.SHA256 {
		return fmt.Errorf("%q: its digest is %s, that of the record %s: it was changed since it was checked", r.Name, digest, r.SHA256)
	}
	return nil
}

// stoppable ends with its context.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// HistoryOf gives the custody entries in an opened bundle that are about these
// exhibits or about what they were made from.
func HistoryOf(dir fs.FS, records []*Record) ([]Held, error) {
	h := history{met: map[string]bool{}}
	var all []Held
	list, err := fs.ReadDir(dir, strings.TrimSuffix(custodyFolder, "/"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range list {
		stem, ok := strings.CutSuffix(custodyFolder+e.Name(), openingSuffix)
		if !ok {
			continue
		}
		opening, proof := stem+openingSuffix, stem+proofSuffix
		text, err := readPlain(dir, opening, maxOpening)
		if err == nil {
			err = h.opening(opening, text)
		}
		var shown []byte
		if err == nil {
			shown, err = readPlain(dir, proof, maxLogProof)
		}
		if err == nil {
			err = h.proof(proof, shown, nil)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", opening, err)
		}
		all = append(all, Held{text, shown})
	}
	for _, r := range records {
		h.meet(r.SHA256)
	}
	known := h.known()
	var out []Held
	for i, e := range h.entries {
		if known[e.Exhibit] {
			out = append(out, all[i])
		}
	}
	return out, nil
}
