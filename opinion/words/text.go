package words

import (
	"io"
	"strings"

	"github.com/comity-dev/comity/opinion"
)

// TextOptions say how a text is set. The zero value is a width of 100 columns
// without colour.
type TextOptions struct {
	Width int  // columns; 0: 100, at least 40
	Color bool // ANSI colour
}

const (
	usualWidth = 100
	leastWidth = 40
	// foldBelow is the width under which sources stand below their sentence.
	foldBelow = 72
	indent    = 5
)

// Text writes an opinion for a terminal or a plain letter.
func (p *Printer) Text(w io.Writer, o *opinion.Opinion, opts TextOptions) error {
	if opts.Width == 0 {
		opts.Width = usualWidth
	}
	t := &text{width: max(opts.Width, leastWidth), color: opts.Color, out: make([]byte, 0, 16<<10)}
	t.page(newBuilder(p, o).describe(), p)
	_, err := w.Write(t.out)
	return err
}

// text sets a page in columns.
type text struct {
	out   []byte
	width int
	color bool
	label int // columns of the widest label, and a gap
}

func (t *text) page(pg *page, p *Printer) {
	t.labels(pg)
	t.spread(0, style{bold: true}, pg.Title, pg.Date, false)
	t.style(style{dim: true}, strings.Repeat("─", t.width))
	t.end()
	for _, s := range pg.Answer {
		t.block(0, 0, s, "")
	}
	t.end()
	t.spread(0, style{bold: true}, upper(p.word("heading", "ways")), t.unfolded(upper(p.word("heading", "source"))), false)
	for i := range pg.Ways {
		t.way(&pg.Ways[i])
	}
	for i := range pg.Sections {
		t.section(&pg.Sections[i])
	}
	t.style(style{dim: true}, "")
	t.dimmed(pg.Foot)
}

// labels finds the width of the column of labels.
func (t *text) labels(pg *page) {
	for i := range pg.Ways {
		for j := range pg.Ways[i].Rows {
			t.label = max(t.label, columns(pg.Ways[i].Rows[j].Label)+2)
		}
	}
	t.label = min(t.label, t.width/4)
}

func (t *text) unfolded(s string) string {
	if t.width < foldBelow {
		return ""
	}
	return s
}

func (t *text) way(w *way) {
	n := itoa(w.N)
	t.raw(n)
	t.pad(3 - len(n))
	t.style(outcomeStyle(w.Outcome), w.Mark)
	t.raw(" ")
	t.spread(indent, style{bold: true}, w.Name, w.Cite, true)
	label := t.label
	if w.Outcome == opinion.Unavailable {
		label = 0
	}
	for i := range w.Rows {
		t.row(indent, label, &w.Rows[i])
	}
	if w.Crime != nil {
		t.crime(indent, w.Crime)
	}
	t.end()
}

// row sets a label, a mark and a sentence, with its source in the margin.
func (t *text) row(at, label int, r *row) {
	t.pad(at)
	t.style(style{dim: true}, r.Label)
	t.gap(at, label, columns(r.Label))
	hang := at + label
	if r.Mark != "" {
		t.style(markStyle(r.Mark), r.Mark)
		t.raw(" ")
		hang += 2
	}
	t.block(hang, hang, r.Text, r.Cite)
}

// gap goes from the end of a label to the column after it; a label too wide
// for its column has a line of its own.
func (t *text) gap(at, label, used int) {
	if used > 0 && used >= label {
		t.end()
		t.pad(at)
		used = 0
	}
	t.pad(label - used)
}

func (t *text) section(s *section) {
	t.style(style{bold: true}, upper(s.Head))
	t.end()
	for i := range s.Items {
		t.row(3, 0, &s.Items[i])
	}
	if s.Crime != nil {
		t.crime(3, s.Crime)
	}
	t.end()
}

func (t *text) crime(at int, c *crime) {
	t.row(at, 0, &row{Mark: c.Mark, Text: c.Text})
	column := 0
	for i := range c.Sides {
		column = max(column, columns(c.Sides[i].State)+2)
	}
	column = min(column, t.width/4)
	for i := range c.Sides {
		t.side(at+4, column, &c.Sides[i])
	}
}

func (t *text) side(at, column int, s *side) {
	label := s.State
	for i := range s.Offences {
		o := &s.Offences[i]
		t.row(at, column, &row{Label: label, Text: o.Text, Cite: o.Cite})
		t.parts(at+column, o.Parts)
		label = ""
	}
	for _, n := range s.Notes {
		t.row(at, column, &row{Label: label, Text: n})
		label = ""
	}
}

// parts sets elements one after the other; none is broken that fits a line.
func (t *text) parts(at int, list []part) {
	if len(list) == 0 {
		return
	}
	t.pad(at)
	used := at
	for i := range list {
		w := columns(list[i].Text) + 2
		if i > 0 && used+2+w > t.width {
			t.end()
			t.pad(at)
			used = at
		} else if i > 0 {
			t.pad(2)
			used += 2
		}
		t.style(markStyle(list[i].Mark), list[i].Mark)
		t.raw(" ")
		if used+w > t.width {
			t.lines(used+2, used+2, list[i].Text)
		} else {
			t.raw(list[i].Text)
		}
		used += w
	}
	t.end()
}

func upper(s string) string { return strings.ToUpper(s) }
