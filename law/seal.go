package law

import (
	"errors"
	"sort"
)

// seal fills in what is derived from the units, and the digest.
func (c *Corpus) seal() error {
	for id := range c.states {
		s := c.State(id)
		c.names[id], c.iso2[id] = s.Names, s.ISO2
	}
	for id := range c.instruments {
		i := c.Instrument(id)
		c.relations[id], c.heads[id] = statesOf(i), headOf(i)
	}
	units, err := c.canonical()
	if err != nil {
		return err
	}
	c.digest = digestOf(units)
	return c.prepare()
}

// prepare makes the tables that every question needs.
func (c *Corpus) prepare() error {
	c.index = newMatchIndex(c.Vocabulary)
	return nil
}

func headOf(i *Instrument) Head {
	h := Head{Kind: i.Kind, Matters: i.Matters, Text: i.Text != nil, Worldwide: i.Worldwide}
	if i.Text == nil {
		return h
	}
	for _, r := range i.Text.Replaces {
		h.Replaces = append(h.Replaces, r.Instrument)
	}
	seen := map[string]bool{}
	for _, p := range i.Text.Provisions {
		seen[p.Measure] = true
		for _, m := range p.Serves {
			seen[m] = true
		}
	}
	h.Measures = sortedKeys(seen)
	return h
}

func statesOf(i *Instrument) []string {
	states := make([]string, 0, len(i.Parties))
	for _, p := range i.Parties {
		states = append(states, p.State)
	}
	sort.Strings(states)
	return states
}

// Overlay lays a corpus over this one, state by state and instrument by
// instrument: a unit of over replaces the unit of the same id. It gives a
// new corpus with its own digest.
//
// The vocabulary stays that of the lower corpus: one that brings its own is a
// corpus of its own and lies over nothing.
func (c *Corpus) Overlay(over *Corpus) (*Corpus, error) {
	if over.Vocabulary != c.Vocabulary {
		return nil, errors.New("the corpus above has a vocabulary of its own: load it over the lower one, or use it alone")
	}
	out := empty()
	out.Vocabulary = c.Vocabulary
	layer(out.states, c.states, over.states)
	layer(out.instruments, c.instruments, over.instruments)
	layer(out.concepts, c.concepts, over.concepts)
	for id := range over.states {
		out.stated[id] = true
	}
	return out, out.seal()
}

func layer[T any](out, base, over map[string]*unit[T]) {
	for id, u := range base {
		out[id] = u
	}
	for id, u := range over {
		out[id] = u
	}
}
