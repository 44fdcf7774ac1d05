package stamp

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"slices"
	"time"
)

// Skew is how far the clock of the TSA may be ahead of that of the verifier.
const Skew = 5 * time.Minute

// A Result says what a stamp that holds proves: who had the digest in hand,
// and when.
type Result struct {
	Time     time.Time `json:"time"`
	Earliest time.Time `json:"earliest"` // Time less the accuracy
	Latest   time.Time `json:"latest"`   // Time and the accuracy; that the message is older is proved
	Ordering bool      `json:"ordering"` // the TSA says that its times, whatever their accuracy, are in order

	Hash    string `json:"hash"`
	Imprint string `json:"imprint"` // hex

	TSA         string `json:"tsa"`         // subject of the certificate that signed
	Certificate string `json:"certificate"` // its digest: sha256: and hex
	Policy      string `json:"policy"`      // object identifier
	Serial      string `json:"serial"`      // 0x and hex; with the TSA it names this stamp

	Anchored bool      `json:"anchored"`
	Root     string    `json:"root,omitempty"`             // subject of the root
	RootCert string    `json:"root_certificate,omitempty"` // its digest
	Until    time.Time `json:"until"`                      // a certificate of the path ends: stamp again before

	NotProved []Note `json:"not_proved"`
}

// Verify holds the stamp against what it should be on, against whom the caller
// trusts, and against the time at which it is asked. Without roots the answer
// is not anchored. The signature, the certificates and their validity are
// judged at the time of the stamp: a stamp does not go bad when a certificate
// ends, though a note tells it.
func (s *Stamp) Verify(of Imprint, roots *Roots, at time.Time) (*Result, error) {
	if !of.equal(s.info.imprint) {
		return nil, fault(OtherBytes, "it is on something else: on %v, not on %v", s.info.imprint, of)
	}
	path, err := s.signedBy()
	if err != nil {
		return nil, err
	}
	if path, err = s.anchored(path, roots); err != nil {
		return nil, err
	}
	r := s.result(path, roots != nil, at)
	if r.Earliest.After(at.Add(Skew)) {
		return nil, fault(BadTime, "its time %s is yet to come: it is %s", clock(r.Time), clock(at))
	}
	return r, nil
}

// signedBy checks all that a stamp says of itself, and gives the path of its
// certificates from the signer's upwards.
func (s *Stamp) signedBy() ([]*x509.Certificate, error) {
	for _, c := range s.certs {
		if err := strong(c); err != nil { // before any of them is used
			return nil, err
		}
	}
	leaf, err := s.certificate()
	if err != nil {
		return nil, err
	}
	h := s.signer.digest.New()
	h.Write(s.signed)
	if !bytes.Equal(h.Sum(nil), s.signer.content) {
		return nil, fault(BadSeal, "what is signed is not what is there: the digest of TSTInfo differs")
	}
	if err := leaf.CheckSignature(s.signer.algorithm, s.signer.attrs, s.signer.signature); err != nil {
		return nil, fault(BadSeal, "the signature is not by the key of %s: %v", subject(leaf), err)
	}
	if err := purpose(leaf); err != nil {
		return nil, err
	}
	if s.info.tsa != nil && !named(leaf, s.info.tsa) {
		return nil, fault(BadSigner, "the TSA that it names is not %s", subject(leaf))
	}
	return s.path(leaf)
}

// certificate finds the one that the signature names, which the signed
// attributes must name too: the first that they list.
func (s *Stamp) certificate() (*x509.Certificate, error) {
	at := slices.IndexFunc(s.certs, func(c *x509.Certificate) bool {
		return bytes.Equal(c.RawIssuer, s.signer.issuer) && c.SerialNumber.Cmp(s.signer.serial) == 0
	})
	if at < 0 {
		return nil, fault(BadSigner, "the certificate of the signer is not there")
	}
	c := s.certs[at]
	for _, list := range [][]ident{s.signer.ids, s.signer.others} {
		if len(list) > 0 && !list[0].names(c) {
			return nil, fault(BadSigner, "the certificate of %s is not the one that was signed with", subject(c))
		}
	}
	return c, nil
}

// anchored gives the path to a root. Without roots only the certificate of
// the signer is used, for nothing protects the others.
func (s *Stamp) anchored(path []*x509.Certificate, roots *Roots) ([]*x509.Certificate, error) {
	if err := alive(path[0], s.info.time); err != nil || roots == nil {
		return path[:1], err
	}
	chain, err := roots.anchor(path, s.info.time)
	if err == nil {
		err = roots.protected(path)
	}
	if err == nil {
		err = s.signer.onPath(chain)
	}
	return chain, err
}

// onPath wants every further certificate that was named to be on the path.
func (s *signer) onPath(path []*x509.Certificate) error {
	for _, list := range [][]ident{s.ids, s.others} {
		for n, id := range list {
			if n > 0 && !slices.ContainsFunc(path, id.names) {
				return fault(BadPath, "certificate %d that the signer names is not on the path to the root", n+1)
			}
		}
	}
	return nil
}

func (s *Stamp) result(path []*x509.Certificate, anchored bool, at time.Time) *Result {
	i, leaf, top := s.info, path[0], path[len(path)-1]
	r := &Result{
		Time: i.time, Earliest: i.time, Latest: i.time, Ordering: i.ordering,
		Hash: i.imprint.Hash.String(), Imprint: hex.EncodeToString(i.imprint.Digest),
		TSA: leaf.Subject.String(), Certificate: fingerprint(leaf),
		Policy: i.policy, Serial: fmt.Sprintf("%#x", i.serial),
		Anchored: anchored, Until: until(path).UTC(),
	}
	if anchored {
		r.Root, r.RootCert = top.Subject.String(), fingerprint(top)
	} else {
		r.note(NotAnchored, "Who stamped is not proved: no root was given that its certificate has to lead to.")
	}
	if i.accuracy != nil {
		r.Earliest, r.Latest = i.time.Add(-*i.accuracy), i.time.Add(*i.accuracy)
	} else {
		r.note(NoAccuracy, "How exact the time is, is not stated; the policy "+i.policy+" of the TSA may say it.")
	}
	if r.Until.Before(at) {
		r.note(PathEnded, "A certificate of the path ended on "+clock(r.Until)+". That its key was still kept safe at the time of the stamp is no longer vouched for.")
	}
	if s.signer.sha1 {
		r.note(SignerNamedBySHA1, "The signature names its certificate by SHA-1 alone.")
	}
	r.note(NoRevocation, "Whether a certificate was revoked is not looked up.")
	return r
}

func (r *Result) note(code, text string) { r.NotProved = append(r.NotProved, Note{code, text}) }

func fingerprint(c *x509.Certificate) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(c.Raw))
}
