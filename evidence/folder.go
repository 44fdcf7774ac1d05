package evidence

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// CheckFolder checks the content of a bundle that was opened earlier: every
// exhibit, name, record and tag file against the signed statement in the folder.
func CheckFolder(ctx context.Context, dir fs.FS, o CheckOptions) (*Verdict, error) {
	v := &Verdict{Depth: DepthFolder}
	st, _, err := v.begin(ctx, dir, o.Trust)
	if st == nil || err != nil {
		return v.conclude(err)
	}
	f := &folder{dir: dir, c: newChecker(ctx, st, v, nowhere{}), progress: o.Progress}
	return v.conclude(f.check())
}

// folder hands the files of a folder to a checker, in the order of the archive.
type folder struct {
	dir      fs.FS
	c        *checker
	done     int64
	progress func(done, total int64)
}

func (f *folder) check() error {
	sequence := f.c.sequence()
	if err := f.surroundings(sequence); err != nil {
		return err
	}
	for i, name := range sequence {
		f.c.step = i // a missing one is a finding, and the rest is still looked at
		if i == beforeData {
			if err := f.data(); err != nil {
				return err
			}
		}
		if err := f.c.v.fail(name, f.file(name, name)); err != nil {
			return err
		}
	}
	f.c.step = len(sequence)
	f.c.finish()
	return nil
}

func (f *folder) surroundings(sequence []string) error {
	list, err := fs.ReadDir(f.dir, ".")
	if err != nil {
		return fmt.Errorf("read the folder: %w", err)
	}
	known := append([]string{SealName, "data"}, sequence...)
	for _, e := range list {
		if !slices.Contains(known, e.Name()) {
			f.c.v.wrong(codeForeign, fmt.Sprintf("%q", e.Name()), "it does not belong to the bundle")
		} else if e.Name() == "data" && !e.IsDir() || e.Name() != "data" && !e.Type().IsRegular() {
			f.c.v.wrong(codeNotPlain, e.Name(), "it is a link or another kind of file than it should be")
		}
	}
	return nil
}

func (f *folder) data() error {
	same := func(name string) string { return name }
	if _, err := fs.Stat(f.dir, "data"); errors.Is(err, fs.ErrNotExist) {
		return nil // a bundle without exhibits has none; else the checker finds it
	}
	for found, err := range walk(f.dir, "data", same) {
		if err == nil {
			err = f.file(dataFolder+found.Name, found.Path)
		}
		if err := f.c.v.fail(dataFolder, err); err != nil {
			return err
		}
	}
	return f.c.ctx.Err()
}

// file hands over one file.
func (f *folder) file(name, path string) error {
	r, size, err := openPlain(f.dir, path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	return f.c.entry(name, size, &reported{io.LimitReader(r, size), f})
}

// reported tells the progress.
type reported struct {
	r io.Reader
	f *folder
}

func (p *reported) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.f.done += int64(n)
	if i := p.f.c.oxum; p.f.progress != nil && i != nil && p.f.done <= i.octets {
		p.f.progress(p.f.done, i.octets)
	}
	return n, err
}
