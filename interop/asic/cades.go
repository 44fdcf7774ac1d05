package asic

import (
	"crypto"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// Object identifiers of RFC 5652, RFC 5035, RFC 5754, RFC 5758 and RFC 8017.
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimeStamp     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
)

// contentInfo and the types below are the structures of RFC 5652, in its order.
type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content signedData `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Content      struct{ Type asn1.ObjectIdentifier }
	Certificates []asn1.RawValue `asn1:"set,tag:0"`
	Signers      []signerInfo    `asn1:"set"`
}

type signerInfo struct {
	Version    int
	Issuer     issuerAndSerial
	Digest     pkix.AlgorithmIdentifier
	Attributes asn1.RawValue // [0] IMPLICIT SET OF attribute
	Algorithm  pkix.AlgorithmIdentifier
	Signature  []byte
	Unsigned   []attribute `asn1:"set,optional,omitempty,tag:1"`
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []any `asn1:"set"`
}

// signingCertificateV2 names the certificate by its SHA-256, which is the default
// and therefore not written (RFC 5035, 3).
type signingCertificateV2 struct {
	Certs []struct{ Hash []byte }
}

// sign makes a CAdES signature of level B-B or B-T, detached from the content.
func (s *Signer) sign(content []byte) ([]byte, error) {
	a, err := algorithmOf(s.Key.Public())
	if err != nil {
		return nil, err
	}
	set, err := s.attributes(content, a.hash)
	if err != nil {
		return nil, err
	}
	signature, err := s.Key.Sign(s.Random, digest(a.hash, set), a.hash)
	if err != nil {
		return nil, err
	}
	unsigned, err := s.stamped(signature)
	if err != nil {
		return nil, err
	}
	leaf := s.Chain[0]
	info := signerInfo{Version: 1, Issuer: issuerAndSerial{asn1.RawValue{FullBytes: leaf.RawIssuer}, leaf.SerialNumber},
		Digest: a.digest, Attributes: asn1.RawValue{FullBytes: append([]byte{0xa0}, set[1:]...)}, Algorithm: a.signature, Signature: signature, Unsigned: unsigned}
	out := signedData{Version: 1, Digests: []pkix.AlgorithmIdentifier{a.digest}, Signers: []signerInfo{info}}
	out.Content.Type = oidData
	for _, c := range s.Chain {
		out.Certificates = append(out.Certificates, asn1.RawValue{FullBytes: c.Raw})
	}
	return asn1.Marshal(contentInfo{oidSignedData, out})
}

// stamped is the unsigned attribute signature-time-stamp of level B-T.
func (s *Signer) stamped(signature []byte) ([]attribute, error) {
	if s.Stamp == nil {
		return nil, nil
	}
	token, err := s.Stamp(signature)
	if err != nil {
		return nil, fmt.Errorf("have it stamped: %w", err)
	}
	return []attribute{{oidTimeStamp, []any{asn1.RawValue{FullBytes: token}}}}, nil
}

// attributes are what is signed: those that EN 319 122-1, 6.3 asks for at level
// B-B, as the DER of a SET OF.
func (s *Signer) attributes(content []byte, h crypto.Hash) ([]byte, error) {
	hash := sha256.Sum256(s.Chain[0].Raw)
	return asn1.MarshalWithParams([]attribute{
		{oidContentType, []any{oidData}},
		{oidMessageDigest, []any{digest(h, content)}},
		{oidSigningTime, []any{s.Time.UTC().Truncate(time.Second)}},
		{oidSigningCertV2, []any{signingCertificateV2{[]struct{ Hash []byte }{{hash[:]}}}}},
	}, "set")
}

func digest(h crypto.Hash, data []byte) []byte {
	d := h.New()
	_, _ = d.Write(data)
	return d.Sum(nil)
}
