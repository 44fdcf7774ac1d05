package stamp

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"time"
)

// path puts the certificates of the stamp into an order in which each is the
// signer's or has issued an earlier one. One that belongs to no other is
// refused.
func (s *Stamp) path(leaf *x509.Certificate) ([]*x509.Certificate, error) {
	path := []*x509.Certificate{leaf}
	rest := slices.DeleteFunc(slices.Clone(s.certs), leaf.Equal)
	if len(rest) != len(s.certs)-1 {
		return nil, fault(BadPath, "the certificate of the signer is there twice")
	}
	for len(rest) > 0 {
		n := slices.IndexFunc(rest, func(c *x509.Certificate) bool {
			return slices.ContainsFunc(path, func(below *x509.Certificate) bool { return issued(c, below) })
		})
		if n < 0 {
			return nil, fault(BadPath, "the certificate of %s has issued no other in the stamp, or not with this key", subject(rest[0]))
		}
		c := rest[n]
		path, rest = append(path, c), slices.Delete(rest, n, n+1)
		if slices.ContainsFunc(rest, c.Equal) {
			return nil, fault(BadPath, "the certificate of %s is there twice", subject(c))
		}
	}
	return path, nil
}

// protected refuses a certificate beside the signer's that neither itself, nor
// another in the stamp, nor a root vouches for: it may be changed.
func (r *Roots) protected(path []*x509.Certificate) error {
	for n, c := range path[1:] {
		others := slices.Concat(path[:n+1], path[n+2:])
		if c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) != nil && !r.vouch(c) &&
			!slices.ContainsFunc(others, func(o *x509.Certificate) bool { return issued(o, c) }) {
			return fault(BadPath, "no one whom you trust has signed the certificate of %s that is in the stamp", subject(c))
		}
	}
	return nil
}

// alive refuses a certificate that was not valid at the time of the stamp, and
// one with a critical extension that is not known.
func alive(c *x509.Certificate, at time.Time) error {
	if at.Before(c.NotBefore) || at.After(c.NotAfter) {
		return fault(BadTime, "at %s the certificate of %s was not valid: it is from %s to %s", clock(at), subject(c), clock(c.NotBefore), clock(c.NotAfter))
	}
	if len(c.UnhandledCriticalExtensions) > 0 {
		return fault(Unsupported, "the certificate of %s has the critical extension %v, which is not known", subject(c), c.UnhandledCriticalExtensions[0])
	}
	return nil
}

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

var oidExtKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

// purpose wants a certificate for time stamps alone: a critical extended key
// usage with id-kp-timeStamping and no other (RFC 3161, section 2.3), and a key
// usage that, if stated, is to sign and nothing else.
func purpose(c *x509.Certificate) error {
	at := slices.IndexFunc(c.Extensions, func(x pkix.Extension) bool { return x.Id.Equal(oidExtKeyUsage) })
	const signs = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	switch {
	case at < 0:
		return fault(BadPurpose, "the certificate of %s does not say that it is for time stamps", subject(c))
	case len(c.UnknownExtKeyUsage) > 0 || !slices.Equal(c.ExtKeyUsage, []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}):
		return fault(BadPurpose, "the certificate of %s is not for time stamps alone", subject(c))
	case !c.Extensions[at].Critical:
		return fault(BadPurpose, "the certificate of %s does not mark as critical that it is for time stamps", subject(c))
	case c.KeyUsage&^signs != 0:
		return fault(BadPurpose, "the key usage of the certificate of %s is not to sign alone", subject(c))
	}
	return nil
}

// anchor looks for a path to a root at the time of the stamp, the one that
// lasts longest if there are several.
func (r *Roots) anchor(path []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	between := x509.NewCertPool()
	for _, c := range path[1:] {
		between.AddCert(c)
	}
	chains, err := path[0].Verify(x509.VerifyOptions{
		Roots: r.pool, Intermediates: between, CurrentTime: at,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	})
	if err != nil {
		return nil, fault(NoAnchor, "the certificate of %s does not lead to a root that you trust: %v", subject(path[0]), err)
	}
	return slices.MaxFunc(chains, func(a, b []*x509.Certificate) int { return until(a).Compare(until(b)) }), nil
}

// until is when the first certificate of a path ends.
func until(path []*x509.Certificate) time.Time {
	return slices.MinFunc(path, func(a, b *x509.Certificate) int { return a.NotAfter.Compare(b.NotAfter) }).NotAfter
}
