package strictyaml

import (
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// quote puts a word of the document in quotes, shortened if it is long: the
// place says where the rest is.
func quote(s string) string {
	return strconv.Quote(cut(s, 60))
}

// cut keeps the first most characters of s.
func cut(s string, most int) string {
	count := 0
	for i := range s {
		if count++; count > most {
			return s[:i] + "…"
		}
	}
	return s
}

// describe says what a node is.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch s := scalarOf(n); s.Kind {
	case Null:
		return "nothing"
	case Number:
		return "the number " + cut(s.Text, 60)
	case Date:
		return "the date " + cut(s.Text, 60)
	case Bool:
		return s.Text
	}
	return "the text " + quote(n.Value)
}

// wanted says what a type takes.
func wanted(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if isScalarType(t) {
		return "a single value"
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "a mapping (lines of name: value)"
	case reflect.Slice:
		return "a list"
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float32, reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// nearest gives the known name that was probably meant, or "".
func nearest(name string, known []string) string {
	const longest = 60 // no name is longer; foreign ones may be
	if len(name) > longest {
		return ""
	}
	best, least := "", 1+min(2, len(name)/3)
	for _, k := range known {
		if len(k) > longest {
			continue
		}
		if plain(k) == plain(name) {
			return k
		}
		if d := distance([]rune(name), []rune(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// plain takes away what people vary first: capitals and the sign between words.
func plain(s string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
}

// distance counts the letters to insert, remove, replace or swap with their
// neighbour to get from a to b.
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			replace := last[j]
			if a[i] != b[j] {
				replace++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, replace)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
