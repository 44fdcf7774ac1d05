// Package logdir keeps a custody log in a folder of the machine.
//
//	root, err := os.OpenRoot("/var/lib/comity/custody")
//	log, err := custody.Open(logdir.New(root), keys...)
//
// What it syncs is synced with fsync, files and folders alike, so it must lie
// on a file system that keeps its word about that. The lock is that of flock,
// which ends with the process; do not put a log that two machines could write
// on a network share. Nothing is followed out of the folder.
package logdir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/comity-dev/comity/custody"
)

// A Dir is a folder as a log uses it.
type Dir struct {
	fs.FS
	root *os.Root
}

// New gives the folder to a log. The caller closes it, after the log.
func New(root *os.Root) *Dir { return &Dir{root.FS(), root} }

// Create makes a file that is not there yet.
func (d *Dir) Create(name string) (custody.File, error) {
	// A log is made to be read by others; who may is for the folder to say.
	return d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec
}

// Sync makes the contents of a file last.
func (d *Dir) Sync(name string) error { return d.sync(name) }

// SyncDir makes the names in a folder last.
func (d *Dir) SyncDir(name string) error { return d.sync(name) }

func (d *Dir) sync(name string) error {
	f, err := d.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Mkdir makes a folder.
func (d *Dir) Mkdir(name string) error { return d.root.Mkdir(name, 0o755) }

// Rename gives a file another name, in the place of what had it.
func (d *Dir) Rename(from, to string) error { return d.root.Rename(from, to) }

// Remove takes away a file or an empty folder.
func (d *Dir) Remove(name string) error { return d.root.Remove(name) }

// Lock locks the file, which it makes if it is not there.
func (d *Dir) Lock(name string) (io.Closer, error) {
	f, err := d.root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(f); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", name, err), f.Close())
	}
	return f, nil
}
