package evidence

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// CheckOptions stand at every check.
type CheckOptions struct {
	Trust    Trust
	Progress func(done, total int64) // bytes
}

// Verify checks a sealed bundle from outside: the signature, and that every part
// is there, whole and in order, sealed to as many readers as the statement says,
// and nothing else lies with them. An error means that the check could not be
// made; what is wrong with the bundle is in the verdict.
func Verify(ctx context.Context, bundle fs.FS, o CheckOptions) (*Verdict, error) {
	v := &Verdict{Depth: DepthSealed}
	st, _, err := v.begin(ctx, bundle, o.Trust)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return v.conclude(), nil
	}
	v.surroundings(bundle, st)
	u := &unsealer{ctx: ctx, bundle: bundle, st: st, v: v, progress: o.Progress}
	for _, p := range st.Subject {
		if err := v.fail(p.Name, u.part(p, nil)); err != nil {
			return nil, err
		}
	}
	return v.conclude(), nil
}

// begin reads the signed statement; it is nil if that is found wrong.
func (v *Verdict) begin(ctx context.Context, dir fs.FS, t Trust) (*Statement, []byte, error) {
	if err := t.check(); err != nil {
		return nil, nil, err
	}
	i, err := fs.Stat(dir, SealName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.wrong(SealName, "it is missing: without it nothing can be proved")
		return nil, nil, nil
	case err == nil && !i.Mode().IsRegular():
		v.wrong(SealName, "it is no plain file")
		return nil, nil, nil
	case err != nil:
		return nil, nil, fmt.Errorf("read the seal: %w", err)
	}
	f, err := dir.Open(SealName)
	if err != nil {
		return nil, nil, fmt.Errorf("read the seal: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxSeal+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, nil, fmt.Errorf("read the seal: %w", err)
	}
	st, digest, err := ParseSeal(ctx, data)
	if err != nil {
		v.wrong(SealName, "%s", strings.TrimPrefix(err.Error(), SealName+": "))
		return nil, nil, nil
	}
	v.describe(st, digest, t)
	return st, data, nil
}

// surroundings finds what lies with the parts and is none.
func (v *Verdict) surroundings(bundle fs.FS, st *Statement) {
	known := map[string]bool{SealName: true}
	for _, p := range st.Subject {
		known[p.Name] = true
	}
	list, err := fs.ReadDir(bundle, ".")
	if err != nil {
		v.wrong(".", "the folder cannot be listed: %v", err)
	}
	for _, e := range list {
		if !known[e.Name()] {
			v.wrong(fmt.Sprintf("%q", e.Name()), "it lies with the bundle and does not belong to it")
		} else if !e.Type().IsRegular() {
			v.wrong(e.Name(), "it is no plain file")
		}
	}
}

// unsealer reads parts, checks them, and decrypts them if it has identities.
type unsealer struct {
	ctx      context.Context
	bundle   fs.FS
	st       *Statement
	v        *Verdict
	ids      Identities
	buf      []byte
	done     int64
	progress func(done, total int64)
}

// passing cancels, hashes and reports: all sealed bytes come through it.
type passing struct {
	u *unsealer
	r io.Reader
	h io.Writer
	n int64
}

func (p *passing) Read(b []byte) (int, error) {
	if err := p.u.ctx.Err(); err != nil {
		return 0, outside{err}
	}
	n, err := p.r.Read(b)
	_, _ = p.h.Write(b[:n])
	p.n += int64(n)
	p.u.done += int64(n)
	if p.u.progress != nil && n > 0 {
		p.u.progress(p.u.done, p.u.v.PartOctets)
	}
	return n, err
}

// part checks one part, and decrypts it into w if there is one.
func (u *unsealer) part(p Part, w io.Writer) error {
	i, err := fs.Stat(u.bundle, p.Name) // before it is opened: a pipe would wait for ever
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("it is missing")
	case err != nil:
		return fmt.Errorf("it cannot be read: %w", err)
	case !i.Mode().IsRegular():
		return errors.New("it is no plain file")
	}
	f, err := u.bundle.Open(p.Name)
	if err != nil {
		return fmt.Errorf("it cannot be read: %w", err)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	in := &passing{u: u, r: io.LimitReader(f, p.Annotations.Size+1), h: h}
	if u.buf == nil {
		u.buf = make([]byte, blockSize)
	}
	err = u.inside(in, w)
	var o outside
	if errors.As(err, &o) {
		return err
	}
	if _, e := io.CopyBuffer(struct{ io.Writer }{io.Discard}, in, u.buf); e != nil {
		return fmt.Errorf("it cannot be read: %w", e)
	}
	switch digest := sum(h.Sum(nil)); {
	case in.n < p.Annotations.Size:
		return fmt.Errorf("it ends after %d of %d bytes", in.n, p.Annotations.Size)
	case in.n > p.Annotations.Size:
		return fmt.Errorf("it is longer than its %d bytes", p.Annotations.Size)
	case digest != p.Digest.SHA256:
		return fmt.Errorf("its digest is %s, the signed one %s: it was changed, or is another part", digest, p.Digest.SHA256)
	}
	return err
}

func (u *unsealer) inside(in io.Reader, w io.Writer) error {
	b := bufio.NewReaderSize(in, len(u.buf))
	head, err := u.header(b)
	if err != nil || w == nil {
		return err
	}
	return u.decrypt(io.MultiReader(bytes.NewReader(head), b), w)
}

// header compares the readers in the header of age with those of the statement.
// Which keys they are is hidden; kind and number are not.
func (u *unsealer) header(b *bufio.Reader) ([]byte, error) {
	kind, other := "mlkem768x25519", 0
	if !strings.HasPrefix(u.st.Predicate.Recipients[0], "age1pq1") {
		kind = "X25519"
	}
	var head []byte
	readers := 0
	for {
		line, err := b.ReadSlice('\n')
		var o outside
		if errors.As(err, &o) {
			return nil, err
		}
		if head = append(head, line...); err != nil || len(head) > maxReaders*4096 {
			return nil, errors.New("it does not begin as an age file")
		}
		switch text := string(line); {
		case strings.HasPrefix(text, "-> "+kind+" "):
			readers++
		case strings.HasPrefix(text, "-> "):
			other++
		}
		if bytes.HasPrefix(line, []byte("--- ")) {
			break
		}
	}
	if want := len(u.st.Predicate.Recipients); readers != want || other != 0 {
		return nil, fmt.Errorf("it is sealed to %d readers and %d of another kind; the statement names %d", readers, other, want)
	}
	return head, nil
}
