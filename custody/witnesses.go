package custody

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	fnote "github.com/transparency-dev/formats/note"
)

// A PolicyWitness is a witness line of a policy.
type PolicyWitness struct {
	Name string // in the policy
	Key  string // the public key
	URL  string // the submission prefix; "" if the policy does not say
}

// Origins are the names of the logs that the policy trusts, each once.
func (p *Policy) Origins() []string {
	var out []string
	for _, k := range p.logs {
		if !slices.Contains(out, k.name) {
			out = append(out, k.name)
		}
	}
	return out
}

// Witnesses are those of the policy, by name. A log whose second key stands as
// a witness is among them.
func (p *Policy) Witnesses() []PolicyWitness {
	var out []PolicyWitness
	for _, name := range slices.Sorted(maps.Keys(p.parts)) {
		if x := p.parts[name]; x.witness != nil {
			out = append(out, PolicyWitness{name, x.witness.text, x.url})
		}
	}
	return out
}

// A Cosignature is the word of a witness that it has seen a checkpoint.
type Cosignature struct {
	Witness string // its name in the policy
	Key     string // the name of its key
	At      time.Time
	// Own says that the key is one of the log itself, which proves that both
	// of its keys have signed, but not that anyone else has seen it.
	Own bool
}

// Cosignatures verifies a checkpoint as [Policy.VerifyLog] does and tells which
// witnesses of the policy have seen it, by name.
func (p *Policy) Cosignatures(signed []byte) ([]Cosignature, error) {
	c, sigs, err := p.verify(signed)
	if err != nil {
		return nil, fmt.Errorf("verify a checkpoint: %w", err)
	}
	var out []Cosignature
	for _, name := range slices.Sorted(maps.Keys(p.parts)) {
		x := p.parts[name].witness
		if x == nil {
			continue
		}
		for _, s := range sigs {
			if !x.made(s) {
				continue
			}
			at, err := fnote.CoSigV1Timestamp(s)
			if err != nil {
				return nil, fmt.Errorf("verify a checkpoint: the cosignature of %s: %w", name, err)
			}
			out = append(out, Cosignature{name, x.name, at.UTC(), x.name == c.Origin})
		}
	}
	return out, nil
}

// OwnLines is the checkpoint with the signatures of the log alone. It is what a
// witness needs, however many others have cosigned.
func (c *Checkpoint) OwnLines() []byte {
	text, lines, _ := cutNote(c.Signed)
	var out strings.Builder
	out.WriteString(text + "\n")
	for line := range strings.Lines(lines) {
		if strings.HasPrefix(line, "— "+c.Origin+" ") {
			out.WriteString(line)
		}
	}
	return []byte(out.String())
}

// OwnCosigned reads a checkpoint under which a witness has kept its own
// cosignature, and when it was made last.
func OwnCosigned(signed []byte, keys []*Key) (*Checkpoint, time.Time, error) {
	var last time.Time
	c, sigs, err := openNote(signed, keyVerifiers(keys))
	if err != nil {
		return nil, last, fmt.Errorf("read a cosigned checkpoint: %w", err)
	}
	for _, s := range sigs {
		at, err := fnote.CoSigV1Timestamp(s)
		if err != nil {
			return nil, last, fmt.Errorf("read a cosigned checkpoint: %w", err)
		}
		if at.After(last) {
			last = at
		}
	}
	return c, last, nil
}
