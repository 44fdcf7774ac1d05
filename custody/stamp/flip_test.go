package stamp_test

import (
	"bytes"
	"crypto/x509"
	"slices"
	"testing"

	"github.com/comity-dev/comity/custody/stamp"
)

// holds reports whether a response verifies against its root, or, what asks
// for less, without one.
func holds(t *testing.T, response, message []byte, trusted *stamp.Roots) bool {
	_, err := check(t, response, message, trusted)
	return err == nil
}

// TestFlips changes every bit of two good vectors and a bit in every byte of
// the others, one at a time. None of them verifies: there is no bit in an
// accepted response that can be changed unseen.
func TestFlips(t *testing.T) {
	t.Parallel()
	message := read(t, "message")
	for _, name := range vectors(t, "good") {
		trusted := roots(t, "root.pem", "self-tsa.pem")
		response := read(t, "good/"+name+".tsr")
		for n := range response {
			for bit := range 8 {
				if name != "rsa" && name != "ecdsa" && bit != n%8 {
					continue
				}
				response[n] ^= 1 << bit
				if holds(t, response, message, trusted) {
					t.Errorf("%s: bit %d of byte %d can be changed", name, bit, n)
				}
				response[n] ^= 1 << bit
			}
		}
	}
}

// rsaEncryption and sha256WithRSAEncryption, as they stand beside the signature.
var (
	rsaEncryption  = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01}
	sha256With     = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b}
	otherSpellings = 1 // that of the algorithm of an RSA signature: two names for one thing
)

// TestBytes puts every other value into every byte of one vector but those of
// its certificates, which are long and which TestFlips changes. What
// verifies is another name for the same algorithm of signature, and says the
// same.
func TestBytes(t *testing.T) {
	t.Parallel()
	message, trusted := read(t, "message"), roots(t, "root.pem")
	response := read(t, "good/rsa.tsr")
	at := bytes.LastIndex(response, rsaEncryption)
	good := bytes.Clone(response)
	s, err := stamp.Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	in := func(n int) bool {
		return slices.ContainsFunc(stamp.Certificates(s), func(c *x509.Certificate) bool {
			from := bytes.Index(good, c.Raw)
			return from <= n && n < from+len(c.Raw)
		})
	}
	found := 0
	for n, was := range good {
		if in(n) {
			continue
		}
		for value := range 256 {
			if byte(value) == was {
				continue
			}
			response[n] = byte(value)
			if holds(t, response, message, trusted) {
				if found++; n != at+8 || !bytes.Equal(response[at:at+9], sha256With) {
					t.Errorf("byte %d can be %#x instead of %#x", n, value, was)
				}
			}
		}
		response[n] = was
	}
	if found != otherSpellings {
		t.Errorf("%d changes verify, want %d", found, otherSpellings)
	}
}

// TestCuts leaves out, doubles and cuts at every byte.
func TestCuts(t *testing.T) {
	message, trusted := read(t, "message"), roots(t, "root.pem")
	response := read(t, "good/ecdsa.tsr")
	for n := range response {
		for what, changed := range map[string][]byte{
			"left out": slices.Concat(response[:n], response[n+1:]),
			"doubled":  slices.Concat(response[:n+1], response[n:]),
			"the last": response[:n],
		} {
			if holds(t, changed, message, trusted) {
				t.Errorf("byte %d can be %s", n, what)
			}
		}
	}
	if holds(t, append(response, 0), message, trusted) {
		t.Error("a byte can follow")
	}
}
