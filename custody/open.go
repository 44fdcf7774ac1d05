package custody

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Open opens a log to write, with the keys that sign it. It locks the log,
// ends or takes back an append that a crash has cut, and reads all entries.
func Open(dir Dir, keys ...*Key) (*Log, error) {
	l, err := open(dir, keys)
	if err != nil {
		return nil, fmt.Errorf("open the custody log: %w", err)
	}
	return l, nil
}

func open(dir Dir, keys []*Key) (l *Log, err error) {
	if _, err := originOf(keys); err != nil {
		return nil, err
	}
	// Do not make a lock where no log is.
	if _, err := fs.Stat(dir, checkpointFile); err != nil {
		return nil, err
	}
	lock, err := dir.Lock(lockFile)
	if err != nil {
		return nil, err
	}
	l = &Log{dir: dir, keys: keys, lock: lock, token: make(chan struct{}, 1), known: map[string]bool{}}
	if err := l.recover(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return l, nil
}

func (l *Log) recover() error {
	head, err := l.own(checkpointFile)
	if err != nil {
		return fmt.Errorf("%s: %w", checkpointFile, err)
	}
	l.head = *head
	if err := l.finish(); err != nil {
		return err
	}
	if l.index, err = readIndex(l.dir, l.head); err != nil {
		return err
	}
	return l.sweep()
}

// own reads a checkpoint that all our keys have signed.
func (l *Log) own(name string) (*Checkpoint, error) {
	signed, err := fs.ReadFile(l.dir, name)
	if err != nil {
		return nil, err
	}
	c, sigs, err := openNote(signed, keyVerifiers(l.keys))
	switch {
	case err != nil:
		return nil, err
	case c.Origin != l.keys[0].name:
		return nil, fmt.Errorf("the checkpoint is of the log %q, the keys of %q", shorten(c.Origin), l.keys[0].name)
	case len(sigs) != len(l.keys):
		return nil, errors.New("not all of the keys have signed the checkpoint")
	}
	return c, nil
}

// finish ends an append of which the next checkpoint is on disk. A reader may
// have seen it, if the rename reached the disk of a machine that then stopped.
// A next checkpoint that is torn has been seen by nobody.
func (l *Log) finish() error {
	next, err := l.own(nextFile)
	if errors.Is(err, fs.ErrNotExist) {
		// A rename that was seen may not have been made to last.
		return l.dir.SyncDir(".")
	}
	ahead := err == nil && next.Size > l.head.Size
	if ahead {
		err = l.bornOut(*next)
	}
	if unreadable(err) {
		return err // it may have been seen: what cannot be read now is not removed
	}
	if ahead && err == nil {
		// It was written after its tiles lasted, but may itself not last yet.
		if err := l.dir.Sync(nextFile); err != nil {
			return err
		}
		if err := l.dir.SyncDir("."); err != nil {
			return err
		}
		if err := publishNext(l.dir); err != nil {
			return err
		}
		l.head = *next
		return nil
	}
	if err := removeIfThere(l.dir, nextFile); err != nil {
		return err
	}
	return l.dir.SyncDir(".")
}

// unreadable says that the disk failed, which tells nothing of what is on it.
func unreadable(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist)
}

// bornOut holds a next checkpoint against its files and the present one.
func (l *Log) bornOut(next Checkpoint) error {
	if _, err := readIndex(l.dir, next); err != nil {
		return err
	}
	root, err := tlog.TreeHash(l.head.Size, verified(l.dir, next))
	if err == nil && root != l.head.Root {
		err = errors.New("the next checkpoint does not extend the present one")
	}
	return err
}
