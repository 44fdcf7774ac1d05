package stamp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"math/big"
	"slices"

	"golang.org/x/crypto/cryptobyte/asn1"
)

// signer is SignerInfo of CMS (RFC 5652, section 5.3).
type signer struct {
	issuer    []byte // Name
	serial    *big.Int
	digest    crypto.Hash
	algorithm x509.SignatureAlgorithm
	attrs     []byte // what is signed: the attributes as a SET
	signature []byte

	content []byte  // the attribute message-digest
	ids     []ident // the attribute signing-certificate-v2, or else signing-certificate
	sha1    bool    // ids are those of signing-certificate
	others  []ident // signing-certificate, if both are there
}

// ident names a certificate: ESSCertID (RFC 2634) or ESSCertIDv2 (RFC 5035).
type ident struct {
	hash   crypto.Hash
	digest []byte
	issuer []byte // Name; nil if only the digest names it
	serial *big.Int
}

func (d *der) signer() signer {
	i := d.open(asn1.SEQUENCE, "SignerInfo")
	i.version(1)
	sid := i.open(asn1.SEQUENCE, "sid")
	s := signer{issuer: sid.element(asn1.SEQUENCE, "issuer"), serial: sid.integer("serialNumber")}
	sid.end()
	s.digest = i.hash("digestAlgorithm")
	whole := i.element(tag0cons, "signedAttrs")
	if !i.failed() {
		i.within(whole, "signedAttrs").attributes(&s)
		// The signature covers them under the tag of SET (section 5.4).
		s.attrs = slices.Concat([]byte{byte(asn1.SET)}, whole[1:])
	}
	protected := s.algorithm
	s.algorithm = i.scheme(asn1.SEQUENCE, s.digest)
	if protected != x509.UnknownSignatureAlgorithm && protected != s.algorithm && !i.failed() {
		i.wrong("signatureAlgorithm is not that of the attribute that protects it")
	}
	s.signature = i.octets("signature")
	if i.has(tag1cons) {
		i.wrong("unsignedAttrs: what nobody has signed is not accepted in a stamp")
	}
	i.end()
	return s
}

// attributes reads SignedAttributes, a SET in the order of DER in which no
// type comes twice.
func (d *der) attributes(s *signer) {
	all := d.open(tag0cons, "signedAttrs")
	var last []byte
	seen := map[string]bool{}
	for !all.empty() {
		raw := all.element(asn1.SEQUENCE, "an attribute")
		if all.failed() {
			return
		}
		if bytes.Compare(last, raw) >= 0 {
			all.wrong("the attributes are not in the order of DER")
			return
		}
		last = raw
		a := all.within(raw, "an attribute").open(asn1.SEQUENCE, "an attribute")
		id := a.oid("attrType")
		if seen[id] {
			a.wrong("the attribute %s is there twice", id)
		}
		seen[id] = true
		values := a.open(asn1.SET, "attrValues of "+id)
		a.end()
		values.attribute(id, s)
	}
	for _, need := range []string{attrContentType, attrMessageDigest} {
		if !seen[need] && !all.failed() {
			all.wrong("the attribute %s is missing", need)
		}
	}
	if len(s.ids) == 0 {
		s.ids, s.others, s.sha1 = s.others, nil, true
	}
	if len(s.ids) == 0 && !all.failed() {
		all.wrong("neither signing-certificate nor signing-certificate-v2 is there")
	}
}

// Attributes that mean something here.
const (
	attrContentType   = "1.2.840.113549.1.9.3"
	attrMessageDigest = "1.2.840.113549.1.9.4"
	attrProtection    = "1.2.840.113549.1.9.52"
	attrSigningCert   = "1.2.840.113549.1.9.16.2.12"
	attrSigningCertV2 = "1.2.840.113549.1.9.16.2.47"
)

// attribute reads the one value of an attribute. Attributes that are not known
// are signed, and say nothing here.
func (d *der) attribute(id string, s *signer) {
	switch id {
	case attrContentType:
		d.is(typeTSTInfo, "content-type")
	case attrMessageDigest:
		s.content = d.octets("message-digest")
	case attrSigningCert:
		s.others = d.idents(func(*der) crypto.Hash { return crypto.SHA1 })
	case attrSigningCertV2:
		s.ids = d.idents(func(e *der) crypto.Hash {
			if e.has(asn1.SEQUENCE) {
				return e.hash("hashAlgorithm")
			}
			return crypto.SHA256
		})
	case attrProtection:
		d.protection(s)
	default:
		return
	}
	d.end()
}

// protection reads CMSAlgorithmProtection (RFC 6211): algorithms that have to
// be those beside the signature.
func (d *der) protection(s *signer) {
	p := d.open(asn1.SEQUENCE, "CMSAlgorithmProtection")
	s.algorithm = p.scheme(tag1cons, p.hash("digestAlgorithm")) // which tells both
	p.end()
}

// maxIdents is how many certificates may be named.
const maxIdents = 16

// idents reads SigningCertificate or SigningCertificateV2, whose entries
// differ in how their digest is named.
func (d *der) idents(hash func(*der) crypto.Hash) (out []ident) {
	sc := d.open(asn1.SEQUENCE, "signing-certificate")
	list := sc.open(asn1.SEQUENCE, "certs")
	for !list.empty() {
		e := list.open(asn1.SEQUENCE, "ESSCertID")
		id := ident{hash: hash(e)}
		id.digest = e.octets("certHash")
		if n, ok := e.maybe(asn1.SEQUENCE, "issuerSerial"); ok {
			names := n.open(asn1.SEQUENCE, "issuer")
			name := names.open(tag4cons, "directoryName")
			names.end()
			id.issuer = name.element(asn1.SEQUENCE, "directoryName")
			name.end()
			id.serial = n.integer("serialNumber")
			n.end()
		}
		e.end()
		if out = append(out, id); len(out) > maxIdents {
			list.wrong("more than %d certificates are named", maxIdents)
		}
	}
	if len(out) == 0 {
		sc.wrong("no certificate is named")
	}
	if p, ok := sc.maybe(asn1.SEQUENCE, "policies"); ok { // of certificates, and not used
		for !p.empty() {
			p.element(asn1.SEQUENCE, "PolicyInformation")
		}
	}
	sc.end()
	return out
}

// names reports whether the ident is that of a certificate.
func (i ident) names(c *x509.Certificate) bool {
	h := i.hash.New()
	h.Write(c.Raw)
	return bytes.Equal(h.Sum(nil), i.digest) &&
		(i.issuer == nil || bytes.Equal(i.issuer, c.RawIssuer) && i.serial.Cmp(c.SerialNumber) == 0)
}
