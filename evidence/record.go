package evidence

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	maxText = 4096
	maxLine = 64 << 10
)

// Record is what the signer says about one exhibit. Its line in records.jsonl is
// the leaf of the commitment tree. The fields stand in the order of the spec.
type Record struct {
	Basis     string   `json:"basis"`               // the law, order or request that allowed it
	Claimed   []Claim  `json:"claimed,omitempty"`   // digests that it carries
	Collected string   `json:"collected,omitempty"` // RFC 3339, UTC, seconds; empty: not stated
	Collector string   `json:"collector"`           // who took it
	Derived   *Derived `json:"derived,omitempty"`
	Name      string   `json:"name"`               // below data/
	Origin    string   `json:"origin"`             // where it came from
	Original  string   `json:"original,omitempty"` // the name it had there, where it differs
	Salt      string   `json:"salt"`               // 32 bytes in hex
	SHA256    string   `json:"sha256"`
	Size      int64    `json:"size"`
	Tool      string   `json:"tool,omitempty"`
}

// line is the record as it stands in records.jsonl, without the line feed.
func (r *Record) line() ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	line, err := canonical(r)
	if err == nil && len(line) > maxLine {
		err = fmt.Errorf("record of %q: it has %d bytes, at most %d are allowed: state less, or fewer claims", r.Name, len(line), maxLine)
	}
	return line, err
}

// ParseRecord reads a line of records.jsonl. It takes nothing but the one form
// that a record has: a second spelling would be a second commitment.
func ParseRecord(line []byte) (*Record, error) {
	if len(line) > maxLine {
		return nil, fmt.Errorf("the record has %d bytes, at most %d are allowed", len(line), maxLine)
	}
	r := new(Record)
	if err := strictly(line, r); err != nil {
		return nil, fmt.Errorf("read a record: %w", err)
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	return r, nil
}

var hex64 = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (r *Record) check() error {
	if err := CheckName(r.Name); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	switch {
	case !hex64.MatchString(r.Salt):
		return fmt.Errorf("record of %q: the salt is not 32 bytes in lower-case hex", r.Name)
	case !hex64.MatchString(r.SHA256):
		return fmt.Errorf("record of %q: sha256 is not 32 bytes in lower-case hex", r.Name)
	case r.Size < 0 || r.Size > maxOctets:
		return fmt.Errorf("record of %q: a size of %d cannot be", r.Name, r.Size)
	}
	if err := r.checkLists(); err != nil {
		return err
	}
	if r.Collected != "" {
		if _, err := parseTime(r.Collected); err != nil {
			return fmt.Errorf("record of %q: collected: %w", r.Name, err)
		}
	}
	for _, f := range []struct{ field, text string }{{"basis", r.Basis}, {"collector", r.Collector},
		{"origin", r.Origin}, {"original", r.Original}, {"tool", r.Tool}} {
		if err := checkText(f.text); err != nil {
			return fmt.Errorf("record of %q: %s: %w", r.Name, f.field, err)
		}
	}
	return nil
}

func (r *Record) checkLists() error {
	if len(r.Claimed) > maxClaims {
		return fmt.Errorf("record of %q: %d claimed digests, at most %d are allowed", r.Name, len(r.Claimed), maxClaims)
	}
	for i, c := range r.Claimed {
		if err := c.check(); err != nil {
			return fmt.Errorf("record of %q: claimed digest %d: %w", r.Name, i+1, err)
		}
	}
	if r.Derived == nil {
		return nil
	}
	if err := r.Derived.check(); err != nil {
		return fmt.Errorf("record of %q: derived: %w", r.Name, err)
	}
	return nil
}

// LeafHash is the hash of the record in the tree, in hex. It names the record
// without saying what is in it.
func (r *Record) LeafHash() (string, error) {
	line, err := r.line()
	if err != nil {
		return "", err
	}
	h := tlog.RecordHash(line)
	return sum(h[:]), nil
}

// checkText allows one line of readable text.
func checkText(s string) error {
	switch {
	case len(s) > maxText:
		return fmt.Errorf("%d bytes, at most %d are allowed", len(s), maxText)
	case !utf8.ValidString(s):
		return errors.New("not UTF-8")
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }):
		return errors.New("it must be one line without control characters")
	}
	return nil
}

// maxOctets is the largest number that every reader of JSON keeps whole.
const maxOctets = 1<<53 - 1

func formatTime(t time.Time) string { return t.UTC().Truncate(time.Second).Format(time.RFC3339) }

func parseTime(s string) (time.Time, error) {
	t, err := time.Parse("2006-01-02T15:04:05Z", s)
	if err != nil || formatTime(t) != s {
		return t, fmt.Errorf("%q is no time of the form 2026-11-23T12:00:00Z", s)
	}
	return t, nil
}

// canonical is RFC 8785 for what this package writes: fields are declared in
// order, texts hold no character that needs care, numbers are whole.
func canonical(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// strictly decodes JSON that must be in canonical form.
func strictly(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	again, err := canonical(v)
	if err != nil {
		return err
	}
	if i := difference(data, again); i >= 0 {
		return fmt.Errorf("it is not in canonical form, from byte %d on", i)
	}
	return nil
}

// difference is the first place where a and b differ, or -1.
func difference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

func sum(b []byte) string { return hex.EncodeToString(b) }
