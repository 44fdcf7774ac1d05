package custody

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	tdlog "github.com/transparency-dev/formats/log"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint says how far a log has come. Its fields may be relied on if it
// comes from this package's functions that verify: [Policy.Verify], [Verify],
// [Check] and [Log.Append].
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
	Signed []byte // the signed note
}

const (
	maxOrigin = 255 // cosigned messages count the bytes of names with one byte
	// MaxCheckpoint is more than any signed checkpoint has bytes: sixteen
	// post-quantum signatures and more.
	MaxCheckpoint = 1 << 17
)

func validOrigin(s string) error {
	if s == "" || len(s) > maxOrigin || !utf8.ValidString(s) || strings.Contains(s, "+") ||
		strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }) >= 0 {
		return fmt.Errorf("%q can not be the origin of a log: 1 to %d bytes without space or plus, such as example.org/custody", shorten(s), maxOrigin)
	}
	return nil
}

// text is the note that is signed.
func (c *Checkpoint) text() string {
	return string(tdlog.Checkpoint{Origin: c.Origin, Size: uint64(c.Size), Hash: c.Root[:]}.Marshal())
}

// parseCheckpointText reads the text of a note, whose signatures the caller
// has verified.
func parseCheckpointText(text string) (*Checkpoint, error) {
	var c tdlog.Checkpoint
	rest, err := c.Unmarshal([]byte(text))
	switch {
	case err != nil:
		return nil, err
	case c.Size > math.MaxInt64 || len(c.Hash) != tlog.HashSize:
		return nil, errors.New("invalid checkpoint - size or hash out of bounds")
	case string(c.Marshal())+string(rest) != text: // leading zeros, loose Base64
		return nil, errors.New("invalid checkpoint - not in its one spelling")
	}
	return &Checkpoint{Origin: c.Origin, Size: int64(c.Size), Root: tlog.Hash(c.Hash)}, nil
}

// signatureKey is whose signature a line says it is.
type signatureKey struct {
	name string
	id   uint32
}

// signatureLine is one line below the text of a note.
type signatureLine struct {
	signatureKey
	offset int
}

// readSignatureKey reads whose signature a line is. The name is there with an error
// too.
func readSignatureKey(line string) (k signatureKey, err error) {
	name, sig, _ := strings.Cut(strings.TrimPrefix(line, "— "), " ")
	raw, err := base64.StdEncoding.Strict().DecodeString(sig)
	k.name = name
	if err == nil && len(raw) >= 4 { // a shorter one is no signature of any key
		k.id = binary.BigEndian.Uint32(raw)
	}
	return k, err
}

// signatureLines finds the signatures of a note and refuses those that can be
// spelt in another way: Base64 is not signed.
func signatureLines(signed []byte) ([]signatureLine, *Fault) {
	at := bytes.LastIndex(signed, []byte("\n\n"))
	if at < 0 || len(signed) > MaxCheckpoint {
		return nil, &Fault{File: checkpointFile, What: "no signed note, or too long a one"}
	}
	var out []signatureLine
	for at += 2; at < len(signed); {
		line, _, ended := bytes.Cut(signed[at:], []byte("\n"))
		_, sig, ok := strings.Cut(strings.TrimPrefix(string(line), "— "), " ")
		key, err := readSignatureKey(string(line))
		if !ended || !ok || err != nil || !bytes.HasPrefix(line, []byte("— ")) || strings.Contains(sig, "\r") {
			return nil, &Fault{File: checkpointFile, Offset: int64(at), What: "no signature line in its one spelling"}
		}
		out = append(out, signatureLine{key, at})
		at += len(line) + 1
	}
	return out, nil
}

// openNote verifies the signatures of known keys and gives them by key.
func openNote(signed []byte, known note.Verifiers) (*Checkpoint, []note.Signature, error) {
	if len(signed) > MaxCheckpoint {
		return nil, nil, fmt.Errorf("%d bytes, %d are allowed", len(signed), MaxCheckpoint)
	}
	n, err := note.Open(signed, known)
	if err != nil {
		return nil, nil, err
	}
	c, err := parseCheckpointText(n.Text)
	if err != nil {
		return nil, nil, err
	}
	c.Signed = signed
	return c, n.Sigs, nil
}
