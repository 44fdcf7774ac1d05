package evidence

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/comity-dev/comity/custody"
)

// The files that prove since when a seal exists. They are made after it, so they
// lie beside it, and the signer lists them in a second envelope.
const (
	ProofsName   = "proofs.dsse.json"
	OpeningName  = "seal.opening"    // of the custody entry "sealed"
	LogProofName = "seal.tlog-proof" // that a log holds the entry

	// MaxStamps is how many time stamps a seal can have beside it.
	MaxStamps = 9

	proofsType = "https://comity.dev/evidence/proofs/v1"
	maxProof   = 1 << 20
)

// StampName is the name of the time stamp over the seal with this number, 1 to 9.
func StampName(n int) string { return fmt.Sprintf("seal-%d.tsr", n) }

// Kinds of proofs that a statement can announce.
const (
	ProofLog  = "log"
	ProofTime = "time"
)

// Attachments are proofs of since when a seal exists.
type Attachments struct {
	Opening, LogProof []byte   // of a custody entry about the digest of the statement; both or none
	Stamps            [][]byte // responses of RFC 3161 over the bytes of the seal
}

// proofs is the statement that lists the files beside a seal.
type proofs struct {
	Type          string          `json:"_type"`
	Predicate     proofsPredicate `json:"predicate"`
	PredicateType string          `json:"predicateType"`
	Subject       []Subject       `json:"subject"`
}

type proofsPredicate struct {
	Bundle string `json:"bundle"`
}

func (p *proofs) check() error {
	switch {
	case p.Type != statementType || p.PredicateType != proofsType:
		return errors.New("it is no list of proofs of this version")
	case !hex32.MatchString(p.Predicate.Bundle):
		return fmt.Errorf("%q is no id of a bundle", p.Predicate.Bundle)
	}
	var names []string
	for _, s := range p.Subject {
		if !hex64.MatchString(s.Digest.SHA256) {
			return fmt.Errorf("%q: sha256 is not 32 bytes in lower-case hex", s.Name)
		}
		names = append(names, s.Name)
	}
	for _, log := range []bool{true, false} {
		for n := range MaxStamps + 1 {
			if (log || n > 0) && slices.Equal(names, proofNames(log, n)) {
				return nil
			}
		}
	}
	return fmt.Errorf("the files %q are not %q with the proof of a log, time stamps, or both", names, SealName)
}

// kinds are those of the proofs that are listed.
func (p *proofs) kinds() []string {
	var out []string
	for _, s := range p.Subject {
		switch s.Name {
		case LogProofName:
			out = append(out, ProofLog)
		case StampName(1):
			out = append(out, ProofTime)
		}
	}
	return out
}

// proofNames are the files that a list of proofs names, in order.
func proofNames(log bool, stamps int) []string {
	names := []string{SealName}
	if log {
		names = append(names, OpeningName, LogProofName)
	}
	for n := range stamps {
		names = append(names, StampName(n+1))
	}
	return names
}

// Attach lays proofs beside a seal and signs the list of them. The signer is that
// of the seal.
func Attach(ctx context.Context, to Store, seal []byte, a Attachments, signer *SigningKey) error {
	st, digest, err := ParseSeal(ctx, seal)
	if err != nil {
		return err
	}
	if st.Predicate.Signer.Key != signer.Public().String() {
		return errors.New("the key is not the one that signed the bundle")
	}
	log := len(a.Opening) > 0
	if log {
		if _, _, err := sealEntry(a.Opening, digest); err != nil {
			return err
		}
	}
	names := proofNames(log, len(a.Stamps))
	files := [][]byte{seal}
	if log {
		files = append(files, a.Opening, a.LogProof)
	}
	list := &proofs{Type: statementType, PredicateType: proofsType, Predicate: proofsPredicate{st.Predicate.Bundle}}
	files = append(files, a.Stamps...)
	for i, f := range files {
		h := sha256.Sum256(f)
		list.Subject = append(list.Subject, Subject{SubjectDigest{sum(h[:])}, names[i]})
	}
	envelope, err := sign(ctx, list, signer) // nothing is written of a list that cannot be
	if err != nil {
		return err
	}
	for i := 1; i < len(files); i++ { // the seal is there
		if err := keep(to, names[i], files[i]); err != nil {
			return err
		}
	}
	return keep(to, ProofsName, envelope)
}

// sealEntry reads the custody entry of a seal.
func sealEntry(opening []byte, digest string) (*custody.Opening, *custody.Record, error) {
	o, r, err := custody.ParseOpening(opening)
	if err != nil {
		return nil, nil, err
	}
	if r.Kind != custody.Sealed || r.Exhibit.String() != digest {
		return nil, nil, flawed(codeOtherSeal, "it says that %s was %s; it should say that %s was %s", r.Exhibit, r.Kind, digest, custody.Sealed)
	}
	return o, r, nil
}

// parseProofs reads a list of proofs, signed by the signer of the seal.
func parseProofs(ctx context.Context, data []byte, st *Statement) (*proofs, error) {
	e, payload, err := parseEnvelope(data)
	if err != nil {
		return nil, err
	}
	p := new(proofs)
	if err := strictly(payload, p); err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	if p.Predicate.Bundle != st.Predicate.Bundle {
		return nil, fmt.Errorf("it belongs to the bundle %s", p.Predicate.Bundle)
	}
	return p, checkSignature(ctx, e, st.Predicate.Signer.Key)
}
