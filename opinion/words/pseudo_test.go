package words

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// In the pseudo-language every letter of a message is Greek, and so is every
// letter that the asker or the corpus wrote. Whatever Latin word is then left
// on the page has come from the code: a sentence that no translator could
// reach.
func TestNothingBypassesTheCatalogue(t *testing.T) {
	p := pseudoPrinter(t)
	word := regexp.MustCompile(`[A-Za-z]+`)
	for name, o := range fixtures() {
		greek(reflect.ValueOf(o).Elem(), "")
		var b bytes.Buffer
		if err := p.Text(&b, o, TextOptions{Width: 4000}); err != nil {
			t.Fatal(err)
		}
		nb := newBuilder(p, o)
		nb.unfold = true
		for _, w := range nb.describe().Ways {
			for _, x := range w.Trees {
				leaves(&b, x)
			}
		}
		for line := range strings.Lines(strip(p, b.String())) {
			if w := word.FindString(line); w != "" {
				t.Errorf("%s: %q in %q", name, w, strings.Join(strings.Fields(line), " "))
			}
		}
	}
}

func leaves(b *bytes.Buffer, t tree) {
	b.WriteString(t.Text + " " + t.Cite + "\n")
	for _, of := range t.Of {
		leaves(b, of)
	}
}

// strip takes out names of the corpus, which it has in six languages or which
// are names.
func strip(p *Printer, s string) string {
	var names []string
	for _, id := range p.corpus.States() {
		names = append(names, p.state(id), upper(p.state(id)))
	}
	for _, id := range p.corpus.Instruments() {
		names = append(names, p.instrument(id))
	}
	// The longest first: Niger would leave a piece of Nigeria.
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, n := range names {
		s = strings.ReplaceAll(s, n, "")
	}
	// Abbreviations of statutes come from the ids of offences.
	return regexp.MustCompile(`\b(CMCA|UCAL|CFAA|ECA|CL|STGB)\b`).ReplaceAllString(s, "")
}

func pseudoPrinter(t *testing.T) *Printer {
	t.Helper()
	base, err := open(fallback)
	if err != nil {
		t.Fatal(err)
	}
	c := &catalogue{tag: base.tag, groups: map[string]map[string]*message{}}
	for group, messages := range base.groups {
		c.groups[group] = map[string]*message{}
		for code, m := range messages {
			c.groups[group][code] = pseudo(m)
		}
	}
	p, err := newPrinter(testCorpus(t), "el", c)
	if err != nil {
		t.Fatal(err)
	}
	for group, codes := range p.vocab {
		for code, meaning := range codes {
			p.vocab[group][code] = hellenise(meaning)
		}
	}
	return p
}

func pseudo(m *message) *message {
	out := new(message)
	for i, form := range m.forms {
		for k, s := range form {
			if k%2 == 0 {
				s = hellenise(s)
			}
			out.forms[i] = append(out.forms[i], s)
		}
	}
	return out
}

func hellenise(s string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			return 'α' + (unicode.ToLower(r)-'a')%17
		}
		return r
	}, s)
}

// free are the fields of an opinion that hold words; the others hold codes.
var free = map[string]bool{"What": true, "OnlyIf": true, "NotFor": true, "By": true, "Note": true, "Basis": true, "Text": true, "Name": true, "Field": true, "Gist": true,
	"Requirement": true, "Provision": true, "Condition": true, "Label": true, "Section": true, "Statute": true, "Articles": true, "Criteria": true, "Trigger": true, "Duty": true,
	"Title": true, "Variant": true, "Form": true, "Version": true, "Corpus": true}

// greek writes the free words of an opinion in Greek letters. The What of a
// change is a code.
func greek(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			greek(v.Elem(), field)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && (v.Type().Name() != "Change" || f.Name != "What") {
				greek(v.Field(i), f.Name)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			greek(v.Index(i), field)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if e := v.MapIndex(k); e.Kind() == reflect.String && free[field] {
				v.SetMapIndex(k, reflect.ValueOf(hellenise(e.String())))
			}
		}
	case reflect.String:
		if free[field] {
			v.SetString(hellenise(v.String()))
		}
	}
}
