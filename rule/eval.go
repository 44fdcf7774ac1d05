package rule

// Len is the number of nodes, the least length of the scratch that
// [Program.Eval] fills. It is at most twice [MaxNodes].
func (p Program) Len() int { return len(p.code) }

// Eval is the finding of the whole condition. It takes the finding of each leaf
// from atoms, at the leaf's [Atom], and leaves the finding of every node in
// nodes, from which [Program.Explain] and [Program.Decisive] give the reasons.
//
// Every node is evaluated, even when the answer is settled early: reasons need
// all of them, and looking for the end costs more than it saves. Nothing is
// allocated. Eval panics if atoms does not reach the highest atom or nodes is
// shorter than [Program.Len]: both are mistakes of the program that calls.
func (p Program) Eval(atoms, nodes []Finding) Finding {
	code := p.code
	nodes = nodes[:len(code)]
	for i, n := range code {
		var f Finding
		switch n.op {
		case opLeaf:
			f = atoms[n.arg]
		case opAll:
			f = Yes
			for m := n.arg; int(m) < i; m = code[m].next {
				f &= nodes[m]
			}
		case opAny:
			f = No
			for m := n.arg; int(m) < i; m = code[m].next {
				f |= nodes[m]
			}
		case opNot:
			f = nodes[n.arg].Not()
		case opExcept:
			f = nodes[n.arg] & nodes[code[n.arg].next].Not()
		}
		nodes[i] = f
	}
	return p.Root(nodes)
}

// Root is the finding of the whole condition, from nodes that [Program.Eval]
// filled.
func (p Program) Root(nodes []Finding) Finding {
	if len(p.code) == 0 {
		return Yes
	}
	return nodes[len(p.code)-1]
}
