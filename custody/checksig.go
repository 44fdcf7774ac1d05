package custody

import (
	"errors"

	"golang.org/x/mod/sumdb/note"
)

// badSignature is where a signature is that does not fit, or 0, for the text
// is what no key has signed.
func badSignature(lines []signatureLine, err error) int64 {
	var bad *note.InvalidSignatureError
	if !errors.As(err, &bad) {
		return 0
	}
	for _, line := range lines {
		if line.name == bad.Name && line.id == bad.Hash {
			return int64(line.offset)
		}
	}
	return 0
}

func knows(known note.Verifiers, line signatureLine) bool {
	_, err := known.Verifier(line.name, line.id)
	return err == nil
}
