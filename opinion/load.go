package opinion

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
)

// maxMatter is the size of a matter's file; a long one is a mistake.
const maxMatter = 1 << 20

// Problems is everything wrong with a matter, each with its place.
type Problems []strictyaml.Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
		if p.Line == 0 { // a matter made by a program has no places
			lines[i] = strings.TrimPrefix(lines[i], "0:0: ")
		}
	}
	return strings.Join(lines, "\n")
}

// ReadMatter reads a matter from YAML. It finds every problem in one go; with
// any problem there is no matter, and nothing is half answered. States may be
// written by code or by name, and come back as codes.
func ReadMatter(data []byte, c *law.Corpus) (*Matter, error) {
	doc, problems := strictyaml.Parse(data, strictyaml.Limits{Bytes: maxMatter})
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	m := new(Matter)
	if problems = doc.Decode(m); len(problems) > 0 {
		return nil, Problems(problems)
	}
	k := checker{doc: doc, corpus: c}
	k.matter(m)
	if len(k.problems) > 0 {
		return nil, k.sorted()
	}
	return m, nil
}

// ReadConduct reads a conduct alone: the conduct part of a matter.
func ReadConduct(data []byte, c *law.Corpus) (*law.Conduct, error) {
	doc, problems := strictyaml.Parse(data, strictyaml.Limits{Bytes: maxMatter})
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	conduct := new(law.Conduct)
	if problems = doc.Decode(conduct); len(problems) > 0 {
		return nil, Problems(problems)
	}
	k := checker{doc: doc, corpus: c}
	if !conduct.Known() {
		k.report("", "nothing is told of what was done", "give acts, facts, absent, mens_rea or without_right")
	}
	k.conduct("", conduct)
	if len(k.problems) > 0 {
		return nil, k.sorted()
	}
	return conduct, nil
}

// Check finds what is wrong with a matter made by a program, and changes
// nothing in it: states must be codes, and the measure its own.
func Check(m *Matter, c *law.Corpus) error {
	k := checker{corpus: c}
	k.matter(m)
	if len(k.problems) > 0 {
		return k.problems
	}
	return nil
}

// checker gathers what is wrong, at its place where there is a document.
type checker struct {
	doc      *strictyaml.Document
	corpus   *law.Corpus
	problems Problems
}

func (k *checker) report(path, message, fix string) {
	p := strictyaml.Problem{Path: path, Message: message, Fix: fix}
	if k.doc != nil {
		p.Line, p.Column = k.doc.Position(path)
	}
	k.problems = append(k.problems, p)
}

// sorted puts the problems in the order of the text.
func (k *checker) sorted() Problems {
	slices.SortStableFunc(k.problems, func(a, b strictyaml.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return k.problems
}

// state resolves a state, in place where it was written by a person.
func (k *checker) state(path string, s *string) {
	id, err := k.corpus.FindState(*s)
	switch {
	case err != nil:
		k.report(path, fmt.Sprintf("%s: %v", path, err), "")
	case k.doc != nil:
		*s = id
	case id != *s:
		k.report(path, fmt.Sprintf("%s: %q is no code of a state", path, *s), "write "+id)
	}
}

func (k *checker) states(path string, ss []string) {
	for i := range ss {
		k.state(strictyaml.Index(path, i), &ss[i])
	}
}

// code checks a code against a closed list.
func (k *checker) code(path, code string, list []string, name string) {
	if slices.Contains(list, code) {
		return
	}
	fix := "the codes stand in the vocabulary: comity law list " + name
	if near := law.Nearest(code, list); near != "" {
		fix = fmt.Sprintf("do you mean %q?", near)
	}
	k.report(path, fmt.Sprintf("%s: %q is no code of %s", path, code, name), fix)
}

func (k *checker) codes(path string, codes, list []string, name string) {
	for i, c := range codes {
		k.code(strictyaml.Index(path, i), c, list, name)
	}
}
