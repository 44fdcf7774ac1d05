package evidence

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

const (
	keyPrefix    = "ed25519:"
	secretPrefix = "COMITY-ED25519-SECRET-1:" // #nosec G101 -- what a key file begins with, no key
	maxKeyFile   = 1 << 20
)

// VerifyingKey is the public key of a signer.
type VerifyingKey struct{ key [ed25519.PublicKeySize]byte }

// ParseVerifyingKey reads "ed25519:" and 32 bytes in base64.
func ParseVerifyingKey(s string) (VerifyingKey, error) {
	var k VerifyingKey
	text, ok := strings.CutPrefix(s, keyPrefix)
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if !ok || err != nil || len(raw) != len(k.key) {
		return k, errors.New(`a public key of a signer is "ed25519:" and 32 bytes in base64`)
	}
	copy(k.key[:], raw)
	if k.String() != s { // the decoder passes over line feeds
		return k, errors.New("a public key of a signer stands on one line")
	}
	return k, nil
}

func (k VerifyingKey) String() string { return keyPrefix + base64.StdEncoding.EncodeToString(k.key[:]) }

// ID is the fingerprint to compare with the signer by another channel.
func (k VerifyingKey) ID() string {
	h := sha256.Sum256(k.key[:])
	return "sha256:" + sum(h[:])
}

// SigningKey is the secret key of a signer. It prints as its public key.
type SigningKey struct{ key ed25519.PrivateKey }

// NewSigningKey makes a key from 32 random bytes.
func NewSigningKey(random io.Reader) (*SigningKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("draw a signing key: %w", err)
	}
	return &SigningKey{ed25519.NewKeyFromSeed(seed)}, nil
}

// Public is the key that others check with.
func (k *SigningKey) Public() VerifyingKey {
	var v VerifyingKey
	copy(v.key[:], k.key.Public().(ed25519.PublicKey))
	return v
}

func (k *SigningKey) String() string { return k.Public().String() }

// GoString keeps the secret out of %#v.
func (k *SigningKey) GoString() string { return k.String() }

// Encode writes the key as the content of a key file.
func (k *SigningKey) Encode(passphrase string) ([]byte, error) {
	return protect([]byte(secretPrefix+base64.StdEncoding.EncodeToString(k.key.Seed())+"\n"), passphrase)
}

// ParseSigningKey reads a key file. The passphrase is asked for only if the file
// needs one.
func ParseSigningKey(file []byte, passphrase func() (string, error)) (*SigningKey, error) {
	text, err := unprotect(file, passphrase)
	if err != nil {
		return nil, err
	}
	seed, ok := strings.CutPrefix(strings.TrimSpace(string(text)), secretPrefix)
	raw, err := base64.StdEncoding.Strict().DecodeString(seed)
	if !ok || err != nil || len(raw) != ed25519.SeedSize {
		return nil, errors.New("the file holds no signing key") // and nothing of it goes into the error
	}
	return &SigningKey{ed25519.NewKeyFromSeed(raw)}, nil
}

// NewIdentity makes the key of a reader: the content of its file, and the public
// key. Classic keys serve only readers whose software knows no other.
func NewIdentity(classic bool, passphrase string) (file []byte, recipient string, err error) {
	var secret string
	if classic {
		i, err := age.GenerateX25519Identity()
		if err != nil {
			return nil, "", err
		}
		secret, recipient = i.String(), i.Recipient().String()
	} else {
		i, err := age.GenerateHybridIdentity()
		if err != nil {
			return nil, "", err
		}
		secret, recipient = i.String(), i.Recipient().String()
	}
	file, err = protect([]byte("# public key: "+recipient+"\n"+secret+"\n"), passphrase)
	return file, recipient, err
}

// Identities are the secret keys of a reader. They print as nothing.
type Identities struct{ list []age.Identity }

func (Identities) String() string { return "identities" }

// GoString keeps the secrets out of %#v.
func (Identities) GoString() string { return "identities" }

// ParseIdentities reads an age identity file, encrypted or not.
func ParseIdentities(file []byte, passphrase func() (string, error)) (Identities, error) {
	text, err := unprotect(file, passphrase)
	if err != nil {
		return Identities{}, err
	}
	list, err := age.ParseIdentities(bytes.NewReader(text))
	if err != nil {
		return Identities{}, errors.New("the file holds no identities of age") // age's error may quote the line
	}
	return Identities{list}, nil
}

// protect encrypts with a passphrase as age does; without one it does nothing.
func protect(secret []byte, passphrase string) ([]byte, error) {
	if passphrase == "" {
		return secret, nil
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, errors.New("the passphrase cannot be used")
	}
	var b bytes.Buffer
	a := armor.NewWriter(&b)
	w, err := age.Encrypt(a, r)
	if err != nil {
		return nil, fmt.Errorf("encrypt the key: %w", err)
	}
	if _, err = w.Write(secret); err == nil {
		err = errors.Join(w.Close(), a.Close())
	}
	return b.Bytes(), err
}

func unprotect(file []byte, passphrase func() (string, error)) ([]byte, error) {
	if len(file) > maxKeyFile {
		return nil, errors.New("the file is too large to hold a key")
	}
	if !bytes.HasPrefix(file, []byte(armor.Header)) {
		return file, nil
	}
	words, err := passphrase()
	if err != nil {
		return nil, fmt.Errorf("ask for the passphrase: %w", err)
	}
	i, err := age.NewScryptIdentity(words)
	if err != nil {
		return nil, errors.New("the passphrase is empty")
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(file)), i)
	if err != nil {
		return nil, errors.New("the passphrase does not open the key, or the file is damaged")
	}
	text, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return nil, errors.New("the file of the key is damaged")
	}
	return text, nil
}
