package evidence

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"filippo.io/age"
)

// ErrNoReader means that none of the identities can open the bundle, which says
// nothing against the bundle.
var ErrNoReader = errors.New("none of the identities is that of a recipient of this bundle")

// Open checks a sealed bundle with everything in it, in one pass, and writes the
// content into a folder meanwhile. A nil folder only checks. Nothing in the folder
// may be used before the verdict is there and proved. The signed statement and
// what proves its time go into the folder too, so that [CheckFolder] can check them
// later.
func Open(ctx context.Context, bundle fs.FS, into Folder, ids Identities, o CheckOptions) (*Verdict, error) {
	if into == nil {
		into = nowhere{}
	}
	v := &Verdict{Depth: DepthOpened}
	u, err := v.beginSealed(ctx, bundle, o)
	if u == nil || err != nil {
		return v.conclude(err)
	}
	u.ids = ids
	if err := u.open(newChecker(u.inspection, v, into)); err != nil || !v.whole() {
		return v.conclude(err)
	}
	for _, a := range append(u.beside, attachment{SealName, u.seal}) {
		if err := a.write(into); err != nil {
			return nil, fmt.Errorf("write %s: %w", a.name, err)
		}
	}
	return v.conclude(nil)
}

func (a attachment) write(into Folder) error {
	f, err := into.Create(a.name)
	if err != nil {
		return err
	}
	_, err = f.Write(a.data)
	return errors.Join(err, f.Close())
}

// open decrypts in one goroutine and checks the content in another. The first
// ends when its pipe is closed, which happens on every way out.
func (u *unsealer) open(c *checker) error {
	p := newPipe()
	done := make(chan error, 1)
	go func() { done <- u.archive(p) }()
	err := walkTar(p, u.st.Predicate.Bundle, c.entry)
	if err == nil {
		c.finish()
	}
	p.stop(errStopped)
	broken := <-done
	switch {
	case errors.Is(broken, errParts): // the cause is found already
		err = nil
	case broken != nil:
		err = outside{broken}
	}
	return u.v.fail("archive", err)
}

var (
	errStopped = errors.New("the content was found wrong")
	errParts   = errors.New("a part was found wrong")
)

// archive writes the archive out of the parts.
func (u *unsealer) archive(w *pipe) (trouble error) {
	defer func() { w.end(trouble) }()
	for _, p := range u.parts {
		err := u.part(p, w)
		switch {
		case err == nil:
			continue
		case errors.Is(err, errStopped):
			return nil
		case errors.Is(err, ErrNoReader):
			return err
		}
		if err = u.v.fail(p.Name, err); err == nil {
			err = errParts
		}
		return err
	}
	return nil
}

func (u *unsealer) decrypt(in io.Reader, w *pipe) error {
	r, err := age.Decrypt(in, u.ids.list...)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) || len(u.ids.list) == 0 {
		return ErrNoReader
	}
	if err != nil {
		return fmt.Errorf("it cannot be decrypted: %w", err)
	}
	n, err := w.take(r)
	if err != nil && !errors.Is(err, errStopped) {
		return fmt.Errorf("it cannot be decrypted after %d bytes of content: %w", n, err)
	}
	return err
}

// walkTar goes through an archive from a stranger and hands out the files in it.
// It takes no links, devices, folders, sparse files or other dialects.
func walkTar(r io.Reader, root string, each func(name string, size int64, r io.Reader) error) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return fmt.Errorf("the archive cannot be read: %w", err)
		}
		name, ok := strings.CutPrefix(h.Name, root+"/")
		if !ok {
			return fmt.Errorf("%q: it is not in the folder %s", h.Name, root)
		}
		if err := checkHeader(h); err != nil {
			return fmt.Errorf("%q: %w", h.Name, err)
		}
		if err := each(name, h.Size, t); err != nil {
			return err
		}
	}
	n, err := io.Copy(io.Discard, r)
	if err == nil && n > 0 {
		err = fmt.Errorf("%d bytes follow after its end", n)
	}
	return err
}

func checkHeader(h *tar.Header) error {
	want := tarHeader(h.Name, h.Size)
	for k := range h.PAXRecords {
		if k != "path" && k != "size" {
			return fmt.Errorf("the header field %q is not allowed", k)
		}
	}
	switch {
	case h.Typeflag != tar.TypeReg:
		return fmt.Errorf("type %q is no plain file", h.Typeflag)
	case h.Format != tar.FormatUSTAR && h.Format != tar.FormatPAX:
		return fmt.Errorf("the header is of the dialect %s, not ustar or pax", h.Format)
	case h.Size < 0:
		return errors.New("the size is negative")
	case h.Mode != want.Mode || !h.ModTime.Equal(want.ModTime) || h.Uid != 0 || h.Gid != 0 || h.Uname+h.Gname+h.Linkname != "" || h.Devmajor|h.Devminor != 0:
		return errors.New("mode, time, owner, link or device are not the fixed ones")
	}
	return nil
}
