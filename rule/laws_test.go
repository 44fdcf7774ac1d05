package rule

import (
	"testing"

	"pgregory.net/rapid"
)

// conditions draws sound conditions over a few leaves, so that the same leaf
// comes up in several places.
func conditions(depth int) *rapid.Generator[Condition] {
	return rapid.Custom(func(t *rapid.T) Condition {
		c := forms(depth).Draw(t, "form")
		if depth > 0 && rapid.IntRange(0, 3).Draw(t, "with unless") == 0 {
			unless := conditions(depth-1).Draw(t, "unless")
			c.Unless = &unless
		}
		return c
	})
}

func forms(depth int) *rapid.Generator[Condition] {
	leaves := rapid.SampledFrom([]Condition{
		{Fact: "a"}, {Fact: "b"}, {Fact: "c"}, {Fact: "d"},
		{Threshold: &Threshold{Of: "both", AtLeast: 1}},
		{Threshold: &Threshold{Of: "both", MoreThan: 6, Unit: "months"}},
		{Status: &Status{Of: "requested", Is: "declared", Effect: "e"}},
	})
	if depth == 0 {
		return leaves
	}
	members := rapid.SliceOfN(conditions(depth-1), 1, 4)
	return rapid.OneOf(
		leaves,
		rapid.Map(members, func(m []Condition) Condition { return Condition{All: m} }),
		rapid.Map(members, func(m []Condition) Condition { return Condition{Any: m} }),
		rapid.Map(conditions(depth-1), func(c Condition) Condition { return Condition{Not: &c} }),
	)
}

// matter draws a condition, and facts for its leaves.
func matter(t *rapid.T) (Condition, *prepared, map[Leaf]fact) {
	c := conditions(4).Draw(t, "condition")
	p := prepare(t, c)
	facts := map[Leaf]fact{}
	for _, leaf := range p.leaves { // not a map, so that a failure can be repeated
		f := fact{
			rapid.SampledFrom(values).Draw(t, "value"),
			rapid.SampledFrom([]Confidence{Unsure, Known, Sourced, Stated}).Draw(t, "confidence"),
		}
		facts[leaf] = f
		p.atoms[p.seen[leaf]] = At(f.value, f.confidence)
	}
	return c, p, facts
}

func TestLanesAgreeWithReferee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p, facts := matter(t)
		got := p.eval()
		for l := Unsure; l <= Stated; l++ {
			if want := naive(c, admit(facts, l)); got.Lane(l) != want {
				t.Fatalf("facts %v: %v, referee %v", l, got.Lane(l), want)
			}
		}
	})
}

// The two rules on confidence, from their words and not from the lanes.
func TestConfidenceAgreesWithReferee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p, facts := matter(t)
		got := p.eval()
		believed := naive(c, admit(facts, Unsure))
		withoutUnsure := naive(c, admit(facts, Known))
		shown := believed
		if believed == False && withoutUnsure != False {
			shown = Open
		}
		if got.Value() != shown || got.Verify() != (shown != believed) {
			t.Fatalf("%v shown as %v, want %v", got, got.Value(), shown)
		}
		sure := Unsure
		for sure < Stated && naive(c, admit(facts, sure+1)) == believed {
			sure++
		}
		if got.Confidence() != sure {
			t.Fatalf("%v, want confidence %v", got, sure)
		}
	})
}

func TestRefiningNeverTurns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p, _ := matter(t)
		before := p.eval()
		for i, f := range p.atoms {
			if f == Unknown {
				p.atoms[i] = rapid.SampledFrom(findings()).Draw(t, "refined")
			}
		}
		after := p.eval()
		for l := Unsure; l <= Stated; l++ {
			if before.Lane(l) != Open && after.Lane(l) != before.Lane(l) {
				t.Fatalf("%v became %v", before, after)
			}
		}
		if before.Value() != Open && after.Value() != before.Value() {
			t.Fatalf("%v became %v", before.Value(), after.Value())
		}
	})
}

