package rule

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Limits on the size of a condition. Real ones are far smaller; the limits are
// there for files from strangers.
const (
	MaxDepth = 64   // conditions from the root down to any leaf, both counted
	MaxNodes = 4096 // conditions in all, those under not and unless included
)

// Fault is something malformed in a condition. It is an error.
type Fault struct {
	Path    string // where, like "all[1].any[0].threshold.of"; empty at the root
	Problem string // what, in words for the author
}

func (f Fault) Error() string {
	if f.Path == "" {
		return f.Problem
	}
	return f.Path + ": " + f.Problem
}

// Validate lists everything malformed in c, in the order it is written, and
// nothing if c is sound. It does not know which codes of facts, instruments and
// effects exist; [Compile] asks for those. It stops at the limits, so that
// neither a hostile file nor a loop of pointers can hold it up.
func (c Condition) Validate() []Fault {
	if c.IsZero() {
		return nil
	}
	var check checker
	check.condition(&c, "", 1)
	return check.faults
}

// checker gathers the faults of one condition.
type checker struct {
	faults []Fault
	nodes  int // conditions met so far
}

func (k *checker) fault(path, problem string, args ...any) {
	k.faults = append(k.faults, Fault{path, fmt.Sprintf(problem, args...)})
}

func (k *checker) condition(c *Condition, path string, depth int) {
	k.nodes++
	if k.nodes > MaxNodes {
		if k.nodes == MaxNodes+1 { // say it once
			k.fault(path, "more than %d conditions in one", MaxNodes)
		}
		return
	}
	if depth > MaxDepth {
		k.fault(path, "nested more than %d deep", MaxDepth)
		return
	}
	k.form(c, path)
	k.leaf(c, path)
	k.list(c.All, path, "all", depth)
	k.list(c.Any, path, "any", depth)
	if c.Not != nil {
		k.condition(c.Not, join(path, "not"), depth+1)
	}
	if c.Unless != nil {
		k.condition(c.Unless, join(path, "unless"), depth+1)
	}
}

// form checks that just one form is set.
func (k *checker) form(c *Condition, path string) {
	switch n := c.forms(); {
	case n > 1:
		k.fault(path, "%d forms in one condition: want one of fact, threshold, status, all, any, not", n)
	case n == 0 && c.Unless != nil:
		k.fault(path, "unless stands alone: it needs what it is the exception to, or say not")
	case n == 0:
		// At the root it is no condition at all. Here it would make its parent
		// hold, or fail, for no reason that anyone wrote down.
		k.fault(path, "empty condition: want one of fact, threshold, status, all, any, not")
	}
}

func (k *checker) leaf(c *Condition, path string) {
	if c.Threshold != nil {
		k.threshold(c.Threshold, join(path, "threshold"))
	}
	if c.Status != nil {
		k.status(c.Status, join(path, "status"))
	}
}

func (k *checker) list(members []Condition, path, field string, depth int) {
	if members != nil && len(members) == 0 {
		k.fault(join(path, field), "empty list")
	}
	for i := range members {
		if k.nodes > MaxNodes {
			return // said already; a long list need not be walked to its end
		}
		k.condition(&members[i], fmt.Sprintf("%s[%d]", join(path, field), i), depth+1)
	}
}

func (k *checker) threshold(t *Threshold, path string) {
	k.word(join(path, "of"), t.Of, "requesting", "requested", "both", "either", "sentence")
	if t.Unit != "" {
		k.word(join(path, "unit"), t.Unit, "years", "months")
	}
	k.length(join(path, "at_least"), t.AtLeast)
	k.length(join(path, "more_than"), t.MoreThan)
	if (t.AtLeast == 0) == (t.MoreThan == 0) {
		k.fault(path, "want just one of at_least and more_than, above zero")
	}
}

// length refuses what measures no time; NaN among it, which would also break
// the use of a [Leaf] as a key.
func (k *checker) length(path string, length float64) {
	if !(length >= 0) || math.IsInf(length, 0) {
		k.fault(path, "%v is no length of time", length)
	}
}

func (k *checker) status(s *Status, path string) {
	k.word(join(path, "of"), s.Of, "requesting", "requested", "both", "either")
	k.word(join(path, "is"), s.Is, "bound", "signed", "member", "declared")
	switch {
	case s.Is == "declared" && s.Effect == "":
		k.fault(join(path, "effect"), "declared needs the effect of the declaration")
	case s.Is != "declared" && s.Effect != "":
		k.fault(join(path, "effect"), "an effect goes with declared only")
	}
}

// word checks a word against a closed vocabulary.
func (k *checker) word(path, word string, allowed ...string) {
	if !slices.Contains(allowed, word) {
		k.fault(path, "%q is not one of %s", word, strings.Join(allowed, ", "))
	}
}

func join(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}
