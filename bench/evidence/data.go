package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// collection is a folder of exhibits.
type collection struct {
	name  string
	sizes []int64
}

func (c *collection) octets() (n int64) {
	for _, s := range c.sizes {
		n += s
	}
	return n
}

// smallSizes are spread evenly from nothing to twice the mean.
func smallSizes(octets int64, files int) []int64 {
	r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // sizes are no secrets
	mean := octets / int64(files)
	out := make([]int64, files)
	for i := range out {
		out[i] = r.Int64N(2*mean + 1)
	}
	return out
}

// write makes the files, a thousand in a folder, of bytes that do not compress.
func (c *collection) write(dir string) error {
	noise := rand.NewChaCha8([32]byte{7})
	for i, size := range c.sizes {
		name := filepath.Join(dir, fmt.Sprintf("%03d", i/1000), fmt.Sprintf("item-%06d.bin", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		f, err := os.Create(name) //nolint:gosec // a folder of this program
		if err != nil {
			return err
		}
		_, err = io.CopyN(f, bufio.NewReaderSize(noise, 64<<10), size)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	unix.Sync()
	return nil
}

// ready reads all files below a folder once, so that they come from memory, or
// makes the system forget them.
func ready(dir string, cold bool) error {
	buf := make([]byte, 1<<20)
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(name) //nolint:gosec // a folder of this program
		if err != nil {
			return err
		}
		if cold {
			err = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) //nolint:gosec // a descriptor fits an int
		} else {
			_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{f}, buf)
		}
		return errors.Join(err, f.Close())
	})
}

// ballast writes a file and removes it. A virtual machine pays for memory when
// it is touched for the first time; whoever came first would pay for all.
func ballast(dir string, size int64) error {
	f, err := os.Create(filepath.Join(dir, "ballast")) //nolint:gosec // a folder of this program
	if err != nil {
		return err
	}
	zero := make([]byte, 1<<20)
	for n := int64(0); n < size && err == nil; n += int64(len(zero)) {
		_, err = f.Write(zero)
	}
	return errors.Join(err, f.Close(), os.Remove(f.Name()))
}
