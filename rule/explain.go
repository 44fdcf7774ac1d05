package rule

import "iter"

// Reason is one node of a condition with what was found, for people to read.
// Children are in the order in which the author wrote them; those of an except
// are what is required, then its exception.
//
// To name the weakest facts a conclusion needs, go from the root down through
// the decisive children whose confidence is that of their parent.
type Reason struct {
	Kind     Kind     `json:"kind"`
	Leaf     Leaf     `json:"leaf,omitzero"` // of a fact, threshold or status
	Finding  Finding  `json:"finding"`
	Decisive bool     `json:"decisive,omitempty"` // the value of the root rests on it
	Children []Reason `json:"children,omitempty"`
}

var kinds = [...]Kind{opAll: KindAll, opAny: KindAny, opNot: KindNot, opExcept: KindExcept}

// Explain builds the tree of reasons from nodes that [Program.Eval] filled.
// The zero Program gives an all without members.
//
// The root is decisive. A member of a decisive node is decisive if the node's
// raw value rests on it: the false members of an all that is false, the open ones
// of one that is open, every member of one that is true; of an any, the true, the
// open, every member; of a not, its member; of an except likewise, its exception
// being taken as negated. The raw value counts, not the one shown, so that where
// the answer is to be verified the decisive facts are the ones to verify.
//
// Where the root is true or false, the decisive leaves suffice: were all others
// open, its finding would be the same, confidence and all. Where it is open, they
// are the open facts that keep it so, the questions worth asking.
func (p Program) Explain(nodes []Finding) Reason {
	if len(p.code) == 0 {
		return Reason{Kind: KindAll, Finding: Yes, Decisive: true}
	}
	e := explainer{p, nodes, make([]Reason, len(p.code)-1)}
	root := Reason{Decisive: true}
	e.fill(&root, len(p.code)-1)
	return root
}

// explainer builds one tree. All reasons but the root come from one allocation,
// since trees are made for every way of an opinion that is read.
type explainer struct {
	Program
	nodes []Finding
	free  []Reason // not yet in the tree
}

// fill makes r the reason of node i. Whether it is decisive is set already.
func (e *explainer) fill(r *Reason, i int) {
	n := e.code[i]
	r.Finding = e.nodes[i]
	if n.op == opLeaf {
		r.Leaf = e.leaves[n.leaf]
		r.Kind = r.Leaf.Kind
		return
	}
	r.Kind = kinds[n.op]
	count := 0
	for m := int(n.arg); m < i; m = int(e.code[m].next) {
		count++
	}
	// Capped, so that a caller who appends does not write over a neighbour.
	r.Children, e.free = e.free[:count:count], e.free[count:]
	m := int(n.arg)
	for j := range r.Children {
		r.Children[j].Decisive = r.Decisive && e.rests(i, m, e.nodes)
		e.fill(&r.Children[j], m)
		m = int(e.code[m].next)
	}
}

// Decisive goes through the atoms of the decisive leaves, in the order they are
// written, from nodes that [Program.Eval] filled. An atom that decides in two
// places comes twice. No tree is built and nothing is allocated.
func (p Program) Decisive(nodes []Finding) iter.Seq[Atom] {
	return func(yield func(Atom) bool) {
		if len(p.code) > 0 {
			p.decisive(len(p.code)-1, nodes, yield)
		}
	}
}

// decisive reports whether the caller wants to go on.
func (p Program) decisive(i int, nodes []Finding, yield func(Atom) bool) bool {
	n := p.code[i]
	if n.op == opLeaf {
		return yield(Atom(n.arg))
	}
	for m := int(n.arg); m < i; m = int(p.code[m].next) {
		if p.rests(i, m, nodes) && !p.decisive(m, nodes, yield) {
			return false
		}
	}
	return true
}

// rests reports whether the raw value of node i rests on its member m. All the
// cases come to one: the member, as it enters, has the value that comes out.
func (p Program) rests(i, m int, nodes []Finding) bool {
	f := nodes[m]
	o := p.code[i].op
	if o == opNot || o == opExcept && m != int(p.code[i].arg) {
		f = f.Not()
	}
	return f.Raw() == nodes[i].Raw()
}
