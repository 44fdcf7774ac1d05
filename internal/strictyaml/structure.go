package strictyaml

import (
	"fmt"

	"go.yaml.in/yaml/v4"
)

// checkNode reports what is wrong in the tree whatever type it is meant for.
func checkNode(n *yaml.Node, at *place, depth, limit int, out *report) {
	checkDecoration(n, at, out)
	if n.Kind != yaml.MappingNode && n.Kind != yaml.SequenceNode {
		return
	}
	if depth > limit {
		out.add(depthProblem(n.Line, n.Column, limit))
		n.Content = nil // what reads the tree later recurses no deeper
		return
	}
	if n.Kind == yaml.MappingNode {
		checkKeys(n, at, out)
		for i := 1; i < len(n.Content); i += 2 {
			checkNode(n.Content[i], at.key(n.Content[i-1].Value), depth+1, limit, out)
		}
		return
	}
	for i, entry := range n.Content {
		checkNode(entry, at.index(i), depth+1, limit, out)
	}
}

// checkDecoration refuses anchors and tags: what makes the meaning of a place
// depend on another.
func checkDecoration(n *yaml.Node, at *place, out *report) {
	if n.Anchor != "" {
		out.add(Problem{
			Line: n.Line, Column: n.Column, Path: at.String(),
			Message: "an anchor, which begins with &, is not allowed",
			Fix:     "remove it; if the text begins with &, put it in quotes",
		})
	}
	if isTagged(n) {
		out.add(Problem{
			Line: n.Line, Column: n.Column, Path: at.String(),
			Message: "a tag, which begins with !, is not allowed",
			Fix:     "remove it; if the text begins with !, put it in quotes",
		})
	}
}

// checkKeys refuses keys that are given twice or are no words. The value of a
// refused key is checked all the same.
func checkKeys(n *yaml.Node, at *place, out *report) {
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		checkDecoration(key, at, out)
		problem, here := Problem{Line: key.Line, Column: key.Column}, at
		line, again := first[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			problem.Message = "a name must be a word, not " + describe(key)
			problem.Fix = "write name: value; if the name has brackets, put it in quotes"
		case isMerge(key):
			problem.Message = "a merge key << is not allowed"
			problem.Fix = "write out the fields it would bring"
		case again:
			here = at.key(key.Value)
			problem.Message = fmt.Sprintf("%s is given twice, first on line %d", quote(key.Value), line)
			problem.Fix = "keep one of the two"
		default:
			first[key.Value] = key.Line
			continue
		}
		problem.Path = here.String()
		out.add(problem)
	}
}

// isTagged reports an explicit tag, of which the parser marks all but "!".
func isTagged(n *yaml.Node) bool { return n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" }

// isRefused reports a node that checkNode has refused, about which nothing more
// should be said.
func isRefused(n *yaml.Node) bool { return isTagged(n) || n.Kind == yaml.AliasNode }

// isMerge reports the key << without quotes.
func isMerge(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!merge" }

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }
