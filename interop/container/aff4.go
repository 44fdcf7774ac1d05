package container

import (
	"archive/zip"
	"crypto/md5"  //nolint:gosec // what an image states in it is to be checked
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

const (
	aff4Schema = "http://aff4.org/Schema#"
	turtleName = "information.turtle"
	maxTurtle  = 16 << 20
)

var algorithmForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`) // of a claim

var aff4Hashes = map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}

// aff4Turtle finds the description that makes a ZIP archive an AFF4 volume.
func aff4Turtle(z *zip.Reader) (*zip.File, bool) {
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == turtleName })
	if i < 0 {
		return nil, false
	}
	return z.File[i], true
}

// aff4 claims every aff4:hash of a stream. Those of a file that is one member of
// the archive are computed again.
func (x *exhibit) aff4(z *zip.Reader, turtle *zip.File) error {
	subjects, err := readSubjects(turtle)
	if err != nil {
		return fmt.Errorf("%s: %w", turtleName, err)
	}
	unchecked, stated := 0, 0
	for _, s := range subjects {
		if s.is("BlockHashes") {
			continue // of digests, not of content
		}
		for _, o := range s.objects[aff4Schema+"hash"] {
			algorithm, what := strings.ToLower(strings.TrimPrefix(o.datatype, aff4Schema)), "hash"
			if rest, ok := strings.CutPrefix(algorithm, "blockmaphash"); ok { // over the digests of blocks and the map
				algorithm, what = rest, "block map hash"
			}
			value := strings.ToLower(o.value)
			if b, err := hex.DecodeString(value); err != nil || len(b) < 4 || len(b) > 64 || !algorithmForm.MatchString(algorithm) || !strings.HasPrefix(o.datatype, aff4Schema) {
				x.note("AFF4: %s has a hash that is not hex with a known type", abridged(s.name, 100))
				continue
			}
			result := evidence.Unchecked
			if what == "hash" {
				result = x.aff4File(z, s, algorithm, value)
			}
			if result == evidence.Unchecked {
				unchecked++
			}
			stated++
			c := evidence.Claim{Algorithm: algorithm, By: plain(fmt.Sprintf("AFF4 %s of %s (%s)", what, abridged(s.name, 200), s.kind())), Result: result, Value: value}
			if len(x.Claims) == maxClaims && result == evidence.Differs {
				x.giveWay()
			}
			if len(x.Claims) < maxClaims {
				x.Claims = append(x.Claims, c)
			}
		}
	}
	if stated > maxClaims {
		x.note("AFF4: it states %d digests; %d are kept, first of all those that differ", stated, maxClaims)
	}
	if unchecked > 0 && x.ctx.Err() == nil {
		x.note("AFF4: %d digests of image streams were not computed again", unchecked)
	}
	return nil
}

// giveWay drops the last claim that does not differ, for one that does.
func (x *exhibit) giveWay() {
	for i, c := range slices.Backward(x.Claims) {
		if c.Result != evidence.Differs {
			x.Claims = slices.Delete(x.Claims, i, i+1)
			return
		}
	}
}

// aff4File computes the digest of a file that is a member of the archive, named by
// what follows the name of the volume.
func (x *exhibit) aff4File(z *zip.Reader, s *subject, algorithm, value string) evidence.Result {
	stored := s.objects[aff4Schema+"stored"]
	if len(stored) != 1 || aff4Hashes[algorithm] == nil || !s.is("zip_segment") && !s.is("ZipSegment") {
		return evidence.Unchecked
	}
	name, ok := strings.CutPrefix(s.name, stored[0].value+"/")
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == name })
	if !ok || i < 0 {
		return evidence.Unchecked
	}
	r, err := z.File[i].Open()
	if err != nil {
		return evidence.Unchecked
	}
	defer func() { _ = r.Close() }()
	h := aff4Hashes[algorithm]()
	limit := min(x.size, 1<<40) * maxInflate
	x.done = 0
	if n, err := x.hash(io.LimitReader(r, limit), int64(min(z.File[i].UncompressedSize64, uint64(limit))), h); err != nil || n == limit {
		return evidence.Unchecked
	}
	return verdict(value, h)
}

// subject is what a volume says about one thing in it.
type subject struct {
	name    string
	objects map[string][]object
}

func (s *subject) is(kind string) bool {
	return slices.ContainsFunc(s.objects[rdfType], func(o object) bool { return o.value == aff4Schema+kind })
}

func (s *subject) kind() string {
	var kinds []string
	for _, o := range s.objects[rdfType] {
		kinds = append(kinds, abridged(strings.TrimPrefix(o.value, aff4Schema), 40))
	}
	return abridged(strings.Join(kinds, ", "), 120)
}

func readSubjects(f *zip.File) ([]*subject, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	text, err := io.ReadAll(io.LimitReader(r, maxTurtle+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > maxTurtle:
		return nil, errors.New("it is too long")
	}
	return parseTurtle(string(text))
}
