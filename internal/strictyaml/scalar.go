package strictyaml

import (
	"encoding"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Kind is what a scalar looks like before anybody reads it.
type Kind int

const (
	Word   Kind = iota // text without quotes
	Quoted             // text in quotes, or in a block after | or >
	Number             // also one that is too large or oddly written
	Bool               // true or false
	Date               // such as 2015-03-24, with or without a time
	Null               // null, ~ or nothing at all
)

// Scalar is a single value as it is written.
type Scalar struct {
	Text string // without quotes and escapes, otherwise untouched
	Kind Kind
}

// StrictUnmarshaler is for types that must know how a scalar is written, such as
// "a number, or the word life". It goes before UnmarshalText. It is asked about
// null as well, unless the field is optional or a pointer.
type StrictUnmarshaler interface {
	UnmarshalStrict(s Scalar) error
}

// scalarOf reads a scalar node.
func scalarOf(n *yaml.Node) Scalar {
	const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	kind := Word
	switch tag := n.ShortTag(); {
	case n.Style&quoted != 0:
		kind = Quoted
	case tag == "!!int", tag == "!!float":
		kind = Number
	case tag == "!!bool":
		kind = Bool
	case tag == "!!timestamp":
		kind = Date
	case tag == "!!null":
		kind = Null
	}
	return Scalar{Text: n.Value, Kind: kind}
}

// isText reports whether s is text in its own right.
func (s Scalar) isText() bool { return s.Kind == Word || s.Kind == Quoted }

// unmarshaled lets v read itself, if its type can.
func unmarshaled(s Scalar, v reflect.Value) (bool, error) {
	switch u := v.Addr().Interface().(type) {
	case StrictUnmarshaler:
		return true, u.UnmarshalStrict(s)
	case encoding.TextUnmarshaler:
		return true, u.UnmarshalText([]byte(s.Text))
	}
	return false, nil
}

var (
	wholeNumber   = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	decimalNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
	leadingZeros  = regexp.MustCompile(`^-?0[0-9_]+$`)
)

// setScalar stores s in v, which is text, a number or true or false. It returns
// what v must be and how to make it so, or nothing if all is well.
func setScalar(s Scalar, v reflect.Value) (must, fix string) {
	switch v.Kind() {
	case reflect.String:
		if !s.isText() {
			return "must be text", "write it in quotes: " + quote(s.Text)
		}
		v.SetString(s.Text)
	case reflect.Bool:
		if s.Kind != Bool {
			return "must be true or false", boolFix(s)
		}
		v.SetBool(strings.EqualFold(s.Text, "true"))
	case reflect.Float32, reflect.Float64:
		return setFloat(s, v)
	default:
		return setWhole(s, v)
	}
	return "", ""
}

func boolFix(s Scalar) string {
	switch strings.ToLower(s.Text) {
	case "yes", "on", "y", "true", "1":
		return "write true, without quotes"
	case "no", "off", "n", "false", "0":
		return "write false, without quotes"
	}
	return "write true or false"
}

func setWhole(s Scalar, v reflect.Value) (must, fix string) {
	switch {
	case leadingZeros.MatchString(s.Text):
		// Some programs read 0700 as 448. Nobody shall have to guess.
		return "must be a whole number without leading zeros", "remove the zeros in front"
	case s.Kind == Quoted && wholeNumber.MatchString(s.Text):
		return "must be a whole number", "remove the quotes"
	case !wholeNumber.MatchString(s.Text):
		return "must be a whole number", "write it in digits alone"
	}
	bits := v.Type().Bits()
	if v.CanInt() {
		i, err := strconv.ParseInt(s.Text, 10, bits)
		if err != nil {
			most := int64(math.MaxInt64 >> (64 - bits))
			return "must be a whole number from " + strconv.FormatInt(-most-1, 10) + " to " + strconv.FormatInt(most, 10), ""
		}
		v.SetInt(i)
		return "", ""
	}
	u, err := strconv.ParseUint(s.Text, 10, bits)
	if err != nil {
		most := uint64(math.MaxUint64 >> (64 - bits))
		return "must be a whole number from 0 to " + strconv.FormatUint(most, 10), ""
	}
	v.SetUint(u)
	return "", ""
}

func setFloat(s Scalar, v reflect.Value) (must, fix string) {
	switch {
	case leadingZeros.MatchString(s.Text):
		return "must be a number without leading zeros", "remove the zeros in front"
	case s.Kind == Quoted && decimalNumber.MatchString(s.Text):
		return "must be a number", "remove the quotes"
	case !decimalNumber.MatchString(s.Text):
		return "must be a number", "write it in digits, with a point before the decimals"
	}
	f, err := strconv.ParseFloat(s.Text, v.Type().Bits())
	if err != nil {
		return "must be a number that is not so large", ""
	}
	v.SetFloat(f)
	return "", ""
}
