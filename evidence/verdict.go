package evidence

import (
	"fmt"
	"slices"
	"strings"
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

	Bundle      string   `json:"bundle,omitempty"`
	Digest      string   `json:"digest,omitempty"` // of the signed statement
	Signer      string   `json:"signer,omitempty"` // fingerprint of the key
	SignerKey   string   `json:"signer_key,omitempty"`
	Name        string   `json:"signer_name,omitempty"` // a claim
	Vouched     string   `json:"vouched,omitempty"`     // what the caller vouched by: key or digest
	ClaimedTime string   `json:"claimed_time,omitempty"`
	Recipients  []string `json:"recipients,omitempty"`
	Parts       int      `json:"parts"`
	PartOctets  int64    `json:"part_octets"`
	Exhibits    int64    `json:"exhibits"`         // as the statement says
	Octets      int64    `json:"octets,omitempty"` // of the exhibits, if they were looked at
	Root        string   `json:"root,omitempty"`
	// Seal is the custody entry of the seal itself, if it lies beside it.
	Seal   *CustodyEntry `json:"seal,omitempty"`
	Stamps []SealStamp   `json:"stamps,omitempty"`
	// Custody is who held what and when, up to sealing, as the entries inside say.
	Custody []CustodyEntry `json:"custody,omitempty"`
	// Source is the other sealed set that exhibits come from.
	Source   *SourceVerdict `json:"source,omitempty"`
	Findings []Finding      `json:"findings"`       // what is wrong
	More     int            `json:"more,omitempty"` // findings that are not listed

	Proves    []Point `json:"proves"`
	NotProved []Point `json:"not_proved"`

	trust Trust
	mu    sync.Mutex // findings come from the parts and from their content at once
}

// Trust is whom or what the caller vouches for, from another channel than the
// bundle.
type Trust struct {
	Keys   []VerifyingKey // of signers
	Expect string         // the id of a bundle, or the digest of its statement
	// Request is the reference that the bundle must bear, of the request that it
	// answers. It stands inside the seal.
	Request string
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
	v.trust = t
	p := s.Predicate
	key, _ := ParseVerifyingKey(p.Signer.Key) // checked with the statement
	v.Bundle, v.Digest, v.Signer, v.SignerKey, v.Name = p.Bundle, digest, key.ID(), p.Signer.Key, p.Signer.Name
	v.ClaimedTime, v.Recipients, v.Root = p.Sealed, p.Recipients, p.Commitments.Root
	v.Exhibits = p.Commitments.Size
	switch {
	case slices.Contains(t.Keys, key):
		v.Vouched = "key"
	case len(t.Keys) > 0:
		v.wrong(codeSigner, SealName, "it is signed by %s, which is none of the expected signers", v.Signer)
	case t.Expect == digest:
		v.Vouched = "digest"
	}
	if t.Expect != "" && t.Expect != digest && t.Expect != p.Bundle {
		v.wrong(codeExpected, SealName, "this is bundle %s with statement %s; expected was %s", p.Bundle, digest, t.Expect)
	}
}

// conclude says in words what the check showed, or passes on why there was none.
func (v *Verdict) conclude(err error) (*Verdict, error) {
	if err != nil {
		return nil, err
	}
	v.Whole = v.whole()
	v.Proved = v.Whole && v.Vouched != ""
	if v.Findings == nil {
		v.Findings = []Finding{}
	}
	v.Proves, v.NotProved = []Point{}, []Point{}
	if v.Whole {
		v.prove()
	} else {
		v.not("what-was-sealed", "that this is what was sealed: see the findings")
	}
	if v.Vouched == "" {
		v.not("who", "who sealed it: compare the fingerprint of the signer, or the digest of the statement, with one from another channel")
	}
	if v.Digest != "" {
		v.tellTime()
		v.not("records-true", "that what the records say of origin, legal basis, collector, tool and time is true: the signer vouches for it")
		v.not("readers-only", "that only the listed recipients can read it: whoever has a key can pass on the content")
	}
	v.tellCustody()
	v.tellSource()
	v.tellWhich()
	if v.Depth == DepthSealed {
		v.not("content", "anything about the content: it was not opened")
	}
	return v, nil
}

// tellWhich says what there was to tell this bundle from an older one.
func (v *Verdict) tellWhich() {
	t := v.trust
	if v.Whole && t.Expect != "" {
		v.yes("expected", "it is the bundle that you expected: %s", t.Expect)
	}
	if v.Whole && t.Request != "" && v.Depth != DepthSealed {
		v.yes("request", "it bears the reference %q, of the request that you named", t.Request)
	}
	switch {
	case v.Digest == "" || t.Expect != "":
	case t.Request != "" && v.Depth == DepthSealed:
		v.not("request-inside", "that it bears the reference %q: that stands inside the seal, which was not opened", t.Request)
	case t.Request == "":
		v.not("which", "that it is the bundle you were to get, and not another one of the same signer: its id, its digest or the request that it answers would tell")
	}
}

