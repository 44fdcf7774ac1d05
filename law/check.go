package law

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// check looks for what is wrong between the parts of a corpus that decode:
// codes that no list has, sources that no file names, dates that cannot be.
// A corpus that lies over base may also name what base has. Files that do not
// decode have been reported; here they count as present, so that one mistake
// is told once and not again wherever the file is named.
func check(c, base *Corpus, files []file) Problems {
	k := &checker{c: c, base: base, files: files, seen: map[string]place{}, types: map[reflect.Type]*typeInfo{}}
	if c.Vocabulary == nil && !holdsVocabulary(files) {
		k.problems = append(k.problems, Problem{File: "vocabulary", Line: 1, Column: 1,
			Message: "there is no vocabulary", Fix: "add the folder vocabulary, or lay this corpus over one that has it"})
	}
	k.prepare()
	k.vocabulary()
	for i := range files {
		k.unit(&files[i])
	}
	return k.problems
}

// checker gathers the problems of one corpus.
type checker struct {
	c, base  *Corpus
	files    []file
	lists    map[string]codeList // nil: a file of the vocabulary does not decode
	states   map[string]bool     // what may be named
	effects  map[string][]string // by instrument; also a key for each that may be named
	seen     map[string]place    // what must be unique
	types    map[reflect.Type]*typeInfo
	problems Problems
}

// place is where something stands; file is nil for what base has.
type place struct {
	file *file
	path string
}

func (p place) String() string {
	if p.file == nil {
		return p.path
	}
	line, _ := p.file.doc.Position(p.path)
	return fmt.Sprintf("%s:%d", p.file.name, line)
}

func (k *checker) add(f *file, path, message, fix string) {
	line, column := f.doc.Position(path)
	k.problems = append(k.problems, Problem{File: f.name, Line: line, Column: column, Message: message, Fix: fix})
}

// unique reports an id that was met before.
func (k *checker) unique(what, id string, f *file, path string) {
	key := what + " " + id
	if first, twice := k.seen[key]; twice {
		k.add(f, path, fmt.Sprintf("the %s %q is already in %s", what, id, first), "give each its own, or remove one")
		return
	}
	k.seen[key] = place{f, path}
}

// unit checks one file.
func (k *checker) unit(f *file) {
	w := walker{checker: k, file: f}
	switch v := f.value.(type) {
	case *State:
		k.name(f, v.ID)
		w.sources = v.Sources
		w.walk(v)
		k.state(f, v)
	case *Instrument:
		k.name(f, v.ID)
		w.sources, w.instrument = v.Sources, v.ID
		w.walk(v)
		k.instrument(f, v)
	case *Concept:
		k.name(f, v.ID)
		w.sources = v.Sources
		w.walk(v)
		k.concept(f, v)
	case *Vocabulary:
		w.sources = v.Sources
		w.walk(v)
	}
}

// name compares the name of a file with the id of its unit. Since names are
// unique, ids then are.
func (k *checker) name(f *file, id string) {
	k.unique("unit", path.Dir(f.name)+"/"+id, f, "id")
	if want := strings.ToLower(id) + ".yaml"; path.Base(f.name) != want {
		k.add(f, "id", fmt.Sprintf("the file of %q is named %s", id, path.Base(f.name)), "rename it to "+want)
	}
}

// entry gives the path of a field of the entry i of a list.
func entry(list string, i int, field string) string {
	return strictyaml.Key(strictyaml.Index(list, i), field)
}
