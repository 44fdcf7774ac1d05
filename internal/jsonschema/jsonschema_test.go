package jsonschema_test

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	checker "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/comity-dev/comity/internal/jsonschema"
	"github.com/comity-dev/comity/internal/strictyaml"
)

type statute struct {
	base
	Title    string             `json:"title" doc:"The short title <in the original>."`
	Measures []measure          `json:"measures,omitempty" enum:"measures"`
	Main     measure            `json:"main,omitempty" enum:"measures"`
	Names    map[string]string  `json:"names,omitempty" keys:"languages" pattern:"^\\S"`
	ByKind   map[kind][]measure `json:"by_kind,omitempty" enum:"measures"`
	Code     string             `json:"code,omitempty" pattern:"^[a-z]+$"`
	From     day                `json:"from,omitzero"`
	Until    *day               `json:"until,omitempty"`
	Years    years              `json:"years,omitzero"`
	Loose    loose              `json:"loose,omitzero"`
	Count    uint8              `json:"count,omitempty"`
	Small    int16              `json:"small,omitempty"`
	Big      int                `json:"big,omitempty"`
	Share    float64            `json:"share,omitzero"`
	Known    bool               `json:"known,omitempty"`
	If       *condition         `json:"if,omitempty"`
	Place    struct {
		Page uint `json:"page"`
	} `json:"place,omitzero"`
	Skip func() `json:"-"`
}

type base struct {
	ID string `json:"id"`
}

type measure string

// condition contains itself, as those of the law do.
type condition struct {
	Fact string       `json:"fact,omitempty"`
	All  []condition  `json:"all,omitempty"`
	Not  *condition   `json:"not,omitempty"`
	Page pair[string] `json:"page,omitzero"`
}

type pair[T any] struct {
	A T `json:"a"`
}

type kind string

func (kind) JSONSchema() map[string]any { return map[string]any{"pattern": "^k-"} }

type day struct{ time.Time }

func (d *day) UnmarshalText(b []byte) (err error) {
	d.Time, err = time.Parse(time.DateOnly, string(b))
	return err
}

func (day) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "format": "date"}
}

type years string

func (y *years) UnmarshalStrict(s strictyaml.Scalar) error { *y = years(s.Text); return nil }

func (*years) JSONSchema() map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "number"}, map[string]any{"const": "life"}}}
}

type loose string

func (l *loose) UnmarshalStrict(s strictyaml.Scalar) error { *l = loose(s.Text); return nil }

var options = jsonschema.Options{
	ID: "https://comity.example/statute.json", Title: "Statute", Description: "A law.",
	Enums: map[string][]string{"measures": {"search", "preserve"}, "languages": {"en", "ar"}, "unused": nil},
	Docs: func(t reflect.Type, field string) string {
		return map[string]string{"condition.": "When it applies.", "condition.Fact": "A code."}[t.Name()+"."+field]
	},
}

// compile checks that the schema of v is a schema.
func compile(t *testing.T, v any) *checker.Schema {
	t.Helper()
	text, err := jsonschema.Generate(v, options)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := checker.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := checker.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(options.ID, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(options.ID)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return schema
}

// valid asks the schema about an instance.
func valid(t *testing.T, schema *checker.Schema, instance string) error {
	t.Helper()
	v, err := checker.UnmarshalJSON(strings.NewReader(instance))
	if err != nil {
		t.Fatalf("%v in %s", err, instance)
	}
	return schema.Validate(v)
}

func TestSchemaIsAsItWas(t *testing.T) {
	got, err := jsonschema.Generate(&statute{}, options)
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/statute.json"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it after UPDATE=1 go test:\n%s", file, got)
	}
	for range 20 {
		if again, _ := jsonschema.Generate(statute{}, options); !bytes.Equal(got, again) {
			t.Fatal("the same type gave other bytes")
		}
	}
}

