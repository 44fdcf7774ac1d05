package custody

import (
	"errors"
	"fmt"
	"io/fs"
	"math"

	tdproof "github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/tlog"
)

// maxProof is more than any proof: 63 hashes, the checkpoint, and extra data
// that nobody relies on.
const maxProof = 1 << 18

// A Place is where a proof has shown an entry to be.
type Place struct {
	Index      Index
	Checkpoint Checkpoint
}

// Prove makes a proof, a c2sp.org/tlog-proof@v1 file, that an entry is in the
// log at this index. The checkpoint is one that [Read] gave for the log.
func Prove(fsys fs.FS, c *Checkpoint, at Index) ([]byte, error) {
	if at < 0 || int64(at) >= c.Size {
		return nil, fmt.Errorf("prove an entry: the log has %d entries, and none at %d", c.Size, at)
	}
	path, err := tlog.ProveRecord(c.Size, int64(at), verified(fsys, *c))
	if err != nil {
		return nil, fmt.Errorf("prove entry %d: %w", at, err)
	}
	p := tdproof.TLogProof{Index: uint64(at), Checkpoint: c.Signed}
	for _, h := range path {
		p.Hashes = append(p.Hashes, h)
	}
	return p.Marshal(), nil
}

// Verify holds a proof against a policy: the entry is in a log that the policy
// trusts, at that place.
func Verify(proof []byte, entry Commitment, p *Policy) (*Place, error) {
	place, err := verifyProof(proof, entry, p)
	if err != nil {
		return nil, fmt.Errorf("verify a proof: %w", err)
	}
	return place, nil
}

func verifyProof(text []byte, entry Commitment, p *Policy) (*Place, error) {
	proof, err := parseProof(text)
	if err != nil {
		return nil, err
	}
	c, err := p.Verify(proof.Checkpoint)
	if err != nil {
		return nil, err
	}
	path := make(tlog.RecordProof, len(proof.Hashes))
	for i, h := range proof.Hashes {
		path[i] = h
	}
	at := int64(proof.Index)
	if at >= c.Size {
		return nil, fmt.Errorf("the log has %d entries, and none at %d", c.Size, at)
	}
	if err := tlog.CheckRecord(path, c.Size, c.Root, at, entry.LeafHash()); err != nil {
		return nil, errors.New("it does not show this entry: the opening, the index or the path is another one")
	}
	return &Place{Index(at), *c}, nil
}

// parseProof reads a proof of one spelling.
func parseProof(text []byte) (*tdproof.TLogProof, error) {
	if len(text) > maxProof {
		return nil, fmt.Errorf("%d bytes, %d are allowed", len(text), maxProof)
	}
	var p tdproof.TLogProof
	if err := p.Unmarshal(text); err != nil {
		return nil, err
	}
	if i := differ(p.Marshal(), text); i >= 0 { // line ends, zeros and Base64 that the reader forgives
		return nil, fmt.Errorf("byte %d is not as tlog-proof writes it", i)
	}
	if p.Index > math.MaxInt64 {
		return nil, fmt.Errorf("no log has an entry %d", p.Index)
	}
	return &p, nil
}
