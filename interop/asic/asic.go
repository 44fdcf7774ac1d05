package asic

import (
	"bytes"
	"context"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// Names and types of the container (EN 319 162-1, 4.3 and Annex A).
const (
	MIME          = "application/vnd.etsi.asic-e+zip"
	manifestName  = "META-INF/ASiCManifest001.xml"
	signatureName = "META-INF/signature001.p7s"

	maxFiles = 60_000      // what a ZIP file of the old kind can list
	maxSize  = 4<<30 - 1e8 // and hold, with its headers
)

// File is one data object. Open is called twice, and must give the same bytes.
type File struct {
	Name string // a path with "/" in UTF-8
	MIME string // its media type
	Open func() (io.ReadCloser, error)
}

// measured is a file after the first pass.
type measured struct {
	File
	size   int64
	crc    uint32
	digest []byte // SHA-512
}

// Write makes a container of the files, signed.
func Write(ctx context.Context, w io.Writer, files []File, s Signer) error {
	if err := s.check(); err != nil {
		return err
	}
	list, err := measure(ctx, files)
	if err != nil {
		return err
	}
	manifest, err := manifestXML(list)
	if err != nil {
		return err
	}
	signature, err := s.sign(manifest)
	if err != nil {
		return fmt.Errorf("sign the container: %w", err)
	}
	z := newArchive(w)
	if err := z.bytes("mimetype", []byte(MIME)); err != nil {
		return err
	}
	for _, m := range list {
		if err := z.file(ctx, m); err != nil {
			return fmt.Errorf("%q: %w", m.Name, err)
		}
	}
	return errors.Join(z.bytes(manifestName, manifest), z.bytes(signatureName, signature), z.close())
}

func measure(ctx context.Context, files []File) ([]measured, error) {
	if len(files) == 0 || len(files) > maxFiles {
		return nil, fmt.Errorf("a container has 1 to %d files, here are %d", maxFiles, len(files))
	}
	var out []measured
	var total int64
	names := map[string]bool{}
	for _, f := range files {
		key := strings.ToLower(f.Name)
		switch {
		case !fs.ValidPath(f.Name) || !utf8.ValidString(f.Name) || f.Name == "." || strings.Contains(f.Name, `\`):
			return nil, fmt.Errorf("%q is no name for a file in a container", f.Name)
		case key == "mimetype" || key == "meta-inf" || strings.HasPrefix(key, "meta-inf/"):
			return nil, fmt.Errorf("%q is a name that the container needs itself", f.Name)
		case names[key]:
			return nil, fmt.Errorf("%q is there twice, or with other capitals", f.Name)
		}
		names[key] = true
		m, err := pass(ctx, f, io.Discard)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", f.Name, err)
		}
		if total += m.size; total > maxSize {
			return nil, fmt.Errorf("the files are larger than %d bytes: a container does not take more; hand over the bundle itself", int64(maxSize))
		}
		out = append(out, m)
	}
	return out, nil
}

// pass reads a file once, through w.
func pass(ctx context.Context, f File, w io.Writer) (measured, error) {
	r, err := f.Open()
	if err != nil {
		return measured{}, err
	}
	sum, crc := sha512.New(), crc32.NewIEEE()
	all := struct{ io.Writer }{io.MultiWriter(w, sum, crc)}
	n, err := io.CopyBuffer(all, &limited{ctx: ctx, r: r, left: maxSize}, make([]byte, 256<<10))
	if err = errors.Join(err, r.Close()); err != nil {
		return measured{}, err
	}
	return measured{f, n, crc.Sum32(), sum.Sum(nil)}, nil
}

func (m measured) equal(o measured) bool {
	return m.size == o.size && m.crc == o.crc && bytes.Equal(m.digest, o.digest)
}

// limited reads until someone ends the work, and no more than fits.
type limited struct {
	ctx  context.Context
	r    io.Reader
	left int64
}

func (l *limited) Read(b []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := l.r.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("it is larger than %d bytes: a container does not take more; hand over the bundle itself", int64(maxSize))
	}
	return n, err
}
