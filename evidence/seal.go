package evidence

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"
)

// Exhibit is one file to seal, with what is said about it. Empty texts and a zero
// time are not stated.
type Exhibit struct {
	Name     string // as [Portable] gives it
	Original string // the name where it came from, if it differs, as [Original] writes it
	Size     int64
	Open     func() (io.ReadCloser, error)

	Origin, Basis, Collector, Tool string
	Collected                      time.Time
	Claimed                        []Claim
	Derived                        *Derived
}

// SealOptions say what to seal, for whom, and by whom.
type SealOptions struct {
	Exhibits   iter.Seq2[Exhibit, error] // in the order of [Walk]; gone through twice
	Recipients []string
	Signer     *SigningKey
	SignerName string
	Reference  string // of the case, as the sender names it; inside the seal

	Time   time.Time
	Random io.Reader // crypto/rand.Reader, but for test vectors

	// History are custody entries up to sealing, about the exhibits and what they
	// were made from.
	History []Held
	// Source is the other sealed set that exhibits come from.
	Source *Source
	// Proofs announces what will be laid beside the seal with [Attach]: log, time.
	Proofs []string
	// Describe, if there is one, starts the file description.jsonld.
	Describe func(w io.Writer, d Description) (Describer, error)

	PartSize int64 // the most bytes a part may have; 0 means 1 GiB
	SHA512   bool  // SHA-512 manifests beside those of SHA-256

	// Spool gives temporary space for the manifests and records until the data is
	// through, 400 bytes an exhibit. Nil means memory.
	Spool func() (io.ReadWriteSeeker, error)

	// Resume continues from the last state that Checkpoint was given. The parts of
	// that state must still be there, unchanged.
	Resume     *State
	Checkpoint func(State) error       // after each part, from another goroutine
	Progress   func(done, total int64) // bytes of exhibits
}

// Held is a custody entry with the proof that a log holds it, as files.
type Held struct{ Opening, Proof []byte }

// Description is what a describer may say of the whole bundle.
type Description struct {
	Bundle, Reference, Sealed string
	Signer                    Signer
	Recipients                []string
	History                   []Held
}

// Describer writes a description of the exhibits while they are sealed.
type Describer interface {
	Record(r *Record) error
	Close() error // ends the description, not the writer
}

// SealedBundle is what Seal has made.
type SealedBundle struct {
	Statement *Statement
	Digest    string // of the statement
	Octets    int64  // of all exhibits
	Parts     int
}

// State is unfinished work. It holds the secret that salts are made from: keep it
// as a key, and delete it when the work is done.
type State struct {
	Bundle     string   `json:"bundle"`
	Seed       string   `json:"seed"`
	Time       string   `json:"time"`
	Recipients []string `json:"recipients"`
	PartSize   int64    `json:"part_size"`
	Parts      []Sealed `json:"parts"`
}

// String keeps the secret out of logs.
func (s State) String() string { return "unfinished bundle " + s.Bundle }

// GoString keeps the secret out of %#v.
func (s State) GoString() string { return s.String() }

// Seal writes the parts and then the signed statement of a new bundle. The digest
// of the statement, by which it can be checked without the key of the signer, goes
// to the reader by another channel, in the letter for instance.
func Seal(ctx context.Context, to Store, o SealOptions) (*SealedBundle, error) {
	if o.Signer == nil {
		return nil, errors.New("a bundle needs a signer")
	}
	s, err := begin(ctx, to, o)
	if err != nil {
		return nil, err
	}
	if err := s.run(); err != nil {
		return nil, err
	}
	return s.finish(ctx, to)
}
