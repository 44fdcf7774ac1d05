package custody

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// badSignature is where a signature is that does not fit, or 0, for the text
// is what no key has signed.
func badSignature(signed []byte, lines []signatureLine, err error) int64 {
	var bad *note.InvalidSignatureError
	if !errors.As(err, &bad) {
		return 0
	}
	for _, line := range lines {
		if id, ok := line.keyID(signed); ok && line.name == bad.Name && id == bad.Hash {
			return int64(line.offset)
		}
	}
	return 0
}

func knows(known note.Verifiers, signed []byte, line signatureLine) bool {
	id, ok := line.keyID(signed)
	if !ok {
		return false
	}
	_, err := known.Verifier(line.name, id)
	return err == nil
}

// keyID reads the key ID of a signature line.
func (s signatureLine) keyID(signed []byte) (uint32, bool) {
	line, _, _ := bytes.Cut(signed[s.offset:], []byte("\n"))
	_, sig, _ := strings.Cut(strings.TrimPrefix(string(line), "— "), " ")
	raw, err := base64.StdEncoding.DecodeString(sig)
	if err != nil || len(raw) < 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(raw), true
}
