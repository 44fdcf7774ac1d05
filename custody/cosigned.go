package custody

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// ErrMoved says that the checkpoint in force is another one by now.
var ErrMoved = errors.New("the log has another checkpoint by now: ask the witnesses anew")

// AddCosignatures puts signature lines of witnesses under the checkpoint in
// force and returns it when it is on disk. Lines of keys that are no witness of
// the policy are left out; a newer line of the same key takes the place of an
// older one. The checkpoint keeps its size and root; if it has others by now,
// the error is [ErrMoved].
func (l *Log) AddCosignatures(c *Checkpoint, lines []byte, p *Policy) (Checkpoint, error) {
	l.token <- struct{}{}
	defer func() { <-l.token }()
	head, err := l.addCosignatures(c, lines, p)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("add cosignatures: %w", err)
	}
	return head, nil
}

func (l *Log) addCosignatures(c *Checkpoint, lines []byte, p *Policy) (Checkpoint, error) {
	if l.broken != nil {
		return Checkpoint{}, l.broken
	}
	if c.Origin != l.head.Origin || c.Size != l.head.Size || c.Root != l.head.Root {
		return Checkpoint{}, ErrMoved
	}
	signed, err := p.AddCosignatures(l.head.Signed, lines)
	if err != nil {
		return Checkpoint{}, err
	}
	if string(signed) == string(l.head.Signed) {
		return l.head, nil
	}
	if err := replaceCheckpoint(l.dir, signed); err != nil {
		l.broken = err // a failed sync may have dropped what it could not write
		return Checkpoint{}, err
	}
	l.head.Signed = signed
	return l.head, nil
}

// AddCosignatures gives the checkpoint with the lines of witnesses under it, as
// [Log.AddCosignatures] does for a log.
func (p *Policy) AddCosignatures(signed, lines []byte) ([]byte, error) {
	fresh, err := p.witnessLines(signed, lines)
	if err != nil {
		return nil, err
	}
	text, old, _ := cutNote(signed)
	var out strings.Builder
	out.WriteString(text + "\n")
	for line := range strings.Lines(old) {
		s := signatureOf(line)
		if !slices.ContainsFunc(fresh, func(f note.Signature) bool { return f.Name == s.Name && f.Hash == s.Hash }) {
			out.WriteString(line)
		}
	}
	out.WriteString(linesOf(fresh))
	if out.Len() > MaxCheckpoint {
		return nil, fmt.Errorf("with these cosignatures the checkpoint has %d bytes, %d are allowed", out.Len(), MaxCheckpoint)
	}
	if _, err := p.VerifyLog([]byte(out.String())); err != nil {
		return nil, err
	}
	return []byte(out.String()), nil
}

// WitnessLines verifies signature lines over the text of a checkpoint and gives
// those that are by witnesses of the policy, each key once.
func (p *Policy) WitnessLines(signed, lines []byte) ([]byte, error) {
	sigs, err := p.witnessLines(signed, lines)
	if err != nil {
		return nil, err
	}
	return []byte(linesOf(sigs)), nil
}

func linesOf(sigs []note.Signature) string {
	var out strings.Builder
	for _, s := range sigs {
		out.WriteString("— " + s.Name + " " + s.Base64 + "\n")
	}
	return out.String()
}

// witnessLines verifies the lines of witnesses over the text of a checkpoint.
func (p *Policy) witnessLines(signed, lines []byte) ([]note.Signature, error) {
	text, _, ok := cutNote(signed)
	if !ok || len(lines) > MaxCheckpoint {
		return nil, errors.New("no checkpoint, or too many lines")
	}
	var keys []note.Verifier
	for _, x := range p.parts {
		if x.witness != nil {
			keys = append(keys, x.witness.check)
		}
	}
	n, err := note.Open([]byte(text+"\n"+string(lines)), note.VerifierList(keys...))
	var unknown *note.UnverifiedNoteError
	switch {
	case errors.As(err, &unknown):
		return nil, errors.New("none of the lines is by a witness of the policy")
	case err != nil:
		return nil, err
	}
	for _, s := range n.Sigs {
		if at, err := fnote.CoSigV1Timestamp(s); err != nil || at.Unix() <= 0 {
			return nil, fmt.Errorf("the cosignature of %s has no time", s.Name)
		}
	}
	return n.Sigs, nil
}

// signatureOf reads by whom a signature line is.
func signatureOf(line string) note.Signature {
	k, _ := readSignatureKey(strings.TrimSuffix(line, "\n")) // a line that cannot be read is of no key
	return note.Signature{Name: k.name, Hash: k.id}
}
