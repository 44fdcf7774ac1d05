package law_test

import (
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/comity-dev/comity/law/corpus"
)

const schemaFolder = "../docs/spec/schema"

// compiled gives the published schemas by the folder whose files they describe.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for folder, name := range map[string]string{"states": "state", "instruments": "instrument", "concepts": "concept", "vocabulary": "vocabulary"} {
		s, err := jsonschema.NewCompiler().Compile(filepath.Join(schemaFolder, name+".schema.json"))
		if err != nil {
			t.Fatal(err)
		}
		out[folder] = s
	}
	return out
}

// plain reads a YAML tree as an editor would, dates without quotes as text.
func plain(t *testing.T, n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(t, n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i := range n.Content {
			list[i] = plain(t, n.Content[i])
		}
		return list
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		f, err := strconv.ParseFloat(n.Value, 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	return schema.Validate(plain(t, &n))
}

// Every file of the embedded corpus is as its schema says.
func TestCorpusFitsItsSchemas(t *testing.T) {
	schemas, files := compiled(t), 0
	err := fs.WalkDir(corpus.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(corpus.Files(), name)
		if err != nil {
			return err
		}
		files++
		if err := validate(t, schemas[path.Dir(name)], text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || files < 300 {
		t.Errorf("%d files: %v", files, err)
	}
}

// A schema marks what an editor should mark.
func TestSchemasRefuse(t *testing.T) {
	schema := compiled(t)["states"]
	text := string(small(t)[france].Data)
	for name, wrong := range map[string]string{
		"misspelt field":     text + "langauges: [fr]\n",
		"code of no list":    text + "memberships: [atlantis]\n",
		"two letters":        strings.Replace(text, "FRA", "FR", 1),
		"missing field":      strings.Replace(text, "region: Europe\n", "", 1),
		"day of no calendar": text + "memberships_as_of: 24.3.2015\n",
	} {
		if err := validate(t, schema, []byte(wrong)); err == nil {
			t.Errorf("%s: the schema takes it", name)
		}
	}
	if err := validate(t, schema, []byte(text)); err != nil {
		t.Error(err)
	}
}
