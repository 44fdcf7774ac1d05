package stamp_test

import (
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody/stamp"
)

// pemOf writes certificates as a file of roots.
func pemOf(certs ...*x509.Certificate) []byte {
	var out []byte
	for _, c := range certs {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

func TestRoots(t *testing.T) {
	good := string(read(t, "root.pem"))
	for text, want := range map[string]string{
		good:                       "",
		"words\n" + good:           "",
		good + good:                "",
		good + "words":             "",
		"":                         "no certificate in PEM",
		"words":                    "no certificate in PEM",
		good + good[:len(good)-30]: "block 2 does not end",
		strings.ReplaceAll(good, "CERTIFICATE", "PRIVATE KEY"):           `block 1 is "PRIVATE KEY"`,
		"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n": "certificate 1: ",
	} {
		_, err := stamp.ParseRoots([]byte(text))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}
