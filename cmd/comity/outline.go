package main

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// outline writes all that a value of package law holds, under the names of
// the written format. It goes by the types, so that what is added to them is
// shown without a change here.
func (p *page) outline(indent int, v any) { p.structure(indent, reflect.ValueOf(v).Elem()) }

// structure writes what fits on a line first, with how sure it is, and then
// the parts that have a heading.
func (p *page) structure(indent int, v reflect.Value) {
	var parts []named
	for _, f := range fields(v) {
		if x := direct(f.value); isPlain(x) {
			p.para(indent, 4, label(f.name)+": "+plain(x))
		} else if f.name != "sources" {
			parts = append(parts, named{label(f.name), x})
		}
	}
	if c := citation(v); c != "" {
		p.small(indent, c)
	}
	for _, f := range parts {
		p.section(indent, f.name, f.value)
	}
}

// section writes a part with members under a heading.
func (p *page) section(indent int, name string, v reflect.Value) {
	if t := tableOf(v); t != nil {
		p.part(indent, fmt.Sprintf("%s (%d)", name, v.Len()))
		p.table(indent+2, t)
		return
	}
	switch {
	case v.Kind() == reflect.Struct:
		p.part(indent, name)
		p.structure(indent+2, v)
	case v.Kind() == reflect.Slice:
		p.part(indent, fmt.Sprintf("%s (%d)", name, v.Len()))
		for n := range v.Len() {
			p.para(indent+2, 2, "- "+inline(v.Index(n)))
		}
	}
}

func (p *page) part(indent int, s string) {
	if indent == 0 {
		p.heading(s)
		return
	}
	p.line(strings.Repeat(" ", indent) + p.styled(bold, s))
}

// named is a field that has a value.
type named struct {
	name  string
	value reflect.Value
}

// fields gives the fields of a struct that are set, apart from its Fact.
func fields(v reflect.Value) []named {
	all, err := strictyaml.Fields(v.Type())
	if err != nil {
		return nil // a test goes through every type
	}
	var out []named
	for _, f := range all {
		x := v.FieldByIndex(f.Index)
		if f.Name == "confidence" && x.Type() == reflect.TypeFor[rule.Confidence]() {
			continue
		}
		if x.IsZero() || (f.Name == "source" || f.Name == "more_sources") && hasFact(v) {
			continue
		}
		out = append(out, named{f.Name, x})
	}
	return out
}

func hasFact(v reflect.Value) bool { return v.FieldByName("Fact").IsValid() }

func citation(v reflect.Value) string {
	if !hasFact(v) {
		return ""
	}
	return cite(v.FieldByName("Fact").Interface().(law.Fact))
}

// bare are the names that say nothing beyond their value.
var bare = map[string]bool{
	"id": true, "name": true, "label": true, "title": true, "gist": true, "text": true, "what": true, "power": true,
	"ground": true, "grounds": true, "competence": true, "rule": true, "requirement": true, "duty": true, "topic": true,
	"kind": true, "state": true, "field": true, "measure": true, "provision": true, "summary": true, "note": true,
	"when": true, "term": true, "base": true, "class": true, "year": true, "effect": true,
}

// inline writes a value in one paragraph.
func inline(v reflect.Value) string {
	v = direct(v)
	switch {
	case isPlain(v) || v.Kind() == reflect.Slice && isProse(v):
		return plain(v)
	case v.Kind() == reflect.Slice:
		var parts []string
		for n := range v.Len() {
			parts = append(parts, "("+inline(v.Index(n))+")")
		}
		return strings.Join(parts, " ")
	case v.Kind() != reflect.Struct:
		return fmt.Sprint(v)
	}
	var parts []string
	for _, f := range fields(v) {
		s := inline(f.value)
		if !bare[f.name] {
			s = label(f.name) + " " + s
		}
		parts = append(parts, s)
	}
	return joined(" ", strings.Join(parts, "; "), citation(v))
}

func direct(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

func label(name string) string { return strings.ReplaceAll(name, "_", " ") }

var textType = reflect.TypeFor[encoding.TextMarshaler]()
