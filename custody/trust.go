package custody

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// A vkey is a public key of a policy.
type vkey struct {
	text   string
	name   string
	public []byte
	check  note.Verifier
}

func (k vkey) same(other vkey) bool { return bytes.Equal(k.public, other.public) }

// made reports whether the signature is one of this key.
func (k vkey) made(s note.Signature) bool {
	return s.Name == k.check.Name() && s.Hash == k.check.KeyHash()
}

func parseVKey(s string, allowed ...Algorithm) (*vkey, error) {
	bad := fmt.Errorf("%q is no public key: write name+id+base64", shorten(s))
	parts := strings.SplitN(s, "+", 3)
	if len(parts) != 3 || validOrigin(parts[0]) != nil {
		return nil, bad
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(raw) < 2 {
		return nil, bad
	}
	k := &vkey{text: s, name: parts[0], public: raw[1:]}
	if alg := Algorithm(raw[0]); !slices.Contains(allowed, alg) {
		return nil, fmt.Errorf("the key of %s makes signatures of the kind %s, which do not belong here", k.name, alg)
	}
	if k.check, err = fnote.NewVerifier(s); err != nil {
		return nil, fmt.Errorf("the key of %s: %w", k.name, err)
	}
	// The libraries do not hold every key ID against its key.
	if fmt.Sprintf("%08x", k.check.KeyHash()) != parts[1] {
		return nil, fmt.Errorf("the key of %s has the ID %08x, not %s", k.name, k.check.KeyHash(), shorten(parts[1]))
	}
	return k, nil
}

// known are all keys of the policy. A key that is a log's and a witness's is
// one key.
func (p *Policy) known() note.Verifiers {
	all := slices.Clone(p.logs)
	for _, x := range p.parts {
		if x.witness != nil && !slices.ContainsFunc(all, func(k vkey) bool {
			return k.check.Name() == x.witness.check.Name() && k.check.KeyHash() == x.witness.check.KeyHash()
		}) {
			all = append(all, *x.witness)
		}
	}
	var out []note.Verifier
	for _, k := range all {
		out = append(out, k.check)
	}
	return note.VerifierList(out...)
}

// ErrQuorum says that a checkpoint is that of the log, but too few witnesses of
// the policy have cosigned it.
var ErrQuorum = errors.New("it has not been seen by the quorum")

// Verify reads a checkpoint that a log of the policy has signed and the quorum
// has seen. A signature of a known key that is wrong makes the whole wrong.
// Who of the quorum has seen it, [Policy.Cosignatures] tells.
func (p *Policy) Verify(signed []byte) (*Checkpoint, error) {
	c, sigs, err := p.verify(signed)
	if err != nil {
		return nil, fmt.Errorf("verify a checkpoint: %w", err)
	}
	if p.quorum != "" && !p.witnessed(p.quorum, sigs) {
		return nil, fmt.Errorf("verify a checkpoint: the log %s has signed it, but %w %q", c.Origin, ErrQuorum, p.quorum)
	}
	return c, nil
}

// VerifyLog reads a checkpoint that a log of the policy has signed, whoever has
// seen it. It is for those who are to bring it before the quorum.
func (p *Policy) VerifyLog(signed []byte) (*Checkpoint, error) {
	c, _, err := p.verify(signed)
	if err != nil {
		return nil, fmt.Errorf("verify a checkpoint: %w", err)
	}
	return c, nil
}

func (p *Policy) verify(signed []byte) (*Checkpoint, []note.Signature, error) {
	if len(p.logs) == 0 {
		return nil, nil, errors.New("the policy names no log")
	}
	if _, fault := signatureLines(signed); fault != nil {
		return nil, nil, fault
	}
	c, sigs, err := openNote(signed, p.known())
	if err != nil {
		return nil, nil, err
	}
	for _, k := range p.logs {
		// A trusted log speaks for itself only, so name and origin agree.
		if k.name == c.Origin && slices.ContainsFunc(sigs, k.made) {
			return c, sigs, nil
		}
	}
	return nil, nil, fmt.Errorf("no log of the policy has signed this checkpoint of %q", shorten(c.Origin))
}

func (p *Policy) witnessed(name string, sigs []note.Signature) bool {
	x := p.parts[name]
	if x.witness != nil {
		return slices.ContainsFunc(sigs, x.witness.made)
	}
	n := 0
	for _, m := range x.members {
		if p.witnessed(m, sigs) {
			n++
		}
	}
	return n >= x.need
}
