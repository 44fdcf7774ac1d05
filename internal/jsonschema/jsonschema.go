// Package jsonschema describes a Go type as a JSON Schema, draft 2020-12, by the
// same json tags by which package strictyaml reads it. Editors then complete
// names and mark mistakes while a file is written, and other programs can check
// a file without this one.
//
//	text, err := jsonschema.Generate(law.State{}, jsonschema.Options{
//		ID:    "https://comity.example/schema/state.json",
//		Title: "State",
//		Enums: map[string][]string{"measures": measures},
//	})
//
// # How types become schemas
//
// A struct becomes an object under $defs that takes no other names and requires
// every field whose tag has neither omitempty nor omitzero; a type may contain
// itself. Whole numbers have the limits of their Go type. A type that reads
// itself from text is a string; one that reads itself from any scalar
// (strictyaml.StrictUnmarshaler) is a string, a number or a boolean. A type says
// it better with a method
//
//	JSONSchema() map[string]any
//
// whose result stands for it. It is called on a zero value.
//
// Fields are described further by tags:
//
//	enum:"measures"   a closed list, from Options.Enums
//	pattern:"^[a-z]+" a regular expression
//	keys:"languages"  a closed list for the keys of a map
//	doc:"..."         a description
//
// On a list or a map, enum and pattern apply to the text in it.
//
// # What the schema does not say
//
// It describes how a file should be written, and the reader differs at the
// edges. It also takes null for a field that may be left out, and dates without
// quotes, which to JSON are other things. It refuses 1.0 for a whole number,
// which to JSON Schema is one.
//
// The same type and options give the same bytes.
package jsonschema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/comity-dev/comity/internal/strictyaml"
)

const draft = "https://json-schema.org/draft/2020-12/schema"

// Options says what a type does not say about itself.
type Options struct {
	ID          string // where the schema is published
	Title       string
	Description string
	// Enums are the closed lists that tags name. One that no tag names is no
	// mistake, so that all schemas can share one set.
	Enums map[string][]string
	// Docs describes a field that has no doc tag, by its name in Go, and with an
	// empty name the type itself. It may be nil and may return "".
	Docs func(t reflect.Type, field string) string
}

// Generate writes the schema of the type of v, or of the type it points to. It
// reports all that is wrong with the type and its tags.
func Generate(v any, opts Options) ([]byte, error) {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if err := strictyaml.CheckType(t); err != nil {
		return nil, fmt.Errorf("describing %T: %w", v, err)
	}
	g := &generator{opts: opts}
	g.collect(t)
	g.nameStructs()

	root := object{{"$schema", draft}}
	root = root.with("$id", opts.ID).with("title", opts.Title).with("description", opts.Description)
	root = append(root, g.schema(t, tags{where: t.String()})...)
	if len(g.structs) > 0 {
		root = append(root, member{"$defs", g.definitions()})
	}
	if len(g.errs) > 0 {
		return nil, fmt.Errorf("describing %T: %w", v, errors.Join(g.errs...))
	}
	text, err := encode(root)
	if err != nil {
		return nil, fmt.Errorf("describing %T: %w", v, err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// object is a JSON object whose members keep their order: people read schemas,
// and expect fields as they were declared.
type object []member

type member struct {
	name  string
	value any
}

// with adds a text unless it is empty.
func (o object) with(name, text string) object {
	if text == "" {
		return o
	}
	return append(o, member{name, text})
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := encode(m.name)
		if err != nil {
			return nil, err
		}
		value, err := encode(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// encode is json.Marshal without the escapes for HTML, which make patterns hard
// to read.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
