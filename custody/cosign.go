package custody

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// Cosign makes the signature line by which a witness says that, at this time,
// the checkpoint is the largest it has seen of the log, and extends all others
// it has seen. Whether that is so is for the caller to know: the package
// witness does. The checkpoint is one that was read from a signed note.
func (k *Key) Cosign(at time.Time, c *Checkpoint) ([]byte, error) {
	if k.alg == Ed25519 {
		return nil, fmt.Errorf("cosign a checkpoint: %s is the key of a log; a witness signs with an %s", k.name, Ed25519Cosigned)
	}
	text, _, ok := cutNote(c.Signed)
	if !ok {
		return nil, errors.New("cosign a checkpoint: it was not read from a signed note")
	}
	sig, err := k.sign(at, c, text)
	if err != nil {
		return nil, fmt.Errorf("cosign a checkpoint: %w", err)
	}
	raw := append(binary.BigEndian.AppendUint32(nil, k.check.KeyHash()), sig...)
	return fmt.Appendf(nil, "— %s %s\n", k.name, base64.StdEncoding.EncodeToString(raw)), nil
}

// cutNote parts a signed note into its text and its signature lines.
func cutNote(signed []byte) (text, lines string, ok bool) {
	s := string(signed)
	at := strings.LastIndex(s, "\n\n")
	if at < 0 {
		return "", "", false
	}
	return s[:at+1], s[at+2:], true
}

// stamp is the time of a cosignature. Zero would say that there is none.
func stamp(at time.Time) (uint64, error) {
	if at.Unix() <= 0 {
		return 0, errors.New("a signature has no time before 1970")
	}
	return uint64(at.Unix()), nil
}

func (k *Key) ed25519Cosigned(seed []byte) error {
	secret := ed25519.NewKeyFromSeed(seed)
	k.sign = func(at time.Time, _ *Checkpoint, text string) ([]byte, error) {
		t, err := stamp(at)
		if err != nil {
			return nil, err
		}
		sig := ed25519.Sign(secret, fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", t, text))
		return append(binary.BigEndian.AppendUint64(nil, t), sig...), nil
	}
	var err error
	k.verifier, k.check, err = cosigner(k.name, secret.Public().(ed25519.PublicKey))
	return err
}

// cosigner is the public key of a witness that signs with Ed25519. The note
// library counts the key ID of these keys, but does not write them.
func cosigner(name string, public ed25519.PublicKey) (string, note.Verifier, error) {
	key := base64.StdEncoding.EncodeToString(append([]byte{byte(Ed25519Cosigned)}, public...))
	v, err := fnote.NewVerifierForCosignatureV1(name + "+00000000+" + key)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("%s+%08x+%s", name, v.KeyHash(), key), v, nil
}

func generateCosigner(name string) (string, error) {
	public, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", err
	}
	_, v, err := cosigner(name, public)
	if err != nil {
		return "", err
	}
	seed := append([]byte{byte(Ed25519Cosigned)}, secret.Seed()...)
	return fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, v.KeyHash(), base64.StdEncoding.EncodeToString(seed)), nil
}
