package main

import (
	"math/rand/v2"
	"testing"

	"github.com/comity-dev/comity/rule"
)

// naive evaluates a formula by the definitions.
func naive(f *formula, values []rule.Value) rule.Value {
	switch f.op {
	case opLeaf:
		return values[f.leaf]
	case opNot:
		return naive(&f.members[0], values).Not()
	case opAny:
		v := rule.False
		for i := range f.members {
			v = v.Or(naive(&f.members[i], values))
		}
		return v
	}
	v := rule.True
	for i := range f.members {
		v = v.And(naive(&f.members[i], values))
	}
	return v
}

func evaluate(n normal, values []rule.Value) rule.Value {
	v := rule.True
	for _, clause := range n {
		any := rule.False
		for _, conjunction := range clause {
			all := rule.True
			for _, l := range conjunction {
				x := values[l.leaf]
				if l.negated {
					x = x.Not()
				}
				all = all.And(x)
			}
			any = any.Or(all)
		}
		v = v.And(any)
	}
	return v
}

func random(r *rand.Rand, depth, leaves int) formula {
	if depth == 0 || r.IntN(4) == 0 {
		return leaf(r.IntN(leaves))
	}
	if r.IntN(4) == 0 {
		return not(random(r, depth-1, leaves))
	}
	f := formula{op: opAll}
	if r.IntN(2) == 0 {
		f.op = opAny
	}
	for range r.IntN(4) {
		f.members = append(f.members, random(r, depth-1, leaves))
	}
	return f
}

// The normal form must mean the same for all three values, x and not x
// included.
func TestNormalForm(t *testing.T) {
	const leaves = 4
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same in each run
	for range 500 {
		f := random(r, 4, leaves)
		n := normalise(&f)
		for k := range 81 {
			values := make([]rule.Value, leaves)
			for i := range values {
				values[i] = [...]rule.Value{rule.False, rule.Open, rule.True}[k%3]
				k /= 3
			}
			if got, want := evaluate(n, values), naive(&f, values); got != want {
				t.Fatalf("%s with %v: %v, want %v", f.cel(inPlace), values, got, want)
			}
		}
	}
}
