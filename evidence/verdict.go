package evidence

import (
	"fmt"
	"slices"
	"sync"
)

const maxFindings = 100

// Depth is how far a check could look.
type Depth string

// How far a check could look.
const (
	DepthSealed Depth = "sealed" // the parts, without their content
	DepthOpened Depth = "opened" // the parts and their content
	DepthFolder Depth = "folder" // the content, opened earlier
)

// Verdict is the answer of a check.
type Verdict struct {
	// Proved is true if nothing was found wrong and the caller vouched for the
	// signer or for this seal. Everything else is detail.
	Proved bool `json:"proved"`
	// Whole is true if nothing was found wrong. Without a signer that someone
	// vouches for, anybody can make a whole bundle.
	Whole bool  `json:"whole"`
	Depth Depth `json:"depth"`

	Bundle      string    `json:"bundle,omitempty"`
	Digest      string    `json:"digest,omitempty"` // of the signed statement
	Signer      string    `json:"signer,omitempty"` // fingerprint of the key
	SignerKey   string    `json:"signer_key,omitempty"`
	Name        string    `json:"signer_name,omitempty"` // a claim
	Vouched     string    `json:"vouched,omitempty"`     // what the caller vouched by: key or digest
	ClaimedTime string    `json:"claimed_time,omitempty"`
	Recipients  []string  `json:"recipients,omitempty"`
	Parts       int       `json:"parts"`
	PartOctets  int64     `json:"part_octets"`
	Exhibits    int64     `json:"exhibits"` // as the statement says
	Octets      int64     `json:"octets"`
	Root        string    `json:"root,omitempty"`
	Findings    []Finding `json:"findings"`       // what is wrong
	More        int       `json:"more,omitempty"` // findings that are not listed

	Proves    []string `json:"proves"`
	NotProved []string `json:"not_proved"`

	mu sync.Mutex // findings come from the parts and from their content at once
}

// Finding is one thing that is wrong, and where.
type Finding struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

func (f Finding) String() string { return f.Where + ": " + f.What }

func (v *Verdict) wrong(where, format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.Findings) == maxFindings {
		v.More++
		return
	}
	v.Findings = append(v.Findings, Finding{where, fmt.Sprintf(format, args...)})
}

func (v *Verdict) whole() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.Findings) == 0
}

// Trust is whom or what the caller vouches for, from another channel than the
// bundle.
type Trust struct {
	Keys   []VerifyingKey // of signers
	Expect string         // the id of a bundle, or the digest of its statement
}

func (t Trust) check() error {
	hexDigest := len(t.Expect) == 71 && t.Expect[:7] == "sha256:" && hex64.MatchString(t.Expect[7:])
	if t.Expect == "" || hexDigest || hex32.MatchString(t.Expect) {
		return nil
	}
	return fmt.Errorf(`what is expected, %q, is neither the id of a bundle (32 hex digits) nor the digest of a statement ("sha256:" and 64)`, t.Expect)
}

// describe fills in what the statement says, and whether the caller vouches.
func (v *Verdict) describe(s *Statement, digest string, t Trust) {
	p := s.Predicate
	key, _ := ParseVerifyingKey(p.Signer.Key) // checked with the statement
	v.Bundle, v.Digest, v.Signer, v.SignerKey, v.Name = p.Bundle, digest, key.ID(), p.Signer.Key, p.Signer.Name
	v.ClaimedTime, v.Recipients, v.Root = p.Sealed, p.Recipients, p.Commitments.Root
	v.Exhibits, v.Octets, v.Parts = p.Commitments.Size, p.Bag.Octets, len(s.Subject)
	for _, x := range s.Subject {
		v.PartOctets += x.Annotations.Size
	}
	switch {
	case slices.Contains(t.Keys, key):
		v.Vouched = "key"
	case len(t.Keys) > 0:
		v.wrong(SealName, "it is signed by %s, which is none of the expected signers", v.Signer)
	case t.Expect == digest:
		v.Vouched = "digest"
	}
	if t.Expect != "" && t.Expect != digest && t.Expect != p.Bundle {
		v.wrong(SealName, "this is bundle %s with statement %s; expected was %s", p.Bundle, digest, t.Expect)
	}
}

// conclude says in words what the check showed.
func (v *Verdict) conclude() *Verdict {
	v.Whole = v.whole()
	v.Proved = v.Whole && v.Vouched != ""
	if v.Findings == nil {
		v.Findings = []Finding{}
	}
	v.Proves, v.NotProved = []string{}, []string{}
	if v.Whole {
		v.prove()
	} else {
		v.NotProved = append(v.NotProved, "that this is what was sealed: see the findings")
	}
	if v.Vouched == "" {
		v.NotProved = append(v.NotProved, "who sealed it: compare the fingerprint of the signer, or the digest of the statement, with one from another channel")
	}
	if v.Digest != "" {
		v.NotProved = append(v.NotProved, "since when it exists: the time is the signer's claim",
			"that what the records say of origin, legal basis, collector, tool and time is true: the signer vouches for it",
			"that only the listed recipients can read it: whoever has a key can pass on the content")
	}
	if v.Depth == DepthSealed {
		v.NotProved = append(v.NotProved, "anything about the content: it was not opened")
	}
	return v
}

func (v *Verdict) prove() {
	who := "whoever holds the key " + v.Signer
	if v.Depth != DepthFolder {
		v.Proves = append(v.Proves, fmt.Sprintf("every part is there (%d), in order, and every byte is as %s signed it", v.Parts, who))
	}
	if v.Depth != DepthSealed {
		v.Proves = append(v.Proves, fmt.Sprintf("the %d exhibits, %d bytes, with their names and records, are those that %s committed to, and nothing is missing or added",
			v.Exhibits, v.Octets, who))
	}
	switch v.Vouched {
	case "key":
		v.Proves = append(v.Proves, "the signer is one that you named")
	case "digest":
		v.Proves = append(v.Proves, "it is the very statement whose digest you gave")
	}
}
