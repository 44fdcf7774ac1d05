package euevidence

import (
	"bufio"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

const (
	sums   = "manifest-sha512.txt"
	maxRow = 8 << 10 // a digest, and a name of 1024 bytes
)

// Files lists the exhibits of an opened bundle, with SHA-512 and SHA-256. Without
// manifest-sha512.txt it reads every exhibit, and refuses one that is not as its
// record says. It does not check the seal: evidence.CheckFolder does, and comes
// first. Memory grows with the number of exhibits, by about half a kilobyte each.
func Files(ctx context.Context, opened fs.FS) ([]File, error) {
	known, err := readSums(opened)
	if err != nil {
		return nil, err
	}
	f, err := opened.Open("records.jsonl")
	if err != nil {
		return nil, fmt.Errorf("this is no opened bundle: %w", err)
	}
	defer func() { _ = f.Close() }()
	var out []File
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 128<<10)
	for lines.Scan() {
		r, err := evidence.ParseRecord(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("records.jsonl, line %d: %w", len(out)+1, err)
		}
		digest := known[r.Name]
		if known == nil {
			digest, err = hashed(ctx, opened, r)
		} else if digest == "" {
			err = fmt.Errorf("%s does not list it", sums)
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", r.Name, err)
		}
		out = append(out, File{r.Name, r.Size, []Digest{{"SHA-512", digest}, {"SHA-256", r.SHA256}}})
	}
	return out, lines.Err()
}

var sumLine = regexp.MustCompile(`^([0-9a-f]{128})  data/(.+)$`)

// readSums reads the SHA-512 manifest; nil if there is none.
func readSums(opened fs.FS) (map[string]string, error) {
	f, err := opened.Open(sums)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return parseSums(f)
}

func parseSums(r io.Reader) (map[string]string, error) {
	out := map[string]string{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxRow)
	for n := 1; lines.Scan(); n++ {
		m := sumLine.FindStringSubmatch(lines.Text())
		if m == nil {
			return nil, fmt.Errorf("%s, line %d: it is not a digest, two spaces and a name below data/", sums, n)
		}
		if out[m[2]] != "" {
			return nil, fmt.Errorf("%s, line %d: %q is there twice", sums, n, m[2])
		}
		out[strings.Clone(m[2])] = strings.Clone(m[1])
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", sums, err)
	}
	return out, nil
}

// hashed reads an exhibit for its SHA-512. It takes SHA-256 too, for the exhibit
// could have been changed since the bundle was checked.
func hashed(ctx context.Context, opened fs.FS, r *evidence.Record) (string, error) {
	f, err := opened.Open("data/" + r.Name)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	short, long := sha256.New(), sha512.New()
	n, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(short, long)}, &cancelled{ctx, f}, make([]byte, 256<<10))
	switch {
	case err != nil:
		return "", err
	case n != r.Size || hex.EncodeToString(short.Sum(nil)) != r.SHA256:
		return "", errors.New("it is not what its record says: check the bundle again")
	}
	return hex.EncodeToString(long.Sum(nil)), nil
}

// cancelled reads until someone ends the work.
type cancelled struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancelled) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}
