package strictyaml

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Key gives the path of a field of what stands at path. Names that could be
// taken for a path themselves are quoted: Key("sources", "a.b") is
// sources["a.b"].
func Key(path, name string) string {
	if name == "" || strings.ContainsAny(name, `.[]"`) {
		return path + "[" + strconv.Quote(name) + "]"
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// Index gives the path of an entry, from 0, of the list at path.
func Index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// Position tells where the value at path stands. If there is no such value it
// is the place of the nearest one around it, so that what is missing is
// reported where it should be. The empty path is the whole document.
func (d *Document) Position(path string) (line, column int) {
	if d.root == nil {
		return 1, 1
	}
	n := d.root
	for path != "" {
		step, rest, ok := nextStep(path)
		if !ok {
			break
		}
		child := step.find(n)
		if child == nil {
			break
		}
		n, path = child, rest
	}
	return n.Line, n.Column
}

// step is one part of a path: a name, or an index if it is not negative.
type step struct {
	name  string
	index int
}

// find gives the child of n that s names, or nil.
func (s step) find(n *yaml.Node) *yaml.Node {
	switch {
	case n.Kind == yaml.SequenceNode && s.index >= 0 && s.index < len(n.Content):
		return n.Content[s.index]
	case n.Kind == yaml.MappingNode && s.index < 0:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Kind == yaml.ScalarNode && n.Content[i].Value == s.name {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// nextStep takes the first step off a path.
func nextStep(path string) (s step, rest string, ok bool) {
	inner, bracket := strings.CutPrefix(path, "[")
	if !bracket {
		path = strings.TrimPrefix(path, ".")
		end := strings.IndexAny(path, ".[")
		if end < 0 {
			end = len(path)
		}
		return step{name: path[:end], index: -1}, path[end:], end > 0
	}
	if quoted, err := strconv.QuotedPrefix(inner); err == nil {
		name, _ := strconv.Unquote(quoted)
		rest, ok = strings.CutPrefix(inner[len(quoted):], "]")
		return step{name: name, index: -1}, rest, ok
	}
	digits, rest, ok := strings.Cut(inner, "]")
	index, err := strconv.Atoi(digits)
	return step{index: index}, rest, ok && err == nil && index >= 0
}

// place is a path while the tree is walked. It becomes a string only if there is
// something to report; nil is the whole document.
type place struct {
	parent *place
	step   step
}

// key is the place of a field. A name can be as long as the file, and would
// then be repeated in every path below it, so it is cut.
func (p *place) key(name string) *place {
	const most = 200
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "") + "…"
	}
	return &place{p, step{name: name, index: -1}}
}

func (p *place) index(i int) *place { return &place{p, step{index: i}} }

func (p *place) String() string {
	if p == nil {
		return ""
	}
	if p.step.index >= 0 {
		return Index(p.parent.String(), p.step.index)
	}
	return Key(p.parent.String(), p.step.name)
}

// label names the place in a sentence, by its last name and what follows it.
func (p *place) label() string {
	suffix := ""
	for ; p != nil && p.step.index >= 0; p = p.parent {
		suffix = Index("", p.step.index) + suffix
	}
	if p == nil {
		if suffix == "" {
			return "the document"
		}
		return "the entry " + suffix
	}
	return quote(p.step.name + suffix)
}
