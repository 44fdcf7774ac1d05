package container

import (
	"fmt"
	"strings"
)

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

// object is what a statement says: an IRI or a literal with its type.
type object struct {
	value, datatype string
}

// turtle reads the part of W3C Turtle that tools write into AFF4 volumes:
// prefixes, IRIs, prefixed names, literals, and lists with ; and , but no blank
// nodes or collections.
type turtle struct {
	text     string
	at       int
	prefixes map[string]string
	subjects map[string]*subject
	order    []*subject
}

// only these predicates are kept
var kept = map[string]bool{rdfType: true, aff4Schema + "hash": true, aff4Schema + "stored": true}

const maxObjects = 1000 // of one subject and predicate

func parseTurtle(text string) ([]*subject, error) {
	t := &turtle{text: text, prefixes: map[string]string{}, subjects: map[string]*subject{}}
	for {
		word, err := t.word()
		switch {
		case err == nil && word == "":
			return t.order, nil
		case err == nil && (strings.EqualFold(word, "@prefix") || strings.EqualFold(word, "prefix") || strings.EqualFold(word, "@base")):
			err = t.prefix(word)
		case err == nil:
			err = t.statements(word)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", 1+strings.Count(t.text[:t.at], "\n"), err)
		}
	}
}

// word gives the next one: an IRI with its brackets, a literal with its quotes, a
// name, or a sign. At the end it is empty.
func (t *turtle) word() (string, error) {
	t.space()
	rest := t.text[t.at:]
	n := 1
	switch {
	case rest == "":
		return "", nil
	case rest[0] == '<':
		n = strings.IndexByte(rest, '>') + 1
	case rest[0] == '"' || rest[0] == '\'':
		n = literalEnd(rest)
	case strings.HasPrefix(rest, "^^"):
		n = 2
	case strings.IndexByte(".;,", rest[0]) >= 0:
	case strings.IndexByte("[]()", rest[0]) >= 0:
		return "", fmt.Errorf("blank nodes and collections are not read")
	default:
		if n = strings.IndexAny(rest, " \t\r\n;,<>\"'^[]()"); n < 0 {
			n = len(rest)
		}
		n = len(strings.TrimRight(rest[:n], ".")) // a dot at its end ends the statement
	}
	if n <= 0 {
		return "", fmt.Errorf("%q does not end, or cannot stand there", abridged(rest, 20))
	}
	t.at += n
	return rest[:n], nil
}

func (t *turtle) space() {
	for t.at < len(t.text) {
		switch t.text[t.at] {
		case ' ', '\t', '\r', '\n':
			t.at++
		case '#':
			if i := strings.IndexByte(t.text[t.at:], '\n'); i >= 0 {
				t.at += i
			} else {
				t.at = len(t.text)
			}
		default:
			return
		}
	}
}

// literalEnd is where a literal ends, with its closing quotes, or 0.
func literalEnd(s string) int {
	quote := s[:1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s, long) {
		quote = long
	}
	for i := len(quote); i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], quote):
			return i + len(quote)
		}
	}
	return 0
}

// prefix reads what follows @prefix or @base.
func (t *turtle) prefix(word string) error {
	name := ":"
	var err error
	if !strings.EqualFold(word, "@base") {
		if name, err = t.word(); err != nil {
			return err
		}
	}
	iri, err := t.word()
	if err != nil {
		return err
	}
	if !strings.HasPrefix(iri, "<") || !strings.HasSuffix(name, ":") || len(t.prefixes) > maxObjects {
		return fmt.Errorf("a prefix has a name with a colon and an IRI")
	}
	if !strings.EqualFold(word, "@base") {
		t.prefixes[name] = iri[1 : len(iri)-1]
	}
	if strings.HasPrefix(word, "@") {
		return t.expect(".")
	}
	return nil
}

func (t *turtle) expect(sign string) error {
	word, err := t.word()
	if err == nil && word != sign {
		err = fmt.Errorf("%q stands where %q should", abridged(word, 20), sign)
	}
	return err
}

// statements reads all about one subject, up to the dot.
func (t *turtle) statements(name string) error {
	iri, err := t.iri(name)
	if err != nil {
		return err
	}
	s := t.subjects[iri]
	if s == nil {
		s = &subject{name: iri, objects: map[string][]object{}}
		t.subjects[iri] = s
		t.order = append(t.order, s)
	}
	for {
		word, err := t.word()
		if err != nil || word == "." {
			return err
		}
		if word == ";" {
			continue
		}
		end, err := t.predicate(s, word)
		if err != nil || end == "." {
			return err
		}
	}
}

// predicate reads its objects, and gives the sign after the last.
func (t *turtle) predicate(s *subject, name string) (string, error) {
	iri := rdfType
	if name != "a" {
		var err error
		if iri, err = t.iri(name); err != nil {
			return "", err
		}
	}
	for {
		o, sign, err := t.object()
		if err != nil {
			return "", err
		}
		if kept[iri] && len(s.objects[iri]) < maxObjects {
			s.objects[iri] = append(s.objects[iri], o)
		}
		switch sign {
		case ",":
		case ";", ".":
			return sign, nil
		default:
			return "", fmt.Errorf("%q stands where a comma, semicolon or dot should", abridged(sign, 20))
		}
	}
}

func (t *turtle) object() (o object, sign string, err error) {
	word, err := t.word()
	if err != nil || word == "" {
		return o, "", err
	}
	if word[0] == '"' || word[0] == '\'' {
		o.value = strings.Trim(word, word[:1])
	} else if o.value, err = t.iri(word); err != nil {
		return o, "", err
	}
	if sign, err = t.word(); err != nil {
		return o, "", err
	}
	switch {
	case sign == "^^":
		if word, err = t.word(); err == nil {
			if o.datatype, err = t.iri(word); err == nil {
				sign, err = t.word()
			}
		}
	case strings.HasPrefix(sign, "@"): // a language
		sign, err = t.word()
	}
	return o, sign, err
}

// iri gives the whole of a name. Numbers and truth values stand for themselves.
func (t *turtle) iri(word string) (string, error) {
	switch {
	case word == "":
		return "", fmt.Errorf("it ends in the middle of a statement")
	case word[0] == '<':
		return word[1 : len(word)-1], nil
	case strings.IndexByte("+-0123456789", word[0]) >= 0 || word == "true" || word == "false":
		return word, nil
	}
	prefix, local, ok := strings.Cut(word, ":")
	base, known := t.prefixes[prefix+":"]
	if !ok || !known {
		return "", fmt.Errorf("%q has no prefix that is known", abridged(word, 40))
	}
	return base + local, nil
}
