package container

import (
	"bufio"
	"compress/zlib"
	"crypto/md5"  //nolint:gosec // what an image states in it is to be checked
	"crypto/sha1" //nolint:gosec // the same
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"io"

	"github.com/comity-dev/comity/evidence"
)

const (
	maxChunk   = 32 << 20 // bytes; images have 32 KiB, rarely more
	maxEntries = 1 << 20  // chunks of one table; EnCase writes 16375, others up to 65534
)

// ewfImage is the content of an image, read from its first chunk to its last.
type ewfImage struct {
	x          *exhibit
	to         io.Writer
	chunk      int64  // bytes of a whole one
	left       int64  // bytes of the media still to come
	total      int64  // bytes of the media
	chunks     uint32 // still to come
	sectorsEnd int64  // of the sectors section that was last seen
	inflate    io.ReadCloser
	in         *bufio.Reader
	buffer     []byte
}

// ewfCheck computes the digests of the content again.
func (x *exhibit) ewfCheck(last segment, claims []stored) ([]evidence.Result, error) {
	sum5, sum1 := md5.New(), sha1.New() //nolint:gosec // see above
	m := &ewfImage{x: x, to: io.MultiWriter(sum5, sum1), buffer: make([]byte, 64<<10)}
	if err := x.ewfSegments(last, m); err != nil {
		return nil, err
	}
	if m.chunks != 0 || m.left != 0 {
		return nil, fmt.Errorf("it ends %d chunks and %d bytes before what it announces", m.chunks, m.left)
	}
	out := make([]evidence.Result, len(claims))
	for i, c := range claims {
		out[i] = verdict(c.value, map[string]hash.Hash{"md5": sum5, "sha1": sum1}[c.algorithm])
	}
	return out, nil
}

func (x *exhibit) ewfSegments(last segment, m *ewfImage) error {
	number := last.number()
	for n := 1; n < number; n++ {
		name, ok := segmentName(x.name, n)
		if !ok {
			return fmt.Errorf("the name %q does not tell where segment %d of %d is", x.name, n, number)
		}
		r, size, err := x.open(name)
		if err != nil {
			return fmt.Errorf("segment %d of %d: %w", n, number, err)
		}
		err = m.segment(segment{r, size}, n)
		_ = r.Close()
		if err != nil {
			return fmt.Errorf("segment %d of %d, %q: %w", n, number, name, err)
		}
	}
	return m.segment(last, number)
}

func (m *ewfImage) segment(s segment, number int) error {
	if got := s.number(); got != number {
		return fmt.Errorf("it is segment %d", got)
	}
	m.sectorsEnd = 0
	_, err := s.sections(func(x section) error {
		switch x.kind {
		case "volume", "disk":
			return m.volume(s, x)
		case "sectors":
			m.sectorsEnd = x.end
		case "table":
			return m.table(s, x)
		}
		return nil
	})
	return err
}

// volume reads the geometry: chunks, sectors in a chunk, bytes in a sector, sectors.
func (m *ewfImage) volume(s segment, x section) error {
	b, err := s.read(x.start, 24)
	if err != nil {
		return err
	}
	if m.chunk != 0 {
		return errors.New("the geometry is there twice")
	}
	perChunk, perSector := int64(binary.LittleEndian.Uint32(b[8:])), int64(binary.LittleEndian.Uint32(b[12:]))
	sectors := binary.LittleEndian.Uint64(b[16:])
	if perChunk < 1 || perChunk > maxChunk || perSector < 1 || perSector > maxChunk || perChunk*perSector > maxChunk || sectors > 1<<50/uint64(perSector) {
		return fmt.Errorf("%d sectors, %d in a chunk, of %d bytes cannot be", sectors, perChunk, perSector)
	}
	m.chunk, m.chunks = perChunk*perSector, binary.LittleEndian.Uint32(b[4:])
	m.left = int64(sectors) * perSector
	m.total = m.left
	return nil
}

// table goes through the chunks of one sectors section. An entry is where a chunk
// begins, after the base; the highest bit says that it is compressed. The last one
// ends where the sectors end.
func (m *ewfImage) table(s segment, x section) error {
	switch {
	case m.chunk == 0:
		return errors.New("there are chunks before the geometry")
	case m.sectorsEnd == 0:
		return errors.New("chunks that lie in the table itself, as the SMART form has them, are not read")
	}
	head, err := s.read(x.start, 24)
	if err != nil {
		return err
	}
	n, base := binary.LittleEndian.Uint32(head), int64(binary.LittleEndian.Uint64(head[8:]))
	if !sound(head) || n > maxEntries || n > m.chunks || base < 0 || base > s.size {
		return fmt.Errorf("a table of %d chunks from %d on cannot be, or its checksum is wrong", n, base)
	}
	entries, err := s.read(x.start+24, int(n)*4)
	if err != nil {
		return err
	}
	m.chunks -= n
	for i := range int(n) {
		entry := binary.LittleEndian.Uint32(entries[4*i:])
		start, end := base+int64(entry&^(1<<31)), m.sectorsEnd
		if i+1 < int(n) {
			end = base + int64(binary.LittleEndian.Uint32(entries[4*i+4:])&^(1<<31))
		}
		if start > end || end > s.size {
			return fmt.Errorf("chunk %d from %d to %d cannot be", i, start, end)
		}
		if err := m.data(io.NewSectionReader(s.r, start, end-start), entry>>31 == 1); err != nil {
			return fmt.Errorf("chunk %d at %d: %w", i, start, err)
		}
	}
	m.sectorsEnd = 0
	return nil
}

// data reads one chunk.
func (m *ewfImage) data(r *io.SectionReader, compressed bool) error {
	want := min(m.chunk, m.left)
	if !compressed {
		return m.plain(r, want)
	}
	var err error
	if m.in == nil {
		m.in = bufio.NewReader(r)
		m.inflate, err = zlib.NewReader(m.in)
	} else {
		m.in.Reset(r)
		err = m.inflate.(zlib.Resetter).Reset(m.in, nil)
	}
	if err != nil {
		return err
	}
	if err := m.copy(m.inflate, want); err != nil {
		return err
	}
	// the rest, within a chunk, is behind the media; its end has the checksum
	_, err = io.CopyBuffer(io.Discard, io.LimitReader(m.inflate, m.chunk), m.buffer)
	return err
}

// plain reads a chunk that is not compressed; its Adler-32 checksum follows it.
func (m *ewfImage) plain(r *io.SectionReader, want int64) error {
	size := r.Size() - 4
	if size > m.chunk { // there may be padding behind the last one
		size = m.chunk
	}
	if size < want {
		return fmt.Errorf("it has %d bytes, not %d", size, want)
	}
	check := adler32.New()
	if err := m.copy(io.TeeReader(io.LimitReader(r, size), check), want); err != nil {
		return err
	}
	if _, err := io.CopyBuffer(check, io.NewSectionReader(r, want, size-want), m.buffer); err != nil {
		return err
	}
	var stated [4]byte
	if _, err := r.ReadAt(stated[:], size); err != nil && err != io.EOF {
		return err
	}
	if binary.LittleEndian.Uint32(stated[:]) != check.Sum32() {
		return errors.New("it has another checksum than it states")
	}
	return nil
}

func (m *ewfImage) copy(r io.Reader, want int64) error {
	n, err := io.CopyBuffer(m.to, &told{m.x, io.LimitReader(r, want), m.total}, m.buffer)
	m.left -= n
	if err == nil && n != want {
		err = fmt.Errorf("it has %d bytes, not %d", n, want)
	}
	return err
}
