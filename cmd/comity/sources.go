package main

import (
	"reflect"
	"sort"
	"strings"

	"github.com/comity-dev/comity/law"
)

// sources explains the source keys that an answer used.
func (p *page) sources(all law.Sources, keys []string) {
	seen := map[string]bool{}
	for _, k := range keys {
		if _, ok := all[k]; ok {
			seen[k] = true
		}
	}
	if len(seen) == 0 {
		return
	}
	p.heading("Sources")
	names := make([]string, 0, len(seen))
	for k := range seen {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		s := all[k]
		p.para(2, 4, k+": "+joined("; ", s.What, s.Where, read(s.Read)))
	}
}

// keysIn gathers the source keys of everything in a value.
func keysIn(v reflect.Value) []string {
	v = direct(v)
	var out []string
	switch v.Kind() {
	case reflect.Slice:
		for n := range v.Len() {
			out = append(out, keysIn(v.Index(n))...)
		}
	case reflect.Struct:
		if f, ok := v.Interface().(law.Fact); ok {
			return append(f.MoreSources, f.Source)
		}
		for n := range v.NumField() {
			if f := v.Type().Field(n); f.Name == "Source" {
				out = append(out, v.Field(n).String())
			} else if f.IsExported() {
				out = append(out, keysIn(v.Field(n))...)
			}
		}
	}
	return out
}

func read(how string) string {
	if how == "" {
		return ""
	}
	return "read: " + how
}

// cite puts how sure a statement is and where it stands at its end.
func cite(f law.Fact) string {
	keys := append([]string{f.Confidence.String(), f.Source}, f.MoreSources...)
	return "[" + joined(", ", keys...) + "]"
}

func list(items []string) string { return strings.Join(items, ", ") }
