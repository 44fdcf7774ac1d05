package jsonschema_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/comity-dev/comity/internal/strictyaml"
)

type agreed struct {
	Name  string            `json:"name"`
	Count uint8             `json:"count,omitempty"`
	Share float64           `json:"share,omitzero"`
	Yes   bool              `json:"yes,omitempty"`
	Words []string          `json:"words,omitempty"`
	Texts map[string]string `json:"texts,omitempty"`
	Not   *agreed           `json:"not,omitempty"`
	All   []agreed          `json:"all,omitempty"`
}

// value draws a JSON value that is nearly an agreed, so that many are and many
// miss it by little. It draws no null and no 1.0, where the reader and the
// schema differ by design.
func value(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		most := 9
		if depth == 0 {
			most = 5
		}
		switch rapid.IntRange(0, most).Draw(t, "kind") {
		case 0, 1:
			return rapid.SampledFrom([]string{"", "a", "1", "true", "null", "é: x", "*a", "\n", "0700"}).Draw(t, "text")
		case 2:
			return rapid.IntRange(-2, 300).Draw(t, "whole")
		case 3:
			return rapid.SampledFrom([]float64{0.5, -1.25, 1e300}).Draw(t, "number")
		case 4:
			return rapid.Bool().Draw(t, "bool")
		case 5:
			return map[string]any{"name": "x"}
		case 6:
			return rapid.SliceOfN(value(depth-1), 0, 2).Draw(t, "list")
		}
		return record(depth-1).Draw(t, "record")
	})
}

// record draws an object whose fields mostly have the right kind.
func record(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		right := map[string]any{
			"name": "n", "count": 7, "share": 0.5, "yes": true, "words": []any{"w"},
			"texts": map[string]any{"k": "v"}, "not": map[string]any{"name": "m"}, "all": []any{},
		}
		o := map[string]any{"name": "n"}
		names := []string{"name", "count", "share", "yes", "words", "texts", "not", "all", "nmae"}
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 4, rapid.ID[string]).Draw(t, "names") {
			switch fit := rapid.IntRange(0, 4).Draw(t, "fit"); {
			case fit == 0:
				delete(o, name)
			case fit < 3 && right[name] != nil:
				o[name] = right[name]
			case depth > 0 && name == "not":
				o[name] = record(depth-1).Draw(t, "not")
			default:
				o[name] = value(max(depth, 0)).Draw(t, name)
			}
		}
		return o
	})
}

// JSON is YAML, so whatever JSON the schema allows must be read, and whatever
// it forbids must not be.
func TestReaderAndSchemaAgree(t *testing.T) {
	schema := compile(t, agreed{})
	good, bad := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		text, err := json.Marshal(record(3).Draw(rt, "instance"))
		if err != nil {
			rt.Fatal(err)
		}
		instance := string(text)
		invalid := valid(t, schema, instance)
		doc, _ := strictyaml.Parse(text, strictyaml.Limits{})
		problems := doc.Decode(&agreed{})
		if (invalid == nil) != (len(problems) == 0) {
			rt.Fatalf("%s\nschema: %v\nreader: %v", instance, invalid, problems)
		}
		if invalid == nil {
			good++
		} else {
			bad++
		}
	})
	if good == 0 || bad == 0 {
		t.Errorf("%d good and %d bad ones prove little", good, bad)
	}
}
