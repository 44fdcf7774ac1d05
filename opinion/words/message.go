package words

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
)

// message is one message, compiled: a pattern for each plural form, of which
// only the form other is always there.
type message struct {
	forms [6]pattern // by plural.Form
}

// pattern is literal text and names of placeholders in turn: literal, name,
// literal, name, ..., literal.
type pattern []string

var formNames = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// UnmarshalJSON reads a string, or an object of strings by plural form.
func (m *message) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		return m.set(plural.Other, s)
	}
	var forms map[string]string
	if err := json.Unmarshal(b, &forms); err != nil {
		return err
	}
	for name, s := range forms {
		f, ok := formNames[name]
		if !ok {
			return fmt.Errorf("%q is no plural form: write zero, one, two, few, many or other", name)
		}
		if err := m.set(f, s); err != nil {
			return err
		}
	}
	if m.forms[plural.Other] == nil {
		return fmt.Errorf("the plural form other is missing in %s", b)
	}
	return nil
}

func (m *message) set(f plural.Form, s string) (err error) {
	m.forms[f], err = compile(s)
	return err
}

// compile splits a message at its placeholders.
func compile(s string) (pattern, error) {
	var t pattern
	for rest := s; ; {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			if strings.IndexByte(rest, '}') >= 0 {
				return nil, fmt.Errorf("a } without { in %q", s)
			}
			return append(t, rest), nil
		}
		end := strings.IndexByte(rest[open:], '}')
		if end < 2 {
			return nil, fmt.Errorf("a placeholder without name or end in %q", s)
		}
		t = append(t, rest[:open], rest[open+1:open+end])
		rest = rest[open+end+1:]
	}
}

// fill puts values in place of the names. Args are names and values in turn; a
// name without a value stays visible.
func (t pattern) fill(args []string) string {
	if len(t) == 1 {
		return t[0]
	}
	var b strings.Builder
	n := 0
	for i, part := range t {
		if i%2 == 0 {
			n += len(part)
		} else {
			n += len(value(args, part))
		}
	}
	b.Grow(n)
	for i, part := range t {
		if i%2 == 1 {
			part = value(args, part)
		}
		b.WriteString(part)
	}
	return b.String()
}

func value(args []string, name string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return "{" + name + "}"
}
