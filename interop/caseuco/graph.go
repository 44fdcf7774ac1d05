package caseuco

import (
	"fmt"
	"slices"
	"strings"
)

// graph is all nodes, in the order in which they were met.
type graph struct {
	byID   map[string]*thing
	things []*thing
	blank  int
}

func collect(expanded []any) (*graph, error) {
	g := &graph{byID: map[string]*thing{}}
	for _, n := range expanded {
		if _, err := g.add(n); err != nil {
			return nil, err
		}
	}
	for _, t := range g.things {
		slices.Sort(t.types)
		t.class = strings.Join(shortened(t.types), " ")
	}
	return g, nil
}

// named finds or makes the node of this name.
func (g *graph) named(id string) *thing {
	if id == "" {
		g.blank++
		id = fmt.Sprintf("_:unnamed%d", g.blank)
	}
	t, ok := g.byID[id]
	if !ok {
		t = &thing{id: id, props: map[string][]value{}, seen: map[string]map[value]bool{}}
		g.byID[id] = t
		g.things = append(g.things, t)
	}
	return t
}

// add takes in an expanded node object and all in it.
func (g *graph) add(v any) (string, error) {
	n, ok := v.(map[string]any)
	if !ok {
		return "", fmt.Errorf("%T stands where a node should", v)
	}
	id, _ := n["@id"].(string)
	t := g.named(id)
	for _, key := range sortedKeys(n) {
		if err := g.entry(t, key, n[key]); err != nil {
			return "", err
		}
	}
	return t.id, nil
}

func (g *graph) entry(t *thing, key string, v any) error {
	switch key {
	case "@id":
		return nil
	case "@type":
		for _, e := range list(v) {
			if s, ok := e.(string); ok && !slices.Contains(t.types, s) {
				t.types = append(t.types, s)
			}
		}
		return nil
	case "@graph", "@included":
		if key == "@graph" {
			t.put(key, value{text: "a graph of its own"}) // its nodes are read, the border is not kept
		}
		for _, e := range list(v) {
			if _, err := g.add(e); err != nil {
				return err
			}
		}
		return nil
	case "@reverse":
		return g.reverse(t, v)
	}
	for _, e := range list(v) {
		if err := g.property(t, key, e); err != nil {
			return err
		}
	}
	return nil
}

// property adds one value, or those of a list.
func (g *graph) property(t *thing, key string, v any) error {
	n, ok := v.(map[string]any)
	if !ok {
		t.put(key, literal(v, "", ""))
		return nil
	}
	if i, there := n["@index"]; there {
		t.put("@index", literal(i, "", ""))
	}
	if members, isList := n["@list"]; isList {
		for _, e := range list(members) {
			if err := g.property(t, key, e); err != nil {
				return err
			}
		}
		return nil
	}
	if scalar, isValue := n["@value"]; isValue {
		datatype, _ := n["@type"].(string)
		language, _ := n["@language"].(string)
		t.put(key, literal(scalar, datatype, language))
		return nil
	}
	id, err := g.add(v)
	t.put(key, value{node: id})
	return err
}

func (g *graph) reverse(t *thing, v any) error {
	properties, _ := v.(map[string]any)
	for _, key := range sortedKeys(properties) {
		for _, e := range list(properties[key]) {
			id, err := g.add(e)
			if err != nil {
				return err
			}
			g.named(id).put(key, value{node: t.id})
		}
	}
	return nil
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func sortedKeys(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
