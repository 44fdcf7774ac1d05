package law

import (
	"reflect"

	"github.com/comity-dev/comity/internal/jsonschema"
)

//go:generate go run ../internal/schemagen

// schemaBase is where the schemas are named; nothing is fetched from there.
const schemaBase = "https://comity.dev/schema/"

// Schemas gives the JSON Schema of each kind of file of a corpus by its name:
// state, instrument, concept and vocabulary. The closed lists are those of v.
// docs describes a type, or a field of it by its name in Go; it may be nil.
//
// A schema says less than the checker does: it is there for editors, and for
// programs that want to read a file without this one.
func Schemas(v *Vocabulary, docs func(t reflect.Type, field string) string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, s := range []struct {
		name, title string
		value       any
	}{
		{"state", "State", State{}},
		{"instrument", "Instrument", Instrument{}},
		{"concept", "Concept", Concept{}},
		{"vocabulary", "Vocabulary", Vocabulary{}},
	} {
		lists := closedLists(v)
		if s.name == "instrument" {
			lists["elements"] = lists[optionalElements] // its declarations also add states of mind
		}
		text, err := jsonschema.Generate(s.value, jsonschema.Options{
			ID: schemaBase + s.name + ".schema.json", Title: s.title + " of a Comity corpus", Enums: lists, Docs: docs,
		})
		if err != nil {
			return nil, err
		}
		out[s.name+".schema.json"] = text
	}
	return out, nil
}

// ClosedLists gives the codes of every closed list by the list's name.
func ClosedLists(v *Vocabulary) map[string][]string { return closedLists(v) }

// JSONSchema describes a date as it may be written, with or without quotes.
func (Date) JSONSchema() map[string]any {
	return map[string]any{
		"type":    []string{"string", "integer"},
		"pattern": `^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$`,
		"minimum": 1000,
		"maximum": 9999,
	}
}

// JSONSchema describes a length of imprisonment.
func (Years) JSONSchema() map[string]any {
	return map[string]any{
		"type":             []string{"number", "string"},
		"minimum":          0,
		"exclusiveMaximum": float64(Life),
		"pattern":          "^life$",
	}
}
