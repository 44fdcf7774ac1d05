package bagit

import (
	"context"
	"crypto/md5"  //nolint:gosec // what a manifest states in it is to be checked
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"regexp"
	"strings"
)

type algorithm struct {
	make   func() hash.Hash
	strong bool
}

// The keys are names as RFC 8493, section 2.4, makes them: lower case, letters and
// digits alone.
var algorithms = map[string]algorithm{
	"md5":       {md5.New, false},
	"sha1":      {sha1.New, false},
	"sha224":    {sha256.New224, true},
	"sha256":    {sha256.New, true},
	"sha384":    {sha512.New384, true},
	"sha512":    {sha512.New, true},
	"sha512224": {sha512.New512_224, true},
	"sha512256": {sha512.New512_256, true},
	"sha3224":   {func() hash.Hash { return sha3.New224() }, true},
	"sha3256":   {func() hash.Hash { return sha3.New256() }, true},
	"sha3384":   {func() hash.Hash { return sha3.New384() }, true},
	"sha3512":   {func() hash.Hash { return sha3.New512() }, true},
}

var manifestPattern = regexp.MustCompile(`^(tag)?manifest-([A-Za-z0-9_-]+)\.txt$`)

// manifestOf reads the name of a file at the top of a bag.
func manifestOf(name string) (s source, ok bool) {
	m := manifestPattern.FindStringSubmatch(name)
	if m == nil {
		return s, false
	}
	s = source{name: name, kind: payloadManifest, algorithm: strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(m[2]))}
	if m[1] != "" {
		s.kind = tagManifest
	}
	return s, true
}

// standard gives the name that the field uses: sha3-256 for sha3256.
func standard(algorithm string) string {
	for _, family := range []string{"sha3", "sha512"} {
		if rest, ok := strings.CutPrefix(algorithm, family); ok && rest != "" {
			return family + "-" + rest
		}
	}
	return algorithm
}

const blockSize = 1 << 20

// digestsOf reads a file once.
func (c *checker) digestsOf(name string, size int64, algs []string) (map[string]string, error) {
	f, err := c.dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if i, err := f.Stat(); err != nil {
		return nil, err
	} else if !i.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is no plain file any more", name)
	}
	hashes := make([]hash.Hash, len(algs))
	writers := make([]io.Writer, len(algs))
	for i, a := range algs {
		hashes[i] = algorithms[a].make()
		writers[i] = hashes[i]
	}
	if err := c.copy(io.MultiWriter(writers...), f, name, size); err != nil {
		return nil, err
	}
	out := make(map[string]string, len(algs))
	for i, a := range algs {
		out[a] = hex.EncodeToString(hashes[i].Sum(nil))
	}
	return out, nil
}

func (c *checker) copy(to io.Writer, f fs.File, name string, size int64) error {
	if c.buffer == nil {
		c.buffer = make([]byte, blockSize)
	}
	n, err := io.CopyBuffer(to, &reported{c.ctx, f, c}, c.buffer)
	if err == nil && n != size {
		err = fmt.Errorf("%q changed while it was being read: %d bytes were there, %d came", name, size, n)
	}
	return err
}

// reported tells the progress, and stops when asked to.
type reported struct {
	ctx context.Context
	r   io.Reader
	c   *checker
}

func (p *reported) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	p.c.done += int64(n)
	if p.c.o.Progress != nil && n > 0 {
		p.c.o.Progress(p.c.done, p.c.total)
	}
	return n, err
}
