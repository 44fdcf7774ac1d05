package law

import (
	"reflect"
	"regexp"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// typeInfo looks up what there is to check in a struct type.
func (k *checker) typeInfo(t reflect.Type) *typeInfo {
	if info, ok := k.types[t]; ok {
		return info
	}
	fields, err := strictyaml.Fields(t)
	if err != nil {
		panic("law: " + err.Error()) // the types are ours and have been read
	}
	info := &typeInfo{}
	for _, f := range fields {
		info.fields = append(info.fields, fieldInfo{f.Name, f.Index, !f.Required, wantsOf(t, f)})
	}
	if f, ok := t.FieldByName(factType.Name()); ok && f.Type == factType {
		info.fact = f.Index
	}
	k.types[t] = info
	return info
}

func wantsOf(t reflect.Type, f strictyaml.Field) wants {
	w := wants{list: f.Tag.Get("enum"), keys: f.Tag.Get("keys")}
	if t == optionType && w.list == "elements" {
		w.list = optionalElements
	}
	if pattern := f.Tag.Get("pattern"); pattern != "" {
		w.pattern = regexp.MustCompile(pattern)
	}
	text := f.Type.Kind() == reflect.String || f.Type == reflect.TypeFor[[]string]()
	w.source = text && (f.Go == "Source" || f.Go == "MoreSources")
	return w
}
