package words

import (
	"strings"

	"github.com/comity-dev/comity/opinion"
)

const (
	national = "national:"
	police   = "police:"
)

// instrument gives the name by which an instrument is spoken of.
func (p *Printer) instrument(id string) string {
	if i := p.corpus.Instrument(id); i != nil {
		return i.ShortName
	}
	return id
}

// shortName gives the name by which it is cited in a margin.
func (p *Printer) shortName(in string) string {
	if state, ok := strings.CutPrefix(in, national); ok {
		return p.inMargin(state)
	}
	if state, ok := strings.CutPrefix(in, police); ok {
		return p.inMargin(state)
	}
	if s, ok := p.fill("instrument", in, nil); ok {
		return s
	}
	s := p.instrument(in)
	if i := strings.Index(s, " ("); i > 0 {
		s = s[:i]
	}
	return s
}

// cite writes a citation: the short name and the articles, and how sure it
// is where that is less than sourced.
func (p *Printer) cite(c opinion.Citation) string { return p.citeAs(c, c.Articles) }

// citeAs cites other articles of the same text.
func (p *Printer) citeAs(c opinion.Citation, articles []string) string {
	if c.In == "" {
		return ""
	}
	s := p.shortName(c.In)
	if a := p.articles(articles); a != "" {
		s = p.say("cite", "text", s, "articles", a)
	}
	return p.sure(s, c.Confidence)
}

// sure marks what is less sure than a source.
func (p *Printer) sure(cite, confidence string) string {
	switch confidence {
	case "known":
		return p.say("cited", "cite", cite, "confidence", p.say("confidence-known"))
	case "unsure":
		return p.say("cited", "cite", cite, "confidence", p.say("confidence-unsure"))
	}
	return cite
}

// articles lists articles as a margin does: 29(3), (5), (7) for 29(3), 29(5),
// 29(7), and without the words article and section.
func (p *Printer) articles(list []string) string {
	if len(list) == 0 {
		return ""
	}
	out := make([]string, 0, len(list))
	head := ""
	for _, a := range list {
		a, _ = place(a)
		a = plain(a)
		if a == "" {
			continue
		}
		i := strings.LastIndexByte(a, '(')
		switch {
		case i <= 0:
			head = a
		case a[:i] == head:
			a = a[i:]
		default:
			head = a[:i]
		}
		out = append(out, a)
	}
	return p.join("and", "and", out)
}

// longCite is the length from which a citation is too long for a margin.
const longCite = 36

// place parts a provision from what is said beside it: "Act art 2 unless a
// treaty says otherwise" stands at "Act art 2".
func place(article string) (at, said string) {
	if len(article) < longCite {
		return article, ""
	}
	for _, cut := range []string{": ", " unless ", " if "} {
		if i := strings.Index(article, cut); i > 0 {
			return article[:i], strings.TrimLeft(article[i:], ": ")
		}
	}
	return article, ""
}

// plain takes the words article and section out of a provision.
func plain(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	words := strings.Split(s, " ")
	out := words[:0]
	for i, w := range words {
		switch w {
		case "art", "arts", "article", "articles", "s", "ss", "section", "sections":
			if i+1 < len(words) && words[i+1] != "" && words[i+1][0] >= '0' && words[i+1][0] <= '9' {
				continue
			}
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// cites gathers citations of several findings into one: each text once, with
// its articles, the weakest confidence of each.
func (p *Printer) cites(list []opinion.Citation) string {
	var groups []opinion.Citation
next:
	for _, c := range list {
		if c.In == "" {
			continue
		}
		for i := range groups {
			if g := &groups[i]; g.In == c.In {
				g.Articles = appendNew(g.Articles, c.Articles)
				g.Confidence = weaker(g.Confidence, c.Confidence)
				continue next
			}
		}
		c.Articles = c.Articles[:len(c.Articles):len(c.Articles)]
		groups = append(groups, c)
	}
	out := make([]string, len(groups))
	for i, g := range groups {
		out[i] = p.cite(g)
	}
	return p.flow(out)
}

func appendNew(to, from []string) []string {
next:
	for _, s := range from {
		for _, have := range to {
			if have == s {
				continue next
			}
		}
		to = append(to, s)
	}
	return to
}

func weaker(a, b string) string {
	if a == "unsure" || b == "unsure" {
		return "unsure"
	}
	if a == "known" || b == "known" {
		return "known"
	}
	return a
}