func TestSchemaDecides(t *testing.T) {
	schema := compile(t, statute{})
	for _, c := range []struct {
		name, fields string
		good         bool
	}{
		{"required alone", ``, true},
		{"unknown", `"x": 1`, false},
		{"Go name", `"Title": "x"`, false},
		{"list", `"measures": ["search", "preserve"]`, true},
		{"list: not in the closed list", `"measures": ["arrest"]`, false},
		{"list: single value", `"measures": "search"`, false},
		{"closed list", `"main": "search"`, true},
		{"not in the closed list", `"main": "x"`, false},
		{"map", `"names": {"en": "x"}`, true},
		{"map: key not in the closed list", `"names": {"fr": "x"}`, false},
		{"map: pattern", `"names": {"en": " x"}`, false},
		{"map: keys that describe themselves", `"by_kind": {"k-a": ["search"]}`, true},
		{"map: other keys", `"by_kind": {"a": ["search"]}`, false},
		{"map of lists: not in the closed list", `"by_kind": {"k-a": ["x"]}`, false},
		{"pattern", `"code": "abc"`, true},
		{"not the pattern", `"code": "Abc"`, false},
		{"text: number", `"code": 1`, false},
		{"date", `"from": "2024-02-29", "until": "2025-01-01"`, true},
		{"no date", `"from": "2024-02-30"`, false},
		{"number or life: number", `"years": 2.5`, true},
		{"number or life: life", `"years": "life"`, true},
		{"number or life: other", `"years": "long"`, false},
		{"any scalar", `"loose": true`, true},
		{"any scalar: list", `"loose": []`, false},
		{"small numbers", `"count": 255, "small": -32768, "big": -5`, true},
		{"count: below zero", `"count": -1`, false},
		{"count: too large", `"count": 256`, false},
		{"small: too large", `"small": 32768`, false},
		{"whole: 1.5", `"big": 1.5`, false},
		{"number", `"share": 0.5`, true},
		{"bool", `"known": true`, true},
		{"bool: text", `"known": "true"`, false},
		{"recursive", `"if": {"all": [{"not": {"fact": "a"}}, {"page": {"a": "x"}}]}`, true},
		{"recursive: unknown far inside", `"if": {"all": [{"not": {"fatc": "a"}}]}`, false},
		{"recursive: missing far inside", `"if": {"all": [{"page": {}}]}`, false},
		{"struct without a name", `"place": {"page": 1}`, true},
		{"struct without a name: missing", `"place": {}`, false},
		{"null", `"known": null`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			instance := `{"id": "i", "title": "t"`
			if c.fields != "" {
				instance += ", " + c.fields
			}
			if err := valid(t, schema, instance+"}"); (err == nil) != c.good {
				t.Errorf("%s: %v", instance+"}", err)
			}
		})
	}
	for _, missing := range []string{`{}`, `{"id": "i"}`, `{"title": "t"}`, `[]`, `null`} {
		if valid(t, schema, missing) == nil {
			t.Errorf("%s is valid", missing)
		}
	}
}

func TestOtherRoots(t *testing.T) {
	for _, c := range []struct {
		name      string
		v         any
		good, bad string
	}{
		{"list", []condition{}, `[{"fact": "x"}]`, `{"fact": "x"}`},
		{"map", map[string]condition{}, `{"a": {"fact": "x"}}`, `{"a": 1}`},
		{"text", "", `"a"`, `1`},
		{"recursive", &condition{}, `{"not": {"not": {}}}`, `{"not": []}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			schema := compile(t, c.v)
			if err := valid(t, schema, c.good); err != nil {
				t.Error(err)
			}
			if valid(t, schema, c.bad) == nil {
				t.Errorf("%s is valid", c.bad)
			}
		})
	}
}

// Two types that would share a definition are refused: one would hide the other.
func TestTypesOfOneName(t *testing.T) {
	type there = base
	type base struct{ B int }
	_, err := jsonschema.Generate(struct {
		A there
		B base
	}{}, options)
	if err == nil || !strings.Contains(err.Error(), "would have the same name") {
		t.Error(err)
	}
}

func TestMistakesInTypesAreTold(t *testing.T) {
	type wrong struct {
		A string         `json:"a" enum:"nothing"`
		B string         `json:"b" enum:"unused"`
		C string         `json:"c" pattern:"("`
		D int            `json:"d" enum:"measures"`
		E string         `json:"e" keys:"languages"`
		F map[string]int `json:"f" pattern:"x"`
		G kind           `json:"g" pattern:"x"`
	}
	_, err := jsonschema.Generate(wrong{}, options)
	if err == nil {
		t.Fatal("no mistake was found")
	}
	want := `describing jsonschema_test.wrong: jsonschema_test.wrong.A: there is no closed list "nothing"
jsonschema_test.wrong.B: the closed list "unused" is empty
jsonschema_test.wrong.C: error parsing regexp: missing closing ): ` + "`(`" + `
jsonschema_test.wrong.D: an enum or pattern tag, but int is not text
jsonschema_test.wrong.E: a keys tag on string, which is no map
jsonschema_test.wrong.F: an enum or pattern tag, but int is not text
jsonschema_test.wrong.G: both a tag and jsonschema_test.kind say pattern`
	if err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	for _, v := range []any{nil, struct{ A any }{}, make(chan int), struct{ A []byte }{}} {
		if _, err := jsonschema.Generate(v, options); err == nil {
			t.Errorf("%T was described", v)
		}
	}
}
