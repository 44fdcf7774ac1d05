package stamp

import (
	"crypto"
	"crypto/x509"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// MaxSize is how long a response may be, in bytes. Common ones have 3 000 to
// 8 000.
const MaxSize = 64 << 10

// A Stamp is a response that has the right form. Nothing in it is believed
// before [Stamp.Verify].
type Stamp struct {
	info   info
	signed []byte // the TSTInfo, to the byte
	certs  []*x509.Certificate
	signer signer
}

// Hash is the digest that the message has to be read with.
func (s *Stamp) Hash() crypto.Hash { return s.info.imprint.Hash }

// Parse reads a TimeStampResp, as a TSA sends it and as files named .tsr hold
// it: granted, in DER, and nothing after it. Where more forms than one are
// possible, docs/spec/time-stamps.md says which are accepted.
func Parse(response []byte) (*Stamp, error) {
	if len(response) > MaxSize {
		return nil, fault(Malformed, "%d bytes are too many for a response: %d are the most", len(response), MaxSize)
	}
	d := newDER(response, "response")
	r := d.open(asn1.SEQUENCE, "TimeStampResp")
	d.end()
	if err := r.status(); err != nil {
		return nil, err
	}
	s := r.token()
	r.end()
	if err := d.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// Names of PKIStatus and PKIFailureInfo (RFC 3161, section 2.4.2).
var (
	statusNames  = []string{"granted", "granted with changes", "rejected", "waiting", "revocation warning", "revocation"}
	failureNames = map[int]string{
		0: "the digest is not known or not taken (badAlg)", 2: "the query is not taken (badRequest)",
		5: "the query has the wrong form (badDataFormat)", 14: "the source of time is out of reach (timeNotAvailable)",
		15: "the policy is not one of the TSA (unacceptedPolicy)", 16: "the extension is not one of the TSA (unacceptedExtension)",
		17: "additional information is not available (addInfoNotAvailable)", 25: "the system failed (systemFailure)",
	}
)

// status reads PKIStatusInfo. No signature covers it, so nothing in it is
// believed: it can refuse a stamp, never give one. That is also why "granted
// with changes" is refused: what was changed is not said.
func (d *der) status() error {
	p := d.open(asn1.SEQUENCE, "status")
	status := p.number(asn1.INTEGER, 0, 5, "status")
	var words []string
	if texts, ok := p.maybe(asn1.SEQUENCE, "statusString"); ok {
		for ok := true; ok; ok = !texts.empty() {
			text := texts.open(asn1.UTF8String, "statusString").in
			if !utf8.Valid(text) {
				texts.wrong("not in UTF-8")
			}
			words = append(words, string(text))
		}
	}
	failed := p.has(asn1.BIT_STRING)
	why := p.failure()
	p.end()
	if err := p.err(); err != nil || status == 0 && !failed {
		return err
	}
	return fault(Refused, "the TSA gave none: %s", refusal(statusNames[status], why, words))
}

// failure reads failInfo.
func (d *der) failure() (why []string) {
	if !d.has(asn1.BIT_STRING) {
		return nil
	}
	bits := d.bits("failInfo")
	for n := range 32 {
		if bits.At(n) == 1 && failureNames[n] != "" {
			why = append(why, failureNames[n])
		}
	}
	return why
}

// refusal makes one sentence, in which the words of a stranger are quoted.
func refusal(status string, why, words []string) string {
	out := append([]string{status}, why...)
	if len(words) > 0 {
		out = append(out, quote(strings.Join(words, " ")))
	}
	return strings.Join(out, "; ")
}

// token reads a TimeStampToken: ContentInfo with SignedData of CMS (RFC 5652).
func (d *der) token() *Stamp {
	c := d.open(asn1.SEQUENCE, "ContentInfo")
	c.is("1.2.840.113549.1.7.2", "contentType")
	x := c.open(tag0cons, "content")
	c.end()
	sd := x.open(asn1.SEQUENCE, "SignedData")
	x.end()
	sd.version(3)
	digests := sd.open(asn1.SET, "digestAlgorithms")
	digest := digests.hash("the one digest")
	digests.end()
	s := &Stamp{signed: sd.content(), certs: sd.certificates()}
	if sd.has(tag1cons) {
		sd.wrong("crls: lists of revocation in a stamp are not accepted, for nothing in it protects them")
	}
	infos := sd.open(asn1.SET, "signerInfos")
	s.signer = infos.signer()
	infos.end()
	sd.end()
	if !d.failed() && s.signer.digest != digest {
		d.wrong("digestAlgorithms is not that of the signer")
	}
	if !d.failed() {
		s.info = d.within(cryptobyte.String(s.signed), "eContent").info()
	}
	return s
}

const typeTSTInfo = "1.2.840.113549.1.9.16.1.4"

// content reads EncapsulatedContentInfo, down to the bytes of TSTInfo.
func (d *der) content() []byte {
	e := d.open(asn1.SEQUENCE, "encapContentInfo")
	e.is(typeTSTInfo, "eContentType")
	x := e.open(tag0cons, "eContent")
	e.end()
	out := x.octets("eContent")
	x.end()
	return out
}

// maxCertificates is how many a stamp may carry.
const maxCertificates = 16

// certificates reads those that the TSA sent. A query of ours asks for them.
func (d *der) certificates() (out []*x509.Certificate) {
	if !d.has(tag0cons) {
		d.wrong("certificates are missing: ask the TSA for them (certReq)")
	}
	set := d.open(tag0cons, "certificates")
	for !set.empty() {
		raw := set.element(asn1.SEQUENCE, "a certificate")
		c, err := x509.ParseCertificate(raw)
		if err != nil || len(out) == maxCertificates {
			set.wrong("certificate %d can not be read, or there are more than %d: %v", len(out)+1, maxCertificates, err)
			return nil
		}
		out = append(out, c)
	}
	return out
}
