package law

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Corpus is a set of units: one vocabulary, and one unit for each state,
// instrument and concept. It does not change once made and may be used by
// many goroutines.
type Corpus struct {
	Vocabulary  *Vocabulary
	digest      string
	states      map[string]*unit[State]
	names       map[string]Names
	iso2        map[string]string
	relations   map[string][]string // instrument -> states that have a row
	heads       map[string]Head     // instrument -> what is known without decoding it
	instruments map[string]*unit[Instrument]
	concepts    map[string]*unit[Concept]
	stated      map[string]bool // states whose unit was laid over by the state itself

	lookup   sync.Once // guards byName
	byName   map[string]string
	index    *matchIndex
	compiled compiled

	actClasses   sync.Once // guards classesByAct
	classesByAct []actClass
}

// unit is decoded when first asked for, since one opinion needs a few of the
// several hundred.
type unit[T any] struct {
	once   sync.Once // guards value
	decode func() (*T, error)
	value  *T
	err    error
}

func ready[T any](v *T) *unit[T] {
	return &unit[T]{decode: func() (*T, error) { return v, nil }}
}

func (u *unit[T]) get() (*T, error) {
	u.once.Do(func() { u.value, u.err = u.decode() })
	return u.value, u.err
}

// must returns the unit's value. A unit of a corpus that was opened has been
// checked against its digest, so a failure to decode is a fault of the
// program.
func (u *unit[T]) must() *T {
	v, err := u.get()
	if err != nil {
		panic(fmt.Sprintf("law: a unit of a checked corpus does not decode: %v", err))
	}
	return v
}

// Digest identifies the corpus by content. It does not depend on formatting
// or on the order of files.
func (c *Corpus) Digest() string { return c.digest }

// State gives a state by its ISO 3166-1 alpha-3 code, or nil.
func (c *Corpus) State(id string) *State {
	if u, ok := c.states[id]; ok {
		return u.must()
	}
	return nil
}

// States gives the codes of all states in order.
func (c *Corpus) States() []string { return sortedKeys(c.states) }

// StateNames gives the names of a state without decoding its law.
func (c *Corpus) StateNames(id string) Names { return c.names[id] }

// SelfStated reports whether a state's law was published by the state itself
// and laid over the compiled one.
func (c *Corpus) SelfStated(id string) bool { return c.stated[id] }

// Instrument gives an instrument by its id, or nil.
func (c *Corpus) Instrument(id string) *Instrument {
	if u, ok := c.instruments[id]; ok {
		return u.must()
	}
	return nil
}

// Instruments gives the ids of all instruments in order.
func (c *Corpus) Instruments() []string { return sortedKeys(c.instruments) }

// Head is what is known of an instrument before it is decoded.
type Head struct {
	Kind     string   `json:"kind"`
	Matters  []string `json:"matters,omitempty"`
	Text     bool     `json:"text,omitempty"`     // its text is held
	Measures []string `json:"measures,omitempty"` // that its provisions serve
	// Replaces are the instruments whose place it takes.
	Replaces []string `json:"replaces,omitempty"`
	// Worldwide: open to states of every region.
	Worldwide bool `json:"worldwide,omitempty"`
}

// Head gives what is known of an instrument without decoding it.
func (c *Corpus) Head(id string) Head { return c.heads[id] }

// Related gives the ids of the instruments in which a state has a row:
// bound, signed or denounced.
func (c *Corpus) Related(state string) []string {
	var out []string
	for id, states := range c.relations {
		if _, ok := slices.BinarySearch(states, state); ok {
			out = append(out, id)
		}
	}
	sort.Strings(out)
	return out
}

// PartyStates gives the states that have a row in an instrument, in order.
func (c *Corpus) PartyStates(id string) []string { return c.relations[id] }

// Concept gives the concept of a state or organisation by its id, or nil.
func (c *Corpus) Concept(id string) *Concept {
	if u, ok := c.concepts[id]; ok {
		return u.must()
	}
	return nil
}

// Concepts gives the ids of all concepts in order.
func (c *Corpus) Concepts() []string { return sortedKeys(c.concepts) }

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// FindState reads a state as people write it: an ISO code of two or three
// letters, or a name in one of the six languages, whatever the case.
func (c *Corpus) FindState(s string) (string, error) {
	c.lookup.Do(func() {
		c.byName = map[string]string{}
		for id, n := range c.names {
			c.byName[fold(id)] = id
			c.byName[fold(c.iso2[id])] = id
			for _, name := range n.All() {
				c.byName[fold(name)] = id
			}
		}
	})
	if id, ok := c.byName[fold(s)]; ok {
		return id, nil
	}
	if id := c.beginning(fold(s)); id != "" {
		return id, nil
	}
	return "", fmt.Errorf("%q is no state of the corpus: write an ISO 3166 code such as KEN, or a name in Arabic, Chinese, English, French, Russian or Spanish%s",
		s, c.suggest(s))
}

// beginning finds the one state of which a name begins with the words given
// ("United States" for the United States of America); two states are none.
func (c *Corpus) beginning(words string) string {
	const least = 5 // letters that say something
	if utf8.RuneCountInString(words) < least {
		return ""
	}
	found := ""
	for name, id := range c.byName {
		if !strings.HasPrefix(name, words) || id == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

func (c *Corpus) suggest(s string) string {
	names := make([]string, 0, len(c.byName))
	for n := range c.byName {
		if len(n) > 3 {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	if n := nearest(fold(s), names); n != "" {
		id := c.byName[n]
		return fmt.Sprintf(" (do you mean %s, %s?)", id, c.names[id].EN)
	}
	return ""
}

// fold makes a name comparable: lower case, without accents, with one kind of
// apostrophe.
func fold(s string) string {
	s = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "’", "'")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
