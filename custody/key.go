package custody

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// An Algorithm is the type of a signature, by its number in signed-note.
type Algorithm byte

// Signatures that a log or a witness can make.
const (
	Ed25519         Algorithm = 1 // of a log
	Ed25519Cosigned Algorithm = 4 // of a witness
	MLDSA44         Algorithm = 6 // of either
)

func (a Algorithm) String() string {
	switch a {
	case Ed25519:
		return "Ed25519"
	case Ed25519Cosigned:
		return "Ed25519 cosignature"
	case MLDSA44:
		return "ML-DSA-44"
	}
	return fmt.Sprintf("signature type %d", byte(a))
}

// A Key signs checkpoints. It does not show its secret when it is printed;
// [Key.Secret] does.
type Key struct {
	alg      Algorithm
	name     string
	secret   string
	verifier string
	sign     func(at time.Time, c *Checkpoint, text string) ([]byte, error)
	check    note.Verifier
}

var errKey = errors.New("no secret key of a log or a witness") // says nothing of the bytes

// GenerateKey makes a key for the log of this origin, or for the witness of
// this name.
func GenerateKey(alg Algorithm, name string) (*Key, error) {
	if err := validOrigin(name); err != nil {
		return nil, err
	}
	var secret string
	var err error
	switch alg {
	case Ed25519:
		secret, _, err = note.GenerateKey(rand.Reader, name)
	case Ed25519Cosigned:
		secret, err = generateCosigner(name)
	case MLDSA44:
		secret, _, err = fnote.GenerateMLDSAKey(name)
	default:
		return nil, fmt.Errorf("nobody signs checkpoints with %s", alg)
	}
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return ParseKey(secret)
}

// ParseKey reads a secret key.
func ParseKey(secret string) (*Key, error) {
	secret = strings.TrimSuffix(secret, "\n")
	parts := strings.SplitN(secret, "+", 5) // Base64 may have plus signs of its own
	if len(parts) < 5 || parts[0] != "PRIVATE" || parts[1] != "KEY" {
		return nil, errKey
	}
	name, id, data := parts[2], parts[3], parts[4]
	raw, err := base64.StdEncoding.Strict().DecodeString(data)
	if err != nil || len(raw) != 33 || validOrigin(name) != nil {
		return nil, errKey
	}
	k := &Key{alg: Algorithm(raw[0]), name: name, secret: secret}
	switch k.alg {
	case Ed25519:
		err = k.ed25519(raw[1:])
	case Ed25519Cosigned:
		err = k.ed25519Cosigned(raw[1:])
	case MLDSA44:
		err = k.mldsa44(raw[1:])
	default:
		return nil, fmt.Errorf("nobody signs checkpoints with %s", k.alg)
	}
	// The libraries do not hold every key ID against its key.
	if err != nil || fmt.Sprintf("%08x", k.check.KeyHash()) != id {
		return nil, errKey
	}
	return k, nil
}

// ReadKey reads a key file that its owner alone may read and write.
func ReadKey(fsys fs.FS, name string) (*Key, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read a key: %w", err)
	}
	if !info.Mode().IsRegular() || info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("read the key %s: others than its owner may use it (mode %v); set it to 0600, and make a new key if someone could have read it", name, info.Mode())
	}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read a key: %w", err)
	}
	k, err := ParseKey(string(b))
	if err != nil {
		return nil, fmt.Errorf("read the key %s: %w", name, err)
	}
	return k, nil
}

// Name is that of the log or the witness.
func (k *Key) Name() string { return k.name }

// Algorithm is that of its signatures.
func (k *Key) Algorithm() Algorithm { return k.alg }

// Verifier is the public key, as a policy names it.
func (k *Key) Verifier() string { return k.verifier }

// Secret is the contents of a key file.
func (k *Key) Secret() string { return k.secret + "\n" }

// String is the public key, so that no message shows the secret.
func (k *Key) String() string { return k.verifier }

// GoString is like String.
func (k *Key) GoString() string { return k.verifier }

// Format writes the public key, whatever the verb.
func (k *Key) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte(k.verifier)) }
