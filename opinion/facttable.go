package opinion

import (
	"errors"
	"fmt"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

var errTooManyInstruments = errors.New("the corpus holds more than 256 instruments; this version counts no further")

// factTable numbers the facts of the vocabulary.
type factTable struct {
	codes   []law.FactCode
	index   map[string]int
	derived []derivation
}

// derivation is how a derived fact is found.
type derivation struct {
	at   int
	find func(*Decision) rule.Finding
}

func newFactTable(v *law.Vocabulary) (factTable, error) {
	t := factTable{codes: v.Facts, index: make(map[string]int, len(v.Facts))}
	var unknown []string
	for i, f := range v.Facts {
		t.index[f.Code] = i
		if f.Kind != "derived" || placed[f.Code] {
			continue
		}
		find, ok := derivations[f.Code]
		if !ok {
			unknown = append(unknown, f.Code)
			continue
		}
		t.derived = append(t.derived, derivation{i, find})
	}
	if len(unknown) > 0 {
		return t, fmt.Errorf("the corpus asks derived facts that this version cannot find: %s", strings.Join(unknown, ", "))
	}
	return t, nil
}

// placed are facts whose value depends on the instrument, or the provision,
// in which they are asked.
var placed = map[string]bool{
	"offence-of-instrument": true, "offence-listed": true, "assistance-treaty": true, "extradition-treaty": true,
	factPower: true,
}

// factPower is asked of the power that a provision's own measure needs.
const factPower = "power-available"

// circumstanceKey is how a fact is written in a matter.
func circumstanceKey(code string) string { return strings.ReplaceAll(code, "-", "_") }

// circumstanceCode is the fact a matter's key means.
func circumstanceCode(key string) string { return strings.ReplaceAll(key, "_", "-") }
