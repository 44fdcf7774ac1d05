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