func TestDeMorgan(t *testing.T) {
	negated := func(members []Condition) []Condition {
		out := make([]Condition, len(members))
		for i := range members {
			out[i] = Condition{Not: &members[i]}
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		members := rapid.SliceOfN(conditions(2), 1, 4).Draw(t, "members")
		laws := [][2]Condition{
			{{Not: &Condition{All: members}}, {Any: negated(members)}},
			{{Not: &Condition{Any: members}}, {All: negated(members)}},
			{{Not: &Condition{Not: &members[0]}}, members[0]},
			{{All: members, Unless: &members[0]}, {All: []Condition{{All: members}, {Not: &members[0]}}}},
		}
		// One program for both sides, so that both read the same atoms.
		for i, law := range laws {
			p := prepare(t, Condition{All: law[:]})
			for a := range p.atoms {
				p.atoms[a] = rapid.SampledFrom(findings()).Draw(t, "atom")
			}
			p.eval()
			sides := p.Explain(p.nodes).Children
			if sides[0].Finding != sides[1].Finding {
				t.Fatalf("law %d: %v and %v", i, sides[0].Finding, sides[1].Finding)
			}
		}
	})
}

func TestDecisiveAtomsSuffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p, _ := matter(t)
		before := p.eval()
		keep := map[Atom]bool{}
		for atom := range p.Decisive(p.nodes) {
			keep[atom] = true
			if before.Raw() == Open && p.atoms[atom].Raw() != Open {
				t.Fatalf("open for a fact that is %v", p.atoms[atom])
			}
		}
		if len(keep) == 0 {
			t.Fatal("rests on nothing")
		}
		for i := range p.atoms {
			if !keep[Atom(i)] {
				p.atoms[i] = Unknown
			}
		}
		if after := p.eval(); after != before {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

// An open answer can be settled only through a fact it names: with those left
// open, whatever else is learnt, it stays open.
func TestOnlyDecisiveAtomsCanSettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p, _ := matter(t)
		if p.eval().Raw() != Open {
			return
		}
		named := map[Atom]bool{}
		for atom := range p.Decisive(p.nodes) {
			named[atom] = true
		}
		for i := range p.atoms {
			if p.atoms[i] == Unknown && !named[Atom(i)] {
				p.atoms[i] = rapid.SampledFrom(findings()).Draw(t, "learnt")
			}
		}
		if after := p.eval(); after.Raw() != Open {
			t.Fatalf("became %v without any of %v", after, named)
		}
	})
}

// The tree, the iterator and the findings of the nodes tell the same story, and
// the weakest fact is where the documentation says to look for it.
func TestReasonsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p, _ := matter(t)
		root := p.eval()
		tree := p.Explain(p.nodes)
		if tree.Finding != root || p.Root(p.nodes) != root {
			t.Fatalf("root %v, explained %v", root, tree.Finding)
		}
		var marked []Atom
		size := 0
		var walk func(r Reason)
		walk = func(r Reason) {
			size++
			if len(r.Children) == 0 && r.Decisive {
				marked = append(marked, p.seen[r.Leaf])
			}
			followed := false
			for _, child := range r.Children {
				if child.Decisive && !r.Decisive {
					t.Fatal("decisive below what is not")
				}
				followed = followed || child.Decisive && child.Finding.Confidence() == r.Finding.Confidence()
				walk(child)
			}
			if r.Decisive && len(r.Children) > 0 && !followed {
				t.Fatalf("no decisive member of %s is as sure as it is", r.Kind)
			}
		}
		walk(tree)
		i := 0
		for atom := range p.Decisive(p.nodes) {
			if i >= len(marked) || marked[i] != atom {
				t.Fatalf("iterator gives %v at %d, tree %v", atom, i, marked)
			}
			i++
		}
		if i != len(marked) || size != p.Len() {
			t.Fatalf("%d of %d decisive, %d of %d nodes", i, len(marked), size, p.Len())
		}
	})
}
