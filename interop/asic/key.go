package asic

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"time"
)

// Signer is who signs a container, and when it says so.
type Signer struct {
	Key    crypto.Signer
	Chain  []*x509.Certificate // that of the key first, then those above it
	Time   time.Time           // a claim
	Random io.Reader
	// Stamp gives the time stamp token (RFC 3161) of a signature, for level B-T. Nil: B-B.
	Stamp func(signature []byte) (token []byte, err error)
}

const minRSA = 2048 // bits; NIST SP 800-131A allows no less for new signatures

// algorithm is how a key signs.
type algorithm struct {
	hash              crypto.Hash
	digest, signature pkix.AlgorithmIdentifier
}

var (
	sha2      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2}
	ecdsaSHA2 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3}
	rsaSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
)

func ecdsaWith(h crypto.Hash, digestArc, signatureArc int) algorithm {
	of := func(o asn1.ObjectIdentifier, arc int) pkix.AlgorithmIdentifier {
		return pkix.AlgorithmIdentifier{Algorithm: append(append(asn1.ObjectIdentifier{}, o...), arc)}
	}
	return algorithm{h, of(sha2, digestArc), of(ecdsaSHA2, signatureArc)}
}

func algorithmOf(public crypto.PublicKey) (algorithm, error) {
	switch k := public.(type) {
	case *ecdsa.PublicKey:
		switch k.Curve {
		case elliptic.P256():
			return ecdsaWith(crypto.SHA256, 1, 2), nil
		case elliptic.P384():
			return ecdsaWith(crypto.SHA384, 2, 3), nil
		case elliptic.P521():
			return ecdsaWith(crypto.SHA512, 3, 4), nil
		}
		return algorithm{}, errors.New("the curve of the key is none of P-256, P-384, P-521")
	case *rsa.PublicKey:
		if k.N.BitLen() < minRSA {
			return algorithm{}, fmt.Errorf("the RSA key has %d bits; at least %d are needed", k.N.BitLen(), minRSA)
		}
		a := ecdsaWith(crypto.SHA256, 1, 2)
		a.signature = pkix.AlgorithmIdentifier{Algorithm: rsaSHA256, Parameters: asn1.NullRawValue}
		return a, nil
	}
	return algorithm{}, fmt.Errorf("a key of the kind %T cannot sign here: take ECDSA or RSA", public)
}

// ParseKey reads a private key: PEM, PKCS#8, not encrypted. Its errors hold
// nothing of the key.
func ParseKey(text []byte) (crypto.Signer, error) {
	b, _ := pem.Decode(text)
	switch {
	case b == nil:
		return nil, errors.New("the file holds no key in PEM (-----BEGIN PRIVATE KEY-----)")
	case b.Type == "ENCRYPTED PRIVATE KEY" || b.Headers["Proc-Type"] != "":
		return nil, errors.New("the key is encrypted in a way that this program does not read; keep it as an age file with a passphrase instead: " +
			"openssl pkcs8 -in KEY.pem | age -p -a > KEY.age")
	case b.Type == "EC PRIVATE KEY" || b.Type == "RSA PRIVATE KEY":
		return nil, errors.New("the key is of an older form; turn it into PKCS#8: openssl pkcs8 -topk8 -nocrypt -in KEY.pem -out NEW.pem, for your eyes alone (umask 077)")
	case b.Type != "PRIVATE KEY":
		return nil, fmt.Errorf("the file holds %q, not a private key", b.Type)
	}
	k, err := x509.ParsePKCS8PrivateKey(b.Bytes)
	if err != nil {
		return nil, errors.New("the private key cannot be read")
	}
	s, ok := k.(crypto.Signer)
	if !ok {
		return nil, errors.New("the private key is of a kind that does not sign")
	}
	_, err = algorithmOf(s.Public())
	return s, err
}

// ParseChain reads certificates in PEM, that of the signer first.
func ParseChain(text []byte) ([]*x509.Certificate, error) {
	var out []*x509.Certificate
	for {
		b, rest := pem.Decode(text)
		if b == nil {
			break
		}
		if text = rest; b.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("the file of certificates holds %q", b.Type)
		}
		c, err := x509.ParseCertificate(b.Bytes)
		if err != nil {
			return nil, fmt.Errorf("certificate %d cannot be read: %w", len(out)+1, err)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, errors.New("the file holds no certificate in PEM")
	}
	return out, nil
}

// check finds a key and certificates that could not have made a valid signature.
func (s *Signer) check() error {
	if s.Key == nil || len(s.Chain) == 0 {
		return errors.New("a key and its certificate are needed")
	}
	leaf := s.Chain[0]
	public, ok := s.Key.Public().(interface{ Equal(crypto.PublicKey) bool })
	const use = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	switch {
	case !ok || !public.Equal(leaf.PublicKey):
		return fmt.Errorf("the first certificate (%s) is not that of the key: put the signer's own first", leaf.Subject)
	case s.Time.Before(leaf.NotBefore) || s.Time.After(leaf.NotAfter):
		return fmt.Errorf("the certificate (%s) is valid from %s to %s, which %s is not within", leaf.Subject,
			leaf.NotBefore.Format(time.RFC3339), leaf.NotAfter.Format(time.RFC3339), s.Time.UTC().Format(time.RFC3339))
	case leaf.KeyUsage != 0 && leaf.KeyUsage&use == 0:
		return fmt.Errorf("the certificate (%s) is not for signatures", leaf.Subject)
	}
	for i, c := range s.Chain[1:] {
		if err := s.Chain[i].CheckSignatureFrom(c); err != nil {
			return fmt.Errorf("certificate %d (%s) did not issue the one before it: %w", i+2, c.Subject, err)
		}
	}
	return nil
}
