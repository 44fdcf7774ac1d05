package container

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/adler32"
	"io"
	"path"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

// The Expert Witness Compression Format, version 1, as libewf documents it. Numbers
// are little endian. A file has a head of 13 bytes and then sections, each with a
// descriptor that says where the next one is.
const (
	ewfSignature        = "EVF\x09\x0d\x0a\xff\x00"
	ewfLogicalSignature = "LVF\x09\x0d\x0a\xff\x00"
	ewfHead             = 13
	ewfDescriptor       = 76
	maxSections         = 1 << 20 // of one segment; with 16375 chunks each, more than any image has
	maxSegments         = 14_971  // E01 … ZZZ
)

// section is one of a segment; its data follow its descriptor.
type section struct {
	kind       string
	start, end int64 // of the data
	next       int64 // descriptor; its own place in the last one
}

// segment is one file of an image.
type segment struct {
	r    io.ReaderAt
	size int64
}

func (s segment) number() int {
	var head [ewfHead]byte
	if _, err := s.r.ReadAt(head[:], 0); err != nil {
		return 0
	}
	return int(binary.LittleEndian.Uint16(head[9:]))
}

func (s segment) read(at int64, n int) ([]byte, error) {
	if at < 0 || at > s.size-int64(n) {
		return nil, fmt.Errorf("%d bytes at %d lie behind its end: it was cut", n, at)
	}
	b := make([]byte, n)
	_, err := s.r.ReadAt(b, at)
	if err == io.EOF {
		err = nil
	}
	return b, err
}

// section reads the descriptor at a place.
func (s segment) section(at int64) (section, error) {
	b, err := s.read(at, ewfDescriptor)
	if err != nil {
		return section{}, err
	}
	if !sound(b) {
		return section{}, fmt.Errorf("the section at %d has another checksum than it states", at)
	}
	kind, _, _ := bytes.Cut(b[:16], []byte{0})
	next, size := int64(binary.LittleEndian.Uint64(b[16:])), int64(binary.LittleEndian.Uint64(b[24:]))
	x := section{kind: string(kind), start: at + ewfDescriptor, end: at + size, next: next}
	if next > s.size {
		return x, fmt.Errorf("the section at %d is followed by one at %d, behind its end: it was cut", at, next)
	}
	if next < at || next > at && next < x.start {
		return x, fmt.Errorf("the section at %d is followed by one at %d, which cannot be", at, next)
	}
	if x.next == at || size < ewfDescriptor || x.end > next {
		x.end = max(next, x.start)
	}
	return x, nil
}

// sound compares the checksum at the end of a structure.
func sound(b []byte) bool {
	n := len(b) - 4
	return adler32.Checksum(b[:n]) == binary.LittleEndian.Uint32(b[n:])
}

// sections goes through a segment to its end; last says that the image ends there.
func (s segment) sections(each func(section) error) (last bool, err error) {
	at := int64(ewfHead)
	for range maxSections {
		x, err := s.section(at)
		if err != nil {
			return false, err
		}
		if err := each(x); err != nil {
			return false, fmt.Errorf("section %q at %d: %w", x.kind, at, err)
		}
		if x.kind == "done" || x.kind == "next" || x.next == at {
			return x.kind == "done", nil
		}
		at = x.next
	}
	return false, errors.New("it has too many sections")
}

// stored are digests that an image states about its content.
type stored struct {
	algorithm, by, value string
}

// digests collects what a section states. All zero means that it states nothing.
func (s segment) digests(x section, format string, out []stored) ([]stored, error) {
	size := map[string]int{"hash": 36, "digest": 80}[x.kind]
	if size == 0 {
		return out, nil
	}
	b, err := s.read(x.start, size)
	if err != nil {
		return out, err
	}
	if !sound(b) {
		return out, errors.New("it has another checksum than it states")
	}
	add := func(algorithm string, b []byte) {
		if d := (stored{algorithm, fmt.Sprintf("%s %s section", format, x.kind), hex.EncodeToString(b)}); strings.Trim(d.value, "0") != "" {
			out = append(out, d)
		}
	}
	add("md5", b[:16])
	if x.kind == "digest" {
		add("sha1", b[16:36])
	}
	return out, nil
}

// ewf reads the digests, which stand in the last segment, and computes them again
// from all of them.
func (x *exhibit) ewf(r readable) error {
	x.Kind = "E01"
	last := segment{r, x.size}
	var claims []stored
	ends, err := last.sections(func(s section) (err error) {
		claims, err = last.digests(s, "E01", claims)
		return err
	})
	if err != nil {
		return err
	}
	if !ends {
		return nil // the last segment states the digests
	}
	if len(claims) == 0 {
		x.note("an E01 image that states no digest of its content")
		return nil
	}
	results, err := x.ewfCheck(last, claims)
	for i, c := range claims {
		result := evidence.Unchecked
		if err == nil {
			result = results[i]
		}
		x.claim(c.algorithm, c.by, result, c.value)
	}
	if err != nil && x.ctx.Err() == nil {
		x.note("the digests of the image were not computed again: %v", err)
	}
	return nil
}

// ewfLogical reads the digests of an L01 file. What they cover is not the content
// of the file, so they are not computed again.
func (x *exhibit) ewfLogical(r readable) error {
	x.Kind = "L01"
	s := segment{r, x.size}
	var claims []stored
	_, err := s.sections(func(sec section) (err error) {
		claims, err = s.digests(sec, "L01", claims)
		return err
	})
	for _, c := range claims {
		x.claim(c.algorithm, c.by, evidence.Unchecked, c.value)
	}
	return err
}

// segmentName gives the name of the n-th segment from that of the last: E01 to E99,
// EAA to EZZ, FAA and so on to ZZZ, in the case that the last one has.
func segmentName(last string, n int) (string, bool) {
	ext := path.Ext(last)
	if len(ext) != 4 || n < 1 || n > maxSegments {
		return "", false
	}
	first := ext[1]
	if n <= 99 {
		// the first letter moves on with the number, and E is where it began
		if isLetter(ext[2]) {
			first = 'E' | first&0x20
		}
		return fmt.Sprintf("%s.%c%02d", strings.TrimSuffix(last, ext), first, n), true
	}
	n -= 100
	letters := []byte{byte('E' + n/676), byte('A' + n/26%26), byte('A' + n%26)}
	if letters[0] > 'Z' {
		return "", false
	}
	for i := range letters {
		letters[i] |= first & 0x20
	}
	return strings.TrimSuffix(last, ext) + "." + string(letters), true
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
