package custody

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"
)

// A Dir is the directory of a log, as [Log] uses it. Names are slash-separated
// as in [fs.FS]. What Sync and SyncDir have returned without an error stays,
// whatever happens to the process or the machine. Both, and Sync and Close of
// different files, are called by several goroutines at once.
type Dir interface {
	fs.FS
	// Create makes a file that must not be there yet.
	Create(name string) (File, error)
	// Sync makes the contents of a file last that another process may have
	// written.
	Sync(name string) error
	// SyncDir makes last which names are in the directory.
	SyncDir(name string) error
	Mkdir(name string) error
	Rename(from, to string) error
	// Remove takes away a file or an empty directory.
	Remove(name string) error
	// Lock makes the file if need be and locks it, or returns [ErrLocked] at
	// once. The lock ends when it is closed, and with the process.
	Lock(name string) (io.Closer, error)
}

// A File is written once, from its beginning.
type File interface {
	io.Writer
	Sync() error
	Close() error
}

// ErrLocked says that another process writes to the log.
var ErrLocked = errors.New("another process writes to this log")

// Files of a log beside its tiles.
const (
	checkpointFile = "checkpoint"
	nextFile       = "checkpoint.next"
	lockFile       = "lock"
	tileDir        = "tile"
)

// A batch writes files under names that no checkpoint covers yet, and makes
// all of them last at once.
type batch struct {
	dir   Dir
	known map[string]bool // directories whose own names last
	dirty map[string]bool // directories that got a name
	open  []File          // written and not synced
}

// maxOpen is how many files a batch has open.
const maxOpen = 32

func newBatch(dir Dir, known map[string]bool) *batch {
	return &batch{dir: dir, known: known, dirty: map[string]bool{}}
}

func (b *batch) write(name string, data []byte) error {
	if err := b.mkdir(path.Dir(name)); err != nil {
		return err
	}
	if len(b.open) == maxOpen {
		if err := b.close(File.Sync); err != nil {
			return err
		}
	}
	f, err := b.dir.Create(name)
	if err != nil {
		return err
	}
	b.open = append(b.open, f)
	b.dirty[path.Dir(name)] = true
	_, err = f.Write(data)
	return err
}

// close closes the open files, after a last word to each.
func (b *batch) close(last func(File) error) error {
	files := b.open
	b.open = nil
	return together(files, func(f File) error { return errors.Join(last(f), f.Close()) })
}

// abandon closes what an error has left open.
func (b *batch) abandon() { _ = b.close(func(File) error { return nil }) }

// together works on all at the same time and gives the first error. A disk
// that is asked for many syncs at once does one for all.
func together[T any](list []T, work func(T) error) error {
	errs := make([]error, len(list))
	var wait sync.WaitGroup
	for i, x := range list {
		wait.Go(func() { errs[i] = work(x) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// mkdir makes a directory and those above it. One that is there may be left by
// a process that was killed before it was synced, so each is synced once.
func (b *batch) mkdir(name string) error {
	if name == "." || b.known[name] {
		return nil
	}
	if err := b.mkdir(path.Dir(name)); err != nil {
		return err
	}
	b.dirty[path.Dir(name)] = true
	b.known[name] = true
	if err := b.dir.Mkdir(name); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (b *batch) sync() error {
	if err := b.close(File.Sync); err != nil {
		return err
	}
	return together(slices.Sorted(maps.Keys(b.dirty)), b.dir.SyncDir)
}

// replaceCheckpoint makes the next checkpoint last before anyone can see it.
// One rename alone would show a checkpoint that a crash could still take
// back, and the log would then sign another of the same size.
func replaceCheckpoint(dir Dir, signed []byte) error {
	b := newBatch(dir, nil)
	defer b.abandon()
	if err := b.write(nextFile, signed); err != nil {
		return err
	}
	if err := b.sync(); err != nil {
		return err
	}
	return publishNext(dir)
}

func publishNext(dir Dir) error {
	if err := dir.Rename(nextFile, checkpointFile); err != nil {
		return err
	}
	return dir.SyncDir(".")
}

func removeIfThere(dir Dir, name string) error {
	if err := dir.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	return nil
}
