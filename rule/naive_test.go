package rule

// The referee: the definitions, written to be read and never to be fast. It
// works on the condition itself, with plain values and maps, and shares nothing
// with the compiled form.

// naive is the value of c when the leaves have the values given. A leaf that is
// not in the map is open.
func naive(c Condition, values map[Leaf]Value) Value {
	v := naiveForm(c, values)
	if c.Unless != nil {
		v = least(v, negation(naive(*c.Unless, values)))
	}
	return v
}

func naiveForm(c Condition, values map[Leaf]Value) Value {
	switch {
	case c.All != nil:
		v := True
		for _, member := range c.All {
			v = least(v, naive(member, values))
		}
		return v
	case c.Any != nil:
		v := False
		for _, member := range c.Any {
			v = greatest(v, naive(member, values))
		}
		return v
	case c.Not != nil:
		return negation(naive(*c.Not, values))
	case c.IsZero():
		return True
	}
	leaf, _ := c.leaf()
	if v, ok := values[leaf]; ok {
		return v
	}
	return Open
}

// admit is what is left of the facts when the weak ones are opened.
func admit(facts map[Leaf]fact, atLeast Confidence) map[Leaf]Value {
	values := map[Leaf]Value{}
	for leaf, f := range facts {
		if f.confidence >= atLeast {
			values[leaf] = f.value
		}
	}
	return values
}

type fact struct {
	value      Value
	confidence Confidence
}

// rank orders false before open before true.
var rank = map[Value]int{False: 0, Open: 1, True: 2}

func least(v, w Value) Value {
	if rank[v] < rank[w] {
		return v
	}
	return w
}

func greatest(v, w Value) Value {
	if rank[v] > rank[w] {
		return v
	}
	return w
}

func negation(v Value) Value {
	switch v {
	case True:
		return False
	case False:
		return True
	}
	return Open
}
