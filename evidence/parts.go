package evidence

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"filippo.io/age"
)

const (
	chunkSize    = 64 << 10 // of age
	chunkMore    = 16       // what age adds to each
	minPartSize  = 128 << 10
	defaultParts = 1 << 30
)

// Store takes the files of a sealed bundle.
type Store interface {
	// Create starts a file. It must not be seen under its name, not even after a
	// crash, before Commit.
	Create(name string) (File, error)
}

// File is a file of a [Store]. One of Commit and Abort ends it.
type File interface {
	io.Writer
	Commit() error
	Abort()
}

// Sealed is a part that is finished, as resumed work needs it.
type Sealed struct {
	Part
	Size  int64  `json:"size"`
	Plain int64  `json:"plain"` // bytes of the archive in it
	Check uint32 `json:"check"` // CRC-32C of them: finds sources that changed meanwhile
}

// parts cuts what is written to it into sealed files. Those that are in before
// were made by an earlier run and are only compared.
type parts struct {
	store   Store
	readers []age.Recipient
	room    int64 // plain bytes a part
	before  []Sealed
	made    []Sealed
	done    func([]Sealed) error

	plain int64 // in the open part
	check hash.Hash32
	out   *partFile // nil while comparing, and between parts
}

// partFile is a part being written.
type partFile struct {
	file   File
	digest hash.Hash
	count  *counter
	ahead  *ahead
	age    io.WriteCloser
}

// plainRoom is how much of the archive fits into a part of at most size bytes.
func plainRoom(size int64, readers []age.Recipient) (int64, error) {
	if size < minPartSize {
		return 0, fmt.Errorf("parts of %d bytes are too small: the least is %d", size, minPartSize)
	}
	head := &counter{w: io.Discard}
	w, err := age.Encrypt(head, readers...)
	if err != nil {
		return 0, fmt.Errorf("encrypt to the recipients: %w", err)
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	room := size - (head.n - chunkMore)
	room -= (room + chunkSize + chunkMore - 1) / (chunkSize + chunkMore) * chunkMore
	if room < chunkSize {
		return 0, fmt.Errorf("parts of %d bytes are too small for %d recipients", size, len(readers))
	}
	return room, nil
}

func (p *parts) Write(b []byte) (int, error) {
	n := 0
	for len(b) > 0 {
		if p.plain == p.room {
			if err := p.finish(); err != nil {
				return n, err
			}
		}
		if p.plain == 0 {
			if err := p.start(); err != nil {
				return n, err
			}
		}
		k := int(min(int64(len(b)), p.room-p.plain))
		if p.out != nil {
			if _, err := p.out.age.Write(b[:k]); err != nil {
				return n, err
			}
		}
		_, _ = p.check.Write(b[:k])
		p.plain += int64(k)
		b, n = b[k:], n+k
	}
	return n, nil
}

func (p *parts) start() error {
	p.check = crc32.New(crc32.MakeTable(crc32.Castagnoli))
	if len(p.made) < len(p.before) {
		return nil
	}
	name := PartName(len(p.made) + 1)
	f, err := p.store.Create(name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	o := &partFile{file: f, digest: sha256.New()}
	o.count = &counter{w: io.MultiWriter(o.digest, f)}
	o.ahead = newAhead(o.count)
	if o.age, err = age.Encrypt(o.ahead, p.readers...); err != nil {
		_ = o.ahead.Close()
		f.Abort()
		return fmt.Errorf("encrypt %s: %w", name, err)
	}
	p.out = o
	return nil
}

// finish ends the open part.
func (p *parts) finish() error {
	n := len(p.made)
	if p.out == nil {
		b := p.before[n]
		if b.Plain != p.plain || b.Check != p.check.Sum32() {
			return fmt.Errorf("what %s was made of has changed since: the work cannot be resumed, begin anew", PartName(n+1))
		}
		p.made, p.plain = append(p.made, b), 0
		return nil
	}
	o := p.out
	p.out = nil
	err := o.age.Close()
	if e := o.ahead.Close(); err == nil {
		err = e
	}
	if err != nil {
		o.file.Abort()
		return fmt.Errorf("write %s: %w", PartName(n+1), err)
	}
	if err := o.file.Commit(); err != nil {
		return fmt.Errorf("keep %s: %w", PartName(n+1), err)
	}
	p.made = append(p.made, Sealed{Part{PartName(n + 1), sum(o.digest.Sum(nil))}, o.count.n, p.plain, p.check.Sum32()})
	p.plain = 0
	if p.done != nil {
		return p.done(p.made)
	}
	return nil
}

func (p *parts) close() error {
	if p.plain > 0 {
		if err := p.finish(); err != nil {
			return err
		}
	}
	if len(p.made) < len(p.before) {
		return fmt.Errorf("the exhibits have become fewer since: the work cannot be resumed, begin anew")
	}
	return nil
}

// abort drops the part that is open after an error.
func (p *parts) abort() {
	if p.out != nil {
		_ = p.out.ahead.Close()
		p.out.file.Abort()
		p.out = nil
	}
}
