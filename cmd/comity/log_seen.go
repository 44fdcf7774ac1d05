package main

import (
	"fmt"
	"time"

	"github.com/comity-dev/comity/custody"
)

// seenBy is a witness that has cosigned a checkpoint.
type seenBy struct {
	Witness string    `json:"witness"` // its name in the policy
	Key     string    `json:"key"`     // the name of its key
	At      time.Time `json:"at"`
}

func (s seenBy) String() string {
	who := s.Witness
	if s.Key != s.Witness {
		who += " (" + s.Key + ")"
	}
	return fmt.Sprintf("seen by %s at %s", who, s.At.Format(time.RFC3339))
}

// seenOf are the witnesses of a checkpoint that are not the log itself.
func seenOf(p *custody.Policy, c *custody.Checkpoint) ([]seenBy, error) {
	all, err := p.Cosignatures(c.Signed)
	if err != nil {
		return nil, err
	}
	out := []seenBy{}
	for _, s := range all {
		if !s.Own {
			out = append(out, seenBy{s.Witness, s.Key, s.At})
		}
	}
	return out, nil
}
