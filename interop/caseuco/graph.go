package caseuco

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// value is a literal, or the name of another node.
type value struct {
	text     string // of a literal
	datatype string
	language string
	node     string
}

// thing is a node of a document that is read. What is understood of it is taken
// away; what is left over is told.
type thing struct {
	id    string
	types []string
	class string // its types at the beginning, for the telling
	props map[string][]value
	seen  map[string]map[value]bool
}

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

// literal gives a JSON value the datatype that JSON-LD gives it.
func literal(v any, datatype, language string) value {
	switch s := v.(type) {
	case string:
		return value{text: s, datatype: datatype, language: language}
	case bool:
		return value{text: fmt.Sprint(s), datatype: orElse(datatype, nsXSD+"boolean")}
	case json.Number:
		number := nsXSD + "integer"
		if strings.ContainsAny(s.String(), ".eE") {
			number = nsXSD + "double"
		}
		return value{text: s.String(), datatype: orElse(datatype, number)}
	}
	text, err := json.Marshal(v)
	if err != nil {
		text = []byte(fmt.Sprint(v))
	}
	return value{text: string(text), datatype: orElse(datatype, "@json")}
}

// put adds a value once: a graph is a set.
func (t *thing) put(key string, v value) {
	if t.seen[key] == nil {
		t.seen[key] = map[value]bool{}
	}
	if !t.seen[key][v] {
		t.seen[key][v] = true
		t.props[key] = append(t.props[key], v)
	}
}

// take removes and gives the values that a reader can read.
func (t *thing) take(key string, read func(value) bool) {
	t.props[key] = slices.DeleteFunc(t.props[key], read)
}

// refs takes the nodes that a property names.
func (t *thing) refs(key string) (out []string) {
	t.take(key, func(v value) bool {
		if v.node != "" {
			out = append(out, v.node)
		}
		return v.node != ""
	})
	return out
}

// texts takes plain texts.
func (t *thing) texts(key string) (out []string) {
	t.take(key, func(v value) bool {
		ok := v.node == "" && v.language == "" && (v.datatype == "" || v.datatype == nsXSD+"string")
		if ok {
			out = append(out, v.text)
		}
		return ok
	})
	return out
}

// literals takes values of a datatype.
func (t *thing) literals(key string, datatypes ...string) (out []string) {
	t.take(key, func(v value) bool {
		ok := v.node == "" && slices.Contains(datatypes, v.datatype)
		if ok {
			out = append(out, v.text)
		}
		return ok
	})
	return out
}

// one takes the first of a property that should have one; more are left to tell.
func (t *thing) one(take func(string) []string, key string) string {
	before := slices.Clone(t.props[key])
	got := take(key)
	if len(got) == 0 {
		return ""
	}
	if len(got) > 1 {
		first := true
		t.props[key] = slices.DeleteFunc(before, func(v value) bool {
			hit := first && (v.text == got[0] || v.node == got[0])
			first = first && !hit
			return hit
		})
	}
	return got[0]
}

func (t *thing) text(key string) string { return t.one(t.texts, key) }
func (t *thing) ref(key string) string  { return t.one(t.refs, key) }
func (t *thing) time(key string) string {
	return t.one(func(k string) []string { return t.literals(k, nsXSD+"dateTime") }, key)
}

// is says whether a node has one of these classes, and takes those that it has.
func (t *thing) is(classes ...string) bool {
	n := len(t.types)
	t.types = slices.DeleteFunc(t.types, func(s string) bool { return slices.Contains(classes, s) })
	return len(t.types) < n
}

func (t *thing) has(class string) bool { return slices.Contains(t.types, class) }

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

// shortened gives the terms of CASE and UCO the names that people know.
func shortened(terms []string) []string {
	var out []string
	for _, t := range terms {
		out = append(out, short(t))
	}
	return out
}

func short(term string) string {
	for prefix, ns := range prefixes {
		if rest, ok := strings.CutPrefix(term, ns); ok && rest != "" {
			return prefix + ":" + rest
		}
	}
	if rest, ok := strings.CutPrefix(term, nsLocation); ok { // it is read, and never written
		return "uco-location:" + rest
	}
	if rest, ok := strings.CutPrefix(term, undefined); ok {
		return rest + " (not defined by the context)"
	}
	return term
}
