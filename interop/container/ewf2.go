package container

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/comity-dev/comity/evidence"
)

// Version 2 of the format, Ex01: a section's descriptor of 64 bytes stands behind
// its data, and says where the descriptor before it is. The digests are stated in
// the last segment.
const (
	ewf2Signature        = "EVF2\x0d\x0a\x81\x00"
	ewf2LogicalSignature = "LEF2\x0d\x0a\x81\x00"
	ewf2Descriptor       = 64
	ewf2Head             = 32
)

var ewf2Digests = map[uint32]struct {
	algorithm string
	size      int
}{8: {"md5", 16}, 9: {"sha1", 20}}

// ewf2 reads the digests and leaves them unchecked: nothing that we could test the
// reading of the content against was at hand.
func (x *exhibit) ewf2(r readable) error {
	x.Kind = "Ex01"
	s := segment{r, x.size}
	at := s.size - ewf2Descriptor
	for range maxSections {
		b, err := s.read(at, ewf2Descriptor)
		if err != nil {
			return err
		}
		if !sound(b) {
			return fmt.Errorf("the section that ends at %d has another checksum than it states", at)
		}
		before, size := int64(binary.LittleEndian.Uint64(b[8:])), int64(binary.LittleEndian.Uint64(b[16:]))
		if d, ok := ewf2Digests[binary.LittleEndian.Uint32(b)]; ok {
			if size < int64(d.size) || size > at-ewf2Head {
				return fmt.Errorf("the section that ends at %d has a size of %d, which cannot be", at, size)
			}
			value, err := s.read(at-size, d.size)
			if err != nil {
				return err
			}
			x.claim(d.algorithm, "Ex01 "+d.algorithm+" section", evidence.Unchecked, hex.EncodeToString(value))
		}
		if before == 0 {
			x.note("the content of an Ex01 image is not read: its digests were not computed again")
			return nil
		}
		if before < ewf2Head || before > at-ewf2Descriptor {
			return fmt.Errorf("the section that ends at %d follows one at %d, which cannot be", at, before)
		}
		at = before
	}
	return errors.New("it has too many sections")
}
