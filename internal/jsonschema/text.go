package jsonschema

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
)

// text adds to the schema of a text what the tags say about it.
func (g *generator) text(s object, t reflect.Type, on tags) object {
	if on.enum != "" {
		s = append(s, member{"enum", g.list(on.where, on.enum)})
	}
	if on.pattern != "" {
		if _, err := regexp.Compile(on.pattern); err != nil {
			g.fail(on.where, "%v", err)
		}
		s = append(s, member{"pattern", on.pattern})
	}
	seen := map[string]bool{}
	for _, m := range s {
		if seen[m.name] {
			g.fail(on.where, "both a tag and %s say %s", t, m.name)
		}
		seen[m.name] = true
	}
	return s
}

// mapping describes a map. The keys tag is for this one, the others for what is
// in it.
func (g *generator) mapping(t reflect.Type, on tags) object {
	s := object{{"type", "object"}}
	names := object{}
	if describes, ok := fresh(t.Key()).(describer); ok {
		names = own(describes)
	}
	if on.keys != "" {
		names = append(names, member{"enum", g.list(on.where, on.keys)})
	}
	if len(names) > 0 {
		s = append(s, member{"propertyNames", names})
	}
	on.keys = ""
	return append(s, member{"additionalProperties", g.schema(t.Elem(), on)})
}

// list finds a closed list.
func (g *generator) list(where, name string) []string {
	list, known := g.opts.Enums[name]
	switch {
	case !known:
		g.fail(where, "there is no closed list %q", name)
	case len(list) == 0:
		g.fail(where, "the closed list %q is empty", name)
	}
	return list
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
