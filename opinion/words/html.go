package words

import (
	"embed"
	"html/template"
	"io"
	"sync"

	"github.com/comity-dev/comity/opinion"
)

//go:embed page.html.tmpl page.css
var pageFiles embed.FS

// pageTemplate is compiled when the first page is asked for. The style is one
// of our files and goes into the page as it is.
var pageTemplate = sync.OnceValue(func() *template.Template {
	css, err := pageFiles.ReadFile("page.css")
	if err != nil {
		panic(err) // it is embedded
	}
	t := template.New("page.html.tmpl").Funcs(template.FuncMap{
		"css": func() template.CSS { return template.CSS(css) }, //nolint:gosec // our own style sheet, embedded
	})
	return template.Must(t.ParseFS(pageFiles, "page.html.tmpl"))
})

// HTML writes an opinion as one page that needs nothing else: no script, no
// font, no request. It prints on A4, and reads in light and in dark.
func (p *Printer) HTML(w io.Writer, o *opinion.Opinion) error {
	b := newBuilder(p, o)
	b.unfold = true
	dir := "ltr"
	if p.words.rtl {
		dir = "rtl"
	}
	return pageTemplate().Execute(w, htmlPage{page: b.describe(), Lang: p.lang, Dir: dir, p: p})
}

// htmlPage is a page with the words around it.
type htmlPage struct {
	*page
	Lang, Dir string
	p         *Printer
}

// Word gives the words of the page's own frame.
func (h htmlPage) Word(code string) string { return h.p.word("html", code) }

// Heading gives a heading of the page.
func (h htmlPage) Heading(code string) string { return h.p.word("heading", code) }

// Label gives a label.
func (h htmlPage) Label(code string) string { return h.p.word("label", code) }

// Reasons says how many reasons can be unfolded.
func (h htmlPage) Reasons(list []tree) string { return h.p.count("html", "reasons", len(list)) }

// With pairs a part of the page with the page, for templates inside it.
func (h htmlPage) With(part any) withPage { return withPage{h, part} }

type withPage struct {
	Page htmlPage
	Part any
}

// Tone names the colour that goes with a shape.
func (h htmlPage) Tone(mark string) string {
	switch mark {
	case shapeMet, shapeAvailable:
		return "yes"
	case shapeMissing, shapeClosed:
		return "no"
	case shapeOpen:
		return "open"
	}
	return "none"
}

// Spoken gives the word that a shape stands for, for those who do not see it.
func (h htmlPage) Spoken(mark string) string {
	switch mark {
	case shapeMet:
		return h.p.word("finding", "true")
	case shapeMissing:
		return h.p.word("finding", "false")
	case shapeOpen:
		return h.p.word("finding", "open")
	}
	return ""
}
