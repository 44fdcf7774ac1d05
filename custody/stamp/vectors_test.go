package stamp_test

import (
	"bytes"
	"crypto"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// when is after all vectors were made.
var when = time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func roots(t testing.TB, names ...string) *stamp.Roots {
	t.Helper()
	var text []byte
	for _, n := range names {
		text = append(text, read(t, n)...)
	}
	r, err := stamp.ParseRoots(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func imprint(t testing.TB, h crypto.Hash, message []byte) stamp.Imprint {
	t.Helper()
	i, err := stamp.ImprintOf(h, bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// check parses and verifies in one.
func check(t testing.TB, response, message []byte, r *stamp.Roots) (*stamp.Result, error) {
	t.Helper()
	s, err := stamp.Parse(response)
	if err != nil {
		return nil, err
	}
	return s.Verify(imprint(t, s.Hash(), message), r, when)
}

// vectors are the files of a folder of testdata, without their ending.
func vectors(t testing.TB, folder string) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.tsr"))
	if err != nil || len(files) == 0 {
		t.Fatal(folder, err)
	}
	for _, f := range files {
		out = append(out, strings.TrimSuffix(filepath.Base(f), ".tsr"))
	}
	return out
}

func code(err error) stamp.Code {
	var e *stamp.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Codes that the bad vectors must be refused with.
var bad = map[string]stamp.Code{
	"early":                  stamp.BadTime,
	"expired":                stamp.BadTime,
	"loose-eku":              stamp.BadPurpose,
	"md5":                    stamp.Unsupported,
	"no-certificate":         stamp.Malformed,
	"no-eku":                 stamp.BadPurpose,
	"no-signing-certificate": stamp.Malformed,
	"other-usage":            stamp.BadPurpose,
	"rejected":               stamp.Refused,
	"salt":                   stamp.Unsupported,
	"self-no-eku":            stamp.BadPurpose,
	"sha1":                   stamp.Unsupported,
	"stranger-beside":        stamp.BadPath,
	"two-eku":                stamp.BadPurpose,
	"two-signers":            stamp.Malformed,
	"unknown-critical":       stamp.Unsupported,
	"weak":                   stamp.Unsupported,
}

// TestBad: each is refused for its own reason, though its root is trusted, and
// without any root too.
func TestBad(t *testing.T) {
	message, trusted := read(t, "message"), roots(t, "root.pem", "self-no-eku.pem")
	for _, name := range vectors(t, "bad") {
		response := read(t, "bad/"+name+".tsr")
		for _, r := range []*stamp.Roots{trusted, nil} {
			if got, err := check(t, response, message, r); err == nil || code(err) != bad[name] {
				t.Errorf("%s: %v, %v, want %s", name, got, err, bad[name])
			}
		}
	}
}

func TestGood(t *testing.T) {
	message := read(t, "message")
	for _, name := range vectors(t, "good") {
		response := read(t, "good/"+name+".tsr")
		root := "root.pem"
		if name == "self" {
			root = "self-tsa.pem"
		}
		got, err := check(t, response, message, roots(t, root))
		if err != nil || !got.Anchored || got.Root == "" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		got, err = check(t, response, message, nil)
		if err != nil || got.Anchored || got.Root != "" || !has(got, stamp.NotAnchored) {
			t.Errorf("%s without roots: %+v, %v", name, got, err)
		}
		if _, err = check(t, response, message, roots(t, "other-root.pem")); code(err) != stamp.NoAnchor {
			t.Errorf("%s with another root: %v", name, err)
		}
		if _, err = check(t, response, read(t, "other-message"), roots(t, root)); code(err) != stamp.OtherBytes {
			t.Errorf("%s on another message: %v", name, err)
		}
	}
}

func has(r *stamp.Result, note string) bool {
	return slices.ContainsFunc(r.NotProved, func(n stamp.Note) bool { return n.Code == note })
}

// TestNotes: what a stamp does not prove is said, and only then.
func TestNotes(t *testing.T) {
	for _, x := range []struct {
		name, note string
		want       bool
	}{
		{"rsa", stamp.NoRevocation, true},
		{"rsa", stamp.NotAnchored, false},
		{"rsa", stamp.NoAccuracy, false},
		{"rsa", stamp.PathEnded, false},
		{"rsa", stamp.SignerNamedBySHA1, false},
		{"ess-v1", stamp.SignerNamedBySHA1, true},
		{"ecdsa-no-root", stamp.NoAccuracy, true},
	} {
		got, err := check(t, read(t, "good/"+x.name+".tsr"), read(t, "message"), roots(t, "root.pem"))
		if err != nil || has(got, x.note) != x.want {
			t.Errorf("%s, %s: %+v, %v", x.name, x.note, got, err)
		}
	}
}

// TestWhen: a stamp holds long after its certificate has ended, which a note
// says, and does not hold before it was made.
func TestWhen(t *testing.T) {
	s, err := stamp.Parse(read(t, "good/rsa.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	on, trusted := imprint(t, s.Hash(), read(t, "message")), roots(t, "root.pem")
	late, err := s.Verify(on, trusted, time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil || !has(late, stamp.PathEnded) || late.Until != time.Date(2035, 12, 31, 23, 59, 59, 0, time.UTC) {
		t.Errorf("in 2060: %+v, %v", late, err)
	}
	for _, x := range []struct {
		before time.Duration // of the earliest time
		want   stamp.Code
	}{{0, ""}, {stamp.Skew, ""}, {stamp.Skew + 1, stamp.BadTime}} {
		if _, err := s.Verify(on, trusted, late.Earliest.Add(-x.before)); code(err) != x.want {
			t.Errorf("%v before: %v", x.before, err)
		}
	}
}

func TestQueries(t *testing.T) {
	asked := map[string]bool{"ecdsa": true, "ecdsa-no-root": true, "ess-v1": true, "rsa": true, "rsa-no-nonce": true, "rsa-sha512": true, "self": true}
	for name := range asked {
		s, err := stamp.Parse(read(t, "good/"+name+".tsr"))
		if err != nil {
			t.Fatal(err)
		}
		for other := range asked {
			err := s.MatchesQuery(read(t, "good/"+other+".tsq"))
			if name == other && err != nil || name != other && code(err) != stamp.OtherQuery {
				t.Errorf("%s to the query %s: %v", name, other, err)
			}
		}
	}
}
