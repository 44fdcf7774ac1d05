package stamp

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Roots are the certificates that a verifier trusts to name time stampers, as
// got from elsewhere than the stamp: from the TSA by a way that is sure, or
// from the trusted list of a state.
type Roots struct {
	pool  *x509.CertPool
	certs []*x509.Certificate
}

// ParseRoots reads certificates in PEM. Text between them is skipped, as other
// programs do; any other block is refused, so that no key is handed about.
func ParseRoots(text []byte) (*Roots, error) {
	r := &Roots{pool: x509.NewCertPool()}
	for n := 1; ; n++ {
		block, rest := pem.Decode(text)
		switch {
		case block == nil && n == 1:
			return nil, errors.New("read roots: no certificate in PEM (-----BEGIN CERTIFICATE-----) is there")
		case block == nil && strings.Contains(string(rest), "-----BEGIN"):
			return nil, fmt.Errorf("read roots: block %d does not end", n)
		case block == nil:
			return r, nil
		case block.Type != "CERTIFICATE":
			return nil, fmt.Errorf("read roots: block %d is %s, and only CERTIFICATE belongs there", n, quote(block.Type))
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read roots: certificate %d: %w", n, err)
		}
		r.pool.AddCert(c)
		r.certs = append(r.certs, c)
		text = rest
	}
}

// vouch says whether nothing in a certificate of a stamp can have been changed
// that matters: it is a root, a root has issued it, or it only stands in for a
// root, with the same name and key but from another issuer.
func (r *Roots) vouch(c *x509.Certificate) bool {
	return slices.ContainsFunc(r.certs, func(root *x509.Certificate) bool {
		return c.Equal(root) || issued(root, c) ||
			bytes.Equal(c.RawSubject, root.RawSubject) &&
				bytes.Equal(c.RawSubjectPublicKeyInfo, root.RawSubjectPublicKeyInfo) && crossed(c)
	})
}

// crossed reports whether a certificate says that another key than its own
// has signed it.
func crossed(c *x509.Certificate) bool {
	return !bytes.Equal(c.RawSubject, c.RawIssuer) && len(c.AuthorityKeyId) > 0 && len(c.SubjectKeyId) > 0 &&
		!bytes.Equal(c.AuthorityKeyId, c.SubjectKeyId)
}

func issued(by, c *x509.Certificate) bool {
	return bytes.Equal(c.RawIssuer, by.RawSubject) && c.CheckSignatureFrom(by) == nil
}
