package words

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"github.com/comity-dev/comity/law"
)

// Printer writes opinions in one language. It does not change once made and
// may be used by many goroutines.
type Printer struct {
	corpus *law.Corpus
	lang   string
	words  *catalogue
	base   *catalogue                   // English, for what the language lacks
	vocab  map[string]map[string]string // meanings of the vocabulary, by group and code
	spaces map[string]string            // separators of lists
}

// New makes a printer for a corpus and a language, an ISO 639 code that has a
// catalogue (see [Languages]).
func New(c *law.Corpus, lang string) (*Printer, error) {
	w, err := open(lang)
	if err != nil {
		return nil, err
	}
	return newPrinter(c, lang, w)
}

func newPrinter(c *law.Corpus, lang string, w *catalogue) (*Printer, error) {
	base, err := open(fallback)
	if err != nil {
		return nil, err
	}
	p := &Printer{corpus: c, lang: lang, words: w, base: base, vocab: meanings(c.Vocabulary)}
	p.spaces = map[string]string{}
	for _, kind := range []string{"and", "and-last", "or", "or-last", "flow", "flow-last", "sentence"} {
		if t := p.message("list", kind).forms[plural.Other]; len(t) == 5 {
			p.spaces[kind] = t[2]
		}
	}
	return p, nil
}

// message finds a message, or nil.
func (p *Printer) message(group, code string) *message {
	if m := p.words.groups[group][code]; m != nil {
		return m
	}
	return p.base.groups[group][code]
}

// say fills a sentence. Args are names of placeholders and values in turn.
func (p *Printer) say(key string, args ...string) string {
	s, _ := p.fill("say", key, args)
	return s
}

// fill fills the message of a code. Without one it gives the code, and false.
func (p *Printer) fill(group, code string, args []string) (string, bool) {
	m := p.message(group, code)
	if m == nil {
		return code, false
	}
	return m.forms[plural.Other].fill(args), true
}

// word gives the words for a code: those of the catalogue, else the
// vocabulary's meaning, else the code itself, spaced.
func (p *Printer) word(group, code string, args ...string) string {
	s, ok := p.fill(group, code, args)
	if ok || code == "" {
		return s
	}
	if s = p.meaning(group, code); s == code {
		return strings.ReplaceAll(s, "-", " ")
	}
	return s
}

// meaning gives the long form of a code: what the vocabulary says of it.
func (p *Printer) meaning(group, code string) string {
	if s := p.vocab[group][code]; s != "" {
		return s
	}
	return code
}

// count fills a message whose words depend on a number.
func (p *Printer) count(group, code string, n int) string {
	m := p.message(group, code)
	if m == nil {
		return strconv.Itoa(n) + " " + p.meaning(group, code)
	}
	t := m.forms[p.words.form(n)]
	if t == nil {
		t = m.forms[plural.Other]
	}
	return t.fill([]string{"n", strconv.Itoa(n)})
}

// join puts a list together as the language does; kind is and, or, flow.
func (p *Printer) join(kind, last string, items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	n := 0
	for _, s := range items {
		n += len(s) + 5
	}
	b := make([]byte, 0, n)
	for i, s := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			b = append(b, p.spaces[last]...)
		default:
			b = append(b, p.spaces[kind]...)
		}
		b = append(b, s...)
	}
	return string(b)
}

func (p *Printer) and(items []string) string  { return p.join("and", "and-last", items) }
func (p *Printer) or(items []string) string   { return p.join("or", "or-last", items) }
func (p *Printer) flow(items []string) string { return p.join("flow", "flow-last", items) }

// state gives the name of a state in the language.
func (p *Printer) state(id string) string {
	n := p.corpus.StateNames(id)
	name := n.EN
	switch p.lang {
	case "fr":
		name = n.FR
	case "es":
		name = n.ES
	case "ar":
		name = n.AR
	case "zh":
		name = n.ZH
	case "ru":
		name = n.RU
	}
	if name == "" {
		return id
	}
	return name
}

// inSentence gives the name of a state as it stands inside a sentence.
func (p *Printer) inSentence(id string) string {
	return p.named("state", id)
}

// label gives the name of a state as it stands alone, in a list or a column.
func (p *Printer) label(id string) string {
	return p.named("state-label", id)
}

// inMargin gives the name of a state as it is cited.
func (p *Printer) inMargin(id string) string {
	return p.named("state-short", id)
}

// named looks in the language's own catalogue alone, since the corpus has the
// name in that language.
func (p *Printer) named(group, id string) string {
	if m := p.words.groups[group][id]; m != nil {
		return m.forms[plural.Other].fill(nil)
	}
	return p.state(id)
}
