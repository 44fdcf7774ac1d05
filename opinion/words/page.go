package words

import (
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// page is what an opinion shows, in words and in order. Text and HTML are two
// ways to set it.
type page struct {
	Title, Date string
	Answer      []string
	Ways        []way
	Sections    []section
	Foot        string
}

// way is one route.
type way struct {
	N       int
	Outcome string // code
	Mark    string
	Word    string // of the outcome
	Name    string
	Cite    string
	Rows    []row
	Crime   *crime
	Trees   []tree
}

// row is one statement with a label before it and its source beside it. A row
// without a label goes on with the one above.
type row struct {
	Label, Mark, Text, Cite string
}

// crime is dual criminality: each side's offences, element by element.
type crime struct {
	Mark, Text string
	Sides      []side
}

type side struct {
	State    string
	Offences []offence
	Notes    []string
}

// Rows are the lines of a table that a side takes.
func (s side) Rows() int { return len(s.Offences) + len(s.Notes) }

// offence is one of them: as one text, and in the parts of that text.
type offence struct {
	Text, Cite           string
	Label, Rest, Statute string
	Parts                []part
}

// part is an element of an offence, in its short and its long form.
type part struct {
	Mark, Text, Long string
}

// section is a part of the page after the ways.
type section struct {
	ID, Head string
	Items    []row
	Crime    *crime
}

// tree is the reason of a finding, for unfolding.
type tree struct {
	Mark, Text, Cite string
	Decisive         bool
	Of               []tree
}

// Shapes of outcomes and findings; a colour is never alone.
const (
	shapeAvailable, shapeOpen, shapeClosed = "●", "◐", "○"
	shapeMet, shapeMissing                 = "✓", "✗"
)

func outcomeShape(code string) string {
	switch code {
	case opinion.Available:
		return shapeAvailable
	case opinion.Unavailable:
		return shapeClosed
	}
	return shapeOpen
}

func findingShape(v rule.Value) string {
	switch v {
	case rule.True:
		return shapeMet
	case rule.False:
		return shapeMissing
	}
	return shapeOpen
}

// describe draws the page of an opinion.
func (b *builder) describe() *page {
	o := b.o
	pg := &page{Title: b.title(), Date: b.date(o.Matter.On), Answer: b.answer(), Foot: b.foot()}
	pg.Ways = make([]way, len(o.Routes))
	for i := range o.Routes {
		pg.Ways[i] = b.way(i)
	}
	for _, s := range []section{b.crimeApart(), b.next(), b.changes(), b.who(), b.travel(), b.court()} {
		if len(s.Items) > 0 || s.Crime != nil {
			pg.Sections = append(pg.Sections, s)
		}
	}
	return pg
}

// builder describes one opinion.
type builder struct {
	*Printer
	o          *opinion.Opinion
	requesting string // names
	requested  string
	deedWords  string
	crimeAt    int  // way under which the laws are compared, from 1; 0: none yet
	unfold     bool // draw the trees of reasons too
}

func newBuilder(p *Printer, o *opinion.Opinion) *builder {
	m := &o.Matter
	b := &builder{Printer: p, o: o, requesting: p.inSentence(m.Requesting), requested: p.inSentence(m.Requested)}
	b.deedWords = b.deed(m.Measure)
	return b
}

// deed is what is asked, as that which somebody would do.
func (b *builder) deed(measure string) string {
	if s, ok := b.fill("deed", measure, nil); ok {
		return s
	}
	return b.word("deed", "other", "measure", b.word("measure", measure))
}

func (b *builder) title() string {
	m := &b.o.Matter
	if m.Title != "" {
		return m.Title
	}
	data := b.word("data", "none")
	if m.Data != nil && len(m.Data.Categories) > 0 {
		kinds := make([]string, len(m.Data.Categories))
		for i, c := range m.Data.Categories {
			kinds[i] = b.word("data", c)
		}
		data = b.and(kinds)
	}
	args := []string{"requesting", b.requesting, "Requesting", capital(b.requesting), "requested", b.requested, "data", data}
	if s, ok := b.fill("ask", m.Measure, args); ok {
		return s
	}
	return b.word("ask", "other", append(args, "measure", b.word("measure", m.Measure))...)
}

func (b *builder) foot() string {
	digest := b.o.Corpus
	if len(digest) > 12 {
		digest = b.say("digest", "start", digest[:4], "end", digest[len(digest)-2:])
	}
	return b.say("foot", "digest", digest, "version", b.o.Version)
}
