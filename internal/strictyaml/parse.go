package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
)

// Document is one parsed document: where everything stands in it, and what is
// wrong with it so far. It does not change and may be used by many goroutines.
type Document struct {
	root   *yaml.Node // nil if nothing could be parsed
	limits Limits
	found  report
}

// Parse reads the document in data, which is not kept. The Document is never
// nil, whatever the problems; a document with problems can still be decoded to
// learn about the others, but never yields a value.
func Parse(data []byte, limits Limits) (*Document, []Problem) {
	d := &Document{limits: limits.withDefaults()}
	d.found.limit = d.limits.Problems
	data = bytes.TrimPrefix(data, byteOrderMark)
	if checkSize(data, d.limits, &d.found); len(d.found.list) > 0 {
		return d, d.found.problems()
	}
	line, column := checkCharacters(data, &d.found)
	if len(d.found.list) > 0 {
		return d, d.found.problems()
	}
	if p := d.load(data); p.Message != "" {
		if p.Line > line { // the parser sees a line after the last
			p.Line, p.Column = line, column
		}
		d.found.add(p)
	}
	if d.root != nil {
		checkNode(d.root, nil, 1, d.limits.Depth, &d.found)
	}
	return d, d.found.problems()
}

// load parses data into the tree. The problem is empty if there is none.
func (d *Document) load(data []byte) (problem Problem) {
	// The parser is young and reads foreign bytes. Should it panic, then one
	// file is not read; the program that reads it goes on.
	defer func() {
		if cause := recover(); cause != nil {
			d.root = nil
			problem = Problem{Message: fmt.Sprintf("not readable as YAML: %v", cause)}
		}
	}()
	guard := &guard{depth: d.limits.Depth}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(guard))
	if err != nil {
		return Problem{Message: err.Error()}
	}
	var document, second yaml.Node
	switch err := loader.Load(&document); {
	case err == io.EOF:
		return emptyDocument
	case err != nil:
		return guard.explain(err)
	}
	root := document.Content[0]
	if !isNull(root) || isRefused(root) {
		d.root = root
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return Problem{
			Line: second.Line, Column: second.Column,
			Message: "a second document begins here",
			Fix:     "put it into a file of its own, or remove the line ---",
		}
	case err != io.EOF:
		return guard.explain(err)
	case d.root == nil:
		return emptyDocument
	}
	return Problem{}
}

var emptyDocument = Problem{Message: "the document is empty", Fix: "write its fields, or remove the file"}

// guard is asked by the parser while it reads, and so can stop it early: at the
// first alias and well before a deep nesting has cost anything.
type guard struct {
	depth   int
	tooDeep bool
}

var errAlias = errors.New("alias")

// CheckDepth counts flow and block levels apart, so none is above the depth of
// the tree; checkNode counts them together.
func (g *guard) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > g.depth {
		g.tooDeep = true
		return errors.New("too deep")
	}
	return nil
}

// CheckAlias has nothing to count, since ResolveAlias lets none through.
func (g *guard) CheckAlias(int, int) error { return nil }

// NewAliasDataContext makes the guard the one who knows what aliases mean.
func (g *guard) NewAliasDataContext(yaml.AliasDataServices) (yaml.AliasDataContext, error) {
	return g, nil
}

// BeginDocument, EndDocument and DefineAnchor have nothing to keep; checkNode
// finds the anchors in the tree.
func (g *guard) BeginDocument() error                  { return nil }
func (g *guard) EndDocument() error                    { return nil }
func (g *guard) DefineAnchor(string, *yaml.Node) error { return nil }

// ResolveAlias refuses every alias, known or not.
func (g *guard) ResolveAlias(string) (*yaml.Node, bool, error) { return nil, false, errAlias }

// explain turns an error of the parser into a problem.
func (g *guard) explain(err error) Problem {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return Problem{Message: "not readable as YAML: " + err.Error()}
	}
	switch {
	case errors.Is(err, errAlias):
		return aliasProblem(load.Mark.Line, load.Mark.Column)
	case g.tooDeep:
		return depthProblem(load.Mark.Line, load.Mark.Column, g.depth)
	}
	return syntaxProblem(load)
}
