package law_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// The specification names every field and every closed list of every type.
func TestSpecificationIsComplete(t *testing.T) {
	text, err := os.ReadFile("../docs/spec/corpus.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{reflect.TypeFor[law.Date](): true, reflect.TypeFor[rule.Condition](): true}
	for _, v := range []any{law.State{}, law.Instrument{}, law.Concept{}, law.Vocabulary{}} {
		named(t, string(text), reflect.TypeOf(v), seen)
	}
}

func named(t *testing.T, text string, of reflect.Type, seen map[reflect.Type]bool) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || seen[of] {
		return
	}
	seen[of] = true
	fields, err := strictyaml.Fields(of)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		for _, name := range []string{f.Name, f.Tag.Get("enum")} {
			if name != "" && !strings.Contains(text, "`"+name+"`") {
				t.Errorf("docs/spec/corpus.md does not name %s, of %s", name, of)
			}
		}
		named(t, text, f.Type, seen)
	}
}
