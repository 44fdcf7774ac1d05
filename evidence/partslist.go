package evidence

import (
	"fmt"
	"strings"
)

// PartsName is the file that lists the parts, in the form of sha256sum.
const PartsName = "parts-sha256.txt"

const (
	maxPartsList = 64 << 20
	partLine     = 64 + 2 + len("part-00000000.age") + 1
)

// PartName is the name of the part with this number, from 1.
func PartName(n int) string { return fmt.Sprintf("part-%08d.age", n) }

// Part is one sealed file.
type Part struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// partsList is the text of the list.
func partsList(made []Sealed) string {
	var b strings.Builder
	for _, p := range made {
		b.WriteString(manifestLine(p.SHA256, p.Name))
	}
	return b.String()
}

// ParseParts reads the list of the parts in its one form.
func ParseParts(text string) ([]Part, error) {
	if len(text) == 0 || len(text)%partLine != 0 {
		return nil, fmt.Errorf("%d bytes are not one or more lines of %d", len(text), partLine)
	}
	parts := make([]Part, 0, len(text)/partLine)
	for line := range strings.Lines(text) {
		want := PartName(len(parts) + 1)
		digest, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !hex64.MatchString(digest) || name != want {
			return nil, fmt.Errorf("line %d is not the SHA-256 of %s in lower-case hex, two spaces and the name", len(parts)+1, want)
		}
		parts = append(parts, Part{want, digest})
	}
	return parts, nil
}
