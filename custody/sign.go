package custody

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"filippo.io/mldsa"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func (k *Key) ed25519(seed []byte) error {
	s, err := note.NewSigner(k.secret)
	if err != nil {
		return err
	}
	k.sign = func(_ time.Time, _ *Checkpoint, text string) ([]byte, error) { return s.Sign([]byte(text)) }
	k.verifier, err = note.NewEd25519VerifierKey(k.name, ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey))
	if err != nil {
		return err
	}
	k.check, err = note.NewVerifier(k.verifier)
	return err
}

func (k *Key) mldsa44(seed []byte) error {
	s, err := fnote.NewMLDSASigner(k.secret)
	if err != nil {
		return err
	}
	key, err := mldsa.NewPrivateKey(mldsa.MLDSA44(), seed)
	if err != nil {
		return err
	}
	// The signer's own Sign would take the time from the machine.
	k.sign = func(at time.Time, c *Checkpoint, _ string) ([]byte, error) {
		t, err := stamp(at)
		if err != nil {
			return nil, err
		}
		return s.SignSubtree(t, c.Origin, 0, uint64(c.Size), c.Root[:])
	}
	public := append([]byte{byte(MLDSA44)}, key.PublicKey().Bytes()...)
	k.verifier = fmt.Sprintf("%s+%08x+%s", k.name, s.KeyHash(), base64.StdEncoding.EncodeToString(public))
	k.check, err = fnote.NewMLDSAVerifier(k.verifier)
	return err
}

// signer is a key at one time, as the note library wants it.
type signer struct {
	*Key
	at time.Time
	c  *Checkpoint
}

func (s signer) KeyHash() uint32 { return s.check.KeyHash() }
func (s signer) Sign(msg []byte) ([]byte, error) {
	if string(msg) != s.c.text() {
		return nil, errors.New("another text than that of the checkpoint")
	}
	return s.sign(s.at, s.c, string(msg))
}

// signCheckpoint signs with all keys.
func signCheckpoint(c *Checkpoint, at time.Time, keys []*Key) error {
	var signers []note.Signer
	for _, k := range keys {
		signers = append(signers, signer{k, at, c})
	}
	signed, err := note.Sign(&note.Note{Text: c.text()}, signers...)
	if err != nil {
		return fmt.Errorf("sign a checkpoint: %w", err)
	}
	c.Signed = signed
	return nil
}

// keyVerifiers are the keys' own.
func keyVerifiers(keys []*Key) note.Verifiers {
	var out []note.Verifier
	for _, k := range keys {
		out = append(out, k.check)
	}
	return note.VerifierList(out...)
}
