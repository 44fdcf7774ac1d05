package strictyaml

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
)

var (
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
	strictType = reflect.TypeFor[StrictUnmarshaler]()
)

// isScalarType reports whether values of t read themselves from one scalar.
func isScalarType(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(strictType) || p.Implements(textType)
}

// CheckType reports everything in t that can not be read strictly, or nil. A
// test that calls it for each type that is read from files finds out before a
// user does.
func CheckType(t reflect.Type) error {
	if t == nil {
		return errors.New("there is no type to read into")
	}
	return checkType(t, t.String(), map[reflect.Type]bool{})
}

func checkType(t reflect.Type, where string, seen map[reflect.Type]bool) error {
	if seen[t] || isScalarType(t) {
		return nil
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return nil
	case reflect.Pointer:
		return checkType(t.Elem(), where, seen)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return fmt.Errorf("%s: %s would be base64 in JSON and has no form of its own here", where, t)
		}
		return checkType(t.Elem(), where+"[]", seen)
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return fmt.Errorf("%s: the keys of %s are not text", where, t)
		}
		return checkType(t.Elem(), where+"[]", seen)
	case reflect.Struct:
		return checkStruct(t, where, seen)
	}
	return fmt.Errorf("%s: a value of type %s can not be read strictly", where, t)
}

func checkStruct(t reflect.Type, where string, seen map[reflect.Type]bool) error {
	fields, err := Fields(t)
	if err != nil {
		return err
	}
	var all []error
	for _, f := range fields {
		all = append(all, checkType(f.Type, where+"."+f.Go, seen))
	}
	return errors.Join(all...)
}
