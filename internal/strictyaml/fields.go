package strictyaml

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Field is one name that a struct takes, as its json tags say.
type Field struct {
	Name     string // as written in a document
	Go       string // as written in Go
	Index    []int  // for reflect.Value.FieldByIndex
	Type     reflect.Type
	Required bool
	Tag      reflect.StructTag
}

// candidate is a field before it is known which of those with one name counts.
type candidate struct {
	Field
	tagged bool
}

// Fields lists the fields of a struct type in the order of their declaration,
// with embedded structs inlined as encoding/json does it. It is here for whoever
// must describe a type just as it is read.
func Fields(t reflect.Type) ([]Field, error) {
	all, err := candidates(t, nil, nil)
	if err != nil {
		return nil, err
	}
	byName := make(map[string][]candidate, len(all))
	for _, c := range all {
		byName[c.Name] = append(byName[c.Name], c)
	}
	var fields []Field
	for _, c := range all {
		if d, ok := dominant(byName[c.Name]); ok && slices.Equal(d.Index, c.Index) {
			fields = append(fields, c.Field)
		}
	}
	return fields, nil
}

// dominant picks among fields of one name the least deeply embedded, and among
// these the only one with a tag. If that leaves several, none counts.
func dominant(same []candidate) (candidate, bool) {
	best, count := same[0], 0
	for _, c := range same {
		switch {
		case len(c.Index) < len(best.Index),
			len(c.Index) == len(best.Index) && c.tagged && !best.tagged:
			best, count = c, 1
		case len(c.Index) == len(best.Index) && c.tagged == best.tagged:
			count++
		}
	}
	return best, count == 1
}

// candidates lists the fields of t and of what it embeds. The types in outer
// embed it in turn, and guard against one that embeds itself.
func candidates(t reflect.Type, index []int, outer []reflect.Type) ([]candidate, error) {
	var all []candidate
	outer = append(slices.Clip(outer), t)
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, tagged, skip := parseTag(f)
		if skip {
			continue
		}
		if slices.Contains(options, "string") {
			return nil, fmt.Errorf("%s.%s: the json option \"string\" is not supported", t, f.Name)
		}
		at := append(slices.Clip(index), i)
		if embedded, ok := inlined(f, tagged); ok {
			if f.Type.Kind() == reflect.Pointer && !f.IsExported() {
				return nil, fmt.Errorf("%s.%s: an embedded pointer to an unexported struct cannot be set", t, f.Name)
			}
			if slices.Contains(outer, embedded) {
				continue
			}
			inner, err := candidates(embedded, at, outer)
			if err != nil {
				return nil, err
			}
			all = append(all, inner...)
			continue
		}
		optional := slices.Contains(options, "omitempty") || slices.Contains(options, "omitzero")
		all = append(all, candidate{Field{name, f.Name, at, f.Type, !optional, f.Tag}, tagged})
	}
	return all, nil
}

// parseTag reads the json tag of a field; skip is for fields that have no name
// in a document.
func parseTag(f reflect.StructField) (name string, options []string, tagged, skip bool) {
	tag := f.Tag.Get("json")
	parts := strings.Split(tag, ",")
	name, options = parts[0], parts[1:]
	if _, inline := inlined(f, name != ""); tag == "-" || !f.IsExported() && !inline {
		return "", nil, false, true
	}
	if name == "" {
		return f.Name, options, false, false
	}
	return name, options, true, false
}

// inlined gives the struct type that an embedded field without a name inlines.
func inlined(f reflect.StructField, tagged bool) (reflect.Type, bool) {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t, f.Anonymous && !tagged && t.Kind() == reflect.Struct
}
