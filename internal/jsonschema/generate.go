package jsonschema

import (
	"encoding"
	"fmt"
	"math"
	"path"
	"reflect"
	"regexp"
	"sync"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// describer is a type that describes itself.
type describer interface{ JSONSchema() map[string]any }

// generator describes one type. It first collects the structs in it, to give
// them names, and then describes each once.
type generator struct {
	opts    Options
	structs []reflect.Type // in the order of their first mention
	names   map[reflect.Type]string
	errs    []error
}

// tags are those of a field that still have to find the text they are about.
type tags struct {
	where               string
	enum, pattern, keys string
}

func (g *generator) fail(where, format string, args ...any) {
	g.errs = append(g.errs, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

// fresh gives a pointer to a zero value of t, which has all of its methods.
func fresh(t reflect.Type) any { return reflect.New(t).Interface() }

// isStruct reports whether t is described field by field.
func isStruct(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	switch fresh(t).(type) {
	case describer, strictyaml.StrictUnmarshaler, encoding.TextUnmarshaler:
		return false
	}
	return true
}

// collect finds the structs in t.
func (g *generator) collect(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		g.collect(t.Elem())
	case reflect.Struct:
		for _, known := range g.structs {
			if known == t {
				return
			}
		}
		if !isStruct(t) {
			return
		}
		g.structs = append(g.structs, t)
		fields, err := strictyaml.Fields(t)
		if err != nil {
			g.errs = append(g.errs, err)
		}
		for _, f := range fields {
			g.collect(f.Type)
		}
	}
}

// unsafeName is what has no place in a JSON pointer: the signs of generic types.
var unsafeName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\pL\pN_.-]+`) })

// nameStructs gives each struct the name of its type, with that of its package
// if two have the same. A struct without a name is called after its place.
func (g *generator) nameStructs() {
	g.names = map[reflect.Type]string{}
	count := map[string]int{}
	for _, t := range g.structs {
		count[t.Name()]++
	}
	used := map[string]reflect.Type{}
	for i, t := range g.structs {
		name := t.Name()
		switch {
		case name == "":
			name = fmt.Sprintf("struct%d", i+1)
		case count[name] > 1:
			name = path.Base(t.PkgPath()) + "." + name
		}
		name = unsafeName().ReplaceAllString(name, "_")
		if other, twice := used[name]; twice {
			g.fail(name, "the types %s and %s would have the same name", other, t)
		}
		used[name], g.names[t] = t, name
	}
}

// definitions describes the structs.
func (g *generator) definitions() object {
	var defs object
	for _, t := range g.structs {
		defs = append(defs, member{g.names[t], g.structure(t)})
	}
	return defs
}

func (g *generator) structure(t reflect.Type) object {
	fields, err := strictyaml.Fields(t)
	if err != nil {
		g.errs = append(g.errs, err)
	}
	properties, required := object{}, []string{}
	for _, f := range fields {
		if f.Required {
			required = append(required, f.Name)
		}
		properties = append(properties, member{f.Name, g.field(t, f)})
	}
	s := object{}.with("description", g.docs(t, ""))
	s = append(s, member{"type", "object"}, member{"properties", properties})
	if len(required) > 0 {
		s = append(s, member{"required", required})
	}
	return append(s, member{"additionalProperties", false})
}

func (g *generator) docs(t reflect.Type, field string) string {
	if g.opts.Docs == nil {
		return ""
	}
	return g.opts.Docs(t, field)
}

func (g *generator) field(t reflect.Type, f strictyaml.Field) object {
	doc := f.Tag.Get("doc")
	if doc == "" {
		doc = g.docs(t, f.Go)
	}
	return append(object{}.with("description", doc), g.schema(f.Type, tags{
		where:   fmt.Sprintf("%s.%s", t, f.Go),
		enum:    f.Tag.Get("enum"),
		pattern: f.Tag.Get("pattern"),
		keys:    f.Tag.Get("keys"),
	})...)
}

// schema describes t, as the tags on the way to it say.
func (g *generator) schema(t reflect.Type, on tags) object {
	if t.Kind() == reflect.Pointer {
		return g.schema(t.Elem(), on)
	}
	if on.keys != "" && t.Kind() != reflect.Map && t.Kind() != reflect.Slice {
		g.fail(on.where, "a keys tag on %s, which is no map", t)
	}
	switch v := fresh(t).(type) {
	case describer:
		return g.text(own(v), t, on)
	case strictyaml.StrictUnmarshaler:
		return g.text(object{{"type", []string{"string", "number", "boolean"}}}, t, on)
	case encoding.TextUnmarshaler:
		return g.text(object{{"type", "string"}}, t, on)
	}
	switch t.Kind() {
	case reflect.String:
		return g.text(object{{"type", "string"}}, t, on)
	case reflect.Slice:
		return object{{"type", "array"}, {"items", g.schema(t.Elem(), on)}}
	case reflect.Map:
		return g.mapping(t, on)
	}
	if on.enum != "" || on.pattern != "" {
		g.fail(on.where, "an enum or pattern tag, but %s is not text", t)
	}
	switch t.Kind() {
	case reflect.Struct:
		return object{{"$ref", "#/$defs/" + g.names[t]}}
	case reflect.Bool:
		return object{{"type", "boolean"}}
	case reflect.Float32, reflect.Float64:
		return object{{"type", "number"}}
	}
	return whole(t)
}

// own is what a type says about itself, in the order of the alphabet.
func own(v describer) object {
	var s object
	said := v.JSONSchema()
	for _, name := range sortedKeys(said) {
		s = append(s, member{name, said[name]})
	}
	return s
}

// whole describes the whole numbers. Limits of 64 bits are left to the reader:
// most programs cannot compare such numbers.
func whole(t reflect.Type) object {
	s, bits := object{{"type", "integer"}}, t.Bits()
	signed := reflect.Zero(t).CanInt()
	switch {
	case bits == 64 && !signed:
		return append(s, member{"minimum", 0})
	case bits == 64:
		return s
	case !signed:
		return append(s, member{"minimum", 0}, member{"maximum", uint64(math.MaxUint64 >> (64 - bits))})
	}
	most := int64(math.MaxInt64 >> (64 - bits))
	return append(s, member{"minimum", -most - 1}, member{"maximum", most})
}
