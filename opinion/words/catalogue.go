package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed catalogue/*.json
var files embed.FS

// catalogue is the messages of one language. It does not change once read.
type catalogue struct {
	tag    language.Tag
	rtl    bool
	groups map[string]map[string]*message
}

// fallback is the language whose catalogue has every message.
const fallback = "en"

// loaded holds each catalogue that was asked for. Its lock guards the map; the
// once of an entry guards its reading.
var loaded struct {
	sync.Mutex
	byLang map[string]*loading
}

type loading struct {
	once sync.Once
	c    *catalogue
	err  error
}

// open reads the catalogue of a language, once.
func open(lang string) (*catalogue, error) {
	loaded.Lock()
	if loaded.byLang == nil {
		loaded.byLang = map[string]*loading{}
	}
	l := loaded.byLang[lang]
	if l == nil {
		l = new(loading)
		loaded.byLang[lang] = l
	}
	loaded.Unlock()
	l.once.Do(func() { l.c, l.err = read(lang) })
	return l.c, l.err
}

func read(lang string) (*catalogue, error) {
	b, err := files.ReadFile("catalogue/" + lang + ".json")
	if err != nil {
		return nil, fmt.Errorf("there is no catalogue in the language %q: there are %s", lang, strings.Join(Languages(), ", "))
	}
	return parse(lang, b)
}

// parse reads the bytes of a catalogue and compiles its messages.
func parse(lang string, b []byte) (*catalogue, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("%q is no language: %w", lang, err)
	}
	c := &catalogue{tag: tag}
	if err := json.Unmarshal(b, &c.groups); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", lang, err)
	}
	base, _ := tag.Base()
	switch base.String() {
	case "ar", "fa", "he", "ur":
		c.rtl = true
	}
	return c, nil
}

// Languages lists the languages that have a catalogue.
func Languages() []string {
	entries, _ := files.ReadDir("catalogue") // an embedded folder is there
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".json"))
	}
	sort.Strings(out)
	return out
}

// form gives the plural category of a whole number in the language.
func (c *catalogue) form(n int) plural.Form {
	if n < 0 {
		n = -n
	}
	return plural.Cardinal.MatchPlural(c.tag, n%10_000_000, 0, 0, 0, 0)
}
