package opinion

import (
	"reflect"
	"slices"

	"github.com/comity-dev/comity/internal/jsonschema"
	"github.com/comity-dev/comity/law"
)

// schemaBase is where the schemas are named; nothing is fetched from there.
const schemaBase = "https://comity.dev/schema/"

// Schemas gives the JSON Schemas of a matter, of a conduct alone and of an
// opinion by file name. docs describes a type or a field; it may be nil.
func Schemas(v *law.Vocabulary, docs func(t reflect.Type, field string) string) (map[string][]byte, error) {
	out := map[string][]byte{}
	lists := lists(v)
	for _, s := range []struct {
		name, title string
		value       any
	}{
		{"matter", "A matter: a question to Comity", Matter{}},
		{"conduct", "A conduct, as matched against laws", law.Conduct{}},
		{"opinion", "An opinion: the answer of Comity", Opinion{}},
	} {
		text, err := jsonschema.Generate(s.value, jsonschema.Options{
			ID: schemaBase + s.name + ".schema.json", Title: s.title, Enums: lists, Docs: docs})
		if err != nil {
			return nil, err
		}
		out[s.name+".schema.json"] = text
	}
	return out, nil
}

// lists are the closed lists of a matter and of an opinion. A confidence is
// empty where the finding is open, an outcome where there is none.
func lists(v *law.Vocabulary) map[string][]string {
	out := law.ClosedLists(v)
	out["measures_and_aims"] = MeasuresAndAims(v)
	out["holders"], out["roles"], out["categories"] = holders, roles, categories
	out["confidence"] = append([]string{""}, out["confidence"]...)
	out["outcomes"] = []string{"", Available, Unavailable, OpenOutcome}
	out["results"] = []string{"met", "not-met", "undetermined"}
	out["condition_codes"] = []string{"status", "text-held", "basis", "treaty-needed", "not-replaced", "scope", "data", "requirement", "dual-criminality", "power"}
	out["reason_kinds"] = []string{"fact", "threshold", "status", "all", "any", "not", "except"}
	out["change_kinds"] = []string{"fact", "request", "law"}
	out["circumstances"] = circumstanceKeys(v)
	out["measures"] = append([]string{""}, out["measures"]...)
	out["modes"] = append([]string{""}, out["modes"]...)
	return out
}

// circumstanceKeys are the circumstances as they are written in a matter.
func circumstanceKeys(v *law.Vocabulary) []string {
	var out []string
	for i := range v.Facts {
		if f := &v.Facts[i]; f.Kind == "circumstance" {
			out = append(out, circumstanceKey(f.Code))
		}
	}
	slices.Sort(out)
	return out
}
