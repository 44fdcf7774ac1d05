package rule_test

import (
	"encoding/json"
	"fmt"

	"github.com/comity-dev/comity/rule"
)

// Extradition for an offence of both laws with a year of prison in each, unless
// it is political: four matters of which different things are known.
func Example() {
	var condition rule.Condition
	err := json.Unmarshal([]byte(`{
		"all": [{"fact": "dual_criminality"}, {"threshold": {"of": "both", "at_least": 1}}],
		"unless": {"fact": "political"}
	}`), &condition)
	if err != nil {
		fmt.Println(err)
		return
	}
	var names []string
	program, err := rule.Compile(condition, func(leaf rule.Leaf) (rule.Atom, error) {
		names = append(names, string(leaf.Kind)+" "+leaf.Fact)
		return rule.Atom(len(names) - 1), nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	nodes := make([]rule.Finding, program.Len())
	show := func(atoms ...rule.Finding) {
		found := program.Eval(atoms, nodes)
		fmt.Printf("%v, %v", found.Value(), found)
		if found.Verify() {
			fmt.Print(", to be verified")
		}
		fmt.Print("; rests on:")
		for atom := range program.Decisive(nodes) {
			fmt.Printf(" [%s]", names[atom])
		}
		fmt.Println()
	}
	show(rule.Yes, rule.At(rule.True, rule.Sourced), rule.At(rule.False, rule.Known))
	show(rule.Yes, rule.Unknown, rule.No)
	show(rule.Yes, rule.Yes, rule.At(rule.True, rule.Unsure))
	show(rule.At(rule.False, rule.Stated), rule.Unknown, rule.Unknown)
	// Output:
	// true, true known; rests on: [fact dual_criminality] [threshold ] [fact political]
	// open, open; rests on: [threshold ]
	// open, false unsure, to be verified; rests on: [fact political]
	// false, false stated; rests on: [fact dual_criminality]
}
