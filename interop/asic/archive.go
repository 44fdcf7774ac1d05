package asic

import (
	"archive/zip"
	"context"
	"errors"
	"hash/crc32"
	"io"
)

// archive writes a ZIP file whose entries are stored with sizes and checksums
// before their content, so that a reader can go from front to back, and that is
// the same each time.
type archive struct{ z *zip.Writer }

func newArchive(w io.Writer) *archive { return &archive{zip.NewWriter(w)} }

func (a *archive) create(name string, size int64, crc uint32) (io.Writer, error) {
	h := &zip.FileHeader{Name: name, Method: zip.Store, ReaderVersion: 20, CreatorVersion: 20,
		CRC32: crc, CompressedSize64: uint64(size), UncompressedSize64: uint64(size)}
	h.ModifiedDate = 1<<5 | 1 //nolint:staticcheck // 1980-01-01, the first day that ZIP knows; Modified is not used for raw entries
	for _, r := range name {
		if r > 127 {
			h.Flags = 0x800 // the name is UTF-8
		}
	}
	return a.z.CreateRaw(h)
}

func (a *archive) bytes(name string, data []byte) error {
	w, err := a.create(name, int64(len(data)), crc32.ChecksumIEEE(data))
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// file is the second pass: what it reads must be what was measured and signed.
func (a *archive) file(ctx context.Context, m measured) error {
	w, err := a.create(m.Name, m.size, m.crc)
	if err != nil {
		return err
	}
	again, err := pass(ctx, m.File, w)
	if err == nil && !m.equal(again) {
		err = errors.New("it changed while it was read")
	}
	return err
}

func (a *archive) close() error { return a.z.Close() }
