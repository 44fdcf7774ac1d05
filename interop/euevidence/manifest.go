package euevidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"
	"unicode"
	"unicode/utf8"
)

// Format names this form of the manifest.
const Format = "https://comity.dev/evidence/eu-manifest/v1"

const maxText = 4096

// Manifest has the fields that the regulation asks for, and the name of its form.
// Texts have 1 to 4096 bytes of UTF-8 without control characters.
type Manifest struct {
	Format    string `json:"format"`
	Sender    string `json:"sender"`
	Recipient string `json:"recipient"`
	Order     string `json:"order"` // reference of the order that it answers
	// At is when it was sent, or made available: RFC 3339, UTC, whole seconds.
	At    string `json:"at"`
	Means string `json:"means"` // by which it was sent or made available
	// AvailableUntil is the last day on which it can be fetched, in UTC. Empty: it was sent.
	AvailableUntil string `json:"available_until,omitempty"`
	// Extension is the issuing authority's request for a longer time, if there is one.
	Extension string `json:"extension,omitempty"`
	Files     []File `json:"files"`
}

// File is one file of the evidence.
type File struct {
	Name    string   `json:"name"` // the full name, with folders
	Size    int64    `json:"size"` // in bytes
	Digests []Digest `json:"digests"`
}

// Digest is a cryptographic hash of a file.
type Digest struct {
	Algorithm string `json:"algorithm"` // SHA-512, SHA-256
	Value     string `json:"value"`     // hex
}

// New fills in the name of the form and checks everything. Its error says which
// field is wrong, and what the rule is.
func New(m Manifest) (*Manifest, error) {
	m.Format = Format
	for _, f := range []struct{ name, text string }{{"sender", m.Sender}, {"recipient", m.Recipient},
		{"order", m.Order}, {"means", m.Means}} {
		if err := checkText(f.text); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	at, err := time.Parse(time.RFC3339, m.At)
	if err != nil || at.UTC().Format(time.RFC3339) != m.At {
		return nil, fmt.Errorf("at: %q is no time in UTC such as 2026-11-23T12:00:00Z", m.At)
	}
	if m.AvailableUntil != "" {
		if err := checkPeriod(at, m.AvailableUntil, m.Extension); err != nil {
			return nil, fmt.Errorf("available_until: %w", err)
		}
	} else if m.Extension != "" {
		return nil, errors.New("extension: it extends the time for fetching, and there is none: say available_until too")
	}
	return &m, checkFiles(m.Files)
}

func checkText(s string) error {
	switch {
	case s == "":
		return errors.New("it is empty, and the manifest must state it")
	case len(s) > maxText:
		return fmt.Errorf("it is longer than %d bytes", maxText)
	case !utf8.ValidString(s):
		return errors.New("it is not UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) || r == 0x2028 || r == 0x2029 {
			return fmt.Errorf("it has the control character %U", r)
		}
	}
	return nil
}

var hexForm = regexp.MustCompile(`^([0-9a-f]{2}){32,64}$`)

func checkFiles(list []File) error {
	if len(list) == 0 {
		return errors.New("files: there is none: a manifest is of some evidence")
	}
	for i, f := range list {
		strong := false
		for _, d := range f.Digests {
			strong = strong || d.Algorithm != "" && hexForm.MatchString(d.Value)
		}
		if err := checkText(f.Name); err != nil || f.Size < 0 || !strong {
			return fmt.Errorf("files[%d] (%q): it needs a name, a size and at least one strong digest with its algorithm", i, f.Name)
		}
	}
	return nil
}

// Octets is the size of all files.
func (m *Manifest) Octets() int64 {
	var n int64
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

// JSON is the manifest for programs, with two spaces of indent and a line feed.
func (m *Manifest) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}
