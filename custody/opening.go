package custody

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	commitmentLabel = "comity.dev/custody-commitment@v1\n"
	openingHeader   = "comity.dev/custody-opening@v1\n"
	entryHeader     = "comity.dev/custody-entry@v1\n"
	entrySize       = len(entryHeader) + 44 + 1
)

// A Salt makes a record unguessable. Each is used once.
type Salt [32]byte

// A Commitment is what the log holds of a record, and its name there.
type Commitment [sha256.Size]byte

func (c Commitment) String() string { return base64.StdEncoding.EncodeToString(c[:]) }

// ParseCommitment reads what [Commitment.String] writes.
func ParseCommitment(s string) (Commitment, error) {
	b, err := decode32(s)
	return Commitment(b), err
}

// decode32 reads 32 bytes of Base64 in their one spelling.
func decode32(s string) (out [32]byte, err error) {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	// The decoder skips line ends, so compare the length too.
	if err != nil || len(b) != len(out) || len(s) != 44 {
		return out, fmt.Errorf("%q is not 32 bytes in Base64", shorten(s))
	}
	return [32]byte(b), nil
}

// Entry is the log entry.
func (c Commitment) Entry() []byte {
	return []byte(entryHeader + c.String() + "\n")
}

// LeafHash is the hash of the entry as a leaf of the tree.
func (c Commitment) LeafHash() tlog.Hash { return tlog.RecordHash(c.Entry()) }

// ParseEntry reads a log entry.
func ParseEntry(text []byte) (Commitment, error) {
	c, _, err := parseEntry(text)
	return c, err
}

// parseEntry tells with the error which byte is the first bad one. No byte of
// the commitment can be judged alone, but some can not be Base64.
func parseEntry(text []byte) (c Commitment, bad int, err error) {
	if i := differ(text[:min(len(text), len(entryHeader))], []byte(entryHeader)); i >= 0 {
		return c, i, errors.New("the entry does not begin as entries do")
	}
	if len(text) != entrySize {
		return c, min(len(text), entrySize), fmt.Errorf("the entry has %d bytes, entries have %d", len(text), entrySize)
	}
	if text[entrySize-1] != '\n' {
		return c, entrySize - 1, errors.New("the entry has no end of line")
	}
	c, err = ParseCommitment(string(text[len(entryHeader) : entrySize-1]))
	return c, len(entryHeader), err
}

// An Opening is a record with the salt of its commitment. It is as secret as
// the record.
type Opening struct {
	Salt   Salt
	Record []byte // as [Record.Marshal] writes it
}

// Seal draws a salt for the record.
func Seal(r *Record) (*Opening, error) {
	text, err := r.Marshal()
	if err != nil {
		return nil, err
	}
	o := &Opening{Record: text}
	_, _ = rand.Read(o.Salt[:]) // never fails, it ends the program instead
	return o, nil
}

// Commitment is what the log holds of the opening.
func (o *Opening) Commitment() Commitment {
	h := sha256.New()
	h.Write([]byte(commitmentLabel))
	h.Write(o.Salt[:])
	h.Write(o.Record)
	return Commitment(h.Sum(nil))
}

// Marshal writes the opening.
func (o *Opening) Marshal() []byte {
	salt := base64.StdEncoding.EncodeToString(o.Salt[:])
	return append([]byte(openingHeader+"salt "+salt+"\n\n"), o.Record...)
}

// ParseOpening reads an opening and its record.
func ParseOpening(text []byte) (*Opening, *Record, error) {
	rest, ok := bytes.CutPrefix(text, []byte(openingHeader+"salt "))
	if !ok {
		return nil, nil, errors.New("read a custody opening: it does not begin as openings do")
	}
	salt, record, ok := bytes.Cut(rest, []byte("\n\n"))
	if !ok {
		return nil, nil, errors.New("read a custody opening: no empty line after the salt")
	}
	s, err := decode32(string(salt))
	if err != nil {
		return nil, nil, errors.New("read a custody opening: the salt is not 32 bytes in Base64") // not shown: it may be a salt
	}
	r, err := ParseRecord(record)
	if err != nil {
		return nil, nil, err
	}
	return &Opening{Salt: s, Record: record}, r, nil
}
