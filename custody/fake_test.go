package custody_test

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"sync"
	"testing/fstest"

	"github.com/comity-dev/comity/custody"
)

// disk is a directory in memory that can lose power at any step. What was
// synced stays; of the rest each name and each file is kept, lost or torn, as
// the dice fall.
type disk struct {
	mu           sync.Mutex        // guards what syncs use
	now, lasting map[string]*inode // by name
	locked       bool
	steps        int // that may still be done; the one after fails, and all others
	dead         bool
	// renamed pairs names whose rename was not synced: a rename is there with
	// both its names or with neither.
	renamed map[string]string
}

type inode struct {
	dir           bool
	data, lasting []byte
}

var errPower = errors.New("the power is off")

func newDisk() *disk {
	root := &inode{dir: true}
	return &disk{now: map[string]*inode{".": root}, lasting: map[string]*inode{".": root}, steps: 1 << 30}
}

// step is one action on the disk.
func (d *disk) step() error {
	if d.steps == 0 {
		d.dead = true
	}
	if d.dead {
		return errPower
	}
	d.steps--
	return nil
}

// restart gives the disk as the next process finds it. A killed process loses
// nothing but its lock; without power all that was not synced is at risk.
func (d *disk) restart(powerLost bool, dice *rand.Rand) {
	d.dead, d.locked, d.steps = false, false, 1<<30
	if !powerLost {
		return
	}
	names := map[string]bool{}
	for n := range d.now {
		names[n] = true
	}
	for n := range d.lasting {
		names[n] = true
	}
	kept, fell := map[string]*inode{}, map[string]int{}
	for _, n := range slices.Sorted(maps.Keys(names)) {
		fell[n] = dice.IntN(2)
		if from, ok := d.renamed[n]; ok { // sorts before it
			fell[n] = fell[from]
		}
		x := d.lasting[n]
		if fell[n] == 0 {
			x = d.now[n]
		}
		if x != nil && (n == "." || kept[path.Dir(n)] != nil) {
			kept[n] = x
		}
	}
	for _, x := range kept {
		x.tear(dice)
	}
	d.now, d.lasting, d.renamed = kept, maps.Clone(kept), nil
}

func (x *inode) tear(dice *rand.Rand) {
	switch dice.IntN(3) {
	case 0:
		x.data = slices.Clone(x.lasting)
	case 1: // part of it, the rest holes
		for i := dice.IntN(len(x.data) + 1); i < len(x.data); i++ {
			if i >= len(x.lasting) {
				x.data[i] = 0
			}
		}
	}
	x.lasting = slices.Clone(x.data)
}

func (d *disk) Open(name string) (fs.File, error) {
	if d.dead {
		return nil, errPower
	}
	return d.files().Open(name)
}

// ReadFile is Open without making a file system of all files first.
func (d *disk) ReadFile(name string) ([]byte, error) {
	switch x := d.now[name]; {
	case d.dead:
		return nil, errPower
	case x == nil || x.dir:
		return nil, fs.ErrNotExist
	default:
		return slices.Clone(x.data), nil
	}
}

func (d *disk) files() fstest.MapFS {
	m := fstest.MapFS{}
	for n, x := range d.now {
		if x.dir {
			m[n] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		} else {
			m[n] = &fstest.MapFile{Data: x.data, Mode: 0o644}
		}
	}
	return m
}

func (d *disk) add(name string, x *inode) error {
	if err := d.step(); err != nil {
		return err
	}
	if d.now[name] != nil {
		return fs.ErrExist
	}
	if up := d.now[path.Dir(name)]; up == nil || !up.dir {
		return fs.ErrNotExist
	}
	d.now[name] = x
	return nil
}

func (d *disk) Create(name string) (custody.File, error) {
	x := &inode{}
	return &diskFile{d, x}, d.add(name, x)
}

func (d *disk) Mkdir(name string) error { return d.add(name, &inode{dir: true}) }

func (d *disk) Sync(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	x := d.now[name]
	x.lasting = slices.Clone(x.data)
	return nil
}

func (d *disk) SyncDir(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	for n := range d.lasting {
		if n != "." && path.Dir(n) == name && d.now[n] == nil {
			delete(d.lasting, n)
		}
	}
	for n, x := range d.now {
		if path.Dir(n) == name {
			d.lasting[n] = x
		}
	}
	if name == "." {
		d.renamed = nil // the only one there is lies there
	}
	return nil
}

func (d *disk) Rename(from, to string) error {
	if err := d.step(); err != nil {
		return err
	}
	d.now[to] = d.now[from]
	delete(d.now, from)
	d.renamed = map[string]string{from: to} // the one that sorts last leads to the other
	return nil
}

func (d *disk) Remove(name string) error {
	if err := d.step(); err != nil {
		return err
	}
	if d.now[name] == nil {
		return fs.ErrNotExist
	}
	delete(d.now, name)
	return nil
}

func (d *disk) Lock(name string) (io.Closer, error) {
	if d.locked {
		return nil, custody.ErrLocked
	}
	if d.now[name] == nil {
		if err := d.add(name, &inode{}); err != nil {
			return nil, err
		}
	}
	d.locked = true
	return unlock{d}, nil
}

type unlock struct{ d *disk }

func (u unlock) Close() error {
	u.d.locked = false
	return nil
}

type diskFile struct {
	d *disk
	x *inode
}

func (f *diskFile) Write(b []byte) (int, error) {
	if err := f.d.step(); err != nil {
		f.x.data = append(f.x.data, b[:len(b)/2]...) // torn
		return len(b) / 2, err
	}
	f.x.data = append(f.x.data, b...)
	return len(b), nil
}

func (f *diskFile) Sync() error {
	f.d.mu.Lock()
	defer f.d.mu.Unlock()
	if err := f.d.step(); err != nil {
		return err
	}
	f.x.lasting = slices.Clone(f.x.data)
	return nil
}

func (f *diskFile) Close() error { return nil }
