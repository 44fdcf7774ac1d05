package rule

import "fmt"

// Value is one of Kleene's three truth values. Its two bits are "certainly true"
// (high) and "possibly true" (low), which makes conjunction and disjunction the
// machine's own. The bits 10 mean nothing and no function here makes them.
type Value uint8

const (
	False Value = 0b00 // known not to hold
	Open  Value = 0b01 // not known
	True  Value = 0b11 // known to hold
)

// And is the conjunction: false if either is, else open if either is.
func (v Value) And(w Value) Value { return v & w }

// Or is the disjunction: true if either is, else open if either is.
func (v Value) Or(w Value) Value { return v | w }

// Not is the negation. Open stays open.
func (v Value) Not() Value {
	// Certainly not true is what is not possibly true, and the other way round.
	return (^v>>1)&1 | (^v&1)<<1
}

// String is "false", "open" or "true".
func (v Value) String() string {
	switch v {
	case False:
		return "false"
	case Open:
		return "open"
	case True:
		return "true"
	}
	return fmt.Sprintf("value(%d)", uint8(v))
}

// MarshalText writes the word of [Value.String]. It refuses what is no value.
func (v Value) MarshalText() ([]byte, error) {
	if v > True || v == 0b10 {
		return nil, fmt.Errorf("%d is no truth value", uint8(v))
	}
	return []byte(v.String()), nil
}

// UnmarshalText reads one of the three words, exactly as written.
func (v *Value) UnmarshalText(text []byte) error {
	switch string(text) {
	case "false":
		*v = False
	case "open":
		*v = Open
	case "true":
		*v = True
	default:
		return fmt.Errorf("%q is no truth value: want false, open or true", text)
	}
	return nil
}

// JSONSchema lists the three words.
func (Value) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "enum": []string{"true", "false", "open"}}
}
