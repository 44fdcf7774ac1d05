package law

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// Problem is something wrong in a file of a corpus, and what to do about it.
type Problem struct {
	File    string
	Line    int
	Column  int
	Message string
	Fix     string
}

func (p Problem) String() string {
	s := fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
	if p.Fix != "" {
		s += "; " + p.Fix
	}
	return s
}

// Problems is an error that lists every problem found.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// file is one file of a corpus, read into its type, with the places of its
// parts.
type file struct {
	name  string
	doc   *strictyaml.Document
	value any // *State, *Instrument, *Concept or a part of the vocabulary; nil if it does not decode
}

// Load reads a corpus from YAML: the folders states, instruments, concepts
// and vocabulary. It finds every problem in one go; with any problem no
// corpus is returned, so half a corpus is never loaded. A corpus without a
// vocabulary is checked against base's, which may be nil only if the corpus
// has its own.
func Load(fsys fs.FS, base *Corpus) (*Corpus, error) {
	c, problems := load(fsys, base)
	if len(problems) > 0 {
		return nil, problems
	}
	return c, c.seal()
}

// CheckFiles gives everything that is wrong with the files of a corpus, and
// nil if it is sound. Load refuses exactly those that have a problem.
func CheckFiles(fsys fs.FS, base *Corpus) Problems {
	_, problems := load(fsys, base)
	return problems
}

func load(fsys fs.FS, base *Corpus) (*Corpus, Problems) {
	files, problems := readFiles(fsys)
	c := assemble(files)
	if holdsVocabulary(files) {
		base = nil // it is whole, and leans on no other
	} else if base != nil {
		c.Vocabulary = base.Vocabulary
	}
	problems = append(problems, check(c, base, files)...)
	sortProblems(problems)
	return c, problems
}

// holdsVocabulary reports whether there is a file of the vocabulary, be it
// readable or not.
func holdsVocabulary(files []file) bool {
	return slices.ContainsFunc(files, func(f file) bool { return path.Dir(f.name) == "vocabulary" })
}

func sortProblems(ps Problems) {
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i], ps[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}

// folders are those of a corpus, with the type of file each holds.
var folders = map[string]func() any{
	"states":      func() any { return new(State) },
	"instruments": func() any { return new(Instrument) },
	"concepts":    func() any { return new(Concept) },
	"vocabulary":  func() any { return new(Vocabulary) },
}

func readFiles(fsys fs.FS) ([]file, Problems) {
	var files []file
	var problems Problems
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || path.Ext(name) != ".yaml" {
			return nil
		}
		f, ps := readFile(fsys, name)
		problems = append(problems, ps...)
		if f.doc != nil {
			files = append(files, f)
		}
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{File: ".", Line: 1, Column: 1, Message: err.Error()})
	}
	return files, problems
}

func readFile(fsys fs.FS, name string) (file, Problems) {
	kind, ok := folders[path.Dir(name)]
	if !ok {
		return file{}, Problems{{File: name, Line: 1, Column: 1,
			Message: "this folder is not one of a corpus", Fix: "use states, instruments, concepts or vocabulary"}}
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return file{}, Problems{{File: name, Line: 1, Column: 1, Message: err.Error()}}
	}
	doc, _ := strictyaml.Parse(data, strictyaml.Limits{}) // Decode tells its problems again
	f := file{name: name, doc: doc, value: kind()}
	ps := doc.Decode(f.value)
	if len(ps) > 0 {
		f.value = nil
	}
	return f, inFile(name, ps)
}

func inFile(name string, ps []strictyaml.Problem) Problems {
	out := make(Problems, len(ps))
	for i, p := range ps {
		out[i] = Problem{File: name, Line: p.Line, Column: p.Column, Message: p.Message, Fix: p.Fix}
	}
	return out
}

// assemble puts the files together; where two files hold the same unit the
// checker reports it.
func assemble(files []file) *Corpus {
	c := empty()
	for _, f := range files {
		switch v := f.value.(type) {
		case *State:
			c.states[v.ID] = ready(v)
		case *Instrument:
			v.indexParties()
			c.instruments[v.ID] = ready(v)
		case *Concept:
			c.concepts[v.ID] = ready(v)
		case *Vocabulary:
			if c.Vocabulary == nil {
				c.Vocabulary = &Vocabulary{}
			}
			c.Vocabulary.merge(v)
		}
	}
	return c
}

func empty() *Corpus {
	return &Corpus{
		states: map[string]*unit[State]{}, instruments: map[string]*unit[Instrument]{}, concepts: map[string]*unit[Concept]{},
		names: map[string]Names{}, iso2: map[string]string{}, relations: map[string][]string{}, heads: map[string]Head{}, stated: map[string]bool{},
		compiled: compiled{laws: map[string]*compiledLaw{}, texts: map[string][]treatyMatcher{}},
	}
}
