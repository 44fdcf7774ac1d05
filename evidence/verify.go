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
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/stamp"
)

// CheckOptions stand at every check.
type CheckOptions struct {
	Trust    Trust
	Policy   *custody.Policy         // of the logs whose proofs count; nil: none is checked
	Roots    *stamp.Roots            // of the time stampers that count; nil: none does
	Time     time.Time               // now: a time stamp that is later is wrong
	Progress func(done, total int64) // bytes
}

// Verify checks a sealed bundle from outside: the signature, and that every part
// is there, whole and in order, sealed to as many readers as the statement says,
// and nothing else lies with them. An error means that the check could not be
// made; what is wrong with the bundle is in the verdict.
func Verify(ctx context.Context, bundle fs.FS, o CheckOptions) (*Verdict, error) {
	v := &Verdict{Depth: DepthSealed}
	u, err := v.beginSealed(ctx, bundle, o)
	if u == nil || err != nil {
		return v.conclude(err)
	}
	for _, p := range u.parts {
		if err := v.fail(p.Name, u.part(p, nil)); err != nil {
			return nil, err
		}
	}
	return v.conclude(nil)
}

// inspection is a check of one folder.
type inspection struct {
	ctx    context.Context
	dir    fs.FS
	read   func(name string, most int64) ([]byte, error) // of the seal and what lies beside it
	o      CheckOptions
	st     *Statement
	digest string
	seal   []byte // the bytes of SealName
	beside []attachment
}

// begin reads the signed statement and what lies beside it; it gives nil if the
// statement is found wrong.
func (v *Verdict) begin(ctx context.Context, dir fs.FS, o CheckOptions) (*inspection, error) {
	if err := o.Trust.check(); err != nil {
		return nil, err
	}
	in := &inspection{ctx: ctx, dir: dir, o: o,
		read: func(name string, most int64) ([]byte, error) { return readPlain(dir, name, most) }}
	if err := in.parse(); err != nil {
		return nil, v.fail(SealName, err)
	}
	v.describe(in.st, in.digest, o.Trust)
	return in, in.attachments(v)
}

// parse reads the signed statement.
func (in *inspection) parse() (err error) {
	in.seal, err = in.read(SealName, maxSeal)
	if f := new(flaw); errors.As(err, &f) && f.code == codeMissing {
		return flawed(codeNoSeal, "it is missing: without it nothing can be proved")
	}
	if err != nil {
		return err
	}
	if in.st, in.digest, err = ParseSeal(in.ctx, in.seal); err != nil {
		return flawed(codeSeal, "%s", strings.TrimPrefix(err.Error(), SealName+": "))
	}
	return nil
}

// beginSealed reads what lies in the folder of a sealed bundle; it gives nil if
// the statement or the list of the parts is found wrong.
func (v *Verdict) beginSealed(ctx context.Context, bundle fs.FS, o CheckOptions) (*unsealer, error) {
	in, err := v.begin(ctx, bundle, o)
	if in == nil || err != nil {
		return nil, err
	}
	list, err := readPlain(bundle, PartsName, maxPartsList)
	if err != nil {
		return nil, v.fail(PartsName, err)
	}
	if h := sha256.Sum256(list); sum(h[:]) != in.st.Subject[0].Digest.SHA256 {
		v.wrong(codeChanged, PartsName, "its digest is %s, the signed one %s", sum(h[:]), in.st.Subject[0].Digest.SHA256)
		return nil, nil
	}
	parts, err := ParseParts(string(list))
	if err != nil {
		return nil, v.fail(PartsName, err)
	}
	v.Parts = len(parts)
	u := &unsealer{inspection: in, parts: parts, v: v}
	u.surroundings()
	return u, nil
}

// surroundings finds what lies with the parts and is none, and adds up their sizes.
func (u *unsealer) surroundings() {
	known := map[string]bool{SealName: true, PartsName: true}
	for _, a := range u.beside {
		known[a.name] = true
	}
	for _, p := range u.parts {
		known[p.Name] = true
	}
	list, err := fs.ReadDir(u.dir, ".")
	if err != nil {
		u.v.wrong(codeUnlistable, ".", "the folder cannot be listed: %v", err)
	}
	for _, e := range list {
		switch i, err := e.Info(); {
		case !known[e.Name()]:
			u.v.wrong(codeForeign, fmt.Sprintf("%q", e.Name()), "it lies with the bundle and does not belong to it")
		case !e.Type().IsRegular():
			u.v.wrong(codeNotPlain, e.Name(), "it is no plain file")
		case err == nil && strings.HasPrefix(e.Name(), "part-"):
			u.v.PartOctets += i.Size()
		}
	}
}

// openPlain opens a file that must be a plain one. It looks before it opens: a pipe
// would wait for ever.
func openPlain(fsys fs.FS, name string) (fs.File, int64, error) {
	i, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, flawed(codeMissing, "it is missing")
	case err != nil:
		return nil, 0, flawed(codeUnreadable, "it cannot be read: %v", err)
	case !i.Mode().IsRegular():
		return nil, 0, flawed(codeNotPlain, "it is no plain file")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, 0, flawed(codeUnreadable, "it cannot be read: %v", err)
	}
	return f, i.Size(), nil
}

// readPlain reads a small file of a bundle.
func readPlain(fsys fs.FS, name string, most int64) ([]byte, error) {
	f, _, err := openPlain(fsys, name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	switch err = errors.Join(err, f.Close()); {
	case err != nil:
		return nil, flawed(codeUnreadable, "it cannot be read: %v", err)
	case int64(len(data)) > most:
		return nil, fmt.Errorf("it has more than %d bytes", most)
	}
	return data, nil
}

// unsealer reads parts, checks them, and decrypts them if it has identities.
type unsealer struct {
	*inspection
	parts []Part
	v     *Verdict
	ids   Identities
	done  int64
}

// passing cancels, hashes and reports: all sealed bytes come through it.
type passing struct {
	u *unsealer
	r io.Reader
	h io.Writer
}

func (p *passing) Read(b []byte) (int, error) {
	if err := p.u.ctx.Err(); err != nil {
		return 0, outside{err}
	}
	n, err := p.r.Read(b)
	_, _ = p.h.Write(b[:n])
	p.u.done += int64(n)
	if p.u.o.Progress != nil && n > 0 {
		p.u.o.Progress(p.u.done, p.u.v.PartOctets)
	}
	return n, err
}

// part checks one part, and decrypts it into w if there is one. Reading and hashing
// it, decrypting, and what the reader of w does go on at the same time.
func (u *unsealer) part(p Part, w *pipe) error {
	f, _, err := openPlain(u.dir, p.Name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	in := newBehind(&passing{u: u, r: f, h: h})
	defer in.close()
	err = u.inside(in, w)
	var o outside
	if errors.As(err, &o) {
		return err
	}
	if e := in.drain(); e != nil {
		return flawed(codeUnreadable, "it cannot be read: %v", e)
	}
	if digest := sum(h.Sum(nil)); digest != p.SHA256 {
		return flawed(codeChanged, "its digest is %s, the signed one %s: it was changed or cut, or is another part", digest, p.SHA256)
	}
	return err
}

func (u *unsealer) inside(in io.Reader, w *pipe) error {
	b := bufio.NewReaderSize(in, 16<<10) // for the header: what is longer passes by it
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
		return nil, flawed(codeReaders, "it is sealed to %d readers and %d of another kind; the statement names %d", readers, other, want)
	}
	return head, nil
}
