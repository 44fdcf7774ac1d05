package words

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// columns is the width of a text on a terminal: wide characters take two
// columns, combining ones none.
func columns(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			n++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		n += runeColumns(r)
		i += size
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r < 0x300 || r >= 0x2010 && r <= 0x27bf: // Latin, and the shapes used here
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wrap calls line for each line of a text, none wider than limit. It breaks at
// spaces, between wide characters, and inside a word that is too long.
func wrap(s string, limit int, line func(string)) {
	start, used := 0, 0   // of the line
	brk, brkUsed := -1, 0 // last place to break, and the columns up to it
	after := 0            // where the text goes on after that break
	for i := 0; i < len(s); {
		r, size, w := rune(s[i]), 1, 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			w = runeColumns(r)
		}
		if r == ' ' {
			brk, brkUsed, after = i, used+1, i+1
		} else if w == 2 && i > start {
			brk, brkUsed, after = i, used, i
		}
		if used+w > limit && r != ' ' {
			if brk <= start {
				brk, brkUsed, after = i, used, i
			}
			line(s[start:brk])
			start, used, brk = after, used-brkUsed, -1
		}
		used += w
		i += size
	}
	line(s[start:])
}
