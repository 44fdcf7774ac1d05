package caseuco

import (
	"crypto/sha1" //nolint:gosec // what RFC 9562 builds names of version 5 with; nothing rests on it
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// A namespace gives names to nodes: the same thing gets the same one each time.
type namespace [16]byte

// everywhere names what is salted and so the same in every bundle: records and
// custody entries. It is the UUID of version 5 of https://comity.dev/case-uco/v1
// in the namespace of URLs.
var everywhere = namespace{0x3d, 0x65, 0x3a, 0x6a, 0x29, 0xe5, 0x59, 0x4b, 0x90, 0xcf, 0x72, 0x9f, 0xc8, 0xa4, 0x5b, 0xf1}

// id is a UUID of version 5 (RFC 9562, section 5.5) of a kind of node and a text.
// The text goes in as its SHA-256, so that nobody can choose what SHA-1 sees.
func (n namespace) id(kind, text string) string {
	digest := sha256.Sum256([]byte(text))
	h := sha1.New() //nolint:gosec // see above
	h.Write(n[:])
	h.Write([]byte(kind + " " + hex.EncodeToString(digest[:])))
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// parseNamespace reads the id of a bundle: 16 bytes in hex.
func parseNamespace(bundle string) (n namespace, err error) {
	b, err := hex.DecodeString(bundle)
	if err != nil || len(b) != len(n) || hex.EncodeToString(b) != bundle {
		return n, fmt.Errorf("%q is no id of a bundle: 16 bytes in lower-case hex", bundle)
	}
	return namespace(b), nil
}
