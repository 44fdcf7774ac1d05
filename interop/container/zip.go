package container

import (
	"archive/zip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

const (
	maxDirectory = 64 << 20 // bytes of the list of members: it is held in memory
	maxInflate   = 1100     // times the archive: deflate packs to 1/1032 at most
)

// zip checks the CRC-32 of each member. CRC-32 finds an accident, not a forger.
func (x *exhibit) zip(r readable) error {
	x.Kind = "ZIP"
	if size, err := directorySize(r, x.size); err != nil || size > maxDirectory {
		if err == nil {
			err = fmt.Errorf("its list of members has %d bytes, more than the %d that are read", size, int64(maxDirectory))
		}
		return err
	}
	z, err := zip.NewReader(r, x.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	turtle, aff4 := aff4Turtle(z)
	if aff4 {
		x.Kind = "AFF4"
		if err := x.aff4(z, turtle); err != nil {
			x.note("it looks like AFF4, and its description could not be read: %v", err)
		}
	}
	return x.members(z)
}

// members claims the CRC-32 of each member; those that differ come first.
func (x *exhibit) members(z *zip.Reader) error {
	var differs, others []evidence.Claim
	counts := map[evidence.Result]int{}
	left := x.size * maxInflate
	total := inflated(z)
	x.done = 0
	for i, f := range z.File {
		if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
			continue
		}
		result, err := x.member(f, &left, total)
		if x.ctx.Err() != nil {
			return nil
		}
		counts[result]++
		if err != nil && len(x.Notes) < 20 {
			x.note("ZIP member %q: %v", abridged(f.Name, 100), err)
		}
		c := evidence.Claim{Algorithm: "crc32", Result: result, Value: fmt.Sprintf("%08x", f.CRC32),
			By: plain(fmt.Sprintf("ZIP member %d of %d: %s", i+1, len(z.File), abridged(f.Name, 300)))}
		switch {
		case result == evidence.Differs && len(differs) < maxClaims:
			differs = append(differs, c)
		case len(others) < maxClaims:
			others = append(others, c)
		}
	}
	if n := counts[evidence.Differs] + counts[evidence.Unchecked]; n > 0 {
		x.note("ZIP: the CRC-32 of %d members match, of %d differ, of %d could not be checked",
			counts[evidence.Matches], counts[evidence.Differs], counts[evidence.Unchecked])
	}
	room := max(0, maxClaims-reserved-len(x.Claims))
	all := append(differs, others...)
	x.Claims = append(x.Claims, all[:min(room, len(all))]...)
	return nil
}

// reserved is the room for claims of checksum files beside an archive.
const reserved = 8

func (x *exhibit) member(f *zip.File, left *int64, total int64) (evidence.Result, error) {
	switch {
	case f.Flags&1 != 0:
		return evidence.Unchecked, errors.New("it is encrypted")
	case f.UncompressedSize64 > uint64(max(0, *left)):
		return evidence.Unchecked, errors.New("it would become too large")
	}
	r, err := f.Open()
	if err != nil {
		return evidence.Unchecked, err
	}
	defer func() { _ = r.Close() }()
	sum := crc32.NewIEEE()
	n, err := x.hash(r, total, sum)
	*left -= n
	switch {
	case errors.Is(err, zip.ErrChecksum):
		return evidence.Differs, nil
	case err != nil:
		return evidence.Unchecked, err
	case sum.Sum32() != f.CRC32 || n != int64(f.UncompressedSize64):
		return evidence.Differs, nil
	}
	return evidence.Matches, nil
}

// inflated is what all members together become, as the archive says.
func inflated(z *zip.Reader) int64 {
	var n uint64
	for _, f := range z.File {
		n = min(n+min(f.UncompressedSize64, 1<<60), 1<<60)
	}
	return int64(n)
}

// directorySize finds the end record of an archive, and how long its list of
// members is, before that list is read: APPNOTE 4.3.16, 4.3.14.
func directorySize(r io.ReaderAt, size int64) (int64, error) {
	const record, longest = 22, 22 + 1<<16
	tail := make([]byte, min(size, longest))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0, err
	}
	for i := len(tail) - record; i >= 0; i-- {
		if string(tail[i:i+4]) != "PK\x05\x06" {
			continue
		}
		length := int64(le32(tail[i+12:]))
		if length == 1<<32-1 { // Zip64: what lies between the list and its end is at most the file
			return zip64Size(r, size-int64(len(tail))+int64(i))
		}
		return length, nil
	}
	return 0, errors.New("it has no list of members at its end: it was cut, or is no ZIP")
}

func zip64Size(r io.ReaderAt, end int64) (int64, error) {
	var locator [20]byte
	if end < 20 {
		return 0, errors.New("it has no room for its Zip64 record")
	}
	if _, err := r.ReadAt(locator[:], end-20); err != nil {
		return 0, err
	}
	var record [56]byte
	at := int64(le32(locator[8:])) | int64(le32(locator[12:]))<<32
	if at < 0 || at > end-76 || string(locator[:4]) != "PK\x06\x07" {
		return 0, errors.New("its Zip64 record is not where it should be")
	}
	if _, err := r.ReadAt(record[:], at); err != nil {
		return 0, err
	}
	length := int64(le32(record[40:])) | int64(le32(record[44:]))<<32
	if length < 0 {
		return 0, errors.New("its Zip64 record has a size that cannot be")
	}
	return length, nil
}

func le32(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}
