package evidence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"filippo.io/age"
)

const (
	// PayloadType names what the envelope holds.
	PayloadType = "application/vnd.in-toto+json"
	// PredicateType names what the statement says.
	PredicateType = "https://comity.dev/evidence/seal/v1"

	statementType = "https://in-toto.io/Statement/v1"
	maxReaders    = 512
)

// Statement is what the signer signs: an in-toto Statement whose one subject is the
// list of the parts. It does not say how large anything is, so that it can be shown
// with some of the exhibits and keep silent about the others. The fields stand in
// the order of the spec.
type Statement struct {
	Type          string    `json:"_type"`
	Predicate     Predicate `json:"predicate"`
	PredicateType string    `json:"predicateType"`
	Subject       []Subject `json:"subject"`
}

// Predicate binds the parts to a bundle and to its commitments.
type Predicate struct {
	Bag         Bag         `json:"bag"`
	Bundle      string      `json:"bundle"` // the id: 16 random bytes in hex
	Commitments Commitments `json:"commitments"`
	Proofs      []string    `json:"proofs,omitempty"` // that must lie beside: log, time
	Recipients  []string    `json:"recipients"`       // age public keys, sorted
	Sealed      string      `json:"sealed"`           // the time that the signer claims
	Signer      Signer      `json:"signer"`
}

// Bag binds what is inside the seal.
type Bag struct {
	Digests     []string `json:"digests"` // of the manifests: sha256, and sha512 if asked for
	TagManifest string   `json:"tagmanifest"`
}

// Commitments is the tree over the records.
type Commitments struct {
	Root string `json:"root"`
	Size int64  `json:"size"` // the number of exhibits
}

// Signer is who signs. The name is a claim.
type Signer struct {
	Key  string `json:"key"`
	Name string `json:"name,omitempty"`
}

// Subject is a file that a statement is about.
type Subject struct {
	Digest SubjectDigest `json:"digest"`
	Name   string        `json:"name"`
}

// SubjectDigest is the digest of a file, in hex.
type SubjectDigest struct {
	SHA256 string `json:"sha256"`
}

// ParseStatement reads a statement in its one form.
func ParseStatement(data []byte) (*Statement, error) {
	s := new(Statement)
	if err := strictly(data, s); err != nil {
		return nil, fmt.Errorf("read the statement: %w", err)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("the statement: %w", err)
	}
	return s, nil
}

var hex32 = regexp.MustCompile(`^[0-9a-f]{32}$`)

func (s *Statement) check() error {
	p := &s.Predicate
	switch {
	case s.Type != statementType:
		return fmt.Errorf("its type %q is not known", s.Type)
	case s.PredicateType != PredicateType:
		return fmt.Errorf("its predicate type %q is not known: a newer version may be needed", s.PredicateType)
	case !hex32.MatchString(p.Bundle):
		return fmt.Errorf("%q is no id of a bundle", p.Bundle)
	case !hex64.MatchString(p.Commitments.Root) || !hex64.MatchString(p.Bag.TagManifest):
		return errors.New("the root or the digest of the tag manifest is not 32 bytes in lower-case hex")
	case p.Commitments.Size < 0 || p.Commitments.Size > maxOctets:
		return errors.New("the number of the exhibits cannot be")
	case !slices.Equal(p.Bag.Digests, []string{"sha256"}) && !slices.Equal(p.Bag.Digests, []string{"sha256", "sha512"}):
		return fmt.Errorf("the digests %q are not sha256, or sha256 and sha512", p.Bag.Digests)
	case len(s.Subject) != 1 || s.Subject[0].Name != PartsName || !hex64.MatchString(s.Subject[0].Digest.SHA256):
		return fmt.Errorf("its subject is not %s with its SHA-256", PartsName)
	case !slices.Contains([]string{"", "log", "time", "log time"}, strings.Join(p.Proofs, " ")) || p.Proofs != nil && len(p.Proofs) == 0:
		return fmt.Errorf("the proofs %q are not log, time, or both", p.Proofs)
	}
	if _, err := parseTime(p.Sealed); err != nil {
		return fmt.Errorf("sealed: %w", err)
	}
	if _, err := ParseVerifyingKey(p.Signer.Key); err != nil {
		return fmt.Errorf("signer: %w", err)
	}
	if err := checkText(p.Signer.Name); err != nil {
		return fmt.Errorf("name of the signer: %w", err)
	}
	return checkRecipients(p.Recipients)
}

// checkRecipients allows sorted age keys of one kind.
func checkRecipients(keys []string) error {
	if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		return errors.New("the recipients are not sorted, or one is there twice")
	}
	_, err := ParseRecipients(keys)
	return err
}

// ParseRecipients reads public keys of age, all hybrid or all X25519.
func ParseRecipients(keys []string) ([]age.Recipient, error) {
	if len(keys) == 0 || len(keys) > maxReaders {
		return nil, fmt.Errorf("a bundle has 1 to %d recipients, here are %d", maxReaders, len(keys))
	}
	var out []age.Recipient
	hybrid, classic := 0, 0
	for i, k := range keys {
		if r, err := age.ParseHybridRecipient(k); err == nil && r.String() == k {
			out, hybrid = append(out, r), i+1
			continue
		}
		r, err := age.ParseX25519Recipient(k)
		if err != nil || r.String() != k {
			return nil, fmt.Errorf("recipient %d is no public key of age (age1pq1… or age1…)", i+1)
		}
		out, classic = append(out, r), i+1
	}
	if hybrid > 0 && classic > 0 {
		return nil, fmt.Errorf("recipient %d has a post-quantum key and recipient %d only a classic X25519 key: they cannot share "+
			"a bundle, for it would be as weak as the weaker; seal one for each kind, or ask for a post-quantum key", hybrid, classic)
	}
	return out, nil
}
