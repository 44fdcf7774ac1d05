package law

import (
	"fmt"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// vocabulary checks the closed lists against themselves.
func (k *checker) vocabulary() {
	acts, elements, minds, classes := newLinks("acts"), newLinks("elements"), newLinks("minds"), newLinks("classes")
	for i := range k.files {
		f := &k.files[i]
		v, ok := f.value.(*Vocabulary)
		if !ok {
			continue
		}
		for _, e := range v.entries() {
			k.unique(e.list, e.code, f, e.path)
		}
		for n, c := range v.Acts {
			acts.add(f, entry("acts", n, "implies"), c.Code, c.Implies)
		}
		for n, c := range v.Elements {
			elements.add(f, entry("elements", n, "implies"), c.Code, c.Implies)
		}
		for n, c := range v.Minds {
			minds.add(f, entry("minds", n, "implies"), c.Code, c.Implies)
		}
		for n, c := range v.Classes {
			classes.add(f, entry("classes", n, "broader"), c.Code, one(c.Broader))
			k.code(f, func() string { return entry("classes", n, "family") }, "families", c.Family)
		}
		k.named(f, v)
	}
	for _, l := range []*links{acts, elements, minds, classes} {
		k.cycles(l)
	}
	for _, l := range []*links{acts, elements, minds} {
		k.size(l)
	}
}

// named checks what a vocabulary names outside its lists.
func (k *checker) named(f *file, v *Vocabulary) {
	states := func(at string, codes []string) {
		for n, s := range codes {
			k.isState(f, strictyaml.Index(at, n), s)
		}
	}
	for n := range v.Votes {
		states(entry("votes", n, "for"), v.Votes[n].For)
		states(entry("votes", n, "against"), v.Votes[n].Against)
		states(entry("votes", n, "abstained"), v.Votes[n].Abstained)
	}
	for n := range v.Practice {
		states(entry("practice", n, "requested"), v.Practice[n].Requested)
	}
	k.discussed(f, v, states)
	for n := range v.Fields {
		at := entry("fields", n, "needs")
		for form, need := range v.Fields[n].Needs {
			path := func() string { return strictyaml.Key(at, form) }
			k.code(f, path, "forms", form)
			k.code(f, path, "request_needs", need)
		}
	}
}

// discussed checks the states and instruments that figures, options, clauses
// and remarks name.
func (k *checker) discussed(f *file, v *Vocabulary, states func(at string, codes []string)) {
	cited := func(at string, list []Citation) {
		for n := range list {
			at := strictyaml.Index(at, n)
			switch c := &list[n]; {
			case (c.Instrument == "") == (c.Text == ""):
				k.add(f, at, "it must name an instrument or another text, and not both", "write one of instrument and text")
			case c.Instrument != "":
				k.isInstrument(f, strictyaml.Key(at, "instrument"), c.Instrument)
			}
		}
	}
	for n := range v.Figures {
		states(entry("figures", n, "states"), v.Figures[n].States)
	}
	for n := range v.Reach {
		k.isInstrument(f, entry("reach", n, "instrument"), v.Reach[n].Instrument)
	}
	for n := range v.Options {
		for m := range v.Options[n].Arguments {
			cited(strictyaml.Key(strictyaml.Index(entry("options", n, "arguments"), m), "provisions"), v.Options[n].Arguments[m].Provisions)
		}
	}
	for n := range v.Clauses {
		cited(entry("clauses", n, "models"), v.Clauses[n].Models)
	}
	for n := range v.Proof {
		states(entry("proof", n, "states"), v.Proof[n].States)
	}
	for n := range v.Remarks {
		states(entry("remarks", n, "states"), v.Remarks[n].States)
		for m, id := range v.Remarks[n].Instruments {
			k.isInstrument(f, strictyaml.Index(entry("remarks", n, "instruments"), m), id)
		}
	}
}

// isInstrument reports an id that no instrument of the corpus has.
func (k *checker) isInstrument(f *file, at, id string) {
	if _, known := k.effects[id]; !known {
		k.add(f, at, fmt.Sprintf("%q is no instrument of the corpus", id), suggest(id, sortedKeys(k.effects), "see the folder instruments"))
	}
}

// size reports the code that is one too many for the bits of a set.
func (k *checker) size(l *links) {
	if len(l.order) > setSize {
		n := l.nodes[l.order[setSize]]
		k.add(n.file, n.path, fmt.Sprintf("%s has %d codes, more than %d", l.list, len(l.order), setSize), "remove codes that no text uses")
	}
}

// links are the links of one list, by which a code leads to others.
type links struct {
	list  string
	order []string
	nodes map[string]link
	state map[string]int // of the search: 1 on the way, 2 done
}

type link struct {
	place
	to []string
}

func newLinks(list string) *links {
	return &links{list: list, nodes: map[string]link{}, state: map[string]int{}}
}

func (l *links) add(f *file, path, code string, to []string) {
	l.order = append(l.order, code)
	if _, twice := l.nodes[code]; !twice {
		l.nodes[code] = link{place{f, path}, to}
	}
}

// cycles reports each way that leads back to where it began, once.
func (k *checker) cycles(l *links) {
	for _, code := range l.order {
		k.follow(l, code, nil)
	}
}

func (k *checker) follow(l *links, code string, way []string) {
	if l.state[code] == 2 {
		return
	}
	l.state[code] = 1
	way = append(way, code)
	n := l.nodes[code]
	for i, next := range n.to {
		if l.state[next] == 1 {
			path := n.path
			if l.list != "classes" {
				path = strictyaml.Index(path, i)
			}
			k.add(n.file, path, "it goes round in a circle: "+circle(way, next), "remove one of the links")
		} else if _, known := l.nodes[next]; known {
			k.follow(l, next, way)
		}
	}
	l.state[code] = 2
}

// circle writes the part of a way that begins and ends at a code.
func circle(way []string, code string) string {
	for way[0] != code {
		way = way[1:]
	}
	return strings.Join(append(way[:len(way):len(way)], code), " → ")
}
