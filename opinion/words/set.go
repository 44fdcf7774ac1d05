package words

import (
	"github.com/comity-dev/comity/opinion"
)

// style is how a run of text looks where colour is wanted.
type style struct {
	bold, dim bool
	color     string // ANSI
}

const (
	green, amber, red = "32", "33", "31"
)

func outcomeStyle(code string) style {
	switch code {
	case opinion.Available:
		return style{color: green}
	case opinion.Unavailable:
		return style{color: red}
	}
	return style{color: amber}
}

func markStyle(mark string) style {
	switch mark {
	case shapeMet, shapeAvailable:
		return style{color: green}
	case shapeMissing, shapeClosed:
		return style{color: red}
	}
	return style{color: amber}
}

func (t *text) raw(s string) { t.out = append(t.out, s...) }

func (t *text) end() { t.out = append(t.out, '\n') }

const spaces = "                                                                                                    "

func (t *text) pad(n int) {
	for ; n > len(spaces); n -= len(spaces) {
		t.raw(spaces)
	}
	if n > 0 {
		t.raw(spaces[:n])
	}
}

// style writes a run in a style.
func (t *text) style(s style, run string) {
	if !t.color || run == "" {
		t.raw(run)
		return
	}
	if s.bold {
		t.raw("\x1b[1m")
	}
	if s.dim {
		t.raw("\x1b[2m")
	}
	if s.color != "" {
		t.raw("\x1b[" + s.color + "m")
	}
	t.raw(run)
	t.raw("\x1b[0m")
}

// dimmed sets a paragraph that stands back.
func (t *text) dimmed(s string) {
	wrap(s, t.width, func(line string) {
		t.style(style{dim: true}, line)
		t.end()
	})
}

// lines sets a text of which the first line goes on where the pen stands, at
// column at, and gives the column after its end.
func (t *text) lines(at, hang int, s string) int {
	first, last := true, at
	wrap(s, max(t.width-hang, 10), func(line string) {
		if !first {
			t.end()
			t.pad(hang)
			last = hang
		}
		first = false
		t.raw(line)
		last += columns(line)
	})
	return last
}

// block sets a paragraph with its source at the right: on its last line if
// there is room, else on the next. On a narrow page the source is folded under
// the sentence.
func (t *text) block(at, hang int, s, cite string) {
	t.source(t.lines(at, hang, s), hang, cite)
}

func (t *text) source(column, hang int, cite string) {
	if cite == "" {
		t.end()
		return
	}
	w := columns(cite)
	fold := t.width < foldBelow || hang+w > t.width
	if !fold && column+2+w <= t.width {
		t.pad(t.width - column - w)
		t.style(style{dim: true}, cite)
		t.end()
		return
	}
	t.end()
	if !fold {
		t.pad(t.width - w)
		t.style(style{dim: true}, cite)
		t.end()
		return
	}
	wrap(cite, max(t.width-hang, 10), func(line string) {
		t.pad(hang)
		t.style(style{dim: true}, line)
		t.end()
	})
}

// spread sets a heading and something at the right end of its line, or under
// it where there is no room.
func (t *text) spread(at int, s style, left, right string, fold bool) {
	column, first := at, true
	wrap(left, t.width-at, func(line string) {
		if !first {
			t.end()
			t.pad(at)
			column = at
		}
		first = false
		t.style(s, line)
		column += columns(line)
	})
	if fold {
		t.source(column, at, right)
		return
	}
	if w := columns(right); right != "" {
		if column+2+w > t.width {
			t.end()
			column = 0
		}
		t.pad(t.width - column - w)
		t.style(style{dim: true}, right)
	}
	t.end()
}
