package rule

import "fmt"

// Confidence says how well a fact is founded. Its order is its meaning: each
// level is surer than the one before. The zero value is the weakest, so that a
// fact whose confidence was left out never counts for more than it should.
type Confidence uint8

const (
	Unsure  Confidence = iota // to be verified; never closes a door alone
	Known                     // known to those who work in the field, no text held
	Sourced                   // a published text or register says so
	Stated                    // stated by the state itself, or by the asker about the matter
)

var confidences = [...]string{Unsure: "unsure", Known: "known", Sourced: "sourced", Stated: "stated"}

// String is "unsure", "known", "sourced" or "stated".
func (c Confidence) String() string {
	if int(c) < len(confidences) {
		return confidences[c]
	}
	return fmt.Sprintf("confidence(%d)", uint8(c))
}

// MarshalText writes the word of [Confidence.String]. It refuses what is no
// confidence.
func (c Confidence) MarshalText() ([]byte, error) {
	if int(c) >= len(confidences) {
		return nil, fmt.Errorf("%d is no confidence", uint8(c))
	}
	return []byte(confidences[c]), nil
}

// UnmarshalText reads one of the four words, exactly as written.
func (c *Confidence) UnmarshalText(text []byte) error {
	for i, word := range confidences {
		if word == string(text) {
			*c = Confidence(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no confidence: want unsure, known, sourced or stated", text)
}
