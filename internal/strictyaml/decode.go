package strictyaml

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Decode reads the document into the value v points to and returns all that is
// wrong with it, with what [Parse] found, in the order of the text. Unless there
// is no problem at all, v stays as it was.
func (d *Document) Decode(v any) []Problem {
	out := report{limit: d.limits.Problems, list: d.found.problems()}
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		out.add(Problem{Message: fmt.Sprintf("the program gave %T to read into, not a pointer to a value", v)})
		return out.problems()
	}
	t := target.Type().Elem()
	if err := CheckType(t); err != nil {
		out.add(Problem{Message: "the program can not read this type: " + err.Error()})
		return out.problems()
	}
	if d.root == nil {
		return out.problems()
	}
	fresh := reflect.New(t).Elem()
	dec := decoder{out: &out, structs: map[reflect.Type]*structInfo{}}
	dec.value(d.root, fresh, nil, false)
	if len(out.list) == 0 {
		target.Elem().Set(fresh)
	}
	return out.problems()
}

// decoder walks the tree and a value side by side. Every value it is given can
// be set.
type decoder struct {
	out     *report
	structs map[reflect.Type]*structInfo
}

// structInfo is what is asked of a struct type for each mapping.
type structInfo struct {
	fields []Field
	byName map[string]int
	names  []string
}

// value reads n into v; optional says that v may also be left out.
func (d *decoder) value(n *yaml.Node, v reflect.Value, at *place, optional bool) {
	if isRefused(n) {
		return // already reported
	}
	if isNull(n) && (optional || takesNull(v.Type())) {
		return
	}
	if isScalarType(v.Type()) {
		d.unmarshal(n, v, at)
		return
	}
	if isNull(n) {
		d.report(n, at, at.label()+" has no value", "write "+wanted(v.Type()))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), at, false)
	case reflect.Struct:
		d.structure(n, v, at)
	case reflect.Map:
		d.mapping(n, v, at)
	case reflect.Slice:
		d.list(n, v, at)
	default:
		d.scalar(n, v, at)
	}
}

// takesNull reports whether nil is a value of t.
func takesNull(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map
}

func (d *decoder) report(n *yaml.Node, at *place, message, fix string) {
	d.out.add(Problem{Line: n.Line, Column: n.Column, Path: at.String(), Message: message, Fix: fix})
}

// isKind reports whether n is of the kind that t needs, and says so if not.
func (d *decoder) isKind(n *yaml.Node, kind yaml.Kind, t reflect.Type, at *place, fix string) bool {
	if n.Kind == kind {
		return true
	}
	d.report(n, at, fmt.Sprintf("%s must be %s, but is %s", at.label(), wanted(t), describe(n)), fix)
	return false
}

func (d *decoder) scalar(n *yaml.Node, v reflect.Value, at *place) {
	if !d.isKind(n, yaml.ScalarNode, v.Type(), at, "write a single value") {
		return
	}
	if must, fix := setScalar(scalarOf(n), v); must != "" {
		d.report(n, at, fmt.Sprintf("%s %s, but is %s", at.label(), must, describe(n)), fix)
	}
}

// unmarshal lets v read itself.
func (d *decoder) unmarshal(n *yaml.Node, v reflect.Value, at *place) {
	if !d.isKind(n, yaml.ScalarNode, v.Type(), at, "write a single value") {
		return
	}
	if _, strict := v.Addr().Interface().(StrictUnmarshaler); isNull(n) && !strict {
		d.report(n, at, at.label()+" has no value", "write one")
		return
	}
	if _, err := unmarshaled(scalarOf(n), v); err != nil {
		d.report(n, at, at.label()+": "+err.Error(), "")
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, at *place) {
	if !d.isKind(n, yaml.SequenceNode, v.Type(), at, "begin each entry on a line of its own with a dash, or put all in [brackets]") {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, entry := range n.Content {
		d.value(entry, v.Index(i), at.index(i), false)
	}
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, at *place) {
	t := v.Type()
	if !d.isKind(n, yaml.MappingNode, t, at, "write name: value on lines of their own") {
		return
	}
	v.Set(reflect.MakeMapWithSize(t, len(n.Content)/2))
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		if readable(name) && d.key(name, key, at) {
			d.value(n.Content[i+1], value, at.key(name.Value), false)
			v.SetMapIndex(key, value)
		}
	}
}

// readable reports whether a key was not refused for what it is.
func readable(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && !isRefused(key) && !isMerge(key)
}

// key reads a key of a map.
func (d *decoder) key(n *yaml.Node, v reflect.Value, at *place) bool {
	at = at.key(n.Value)
	s := scalarOf(n)
	if read, err := unmarshaled(s, v); read {
		if err != nil {
			d.report(n, at, at.label()+": "+err.Error(), "")
		}
		return err == nil
	}
	if !s.isText() {
		d.report(n, at, "a name must be text, but is "+describe(n), "write it in quotes: "+quote(n.Value))
		return false
	}
	v.SetString(s.Text)
	return true
}

func (d *decoder) structure(n *yaml.Node, v reflect.Value, at *place) {
	if !d.isKind(n, yaml.MappingNode, v.Type(), at, "write name: value on lines of their own") {
		return
	}
	info := d.info(v.Type())
	given := make([]bool, len(info.fields))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if !readable(key) {
			continue
		}
		here := at.key(key.Value)
		f, known := info.byName[key.Value]
		if !known {
			fix := ""
			if !d.out.full() { // to look for a near name costs most of all
				fix = info.suggest(key.Value)
			}
			d.report(key, here, "unknown field "+quote(key.Value), fix)
			continue
		}
		if given[f] {
			continue // given twice, already reported
		}
		given[f] = true
		field := info.fields[f]
		d.value(n.Content[i+1], fieldOf(v, field.Index), here, !field.Required)
	}
	for i, field := range info.fields {
		if field.Required && !given[i] {
			d.report(n, at.key(field.Name), fmt.Sprintf("%s is missing", quote(field.Name)),
				fmt.Sprintf("add %s: with %s", field.Name, wanted(field.Type)))
		}
	}
}

// fieldOf finds a field and makes the embedded structs on the way to it.
func fieldOf(v reflect.Value, index []int) reflect.Value {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// info looks a struct type up. CheckType has found no fault with it.
func (d *decoder) info(t reflect.Type) *structInfo {
	if info, ok := d.structs[t]; ok {
		return info
	}
	fields, _ := Fields(t)
	info := &structInfo{fields: fields, byName: map[string]int{}}
	for i, f := range fields {
		info.byName[f.Name] = i
		info.names = append(info.names, f.Name)
	}
	d.structs[t] = info
	return info
}

// suggest says what could be written for an unknown name.
func (s *structInfo) suggest(name string) string {
	if near := nearest(name, s.names); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	if len(s.names) == 0 {
		return "remove it"
	}
	return "the fields here are " + strings.Join(s.names, ", ")
}
