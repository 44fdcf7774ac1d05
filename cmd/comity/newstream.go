package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// newStream writes a file that was not there, for its owner alone, without
// holding it in memory. It gets its name only when it is whole and on disk, and
// never takes that of another.
func newStream(name string, write func(io.Writer) error) error {
	name = filepath.Clean(name)
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*.partial")
	if err != nil {
		return fmt.Errorf("write a new file: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // after the new name there is nothing left to remove
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = errors.Join(w.Flush(), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := free(name); err != nil { // somebody was faster
		return err
	}
	return os.Rename(f.Name(), name)
}
