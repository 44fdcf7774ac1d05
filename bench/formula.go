package main

import (
	"fmt"
	"strings"

	"github.com/comity-dev/comity/rule"
)

// space is what the leaves of a formula are numbered in. Its letter begins the
// names of the leaves, so that formulas of all spaces can stand in one program.
type space byte

const (
	inPlace   space = 'v' // facts, thresholds and status, at the place of a way
	inConduct space = 'c' // acts, elements, states of mind, the right
	inWay     space = 'g' // what a way was given, then its conditions' findings
)

// formula is a condition in the one form from which the programs of all rivals
// are made. It knows four operations, each with Kleene's meaning.
type formula struct {
	op      op
	leaf    int
	members []formula
}

type op byte

const (
	opLeaf op = iota
	opAll
	opAny
	opNot
)

func leaf(i int) formula             { return formula{op: opLeaf, leaf: i} }
func all(members ...formula) formula { return formula{op: opAll, members: members} }
func anyOf(members ...formula) formula {
	return formula{op: opAny, members: members}
}
func not(f formula) formula { return formula{op: opNot, members: []formula{f}} }

// numbers gives each different key a number, in the order of first appearance.
type numbers[K comparable] struct {
	at   map[K]int
	keys []K
}

func (n *numbers[K]) of(k K) int {
	i, ok := n.at[k]
	if !ok {
		if n.at == nil {
			n.at = map[K]int{}
		}
		i = len(n.keys)
		n.at[k] = i
		n.keys = append(n.keys, k)
	}
	return i
}

// fromCondition turns a condition into a formula. Its exception is what it
// says: "and not".
func fromCondition(c *rule.Condition, number func(rule.Leaf) int) formula {
	f := form(c, number)
	if c.Unless != nil {
		return all(f, not(fromCondition(c.Unless, number)))
	}
	return f
}

func form(c *rule.Condition, number func(rule.Leaf) int) formula {
	switch {
	case c.Fact != "":
		return leaf(number(rule.Leaf{Kind: rule.KindFact, Fact: c.Fact}))
	case c.Threshold != nil:
		t := *c.Threshold
		if t.Unit == "" {
			t.Unit = "years"
		}
		return leaf(number(rule.Leaf{Kind: rule.KindThreshold, Threshold: t}))
	case c.Status != nil:
		return leaf(number(rule.Leaf{Kind: rule.KindStatus, Status: *c.Status}))
	case c.All != nil:
		return formula{op: opAll, members: fromConditions(c.All, number)}
	case c.Any != nil:
		return formula{op: opAny, members: fromConditions(c.Any, number)}
	case c.Not != nil:
		return not(fromCondition(c.Not, number))
	}
	return all()
}

func fromConditions(cs []rule.Condition, number func(rule.Leaf) int) []formula {
	out := make([]formula, len(cs))
	for i := range cs {
		out[i] = fromCondition(&cs[i], number)
	}
	return out
}

// leaves adds the leaves of a formula to a set.
func (f *formula) leaves(into map[int]bool) {
	if f.op == opLeaf {
		into[f.leaf] = true
	}
	for i := range f.members {
		f.members[i].leaves(into)
	}
}

// cel writes the formula in the Common Expression Language.
func (f *formula) cel(s space) string {
	switch f.op {
	case opLeaf:
		return fmt.Sprintf("%c%d", s, f.leaf)
	case opNot:
		return "!(" + f.members[0].cel(s) + ")"
	}
	empty, sign := "true", " && "
	if f.op == opAny {
		empty, sign = "false", " || "
	}
	if len(f.members) == 0 {
		return empty
	}
	parts := make([]string, len(f.members))
	for i := range f.members {
		parts[i] = f.members[i].cel(s)
	}
	return "(" + strings.Join(parts, sign) + ")"
}
