package custody

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Kind is what happened to an exhibit.
type Kind string

// The kinds of custody entries.
const (
	Collected  Kind = "collected"
	Sealed     Kind = "sealed"
	HandedOver Kind = "handed-over"
	Received   Kind = "received"
	Opened     Kind = "opened"
	Copied     Kind = "copied"
	Derived    Kind = "derived"
	Returned   Kind = "returned"
	Destroyed  Kind = "destroyed"
)

// Kinds are all kinds, in the order of the specification.
func Kinds() []Kind {
	return []Kind{Collected, Sealed, HandedOver, Received, Opened, Copied, Derived, Returned, Destroyed}
}

func (k Kind) needsTo() bool     { return k == HandedOver || k == Returned }
func (k Kind) needsFrom() bool   { return k == Received }
func (k Kind) needsSource() bool { return k == Derived }

// A Digest is the SHA-256 of an exhibit.
type Digest [sha256.Size]byte

const digestPrefix = "sha256:"

func (d Digest) String() string { return digestPrefix + hex.EncodeToString(d[:]) }

// ParseDigest reads what [Digest.String] writes, and nothing else.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	digits, ok := strings.CutPrefix(s, digestPrefix)
	b, err := hex.DecodeString(digits)
	if !ok || err != nil || len(b) != len(d) || strings.ToLower(digits) != digits {
		return d, fmt.Errorf("%q is no digest: write %s and 64 small hexadecimal digits", shorten(s), digestPrefix)
	}
	return Digest(b), nil
}

// A Record says what happened to one exhibit.
type Record struct {
	Kind    Kind
	Time    time.Time   // when it happened, to the second
	Exhibit Digest      // as it is after this act
	Sources []Digest    // what a derived exhibit was made from, ascending
	Actor   string      // who did it
	From    string      // who handed it over, if it was received
	To      string      // who gets it, if it was handed over or returned
	After   *Commitment // the entry before this one about the same exhibit
	Note    string
}

// Limits of a record, in bytes.
const (
	maxText   = 1024
	maxRecord = 1 << 16
)

// Valid tells what is wrong with the record.
func (r *Record) Valid() error {
	if !slices.Contains(Kinds(), r.Kind) {
		return fmt.Errorf("%q is no kind of custody entry", shorten(string(r.Kind)))
	}
	if y := r.Time.UTC().Year(); y < 1 || y > 9999 || r.Time.Nanosecond() != 0 {
		return errors.New("the time is not a whole second of the years 1 to 9999")
	}
	if err := r.validSources(); err != nil {
		return err
	}
	for _, f := range []struct {
		name, text string
		is, need   bool
	}{
		{"actor", r.Actor, true, true},
		{"from", r.From, r.Kind.needsFrom(), r.Kind.needsFrom()},
		{"to", r.To, r.Kind.needsTo(), r.Kind.needsTo()},
		{"note", r.Note, true, false},
	} {
		switch {
		case f.text == "" && f.need:
			return fmt.Errorf("a record of the kind %s needs %q", r.Kind, f.name)
		case f.text != "" && !f.is:
			return fmt.Errorf("a record of the kind %s has no %q", r.Kind, f.name)
		}
		if err := validText(f.text); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if n := len(r.marshal()); n > maxRecord {
		return fmt.Errorf("the record has %d bytes, %d are allowed", n, maxRecord)
	}
	return nil
}

func (r *Record) validSources() error {
	if r.Kind.needsSource() != (len(r.Sources) > 0) {
		return fmt.Errorf("a record of the kind %s has %d sources; derived exhibits have some, others none", r.Kind, len(r.Sources))
	}
	for i := 1; i < len(r.Sources); i++ {
		if slices.Compare(r.Sources[i-1][:], r.Sources[i][:]) >= 0 {
			return errors.New("the sources are not in ascending order")
		}
	}
	return nil
}

func validText(s string) error {
	switch {
	case len(s) > maxText:
		return fmt.Errorf("%d bytes, %d are allowed", len(s), maxText)
	case !utf8.ValidString(s):
		return errors.New("no valid UTF-8")
	case strings.HasPrefix(s, " ") || strings.HasSuffix(s, " "):
		return errors.New("a space at an end")
	}
	// A line separator would show two lines where there is one.
	if i := strings.IndexFunc(s, func(c rune) bool { return unicode.IsControl(c) || c == '\u2028' || c == '\u2029' }); i >= 0 {
		return fmt.Errorf("a control character at byte %d", i)
	}
	return nil
}

// shorten keeps foreign bytes out of messages where they would fill them.
func shorten(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
