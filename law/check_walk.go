package law

import (
	"encoding"
	"fmt"
	"reflect"
	"regexp"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/rule"
)

// walker goes through a unit by its type and looks at what the type says of
// each value: a code of a list, a pattern, the key of a source, a condition.
// The path is kept as steps and becomes a string only for a report.
type walker struct {
	*checker
	file       *file
	sources    Sources
	instrument string // whose file it is; empty elsewhere
	path       []step
}

// step is a name, or an index if it is not negative.
type step struct {
	name  string
	index int
}

func (w *walker) at() string {
	path := ""
	for _, s := range w.path {
		if s.index >= 0 {
			path = strictyaml.Index(path, s.index)
		} else {
			path = strictyaml.Key(path, s.name)
		}
	}
	return path
}

// below does something one step further down.
func (w *walker) below(s step, do func()) {
	w.path = append(w.path, s)
	do()
	w.path = w.path[:len(w.path)-1]
}

func (w *walker) walk(v any) { w.value(reflect.ValueOf(v), wants{}) }

var (
	conditionType = reflect.TypeFor[rule.Condition]()
	factType      = reflect.TypeFor[Fact]()
	optionType    = reflect.TypeFor[OptionalElement]()
	textType      = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func (w *walker) value(v reflect.Value, want wants) {
	switch {
	case v.Type() == conditionType:
		c := v.Interface().(rule.Condition)
		w.condition(w.file, &c, w.at(), w.instrument)
		return
	case reflect.PointerTo(v.Type()).Implements(textType):
		return // it has checked itself
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.value(v.Elem(), want)
		}
	case reflect.Struct:
		w.structure(v)
	case reflect.Slice:
		for i := range v.Len() {
			w.below(step{index: i}, func() { w.value(v.Index(i), want) })
		}
	case reflect.Map:
		w.mapping(v, want)
	case reflect.String:
		w.text(v.String(), want)
	}
}

func (w *walker) structure(v reflect.Value) {
	info := w.typeInfo(v.Type())
	for i := range info.fields {
		f := &info.fields[i]
		if x := v.FieldByIndex(f.index); !f.optional || !x.IsZero() {
			w.below(step{f.name, -1}, func() { w.value(x, f.wants) })
		}
	}
	if info.fact != nil {
		w.fact(v.FieldByIndex(info.fact).Addr().Interface().(*Fact))
	}
}

func (w *walker) mapping(v reflect.Value, want wants) {
	keys := wants{list: want.keys}
	want.keys = ""
	for it := v.MapRange(); it.Next(); {
		w.below(step{it.Key().String(), -1}, func() {
			w.text(it.Key().String(), keys)
			entry := reflect.New(it.Value().Type()).Elem() // those of maps have no address
			entry.Set(it.Value())
			w.value(entry, want)
		})
	}
}

func (w *walker) text(s string, want wants) {
	if want.list != "" {
		w.code(w.file, w.at, want.list, s)
	}
	if want.source && s != "" {
		w.source(s)
	}
	if want.pattern != nil && !want.pattern.MatchString(s) {
		w.add(w.file, w.at(), fmt.Sprintf("%q is not written as it must be", s), "write it so that it fits "+want.pattern.String())
	}
}

// wants is what the tag of a field asks of the text in it.
type wants struct {
	list, keys string // closed lists, of values and of the keys of a map
	pattern    *regexp.Regexp
	source     bool // it is the key of a source
}

// typeInfo is what there is to check in a struct.
type typeInfo struct {
	fields []fieldInfo
	fact   []int // index of the Fact that it embeds
}

type fieldInfo struct {
	name     string
	index    []int
	optional bool
	wants    wants
}