// tellTime says since when the seal exists, on the word of others than its signer.
func (v *Verdict) tellTime() {
	known := false
	for _, s := range v.Stamps {
		if v.Whole && s.Anchored {
			known = true
			v.yes("stamped", "the seal existed at %s: %s stamped it", formatTime(s.Latest), s.TSA)
		} else if !s.Anchored {
			v.not("stamp-root", "that the time stamp of %s (%s) is worth anything: give the root certificate of a time stamper that you trust",
				formatTime(s.Time), s.TSA)
		}
	}
	if s := v.Seal; v.Whole && s != nil && len(s.Witnesses) > 0 {
		known = true
		v.yes("witnessed", "the log with the seal existed at %s: %s saw it", formatTime(*s.Witnessed), strings.Join(s.Witnesses, ", "))
	}
	if !known {
		v.not("since-when", "since when it exists: the time is the signer's claim")
	}
}

// tellCustody says what the custody entries prove.
func (v *Verdict) tellCustody() {
	proved := 0
	for _, e := range v.Custody {
		if e.Proved {
			proved++
		}
	}
	if v.Whole && proved > 0 {
		v.yes("custody", "%d custody entries stand in a log that you trust, as they are shown", proved)
	}
	if v.Whole && v.Seal != nil && v.Seal.Proved {
		v.yes("seal-logged", "the seal is entry %d of the log %s, which you trust", v.Seal.Index, v.Seal.Log)
	}
	if n := len(v.Custody) - proved; n > 0 {
		v.not("custody-log", "that %d custody entries stand in a log: name the logs that you trust in a policy", n)
	}
	if v.Seal != nil && !v.Seal.Proved {
		v.not("seal-log", "that the seal stands in a log: name the logs that you trust in a policy")
	}
	if g := gaps(v.Custody); len(g) > 0 {
		v.not("custody-gap", "what happened before the first entry shown, or between two of them, for %d exhibits, the first with digest sha256:%s", len(g), g[0])
	}
	if len(v.Custody) > 0 || v.Seal != nil {
		v.not("custody-true", "that what the custody entries say happened: their actors vouch for it")
	}
}

// tellSource says what is proved of the set that exhibits come from.
func (v *Verdict) tellSource() {
	s := v.Source
	if s == nil || !v.Whole {
		return
	}
	if s.Same > 0 {
		v.yes("source", "exhibits here that are, byte for byte, in the set of %[2]d that whoever holds the key %[3]s sealed as %[4]s: %[1]d", s.Same, s.Exhibits, s.Signer, s.Digest)
	}
	if s.Origins > 0 {
		v.yes("source-origins", "exhibits in the set of %[2]d that whoever holds the key %[3]s sealed as %[4]s, which exhibits here are said to be made from: %[1]d",
			s.Origins, s.Exhibits, s.Signer, s.Digest)
	}
	if s.Vouched {
		v.yes("source-signer-named", "the signer of that set is one that you named")
	} else {
		v.not("source-signer", "who sealed that set: compare the fingerprint of its signer with one from another channel")
	}
	if others := v.Exhibits - s.Same; others > 0 {
		v.not("source-others", "that all exhibits here are in that set: %d are new, or were made from something in it", others)
	}
	v.not("source-rest", "what else is in that set: only some of it was handed over")
}

func (v *Verdict) not(code Code, format string, args ...any) {
	v.NotProved = append(v.NotProved, point(code, format, args...))
}

func (v *Verdict) yes(code Code, format string, args ...any) {
	v.Proves = append(v.Proves, point(code, format, args...))
}

func (v *Verdict) prove() {
	if v.Depth != DepthFolder {
		v.yes("parts", "every part is there (%d), in order, and every byte is as whoever holds the key %s signed it", v.Parts, v.Signer)
	}
	if v.Depth != DepthSealed {
		v.yes("exhibits", "the %d exhibits, %d bytes, with their names and records, are those that whoever holds the key %s committed to, "+
			"and nothing is missing or added", v.Exhibits, v.Octets, v.Signer)
	}
	switch v.Vouched {
	case "key":
		v.yes("signer-named", "the signer is one that you named")
	case "digest":
		v.yes("digest-given", "it is the very statement whose digest you gave")
	}
}
