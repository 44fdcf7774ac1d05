package words

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// The page is well-formed: every element is closed by its own end, and nothing
// is fetched or run.
func TestHTMLWellFormed(t *testing.T) {
	p := testPrinter(t)
	for name, o := range fixtures() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := p.HTML(&b, o); err != nil {
				t.Fatal(err)
			}
			// WORDS_PAGES is a folder to which the pages are written, to look at.
			if dir := os.Getenv("WORDS_PAGES"); dir != "" {
				if err := os.WriteFile(dir+"/"+name+".html", b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			checkMarkup(t, b.String())
		})
	}
}

func checkMarkup(t *testing.T, page string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(page, "<!DOCTYPE html>")))
	d.Strict = true
	headings := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "script", "link", "img", "iframe":
			t.Errorf("<%s> in a page that stands alone", start.Name.Local)
		case "h1", "h2", "h3":
			level := int(start.Name.Local[1] - '0')
			if level > headings+1 {
				t.Errorf("a heading of level %d after one of level %d", level, headings)
			}
			headings = level
		case "th":
			if len(start.Attr) == 0 || start.Attr[0].Name.Local != "scope" {
				t.Error("a th without scope")
			}
		}
	}
	for _, no := range []string{"http://", "https://", "url(", "ZgotmplZ", "⟨"} {
		if strings.Contains(page, no) {
			t.Errorf("%q is in the page", no)
		}
	}
	if !strings.Contains(page, `<html lang="en" dir="ltr">`) {
		t.Error("the language is not said")
	}
}

// What the corpus or the asker writes is text, never markup.
func TestHTMLEscapes(t *testing.T) {
	o := kenyaJapan()
	o.Matter.Title = `<script>alert("1")</script>`
	o.Routes[0].Channel.To[0].Name = `<b onclick="x">`
	var b bytes.Buffer
	if err := testPrinter(t).HTML(&b, o); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "<script") || strings.Contains(b.String(), "<b on") {
		t.Error("markup passes through")
	}
}
