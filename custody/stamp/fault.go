package stamp

import (
	"crypto/x509"
	"fmt"
)

// A Code says to a program what is wrong with a stamp.
type Code string

// What may be wrong.
const (
	Malformed   Code = "stamp-malformed"   // not one response in the form that is accepted
	Refused     Code = "stamp-refused"     // the TSA did not give a stamp
	Unsupported Code = "stamp-unsupported" // an algorithm, a key or a critical extension that is not accepted
	OtherQuery  Code = "stamp-other-query" // the answer to another query
	OtherBytes  Code = "stamp-other-bytes" // a stamp on something else
	BadSigner   Code = "stamp-signer"      // no certificate in the stamp that is named as the signer's
	BadSeal     Code = "stamp-signature"   // the signature does not hold
	BadPurpose  Code = "stamp-purpose"     // the certificate is not one for time stamps alone
	BadPath     Code = "stamp-path"        // certificates that do not belong together
	BadTime     Code = "stamp-time"        // not valid at its own time, or a time to come
	NoAnchor    Code = "stamp-anchor"      // the path does not end in a root that is trusted
)

// An Error is the first thing that is wrong with a stamp.
type Error struct {
	Code Code
	Text string // for people; names from the stamp are quoted in it
}

func (e *Error) Error() string { return "time stamp: " + e.Text }

func fault(c Code, format string, args ...any) *Error {
	return &Error{c, fmt.Sprintf(format, args...)}
}

// quote shows the words of a stranger, without letting them act on a terminal
// or run on.
func quote(s string) string {
	const most = 200
	if len(s) > most {
		return fmt.Sprintf("%q…", s[:most])
	}
	return fmt.Sprintf("%q", s)
}

func subject(c *x509.Certificate) string { return quote(c.Subject.String()) }

// A Note is something that a stamp which holds does not prove.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Codes of notes.
const (
	NotAnchored       = "stamp-not-anchored"        // no roots were given
	NoRevocation      = "stamp-revocation-unknown"  // always: nothing is looked up
	NoAccuracy        = "stamp-accuracy-not-stated" // the policy of the TSA may state it
	PathEnded         = "stamp-certificate-ended"   // a certificate of the path has ended since
	SignerNamedBySHA1 = "stamp-signer-named-sha1"   // ESSCertID of RFC 2634 alone
)
