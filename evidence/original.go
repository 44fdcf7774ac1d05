package evidence

import (
	"fmt"
	"strings"
	"unicode"
)

// Original writes the name that a file had where it came from, as a record keeps
// it: as it is, or as a JSON string if it has characters that a text may not have,
// or begins with a quotation mark itself.
func Original(name string) string {
	if checkText(name) == nil && !strings.HasPrefix(name, `"`) {
		return name
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range name {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
