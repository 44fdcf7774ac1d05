package stamp

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	_ "crypto/sha1" //nolint:gosec // names a certificate in ESSCertID of RFC 2634, no more
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	std "encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// The digests that are accepted. MD5 and SHA-1 are not: whoever asks for a
// stamp on one of theirs can have two things to show for it.
var hashes = map[crypto.Hash]std.ObjectIdentifier{
	crypto.SHA256: {2, 16, 840, 1, 101, 3, 4, 2, 1},
	crypto.SHA384: {2, 16, 840, 1, 101, 3, 4, 2, 2},
	crypto.SHA512: {2, 16, 840, 1, 101, 3, 4, 2, 3},
}

// hash reads the AlgorithmIdentifier of a digest. Its parameters are NULL or
// left out (RFC 5754, section 2).
func (d *der) hash(name string) crypto.Hash {
	a := d.open(asn1.SEQUENCE, name)
	id := a.oid("algorithm")
	if n, ok := a.maybe(asn1.NULL, "parameters"); ok {
		n.end()
	}
	a.end()
	for h, o := range hashes {
		if o.String() == id {
			return h
		}
	}
	if !d.failed() {
		d.unsupported("%s is %s; SHA-256, SHA-384 and SHA-512 are accepted", name, id)
	}
	return 0
}

// appendHash writes the AlgorithmIdentifier of a digest, with NULL, as other
// programs do.
func appendHash(b *cryptobyte.Builder, h crypto.Hash) {
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(hashes[h])
		b.AddASN1NULL()
	})
}

// unsupported keeps a fault that is none of form.
func (d *der) unsupported(format string, args ...any) {
	d.wrong(format, args...)
	(*d.fault).Code = Unsupported
}

// A scheme is how a signature is made. One object identifier fixes the digest,
// or leaves it to the one beside it.
type scheme struct {
	algorithm x509.SignatureAlgorithm
	digest    crypto.Hash
	null      bool // NULL stands as its parameters, else nothing
}

const (
	rsaEncryption = "1.2.840.113549.1.1.1"
	rsaPSS        = "1.2.840.113549.1.1.10"
)

// schemes by object identifier and digest: RFC 8017, RFC 5758. Ed25519 (RFC 8419) is not
// among them: no TSA and no other verifier was found to hold it against.
var schemes = map[string][]scheme{
	rsaEncryption: {
		{x509.SHA256WithRSA, crypto.SHA256, true},
		{x509.SHA384WithRSA, crypto.SHA384, true},
		{x509.SHA512WithRSA, crypto.SHA512, true},
	},
	"1.2.840.113549.1.1.11": {{x509.SHA256WithRSA, crypto.SHA256, true}},
	"1.2.840.113549.1.1.12": {{x509.SHA384WithRSA, crypto.SHA384, true}},
	"1.2.840.113549.1.1.13": {{x509.SHA512WithRSA, crypto.SHA512, true}},
	rsaPSS: {
		{x509.SHA256WithRSAPSS, crypto.SHA256, false},
		{x509.SHA384WithRSAPSS, crypto.SHA384, false},
		{x509.SHA512WithRSAPSS, crypto.SHA512, false},
	},
	"1.2.840.10045.4.3.2": {{x509.ECDSAWithSHA256, crypto.SHA256, false}},
	"1.2.840.10045.4.3.3": {{x509.ECDSAWithSHA384, crypto.SHA384, false}},
	"1.2.840.10045.4.3.4": {{x509.ECDSAWithSHA512, crypto.SHA512, false}},
}

// scheme reads the AlgorithmIdentifier of a signature made beside a digest.
func (d *der) scheme(tag asn1.Tag, digest crypto.Hash) x509.SignatureAlgorithm {
	a := d.open(tag, "signatureAlgorithm")
	id := a.oid("algorithm")
	for _, s := range schemes[id] {
		if s.digest != digest {
			continue
		}
		switch {
		case id == rsaPSS:
			a.pss(digest)
		case s.null:
			a.open(asn1.NULL, "parameters").end()
		}
		a.end()
		return s.algorithm
	}
	if !d.failed() {
		d.unsupported("a signature of the kind %s beside the digest %v is not accepted", id, digest)
	}
	return x509.UnknownSignatureAlgorithm
}

// pss reads RSASSA-PSS-params (RFC 4055, section 3.1) of which every value is
// fixed by the digest: that digest, MGF1 with it, a salt as long as it.
func (d *der) pss(digest crypto.Hash) {
	p := d.open(asn1.SEQUENCE, "RSASSA-PSS-params")
	h := p.open(tag0cons, "hashAlgorithm")
	first := h.hash("hashAlgorithm")
	h.end()
	m := p.open(tag1cons, "maskGenAlgorithm")
	mgf := m.open(asn1.SEQUENCE, "maskGenAlgorithm")
	mgf1 := mgf.oid("algorithm")
	second := mgf.hash("the hash of MGF1")
	mgf.end()
	m.end()
	s := p.open(tag2cons, "saltLength")
	salt := s.number(asn1.INTEGER, 0, 64, "saltLength")
	s.end()
	p.end()
	if !p.failed() && (first != digest || second != digest || mgf1 != "1.2.840.113549.1.1.8" || int(salt) != digest.Size()) {
		d.unsupported("the parameters of RSASSA-PSS are not those of its digest")
	}
}

// strong refuses keys that are weak, or so large that they are there to cost
// time.
func strong(c *x509.Certificate) error {
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if n := k.N.BitLen(); n < 2048 || n > 8192 {
			return fault(Unsupported, "the key of %s is RSA of %d bits; 2048 to 8192 are accepted", subject(c), n)
		}
	case *ecdsa.PublicKey:
		if n := k.Curve.Params().BitSize; n < 256 {
			return fault(Unsupported, "the key of %s is ECDSA of %d bits; 256 and more are accepted", subject(c), n)
		}
	case ed25519.PublicKey:
	default:
		return fault(Unsupported, "the key of %s is of a kind that is not accepted: RSA, ECDSA and Ed25519 are", subject(c))
	}
	return nil
}
