package main

import "strings"

// table is written with aligned columns. Where it is too wide, the widest
// columns are made narrower and their cells wrapped.
type table struct {
	head []string
	rows [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

const gap = 2 // columns between two cells

func (p *page) table(indent int, t *table) {
	if len(t.rows) == 0 {
		return
	}
	widths := t.widths(p.width - indent)
	if t.head != nil {
		p.cells(indent, widths, t.head, bold)
	}
	for _, r := range t.rows {
		p.cells(indent, widths, r, "")
	}
}

// cells writes one row, as many lines high as its highest cell.
func (p *page) cells(indent int, widths []int, cells []string, style string) {
	wrapped := make([][]string, len(cells))
	high := 0
	for i, c := range cells {
		wrapped[i] = wrap(c, max(widths[i], 1))
		high = max(high, len(wrapped[i]))
	}
	for n := range high {
		var b strings.Builder
		b.WriteString(strings.Repeat(" ", indent))
		for i := range cells {
			s := ""
			if n < len(wrapped[i]) {
				s = wrapped[i][n]
			}
			b.WriteString(p.styled(style, s))
			if i < len(cells)-1 {
				b.WriteString(strings.Repeat(" ", max(widths[i]-columnsOf(s), 0)+gap))
			}
		}
		p.line(b.String())
	}
}

// widths gives each column what its widest cell needs, and takes from the
// widest columns until all fit. A column is not made narrower than its longest
// word, so that codes stay whole, unless nothing else is left.
func (t *table) widths(room int) []int {
	out := make([]int, len(t.rows[0]))
	words := make([]int, len(out))
	for _, r := range append([][]string{t.head}, t.rows...) {
		for i, c := range r {
			out[i] = max(out[i], columnsOf(c))
			for _, w := range strings.Fields(c) {
				words[i] = max(words[i], columnsOf(w))
			}
		}
	}
	room -= gap * (len(out) - 1)
	if !shrink(out, words, room, 8) {
		shrink(out, make([]int, len(out)), room, 3)
	}
	return out
}

// shrink takes a column at a time from the widest that may still give one.
func shrink(widths, least []int, room, floor int) bool {
	for {
		sum, widest := 0, -1
		for i, w := range widths {
			sum += w
			if w > max(least[i], floor) && (widest < 0 || w >= widths[widest]) {
				widest = i
			}
		}
		if sum <= room {
			return true
		}
		if widest < 0 {
			return false
		}
		widths[widest]--
	}
}
