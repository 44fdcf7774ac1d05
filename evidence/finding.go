package evidence

import (
	"errors"
	"fmt"
)

// Code names a kind of finding or of point, so that it can be told in any
// language. The codes and their arguments are in the specification, section 12.
type Code string

// What can be wrong with a bundle.
const (
	codeNoSeal     Code = "no-seal"
	codeSeal       Code = "seal"          // why
	codeSigner     Code = "other-signer"  // fingerprint
	codeExpected   Code = "not-expected"  // id, digest, what was expected
	codeForeign    Code = "foreign"       // does not belong here
	codeNotPlain   Code = "not-plain"     // a link, a folder, a device
	codeUnlistable Code = "unlistable"    // why
	codeMissing    Code = "missing"       // is not there
	codeUnreadable Code = "unreadable"    // why
	codeChanged    Code = "changed"       // digest found, digest signed
	codeReaders    Code = "readers"       // found, of another kind, in the statement
	codeDamaged    Code = "damaged"       // why
	codeNoBag      Code = "no-bag"        // no declaration of BagIt 1.0
	codeForm       Code = "form"          // why
	codeInfo       Code = "info"          // what it should be
	codeCount      Code = "count"         // exhibits found, committed to
	codeOctets     Code = "octets"        // bytes found, file, bytes stated
	codeLine       Code = "line"          // number, why
	codeDigest     Code = "digest"        // found, line, file, listed
	codeRecord     Code = "record"        // size, digest, line, file, and as recorded
	codeRoot       Code = "root"          // number, root; the same as signed
	codeTagList    Code = "tag-manifest"  // digest found, signed
	codeTagFile    Code = "tag-file"      // digest found, file, digest listed
	codeTagForm    Code = "tag-form"      // of a tag manifest
	codeListedOnly Code = "listed-only"   // file that lists it
	codeUnlisted   Code = "unlisted"      // file that does not
	codeNoProof    Code = "no-proof"      // of a custody entry
	codeNoEntry    Code = "no-entry"      // a proof alone
	codeLog        Code = "log"           // why a log does not prove it
	codeStranger   Code = "stranger"      // digest of an exhibit that is not there
	codeOtherSeal  Code = "other-seal"    // digest, kind; and as they should be
	codeStamp      Code = "stamp"         // why
	codeSource     Code = "source"        // why
	codeUnneeded   Code = "unneeded"      // leaf hash
	codeRequest    Code = "other-request" // reference, the expected one
	codeAnnounced  Code = "announced"     // kind of proof that is not there
	codeManifest   Code = "manifest"      // number of exhibits
)

// Finding is one thing that is wrong, and where.
type Finding struct {
	Code  Code     `json:"code"`
	Where string   `json:"where"`
	What  string   `json:"what"`
	Args  []string `json:"args,omitempty"` // the figures and names in what
}

func (f Finding) String() string { return f.Where + ": " + f.What }

// Point is one thing that a check has proved, or has not.
type Point struct {
	Code Code     `json:"code"`
	Text string   `json:"text"`
	Args []string `json:"args,omitempty"`
}

func (p Point) String() string { return p.Text }

// flaw is a finding whose place is not known yet.
type flaw struct {
	code Code
	what string
	args []string
}

func (f *flaw) Error() string { return f.what }

func flawed(code Code, format string, args ...any) *flaw {
	return &flaw{code, fmt.Sprintf(format, args...), texts(args)}
}

func point(code Code, format string, args ...any) Point {
	return Point{code, fmt.Sprintf(format, args...), texts(args)}
}

func texts(args []any) []string {
	var out []string
	for _, a := range args {
		out = append(out, fmt.Sprint(a))
	}
	return out
}

func (v *Verdict) wrong(code Code, where, format string, args ...any) {
	v.find(where, flawed(code, format, args...))
}

func (v *Verdict) find(where string, f *flaw) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.Findings) == maxFindings {
		v.More++
		return
	}
	v.Findings = append(v.Findings, Finding{f.code, where, f.what, f.args})
}

// fail sorts an error into a finding or trouble outside.
func (v *Verdict) fail(where string, err error) error {
	var o outside
	var f *flaw
	switch {
	case err == nil:
	case errors.As(err, &o):
		return o.error
	case errors.As(err, &f) && err.Error() == f.what:
		v.find(where, f)
	default:
		v.wrong(codeDamaged, where, "%v", err)
	}
	return nil
}

func (v *Verdict) whole() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.Findings) == 0
}

// count is the number of findings so far.
func (v *Verdict) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.Findings) + v.More
}
