package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// use is the memory of one command on one huge file.
type use struct {
	what string
	spent
}

// memory shows that memory does not grow with the size: a file without blocks
// is sealed, verified, opened, and verified again.
func (b *bench) memory() (uses []use, err error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(b.dir, &disk); err != nil {
		return nil, err
	}
	if free := int64(disk.Bavail) * disk.Bsize; free < 2*b.q.huge+b.q.huge/10 { //nolint:gosec // bytes of a disk
		return nil, fmt.Errorf("%s has %d MiB free: too few for twice %d MiB", b.dir, free>>20, b.q.huge>>20)
	}
	in := filepath.Join(b.dir, "in")
	defer func() {
		for _, name := range []string{"in", "bundle", "opened"} {
			err = errors.Join(err, os.RemoveAll(filepath.Join(b.dir, name)))
		}
	}()
	if err := os.Mkdir(in, 0o700); err != nil {
		return nil, err
	}
	image := filepath.Join(in, "disk.img")
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		return nil, err
	}
	if err := os.Truncate(image, b.q.huge); err != nil {
		return nil, err
	}
	for _, t := range []tool{
		{"seal", strings.Replace(seal, "out/bundle", "bundle", 1)},
		{"verify sealed", "./comity evidence verify bundle --key reader.key --signer signer.pub"},
		{"open", "./comity evidence open bundle --key reader.key --signer signer.pub --into opened; rm -r bundle"},
		{"verify opened", "./comity evidence verify opened --signer signer.pub"},
	} {
		s, err := b.measure(t.script)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		uses = append(uses, use{t.name, s})
	}
	return uses, nil
}

// rate is in decimal megabytes a second.
func rate(octets int64, d time.Duration) float64 { return float64(octets) / 1e6 / d.Seconds() }
