package main

// normal is a formula as a conjunction of disjunctions of conjunctions of
// literals: a depth that needs no recursion, which Rego does not have. Most
// conditions and all offences are written in this form already. The laws that
// are used (of De Morgan, and distribution) hold for three values too.
type normal [][][]literal

// literal is a leaf, or its negation.
type literal struct {
	leaf    int
	negated bool
}

func normalise(f *formula) normal {
	out := normal{}
	var conjuncts func(f *formula, negated bool)
	conjuncts = func(f *formula, negated bool) {
		if f.op == opNot {
			conjuncts(&f.members[0], !negated)
			return
		}
		if f.op == opAll && !negated || f.op == opAny && negated {
			for i := range f.members {
				conjuncts(&f.members[i], negated)
			}
			return
		}
		out = append(out, disjuncts(f, negated))
	}
	conjuncts(f, false)
	return out
}

// disjuncts are the ways in which a formula can hold, each a conjunction.
func disjuncts(f *formula, negated bool) [][]literal {
	switch {
	case f.op == opLeaf:
		return [][]literal{{{f.leaf, negated}}}
	case f.op == opNot:
		return disjuncts(&f.members[0], !negated)
	case f.op == opAny && !negated || f.op == opAll && negated:
		out := [][]literal{}
		for i := range f.members {
			out = append(out, disjuncts(&f.members[i], negated)...)
		}
		return out
	}
	out := [][]literal{{}}
	for i := range f.members {
		out = distribute(out, disjuncts(&f.members[i], negated))
	}
	return out
}

func distribute(a, b [][]literal) [][]literal {
	out := make([][]literal, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			both := make([]literal, 0, len(x)+len(y))
			out = append(out, append(append(both, x...), y...))
		}
	}
	return out
}
