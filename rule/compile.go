package rule

import (
	"errors"
	"fmt"
)

// Atom is the place of a leaf's finding in the slice given to [Program.Eval].
type Atom uint16

// Program is a condition made ready: immutable, and safe for use by many
// goroutines, each with its own scratch. The zero Program is that of the zero
// [Condition] and evaluates to [Yes].
type Program struct {
	code   []node // in post-order: members before what they are members of
	leaves []Leaf // each different leaf once
}

type op uint8

const (
	opLeaf op = iota
	opAll
	opAny
	opNot
	opExcept
)

// node is one step of a program, eight bytes. Members are found by going from
// the first to the next until the node itself is reached: the next of the last
// member is its parent. So no node needs a list of its own. [MaxNodes] keeps all
// indexes small, even with a node added for each unless.
type node struct {
	op   op
	leaf uint16 // of a leaf: index in Program.leaves
	arg  uint16 // of a leaf: its Atom; of the others: index of the first member
	next uint16 // index of the next member of the same parent, or of the parent
}

// Compile checks c and makes it ready. It calls atom once for each different
// leaf, in the order of first appearance, to learn where its finding will be; an
// error of atom means that the leaf names something unknown.
//
// The error joins every [Fault] of c, or, if c is sound, every error of atom
// with the path of its leaf before it.
func Compile(c Condition, atom func(Leaf) (Atom, error)) (Program, error) {
	if c.IsZero() {
		return Program{}, nil
	}
	if faults := c.Validate(); len(faults) > 0 {
		errs := make([]error, len(faults))
		for i, f := range faults {
			errs[i] = f
		}
		return Program{}, errors.Join(errs...)
	}
	k := compiler{atom: atom, seen: map[Leaf]node{}}
	root := k.condition(c, "")
	k.program.code[root].next = uint16(len(k.program.code))
	if len(k.errs) > 0 {
		return Program{}, errors.Join(k.errs...)
	}
	return k.program, nil
}

// compiler writes one program. Its methods return the index of the node that
// they added last, the root of what they compiled.
type compiler struct {
	atom    func(Leaf) (Atom, error)
	program Program
	seen    map[Leaf]node
	errs    []error
}

func (k *compiler) add(n node) uint16 {
	k.program.code = append(k.program.code, n)
	return uint16(len(k.program.code) - 1)
}

// group adds the node that joins members which have been added already.
func (k *compiler) group(o op, members ...uint16) uint16 {
	parent := k.add(node{op: o, arg: members[0]})
	for i, m := range members {
		next := parent
		if i+1 < len(members) {
			next = members[i+1]
		}
		k.program.code[m].next = next
	}
	return parent
}

func (k *compiler) condition(c Condition, path string) uint16 {
	required := k.form(c, path)
	if c.Unless == nil {
		return required
	}
	return k.group(opExcept, required, k.condition(*c.Unless, join(path, "unless")))
}

func (k *compiler) form(c Condition, path string) uint16 {
	if leaf, ok := c.leaf(); ok {
		return k.leaf(leaf, path)
	}
	switch {
	case c.All != nil:
		return k.group(opAll, k.list(c.All, join(path, "all"))...)
	case c.Any != nil:
		return k.group(opAny, k.list(c.Any, join(path, "any"))...)
	default: // Validate left nothing else
		return k.group(opNot, k.condition(*c.Not, join(path, "not")))
	}
}

func (k *compiler) list(members []Condition, path string) []uint16 {
	roots := make([]uint16, len(members))
	for i, m := range members {
		roots[i] = k.condition(m, fmt.Sprintf("%s[%d]", path, i))
	}
	return roots
}

func (k *compiler) leaf(leaf Leaf, path string) uint16 {
	n, ok := k.seen[leaf]
	if !ok {
		atom, err := k.atom(leaf)
		if err != nil {
			k.errs = append(k.errs, fmt.Errorf("%s: %w", join(path, string(leaf.Kind)), err))
		}
		n = node{op: opLeaf, arg: uint16(atom), leaf: uint16(len(k.program.leaves))}
		k.seen[leaf] = n
		k.program.leaves = append(k.program.leaves, leaf)
	}
	return k.add(n)
}
