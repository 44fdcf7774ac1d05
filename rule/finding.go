package rule

import (
	"bytes"
	"fmt"
	"math/bits"
)

// Finding is a value together with how sure it is: four lanes of two bits, the
// lowest first. Lane L holds the [Value] that results when only facts of
// confidence L or more are admitted and all weaker ones are open.
//
// A higher lane knows less, so a lane holds either the value of the lane below
// it or open. There are thus nine findings: open, and true or false at each of the four
// confidences. [At] makes them, and [And], [Or] and [Finding.Not] keep to them.
//
// The zero Finding is [No], like the zero of a bool. A table of facts that
// nobody has filled must be filled with [Unknown].
type Finding uint8

const (
	// No is false in every lane.
	No Finding = 0
	// Unknown is open in every lane.
	Unknown Finding = everyLane * Finding(Open)
	// Yes is true in every lane.
	Yes Finding = everyLane * Finding(True)
)

const (
	everyLane Finding = 0b01_01_01_01 // times a value: that value in each lane
	lane      Finding = 0b11
)

// Settled is the finding that is v whatever is doubted: a matter of logic, or a
// fact that was stated.
func Settled(v Value) Finding { return everyLane * Finding(v) }

// At is the finding of a fact with value v held with confidence c. If v is
// open, c does not matter.
func At(v Value, c Confidence) Finding {
	admitted := Finding(1<<(2*uint(min(c, Stated))+2) - 1)
	return Settled(v)&admitted | Unknown&^admitted
}

// And is the conjunction in each lane.
func And(a, b Finding) Finding { return a & b }

// Or is the disjunction in each lane.
func Or(a, b Finding) Finding { return a | b }

// Not is the negation in each lane. The confidence stays.
func (f Finding) Not() Finding {
	return (^f>>1)&everyLane | (^f&everyLane)<<1
}

// Lane is the value when only facts of confidence c or more are admitted.
func (f Finding) Lane(c Confidence) Value {
	return Value(f >> (2 * uint(min(c, Stated))) & lane)
}

// Raw is the value when every fact is admitted, even the unsure ones. It is what
// reasons are given for; [Finding.Value] is what is answered.
func (f Finding) Raw() Value { return Value(f & lane) }

// Value is the answer shown. It is [Finding.Raw], except that a false which
// stands on unsure facts alone is open: what is unsure never alone closes a door.
func (f Finding) Value() Value {
	if f.Verify() {
		return Open
	}
	return f.Raw()
}

// Verify reports whether the answer is open only because what speaks against it
// is unsure: to be shown as "verify this", with the decisive facts.
func (f Finding) Verify() bool {
	return f.Raw() == False && f.Lane(Known) != False
}

// Confidence is that of the weakest fact which the raw value needs: the highest
// lane that still holds that value. What is open needs no fact and is open
// whatever is doubted, so its confidence is Stated and says nothing.
func (f Finding) Confidence() Confidence {
	differs := uint8(f ^ Settled(f.Raw()))
	return Confidence(bits.TrailingZeros8(differs)/2 - 1)
}

// String is "open", or the raw value and its confidence: "false unsure",
// "true stated".
func (f Finding) String() string {
	if f == Unknown {
		return Open.String()
	}
	if f != At(f.Raw(), f.Confidence()) {
		return fmt.Sprintf("finding(%08b)", uint8(f))
	}
	return f.Raw().String() + " " + f.Confidence().String()
}

// MarshalText writes [Finding.String], which says all that a finding holds. It
// refuses bytes that are none of the nine findings.
func (f Finding) MarshalText() ([]byte, error) {
	if f != At(f.Raw(), f.Confidence()) || f.Raw() == 0b10 {
		return nil, fmt.Errorf("%08b is no finding", uint8(f))
	}
	return []byte(f.String()), nil
}

// UnmarshalText reads what [Finding.MarshalText] writes.
func (f *Finding) UnmarshalText(text []byte) error {
	word, sure, found := bytes.Cut(text, []byte(" "))
	var v Value
	if err := v.UnmarshalText(word); err != nil {
		return err
	}
	if found == (v == Open) {
		return fmt.Errorf("%q is no finding: want open, or true or false and a confidence", text)
	}
	var c Confidence
	if found {
		if err := c.UnmarshalText(sure); err != nil {
			return err
		}
	}
	*f = At(v, c)
	return nil
}
