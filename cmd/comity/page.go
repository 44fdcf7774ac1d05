package main

import (
	"bufio"
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"unicode"
)

// page writes text for people: wrapped at a width in columns, with colour on
// a terminal. Errors of writing stay in w until it is flushed.
type page struct {
	w      *bufio.Writer
	width  int
	colour bool
}

const (
	bold = "1"
	dim  = "2"
)

func (p *page) styled(style, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func (p *page) line(s string) {
	_, _ = p.w.WriteString(strings.TrimRight(s, " ") + "\n")
}

func (p *page) blank() { p.line("") }

// heading stands above what follows, with an empty line before it.
func (p *page) heading(s string) {
	p.blank()
	for _, l := range wrap(s, p.width) {
		p.line(p.styled(bold, l))
	}
}

func (p *page) title(s string) {
	for _, l := range wrap(s, p.width) {
		p.line(p.styled(bold, l))
	}
}

// para writes a paragraph; lines after the first hang deeper.
func (p *page) para(indent, hang int, s string) {
	first := true
	for _, l := range wrap(s, max(p.width-indent-hang, 20)) {
		p.line(strings.Repeat(" ", indent) + l)
		if first {
			indent, first = indent+hang, false
		}
	}
}

// small writes what is read last: sources and notes.
func (p *page) small(indent int, s string) {
	for _, l := range wrap(s, max(p.width-indent, 20)) {
		p.line(strings.Repeat(" ", indent) + p.styled(dim, l))
	}
}

// wrap breaks a text at spaces into lines of at most so many columns. A word
// that is longer is broken where the line ends.
func wrap(s string, columns int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		n := columnsOf(word)
		if used > 0 && used+1+n <= columns {
			line, used = line+" "+word, used+1+n
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for n > columns {
			head, rest := cut(word, columns)
			if rest == "" {
				break // one character that is wider than the line
			}
			lines = append(lines, head)
			word, n = rest, columnsOf(rest)
		}
		line, used = word, n
	}
	return append(lines, line)
}

// cut parts a word after so many columns, and after one character at least.
func cut(word string, columns int) (head, rest string) {
	used := 0
	for i, r := range word {
		used += columnsOfRune(r)
		if used > columns && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

// columnsOf counts the columns that a text takes on a terminal.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// joined joins the parts that are not empty.
func joined(sep string, parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, sep)
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
