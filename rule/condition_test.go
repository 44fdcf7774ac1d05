package rule

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

// decode reads a condition as it stands in a corpus file.
func decode(t testing.TB, text string) Condition {
	t.Helper()
	var c Condition
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestValidate(t *testing.T) {
	const oneForm = "want one of fact, threshold, status, all, any, not"
	tests := []struct {
		name, condition string
		want            []string
	}{
		{"nothing", `{}`, nil},
		{"fact", `{"fact":"a"}`, nil},
		{"fact with exception", `{"fact":"a","unless":{"fact":"b"}}`, nil},
		{"every form", `{"all":[{"any":[{"not":{"fact":"a"}}]},{"threshold":{"of":"both","at_least":1}},` +
			`{"status":{"of":"either","is":"declared","effect":"x"}}],"unless":{"fact":"b","unless":{"fact":"c"}}}`, nil},
		{"half a year", `{"threshold":{"of":"sentence","more_than":0.5}}`, nil},

		{"two forms", `{"fact":"a","not":{"fact":"b"}}`, []string{"2 forms in one condition: " + oneForm}},
		{"empty list", `{"any":[]}`, []string{"any: empty list"}},
		{"empty member", `{"all":[{"any":[{}]}]}`, []string{"all[0].any[0]: empty condition: " + oneForm}},
		{"empty negation", `{"not":{}}`, []string{"not: empty condition: " + oneForm}},
		{"empty exception", `{"fact":"a","unless":{}}`, []string{"unless: empty condition: " + oneForm}},
		{"exception alone", `{"unless":{"fact":"a"}}`,
			[]string{"unless stands alone: it needs what it is the exception to, or say not"}},
		{"threshold of nobody", `{"threshold":{"at_least":1}}`,
			[]string{`threshold.of: "" is not one of requesting, requested, both, either, sentence`}},
		{"threshold without length", `{"threshold":{"of":"both"}}`,
			[]string{"threshold: want just one of at_least and more_than, above zero"}},
		{"threshold with two lengths", `{"threshold":{"of":"both","at_least":1,"more_than":2}}`,
			[]string{"threshold: want just one of at_least and more_than, above zero"}},
		{"threshold below zero", `{"threshold":{"of":"both","at_least":-1,"unit":"days"}}`, []string{
			`threshold.unit: "days" is not one of years, months`,
			"threshold.at_least: -1 is no length of time"}},
		{"sentence has no status", `{"status":{"of":"sentence","is":"party"}}`, []string{
			`status.of: "sentence" is not one of requesting, requested, both, either`,
			`status.is: "party" is not one of bound, signed, member, declared`}},
		{"declared what", `{"status":{"of":"both","is":"declared"}}`,
			[]string{"status.effect: declared needs the effect of the declaration"}},
		{"bound with an effect", `{"status":{"of":"both","is":"bound","effect":"x"}}`,
			[]string{"status.effect: an effect goes with declared only"}},
		{"several, in order", `{"all":[{},{"fact":"a","unless":{"any":[]}}]}`,
			[]string{"all[0]: empty condition: " + oneForm, "all[1].unless.any: empty list"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := decode(t, test.condition)
			var got []string
			for _, f := range c.Validate() {
				got = append(got, f.Error())
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("faults %q\nwant   %q", got, test.want)
			}
			_, err := Compile(c, number(map[Leaf]Atom{}))
			if want := strings.Join(test.want, "\n"); (err == nil) != (want == "") || err != nil && err.Error() != want {
				t.Errorf("compiled with error %v", err)
			}
		})
	}
}

// A decoder for text cannot say these, but a program that builds conditions can.
func TestValidateNumbersThatAreNone(t *testing.T) {
	for _, length := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		c := Condition{Threshold: &Threshold{Of: "both", AtLeast: length}}
		if len(c.Validate()) == 0 {
			t.Errorf("%v passes as a length of time", length)
		}
	}
}

func TestValidateStops(t *testing.T) {
	x := Condition{Fact: "x"}
	nested := func(depth int) Condition {
		c := x
		for range depth - 1 {
			inner := c
			c = Condition{Not: &inner}
		}
		return c
	}
	wide := func(nodes int) Condition {
		c := Condition{All: make([]Condition, nodes-1)}
		for i := range c.All {
			c.All[i] = x
		}
		return c
	}
	loop := Condition{}
	loop.Not = &loop
	// Twice itself at every level: two to the sixtieth conditions, if walked.
	doubled := x
	for range 60 {
		doubled = Condition{All: []Condition{doubled, doubled}}
	}
	tests := []struct {
		name      string
		condition Condition
		want      string
	}{
		{"as deep as allowed", nested(MaxDepth), ""},
		{"too deep", nested(MaxDepth + 1), "nested more than 64 deep"},
		{"as many as allowed", wide(MaxNodes), ""},
		{"too many", wide(MaxNodes + 1), "more than 4096 conditions in one"},
		{"far too many", wide(100 * MaxNodes), "more than 4096 conditions in one"},
		{"too many, and an exception", Condition{All: wide(MaxNodes).All, Unless: &x}, "more than 4096 conditions in one"},
		{"far too many, and exceptions", Condition{All: wide(2 * MaxNodes).All, Unless: &Condition{Not: &x}}, "more than 4096 conditions in one"},
		{"loop", loop, "nested more than 64 deep"},
		{"doubled", doubled, "more than 4096 conditions in one"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			faults := test.condition.Validate()
			if test.want == "" && len(faults) == 0 {
				return
			}
			if len(faults) != 1 || faults[0].Problem != test.want {
				t.Errorf("faults %v, want %q", faults, test.want)
			}
		})
	}
}

func TestIsZero(t *testing.T) {
	tests := []struct {
		name      string
		condition Condition
		want      bool
	}{
		{"zero", Condition{}, true},
		{"always", Always(), true},
		{"fact", Condition{Fact: "a"}, false},
		{"empty list", Condition{All: []Condition{}}, false},
		{"exception alone", Condition{Unless: &Condition{}}, false},
	}
	for _, test := range tests {
		if got := test.condition.IsZero(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
