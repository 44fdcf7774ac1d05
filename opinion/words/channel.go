package words

import (
	"sort"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/opinion"
)

func itoa(n int) string { return strconv.Itoa(n) }

// channel says who asks whom.
func (b *builder) channel(rows []row, r *opinion.Route) []row {
	ch := &r.Channel
	if len(ch.To) > 0 && ch.To[0].Competence == "contact-24-7" && len(ch.From) == 0 {
		rows = b.bodies(rows, "ask", ch.To)
	} else {
		rows = b.bodies(rows, "from", ch.From)
		rows = b.bodies(rows, "to", ch.To)
	}
	if ch.Text != "" {
		rows = append(rows, row{Label: b.word("label", "by"), Text: ch.Text})
	}
	return rows
}

func (b *builder) bodies(rows []row, label string, list []opinion.Body) []row {
	for i := range list {
		x := &list[i]
		l := ""
		if i == 0 {
			l = b.word("label", label)
		}
		name := x.Name
		if x.Network != "" && !strings.HasPrefix(x.Network, "none") {
			name = b.say("body-network", "name", name, "state", b.label(x.State), "network", b.word("network", x.Network))
		} else {
			name = b.say("body", "name", name, "state", b.label(x.State))
		}
		rows = append(rows, row{Label: l, Text: name, Cite: b.onlyDoubt(x.Cite)})
	}
	return rows
}

// onlyDoubt marks what is less than sourced, and is silent otherwise: the name
// of an authority says already whose it is.
func (b *builder) onlyDoubt(c opinion.Citation) string {
	switch c.Confidence {
	case "known", "unsure":
		return b.say("doubt", "confidence", b.say("confidence-"+c.Confidence))
	}
	return ""
}

// contents says what the request must state, in which language and form.
func (b *builder) contents(rows []row, r *opinion.Route) []row {
	if len(r.Content) > 0 {
		fields := make([]string, len(r.Content))
		var articles []string
		for i := range r.Content {
			c := &r.Content[i]
			fields[i] = c.Field
			if c.Required != "" && c.Required != "yes" {
				fields[i] = b.say("content-item", "field", c.Field, "required", b.word("required", c.Required))
			}
			articles = appendNew(articles, c.Articles)
		}
		rows = append(rows, row{Label: b.word("label", "content"), Text: b.flow(fields), Cite: b.margin(r, articles)})
	}
	if len(r.Channel.Languages) > 0 {
		names := make([]string, len(r.Channel.Languages))
		for i, l := range r.Channel.Languages {
			names[i] = b.word("language", l)
		}
		rows = append(rows, row{Label: b.word("label", "language"), Text: b.or(names)})
	}
	return b.forms(rows, r)
}

func (b *builder) forms(rows []row, r *opinion.Route) []row {
	if len(r.Form) == 0 {
		return rows
	}
	keys := make([]string, 0, len(r.Form))
	for k := range r.Form {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for i, k := range keys {
		keys[i] = b.say("right-topic", "topic", b.word("form", k), "gist", r.Form[k])
	}
	return append(rows, row{Label: b.word("label", "form"), Text: b.flow(keys)})
}

// margin cites articles of the way's own text.
func (b *builder) margin(r *opinion.Route, articles []string) string {
	if len(articles) == 0 {
		return ""
	}
	return b.citeAs(opinion.Citation{In: r.Instrument, Confidence: r.Confidence}, articles)
}

// editorial are topics of notes for those who keep the corpus.
var editorial = map[string]bool{"numbering-note": true, "article-note": true, "refusal-source": true, "reservable": true}

// rules says what else the way brings: duties, speciality, costs.
func (b *builder) rules(rows []row, r *opinion.Route) []row {
	label := b.word("label", "rules")
	add := func(text string, articles []string) {
		rows = append(rows, row{Label: label, Text: text, Cite: b.margin(r, articles)})
		label = ""
	}
	for i := range r.Rules {
		g := &r.Rules[i]
		switch {
		case g.Gist == "" || g.Gist == "silent" || editorial[g.Topic]:
		case g.Gist == "yes":
			add(b.word("rule-yes", g.Topic), g.Articles)
		case g.Topic == "" || g.Topic == "gist":
			add(g.Gist, g.Articles)
		default:
			add(b.say("rule-topic", "topic", b.word("topic", g.Topic), "gist", g.Gist), g.Articles)
		}
	}
	if a := r.AutDedere; a != nil {
		add(b.say("aut-dedere", "trigger", a.Trigger, "duty", a.Duty), a.Articles)
	}
	if r.Note != "" {
		rows = append(rows, row{Label: b.word("label", "note"), Text: r.Note})
	}
	return rows
}
