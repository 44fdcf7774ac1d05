package evidence

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"
)

// SealName is the file that holds the signed statement.
const SealName = "seal.dsse.json"

const maxSeal = 4 << 20

// sign puts a statement into its envelope.
func sign(ctx context.Context, s interface{ check() error }, key *SigningKey) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("the statement: %w", err)
	}
	payload, err := canonical(s)
	if err != nil {
		return nil, err
	}
	signer, err := dsse.NewEnvelopeSigner(dsseKey{key.Public(), key})
	if err != nil {
		return nil, err
	}
	e, err := signer.SignPayload(ctx, PayloadType, payload)
	if err != nil {
		return nil, fmt.Errorf("sign the statement: %w", err)
	}
	out, err := canonical(e)
	return append(out, '\n'), err
}

// ParseSeal reads an envelope and checks its signature with the key that the
// statement names. Whose key that is, the caller must know. The digest is that of
// the statement, "sha256:" and hex.
func ParseSeal(ctx context.Context, data []byte) (s *Statement, digest string, err error) {
	e, payload, err := parseEnvelope(data)
	if err == nil {
		s, err = ParseStatement(payload)
	}
	if err == nil {
		err = checkSignature(ctx, e, s.Predicate.Signer.Key)
	}
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", SealName, err)
	}
	h := sha256.Sum256(payload)
	return s, "sha256:" + sum(h[:]), nil
}

// parseEnvelope reads an envelope in its one form, and does not check it.
func parseEnvelope(data []byte) (*dsse.Envelope, []byte, error) {
	if len(data) > maxSeal {
		return nil, nil, fmt.Errorf("it has more than %d bytes", maxSeal)
	}
	if len(data) == 0 || data[len(data)-1] != '\n' {
		return nil, nil, errors.New("it does not end with a line feed: it was cut or changed")
	}
	e := new(dsse.Envelope)
	if err := strictly(data[:len(data)-1], e); err != nil {
		return nil, nil, fmt.Errorf("read the envelope: %w", err)
	}
	payload, err := exactBase64(e.Payload)
	if err != nil {
		return nil, nil, fmt.Errorf("payload: %w", err)
	}
	return e, payload, nil
}

func checkSignature(ctx context.Context, e *dsse.Envelope, signer string) error {
	key, err := ParseVerifyingKey(signer)
	switch {
	case err != nil:
		return err
	case e.PayloadType != PayloadType:
		return fmt.Errorf("the payload type is %q, not %q", e.PayloadType, PayloadType)
	case len(e.Signatures) != 1:
		return fmt.Errorf("there are %d signatures, not one", len(e.Signatures))
	case e.Signatures[0].KeyID != key.ID():
		return errors.New("the signature names another key than the statement")
	}
	if _, err := exactBase64(e.Signatures[0].Sig); err != nil {
		return fmt.Errorf("signature: %w", err)
	}
	v, err := dsse.NewEnvelopeVerifier(dsseKey{key, nil})
	if err != nil {
		return err
	}
	if _, err := v.Verify(ctx, e); err != nil {
		return errors.New("the signature is not that of the named key over this statement: one of them was changed")
	}
	return nil
}

// exactBase64 refuses a second spelling of the same bytes.
func exactBase64(s string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || base64.StdEncoding.EncodeToString(raw) != s {
		return nil, errors.New("not in the one form of base64")
	}
	return raw, nil
}

// dsseKey is our keys as the library wants them.
type dsseKey struct {
	public VerifyingKey
	secret *SigningKey
}

func (k dsseKey) KeyID() (string, error)   { return k.public.ID(), nil }
func (k dsseKey) Public() crypto.PublicKey { return ed25519.PublicKey(k.public.key[:]) }

func (k dsseKey) Sign(_ context.Context, data []byte) ([]byte, error) {
	return ed25519.Sign(k.secret.key, data), nil
}

func (k dsseKey) Verify(_ context.Context, data, sig []byte) error {
	if !ed25519.Verify(k.public.key[:], data, sig) {
		return errors.New("the signature does not fit")
	}
	return nil
}
