package stamp

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var oidSubjectAltName = asn1.ObjectIdentifier{2, 5, 29, 17}

// named reports whether a GeneralName is one of the certificate: its subject,
// or one of its other names (RFC 3161, section 2.4.2, tsa).
func named(c *x509.Certificate, name []byte) bool {
	in := cryptobyte.String(name)
	var directory cryptobyte.String
	if in.ReadASN1(&directory, tag4cons) && bytes.Equal(directory, c.RawSubject) {
		return true
	}
	for _, x := range c.Extensions {
		if x.Id.Equal(oidSubjectAltName) && among(x.Value, name) {
			return true
		}
	}
	return false
}

// among looks for a GeneralName in GeneralNames.
func among(names, name []byte) bool {
	list, in := cryptobyte.String(nil), cryptobyte.String(names)
	if !in.ReadASN1(&list, casn1.SEQUENCE) {
		return false
	}
	for !list.Empty() {
		var one cryptobyte.String
		var tag casn1.Tag
		if !list.ReadAnyASN1Element(&one, &tag) {
			return false
		}
		if bytes.Equal(one, name) {
			return true
		}
	}
	return false
}
