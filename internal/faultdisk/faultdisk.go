// Package faultdisk is a directory in memory that can lose power at any step. It
// is for tests of what must survive that: a log, and the state of a witness.
package faultdisk

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

// A Disk is a [custody.Dir]. What was synced stays; of the rest each name and
// each file is kept, lost or torn, as the dice fall.
type Disk struct {
	Steps int  // that may still be done; the one after fails, and all others
	Dead  bool // that one was reached

	mu           sync.Mutex        // guards what syncs use
	now, lasting map[string]*inode // by name
	locked       bool
	// renamed pairs names whose rename was not synced: a rename is there with
	// both its names or with neither.
	renamed map[string]string
}

type inode struct {
	dir           bool
	data, lasting []byte
}

// Unlimited is a number of steps that no test takes.
const Unlimited = 1 << 30

// ErrPower is what every step gives after the last one.
var ErrPower = errors.New("the power is off")

// New makes an empty disk.
func New() *Disk {
	root := &inode{dir: true}
	return &Disk{now: map[string]*inode{".": root}, lasting: map[string]*inode{".": root}, Steps: Unlimited}
}

// Bytes are those of a file at this moment, or nil. They are the disk's own:
// who changes them, damages the disk.
func (d *Disk) Bytes(name string) []byte {
	x := d.now[name]
	if x != nil && x.data == nil {
		return []byte{}
	}
	if x == nil {
		return nil
	}
	return x.data
}

// Put makes or replaces a file behind the back of who uses the disk.
func (d *Disk) Put(name string, data []byte) {
	x := &inode{data: data, lasting: slices.Clone(data)}
	d.now[name], d.lasting[name] = x, x
}

// step is one action on the disk.
func (d *Disk) step() error {
	if d.Steps == 0 {
		d.Dead = true
	}
	if d.Dead {
		return ErrPower
	}
	d.Steps--
	return nil
}

// Restart gives the disk as the next process finds it. A killed process loses
// nothing but its lock; without power all that was not synced is at risk.
func (d *Disk) Restart(powerLost bool, dice *rand.Rand) {
	d.Dead, d.locked, d.Steps = false, false, Unlimited
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

// Open is that of [fs.FS].
func (d *Disk) Open(name string) (fs.File, error) {
	if d.Dead {
		return nil, ErrPower
	}
	return d.Files().Open(name)
}

// ReadFile is Open without making a file system of all files first.
func (d *Disk) ReadFile(name string) ([]byte, error) {
	switch x := d.now[name]; {
	case d.Dead:
		return nil, ErrPower
	case x == nil || x.dir:
		return nil, fs.ErrNotExist
	default:
		return slices.Clone(x.data), nil
	}
}

// Files are those there are at this moment.
func (d *Disk) Files() fstest.MapFS {
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

func (d *Disk) add(name string, x *inode) error {
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

// Create makes a file that is not there yet.
func (d *Disk) Create(name string) (custody.File, error) {
	x := &inode{}
	return &diskFile{d, x}, d.add(name, x)
}

// Mkdir makes a folder.
func (d *Disk) Mkdir(name string) error { return d.add(name, &inode{dir: true}) }

// Sync makes the contents of a file last.
func (d *Disk) Sync(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	x := d.now[name]
	x.lasting = slices.Clone(x.data)
	return nil
}

// SyncDir makes the names in a folder last.
func (d *Disk) SyncDir(name string) error {
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
	maps.DeleteFunc(d.renamed, func(from, to string) bool { return path.Dir(to) == name })
	return nil
}

// Rename gives a file another name.
func (d *Disk) Rename(from, to string) error {
	if err := d.step(); err != nil {
		return err
	}
	d.now[to] = d.now[from]
	delete(d.now, from)
	if d.renamed == nil {
		d.renamed = map[string]string{}
	}
	d.renamed[from] = to // the one that sorts last leads to the other
	return nil
}

// Remove takes away a file.
func (d *Disk) Remove(name string) error {
	if err := d.step(); err != nil {
		return err
	}
	if d.now[name] == nil {
		return fs.ErrNotExist
	}
	delete(d.now, name)
	return nil
}

// Lock locks the disk.
func (d *Disk) Lock(name string) (io.Closer, error) {
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

type unlock struct{ d *Disk }

func (u unlock) Close() error {
	u.d.locked = false
	return nil
}

type diskFile struct {
	d *Disk
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
