package certificate

import "github.com/comity-dev/comity/internal/jsonschema"

//go:generate go run ./schemagen

const schemaBase = "https://comity.dev/schema/"

// Schemas describes a certificate and a form as JSON Schema, by file name.
func Schemas() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, s := range []struct {
		name, title string
		value       any
	}{
		{"certificate", "A certificate for a court, as data", Certificate{}},
		{"certificate-form", "A form of a certificate", Form{}},
	} {
		text, err := jsonschema.Generate(s.value, jsonschema.Options{ID: schemaBase + s.name + ".schema.json", Title: s.title,
			Description: "See docs/spec/certificates.md.", Enums: Lists})
		if err != nil {
			return nil, err
		}
		out[s.name+".schema.json"] = text
	}
	return out, nil
}
