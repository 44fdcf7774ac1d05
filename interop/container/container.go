package container

import (
	"context"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

// Found is what was found in one exhibit and beside it.
type Found struct {
	Kind   string // of the container: E01, AFF4, ZIP, mail; empty: none that is known
	Claims []evidence.Claim
	Notes  []string // what could not be read or checked, and why
}

// maxClaims is what a record can have.
const maxClaims = 64

// Finder looks for claims in one folder after another. It keeps the checksum files
// of the folders that it is in, so exhibits should come folder by folder.
type Finder struct {
	dir      fs.FS
	progress func(done, total int64)
	sums     []sumFolder
}

// NewFinder starts with the top folder of the exhibits. Files that lie in it must
// be able to read at any place (io.ReaderAt), as those of a disk are.
func NewFinder(dir fs.FS, progress func(done, total int64)) *Finder {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	return &Finder{dir: dir, progress: progress}
}

// Claims looks into one exhibit, and beside it.
func (f *Finder) Claims(ctx context.Context, name string) (*Found, error) {
	x := &exhibit{Found: new(Found), ctx: ctx, f: f, name: name}
	x.look()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if n := len(x.Claims); n > maxClaims {
		x.note("it carries %d digests; the first %d are kept", n, maxClaims)
		x.Claims = x.Claims[:maxClaims]
	}
	return x.Found, nil
}

// exhibit is one that is being looked at.
type exhibit struct {
	*Found
	ctx  context.Context
	f    *Finder
	name string
	size int64
	done int64

	buffer []byte // of hash
}

func (x *exhibit) note(format string, args ...any) {
	x.Notes = append(x.Notes, plain(fmt.Sprintf(format, args...)))
}

func (x *exhibit) claim(algorithm, by string, result evidence.Result, value string) {
	x.Claims = append(x.Claims, evidence.Claim{Algorithm: algorithm, By: plain(by), Result: result, Value: value})
}

// readable is a file that can be read at any place.
type readable interface {
	fs.File
	io.ReaderAt
}

func (x *exhibit) open(name string) (readable, int64, error) {
	i, err := fs.Stat(x.f.dir, name) // before it is opened: a pipe would wait for ever
	if err != nil {
		return nil, 0, err
	}
	if !i.Mode().IsRegular() {
		return nil, 0, fmt.Errorf("%q is no plain file", name)
	}
	f, err := x.f.dir.Open(name)
	if err != nil {
		return nil, 0, err
	}
	r, ok := f.(readable)
	if !ok {
		_ = f.Close()
		return nil, 0, fmt.Errorf("%q can be read in one go alone", name)
	}
	return r, i.Size(), nil
}

func (x *exhibit) look() {
	r, size, err := x.open(x.name)
	if err != nil {
		x.note("it was not looked into: %v", err)
		return
	}
	defer func() { _ = r.Close() }()
	x.size = size
	var head [16]byte
	n, _ := r.ReadAt(head[:], 0)
	if look := kindOf(x.name, string(head[:n])); look != nil {
		if err := look(x, r); err != nil && x.ctx.Err() == nil {
			x.note("it looks like %s, and could not be read as such: %v", x.Kind, err)
		}
	}
	x.beside(r)
}

// kindOf recognises a container by its first bytes; mail has none and is known by
// its name.
func kindOf(name, head string) func(*exhibit, readable) error {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(head, ewfSignature):
		return (*exhibit).ewf
	case strings.HasPrefix(head, ewfLogicalSignature):
		return (*exhibit).ewfLogical
	case strings.HasPrefix(head, ewf2Signature) || strings.HasPrefix(head, ewf2LogicalSignature):
		return (*exhibit).ewf2
	case strings.HasPrefix(head, "PK\x03\x04") || strings.HasPrefix(head, "PK\x05\x06"):
		return (*exhibit).zip
	case strings.HasSuffix(lower, ".eml"):
		return (*exhibit).mail
	}
	return nil
}

const blockSize = 1 << 20

// hash reads a stream into hashes, and tells how far it is of total.
func (x *exhibit) hash(r io.Reader, total int64, hashes ...hash.Hash) (int64, error) {
	writers := make([]io.Writer, len(hashes))
	for i, h := range hashes {
		writers[i] = h
	}
	if x.buffer == nil {
		x.buffer = make([]byte, blockSize)
	}
	return io.CopyBuffer(io.MultiWriter(writers...), &told{x, r, total}, x.buffer)
}

// told tells the progress, and stops when asked to.
type told struct {
	x     *exhibit
	r     io.Reader
	total int64
}

func (t *told) Read(b []byte) (int, error) {
	if err := t.x.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.r.Read(b)
	if t.x.done += int64(n); n > 0 {
		t.x.f.progress(t.x.done, t.total)
	}
	return n, err
}

// verdict compares a claimed digest, in hex, with what a hash has come to.
func verdict(claimed string, h hash.Hash) evidence.Result {
	if hex.EncodeToString(h.Sum(nil)) == claimed {
		return evidence.Matches
	}
	return evidence.Differs
}

// plain makes a text that a record can hold out of what a stranger wrote.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return abridged(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			return '\uFFFD'
		}
		return r
	}, s), 500)
}

func abridged(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
