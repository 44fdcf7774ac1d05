// Package strictyaml reads one YAML document into Go values, all of it or
// nothing, and says in one go everything that is wrong with it: where it
// stands, what it is and what to do about it.
//
// It exists for texts of law that people write by hand. Half a corpus must
// never load, a misspelt name must not be dropped in silence, and whoever wrote
// the mistake may be a lawyer who has never seen a stack trace.
//
//	doc, _ := strictyaml.Parse(data, strictyaml.Limits{})
//	var state law.State
//	if problems := doc.Decode(&state); len(problems) > 0 {
//		// nothing was stored in state; every problem has its line and column
//	}
//	line, column := doc.Position("offences[3].elements[1]") // for later checks
//
// Most callers want just that. [Parse] may be called without looking at its
// problems, since [Document.Decode] returns them again with its own.
//
// # What is read
//
// Names come from `json` tags, so that a type has one set of tags and reads the
// same from JSON. Embedded structs are inlined as encoding/json does it. A field
// is required unless its tag says omitempty or omitzero. Null stands for "left
// out" and is taken by such fields and by pointers, slices and maps.
//
// Fields may be structs, pointers, slices, maps with text for keys, text, true
// and false, and numbers. A type with an UnmarshalText method gets the text of
// the scalar exactly as written, quoted or not, so that the date 2015-03-24
// needs no quotes. A type that must know the difference implements
// [StrictUnmarshaler]. UnmarshalJSON is not called. What can not be read
// strictly (any, []byte, channels) is refused; call [CheckType] in a test.
//
// # What is refused
//
//   - a name that is unknown, given twice or missing;
//   - a number, a date or true and false where text is wanted, and any other
//     wrong kind: nothing is converted. The words yes, no, on and off are text;
//   - 1.5, 1.0, 1e3, 0700, 0x1F and 1_000 for a whole number; infinity;
//   - anchors, aliases, merge keys and tags: the text says all, where it says it;
//   - a second document, an empty one, one nested too deep or too large;
//   - bytes that are not UTF-8, and characters that nobody can see.
//
// # What stays
//
// Names and meaning of what is exported here stay. The words of problems do
// not: show them, do not compare them.
package strictyaml

import (
	"cmp"
	"fmt"
	"slices"
)

// Problem is one thing that is wrong with a document.
type Problem struct {
	Line    int    // from 1
	Column  int    // from 1, in characters
	Path    string // such as offences[3].title; empty for the whole document
	Message string // what is wrong
	Fix     string // what to do about it; empty if nobody can know
}

// String gives "line:column: message; fix".
func (p Problem) String() string {
	s := fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message)
	if p.Fix != "" {
		s += "; " + p.Fix
	}
	return s
}

// Limits bounds what a document may cost. A field left zero has its default.
type Limits struct {
	Bytes int // size of the file: 8 MiB
	Depth int // lists and mappings within each other: 64
	// Flow is the number of commas and opening brackets: 250,000. They cost
	// far more memory than other characters, a kilobyte and a half each.
	Flow     int
	Problems int // how many problems are told: 1000
}

// withDefaults fills in the limits that were not given.
func (l Limits) withDefaults() Limits {
	return Limits{
		Bytes:    cmp.Or(l.Bytes, 8<<20),
		Depth:    cmp.Or(l.Depth, 64),
		Flow:     cmp.Or(l.Flow, 250_000),
		Problems: cmp.Or(l.Problems, 1000),
	}
}

// report gathers problems up to a limit, since a file of a million mistakes
// helps nobody and costs much.
type report struct {
	limit int
	list  []Problem
	more  int
}

// full reports that further problems are only counted.
func (r *report) full() bool { return len(r.list) >= r.limit }

func (r *report) add(p Problem) {
	if r.full() {
		r.more++
		return
	}
	p.Line, p.Column = max(p.Line, 1), max(p.Column, 1)
	p.Message = cut(p.Message, 500) // words of a type may repeat a long value
	r.list = append(r.list, p)
}

// problems gives what was gathered in the order of the text.
func (r *report) problems() []Problem {
	list := slices.Clone(r.list)
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if r.more > 0 {
		last := list[len(list)-1]
		list = append(list, Problem{
			Line: last.Line, Column: last.Column,
			Message: fmt.Sprintf("%d more problems are not shown", r.more),
			Fix:     "correct those above and try again",
		})
	}
	return list
}
