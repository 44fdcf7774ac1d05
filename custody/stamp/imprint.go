package stamp

import (
	"bytes"
	"crypto"
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// An Imprint is the digest of what is stamped: all that a TSA sees of it.
type Imprint struct {
	Hash   crypto.Hash // SHA256, SHA384 or SHA512
	Digest []byte
}

// ImprintOf reads a message to its end. SHA-256 is what every TSA takes.
func ImprintOf(h crypto.Hash, message io.Reader) (Imprint, error) {
	if err := accepted(h); err != nil {
		return Imprint{}, err
	}
	w := h.New()
	if _, err := io.Copy(w, message); err != nil {
		return Imprint{}, err
	}
	return Imprint{h, w.Sum(nil)}, nil
}

func accepted(h crypto.Hash) error {
	if _, ok := hashes[h]; !ok {
		return fmt.Errorf("%v is not stamped: SHA-256, SHA-384 and SHA-512 are", h)
	}
	return nil
}

func (i Imprint) valid() error {
	if err := accepted(i.Hash); err != nil {
		return err
	}
	if len(i.Digest) != i.Hash.Size() {
		return fmt.Errorf("%d bytes are no digest of %v", len(i.Digest), i.Hash)
	}
	return nil
}

func (i Imprint) equal(j Imprint) bool { return i.Hash == j.Hash && bytes.Equal(i.Digest, j.Digest) }

func (i Imprint) String() string { return fmt.Sprintf("%v %x", i.Hash, i.Digest) }

// imprint reads a MessageImprint.
func (d *der) imprint() Imprint {
	m := d.open(asn1.SEQUENCE, "messageImprint")
	i := Imprint{m.hash("hashAlgorithm"), m.octets("hashedMessage")}
	m.end()
	if !m.failed() && i.valid() != nil {
		m.wrong("%v", i.valid())
	}
	return i
}

func (i Imprint) append(b *cryptobyte.Builder) {
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		appendHash(b, i.Hash)
		b.AddASN1OctetString(i.Digest)
	})
}
