package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"golang.org/x/sys/unix"
)

// forget drops the tiles that a proof of an entry may read from the memory of
// the system, so that they come from the disk.
func forget(dir string, entry, size int64) error {
	const height, width = 8, 256
	for level := 0; size>>(level*height) > 0; level++ {
		at, last := entry>>((level+1)*height), size>>((level+1)*height)
		for _, n := range []int64{at, last} {
			t := tlog.Tile{H: height, L: level, N: n, W: int(min(size>>(level*height)-n*width, width))}
			name := filepath.Join(dir, "tile", strings.TrimPrefix(t.Path(), "tile/8/"))
			if err := forgetFile(name); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

func forgetFile(name string) error {
	f, err := os.Open(name) //nolint:gosec // of a log that this program made
	if err != nil {
		return err
	}
	return errors.Join(unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close()) //nolint:gosec // a descriptor fits an int
}
