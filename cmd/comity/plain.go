package main

import (
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// isPlain reports whether a value is written on a line.
func isPlain(v reflect.Value) bool {
	switch v.Interface().(type) {
	case rule.Condition, law.Penalty, law.Names, law.Years:
		return true
	}
	if v.Type().Implements(textType) {
		return true
	}
	switch v.Kind() {
	case reflect.Struct:
		return false
	case reflect.Slice:
		return v.Type().Elem().Kind() != reflect.Struct && !isProse(v)
	case reflect.Map:
		return v.Type().Elem().Kind() != reflect.Struct
	}
	return true
}

// isProse tells sentences, which need a line each, from codes.
func isProse(v reflect.Value) bool {
	texts, _ := v.Interface().([]string)
	return slices.ContainsFunc(texts, func(s string) bool { return len(s) > 60 })
}

// plain writes a plain value.
func plain(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case rule.Condition:
		return conditionWords(&x)
	case law.Penalty:
		return penaltyWords(&x)
	case law.Years:
		return yearsWords(&x)
	case law.Names:
		return joined(", ", x.All()...)
	case fmt.Stringer:
		return x.String()
	case bool:
		return map[bool]string{true: "yes", false: "no"}[x]
	}
	switch v.Kind() {
	case reflect.Slice:
		return plainList(v)
	case reflect.Map:
		return plainMap(v)
	}
	return fmt.Sprint(v.Interface())
}

// plainList joins codes by commas, and sets of codes by "or".
func plainList(v reflect.Value) string {
	parts := make([]string, v.Len())
	sets := v.Type().Elem().Kind() == reflect.Slice
	for n := range parts {
		e := direct(v.Index(n))
		parts[n] = plain(e)
		if sets {
			parts[n] = strings.ReplaceAll(plain(e), ", ", " + ")
		}
	}
	if sets {
		return strings.Join(parts, " or ")
	}
	return strings.Join(parts, ", ")
}

func plainMap(v reflect.Value) string {
	var parts []string
	for _, k := range v.MapKeys() {
		parts = append(parts, k.String()+" "+plain(direct(v.MapIndex(k))))
	}
	sort.Strings(parts)
	return strings.Join(parts, "; ")
}

// penaltyWords tells the maximum deprivation of liberty.
func penaltyWords(p *law.Penalty) string {
	if p == nil || *p == (law.Penalty{}) {
		return ""
	}
	var parts []string
	if p.Base != nil {
		parts = append(parts, "up to "+yearsWords(p.Base))
	}
	if p.Aggravated != nil {
		parts = append(parts, "aggravated up to "+yearsWords(p.Aggravated))
	}
	if p.Minimum != nil {
		y := law.Years(*p.Minimum)
		parts = append(parts, "at least "+yearsWords(&y))
	}
	if p.OpenEnded {
		parts = append(parts, "no maximum in the act")
	}
	return strings.Join(parts, ", ")
}

func yearsWords(y *law.Years) string {
	switch {
	case y == nil:
		return ""
	case *y >= law.Life:
		return "life"
	case *y == 1:
		return "1 year"
	}
	return fmt.Sprintf("%v years", float64(*y))
}

// tableOf gives the long lists as tables of what is looked for first; each
// row can be shown by its id.
func tableOf(v reflect.Value) *table {
	t := &table{}
	switch items := v.Interface().(type) {
	case []law.Offence:
		t.head = []string{"id", "section", "label", "class", "penalty", "confidence"}
		for _, o := range items {
			t.row(o.ID, o.Section, o.Label, o.Class, penaltyWords(&o.Penalty), o.Confidence.String())
		}
	case []law.TreatyOffence:
		t.head = []string{"id", "articles", "class", "also covers", "confidence"}
		for _, o := range items {
			t.row(o.ID, list(o.Articles), o.Class, list(o.AlsoCovers), o.Confidence.String())
		}
	case []law.Provision:
		t.head = []string{"id", "measure", "variant", "articles", "mode", "confidence"}
		for _, o := range items {
			t.row(o.ID, o.Measure, o.Variant, list(o.Articles), o.Mode, o.Confidence.String())
		}
	case []law.Party:
		t.head = []string{"state", "kind", "signed", "consented", "in force", "denounced", "confidence", "source", "note"}
		for _, o := range items {
			t.row(o.State, o.Kind, o.Signed.String(), o.Consented.String(), o.EntryIntoForce.String(), o.Denounced.String(), o.Confidence.String(), o.Source, o.Note)
		}
	default:
		return nil
	}
	return t
}
