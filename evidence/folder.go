package evidence

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
)

// CheckFolder checks the content of a bundle that was opened earlier: every
// exhibit, name, record and tag file against the signed statement in the folder.
func CheckFolder(ctx context.Context, dir fs.FS, o CheckOptions) (*Verdict, error) {
	v := &Verdict{Depth: DepthFolder}
	in, err := v.begin(ctx, dir, o)
	if in == nil || err != nil {
		return v.conclude(err)
	}
	return v.conclude((&folder{inspection: in, c: newChecker(in, v, nowhere{})}).check())
}

// folder hands the files of a folder to a checker, in the order of the archive.
type folder struct {
	*inspection
	c    *checker
	mu   sync.Mutex // guards done, and lets one report at a time
	done int64
}

func (f *folder) check() error {
	list, err := fs.ReadDir(f.dir, ".")
	if err != nil {
		return fmt.Errorf("read the folder: %w", err)
	}
	there := f.surroundings(list)
	for i, s := range f.c.slots {
		f.c.step, f.c.last = i, "" // a missing one is a finding, and the rest is still looked at
		var err error
		switch {
		case s.name == dataFolder:
			err = f.data()
		case s.folder && there[s.name]:
			err = f.tags(s.name)
		case !s.folder && (s.must || there[s.name]):
			err = f.c.v.fail(s.name, f.hand(s.name, s.name))
		}
		if err != nil {
			return err
		}
	}
	f.c.step = len(f.c.slots)
	f.c.finish()
	return nil
}

// surroundings finds what does not belong to a bag, and tells what is there.
func (f *folder) surroundings(list []fs.DirEntry) map[string]bool {
	known := map[string]bool{SealName: false} // and whether it is a folder
	for _, a := range f.beside {
		known[a.name] = false
	}
	for _, s := range f.c.slots {
		known[strings.TrimSuffix(s.name, "/")] = s.folder
	}
	there := map[string]bool{}
	for _, e := range list {
		switch isFolder, ok := known[e.Name()]; {
		case !ok:
			f.c.v.wrong(codeForeign, fmt.Sprintf("%q", e.Name()), "it does not belong to the bundle")
		case isFolder != e.IsDir() || !isFolder && !e.Type().IsRegular():
			f.c.v.wrong(codeNotPlain, e.Name(), "it is a link or another kind of file than it should be")
		case isFolder:
			there[e.Name()+"/"] = true
		default:
			there[e.Name()] = true
		}
	}
	return there
}

// tags hands over the tag files in a folder.
func (f *folder) tags(prefix string) error {
	list, err := fs.ReadDir(f.dir, strings.TrimSuffix(prefix, "/"))
	if err != nil {
		return f.c.v.fail(prefix, flawed(codeUnreadable, "it cannot be read: %v", err))
	}
	for _, e := range list {
		if err := f.c.v.fail(prefix+e.Name(), f.hand(prefix+e.Name(), prefix+e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (f *folder) data() error {
	same := func(name string) string { return name }
	if _, err := fs.Stat(f.dir, "data"); errors.Is(err, fs.ErrNotExist) {
		return nil // a bundle without exhibits has none; else the checker finds it
	}
	for e := range f.hashAhead(walk(f.dir, "data", same)) {
		if err := f.c.v.fail(dataFolder, f.exhibit(e)); err != nil {
			return err
		}
	}
	return f.c.ctx.Err()
}

func (f *folder) exhibit(e *hashing) error {
	defer e.cancel()
	if e.err != nil {
		return e.err
	}
	if err := f.c.admit(e.Name, e.Size); err != nil {
		return err
	}
	digests, err := e.wait()
	if err != nil {
		return err
	}
	f.c.met(seen{e.Name, digests, e.Size})
	return nil
}

// hand hands over one file.
func (f *folder) hand(name, path string) error {
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
	p.f.mu.Lock()
	defer p.f.mu.Unlock()
	p.f.done += int64(n)
	if i := p.f.c.oxum; p.f.o.Progress != nil && i != nil && p.f.done <= i.octets {
		p.f.o.Progress(p.f.done, i.octets)
	}
	return n, err
}
