package bagit

import "fmt"

// A Finding is why a bag is not valid, or a warning of what may go wrong with it.
type Finding struct {
	Code  string `json:"code"`           // one of the constants below, for programs
	Where string `json:"where"`          // a file of the bag
	Line  int    `json:"line,omitempty"` // in that file, from 1
	What  string `json:"what"`
}

func (f Finding) String() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s, line %d: %s", f.Where, f.Line, f.What)
	}
	return f.Where + ": " + f.What
}

// The codes of findings and warnings.
const (
	CodeDigest    = "digest"    // a file differs from what a manifest states: not valid, though perhaps complete
	CodeMissing   = "missing"   // a listed or required file is not there
	CodeUnfetched = "unfetched" // it is to be fetched from elsewhere, which is never done
	CodeUnlisted  = "unlisted"  // a payload file that a manifest should list
	CodeTwice     = "twice"     // listed more than once
	CodeForm      = "form"      // a tag file that differs from its form
	CodePath      = "path"      // a name that leads out of its place
	CodeName      = "name"      // a name that some systems hold differently
	CodeKind      = "kind"      // a link, a device: no plain file
	CodeOxum      = "oxum"      // Payload-Oxum differs from what is there
	CodeAlgorithm = "algorithm" // not known, or too weak to prove anything
	CodeEncoding  = "encoding"  // of the tag files: not known, or not kept
	CodeVersion   = "version"   // not known
	CodeSystem    = "system"    // a file that an operating system left behind
)

// Field is one entry of bag-info.txt; labels may be repeated.
type Field struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Algorithm is one that the manifests use.
type Algorithm struct {
	Name   string `json:"name"`
	Strong bool   `json:"strong"` // nobody is known to have made two files with one digest
}

// Report says what a bag is.
type Report struct {
	Version    string      `json:"version,omitempty"` // as bagit.txt states it
	Encoding   string      `json:"encoding,omitempty"`
	Complete   bool        `json:"complete"`
	Valid      bool        `json:"valid"`
	Files      int64       `json:"files"`  // in data/
	Octets     int64       `json:"octets"` // of them
	Unfetched  int64       `json:"unfetched,omitempty"`
	Algorithms []Algorithm `json:"algorithms,omitempty"` // of the payload manifests
	Info       []Field     `json:"info,omitempty"`

	Findings     []Finding `json:"findings,omitempty"`
	More         int       `json:"more,omitempty"` // findings that are not listed
	Warnings     []Finding `json:"warnings,omitempty"`
	MoreWarnings int       `json:"more_warnings,omitempty"`

	incomplete bool // some finding is not about a digest
}

const maxFindings = 1000

func (r *Report) wrong(code, where string, line int, format string, args ...any) {
	r.incomplete = r.incomplete || code != CodeDigest
	if len(r.Findings) >= maxFindings {
		r.More++
		return
	}
	r.Findings = append(r.Findings, Finding{code, where, line, fmt.Sprintf(format, args...)})
}

func (r *Report) warn(code, where string, line int, format string, args ...any) {
	if len(r.Warnings) >= maxFindings {
		r.MoreWarnings++
		return
	}
	r.Warnings = append(r.Warnings, Finding{code, where, line, fmt.Sprintf(format, args...)})
}

// judge makes it a finding if serious, else a warning.
func (r *Report) judge(serious bool, code, where string, line int, format string, args ...any) {
	if serious {
		r.wrong(code, where, line, format, args...)
		return
	}
	r.warn(code, where, line, format, args...)
}

func (r *Report) conclude() {
	r.Complete = !r.incomplete
	r.Valid = len(r.Findings) == 0
}
