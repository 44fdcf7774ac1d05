package evidence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// Claim is a digest that an exhibit carries itself or came with: of a disk image,
// as its container records it, or of a file, as a checksum file beside it says.
type Claim struct {
	Algorithm string `json:"algorithm"` // md5, sha1, sha256, crc32, …
	By        string `json:"by"`        // who or what claims it: "E01 hash section"
	Result    Result `json:"result"`
	Value     string `json:"value"` // hex
}

// Result is what became of a claim at sealing.
type Result string

// What became of a claim at sealing.
const (
	Matches   Result = "matches"   // it was computed again and is the same
	Differs   Result = "differs"   // it was computed again and is another
	Unchecked Result = "unchecked" // nobody computed it again
)

// Derived says that an exhibit was made from others.
type Derived struct {
	How     How      `json:"how"`
	Sources []string `json:"sources"` // leaf hashes of their records, hex, ascending
}

// How is the way in which an exhibit was made from others.
type How string

// How exhibits are made from others.
const (
	WorkingCopy How = "working-copy" // the same bytes
	Extraction  How = "extraction"   // a part, taken out
	Redaction   How = "redaction"    // a part, made unreadable
	Translation How = "translation"  // the same in another language
	Conversion  How = "conversion"   // the same in another form
)

// Ways are all of them.
func Ways() []How { return []How{WorkingCopy, Extraction, Redaction, Translation, Conversion} }

const (
	maxClaims  = 64
	maxSources = 256
)

var (
	algorithmForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)
	hexForm       = regexp.MustCompile(`^([0-9a-f]{2}){2,128}$`)
)

func (c Claim) check() error {
	switch {
	case !algorithmForm.MatchString(c.Algorithm):
		return fmt.Errorf("%q is no name of an algorithm such as md5", c.Algorithm)
	case c.By == "":
		return errors.New("it does not say by whom")
	case c.Result != Matches && c.Result != Differs && c.Result != Unchecked:
		return fmt.Errorf("the result %q is not matches, differs or unchecked", c.Result)
	case !hexForm.MatchString(c.Value):
		return errors.New("the value is not 2 to 128 bytes in lower-case hex")
	}
	return checkText(c.By)
}

func (d *Derived) check() error {
	switch {
	case !slices.Contains(Ways(), d.How):
		return fmt.Errorf("%q is not one of %q", d.How, Ways())
	case len(d.Sources) == 0 || len(d.Sources) > maxSources:
		return fmt.Errorf("it has 1 to %d sources, here are %d", maxSources, len(d.Sources))
	case !slices.IsSorted(d.Sources) || len(slices.Compact(slices.Clone(d.Sources))) != len(d.Sources):
		return errors.New("the sources are not in ascending order, or one is there twice")
	}
	for _, s := range d.Sources {
		if !hex64.MatchString(s) {
			return errors.New("a source is not 32 bytes in lower-case hex")
		}
	}
	return nil
}
