package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// free refuses a name that is taken: nothing is ever written over. It is asked
// before long work, so that none is lost.
func free(name string) error {
	_, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("write a new file: %w", err)
	}
	return fmt.Errorf("%s is there already: name a new file, it is never written over", name)
}

// newFile writes a file that was not there, for its owner alone. Half of one is
// never left behind.
func newFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the user names the file
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name)
	}
	return err
}

// keep writes a new file whose name, too, is on disk when keep returns.
func keep(name string, data []byte) error {
	if err := newFile(name, data); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
