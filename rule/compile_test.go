package rule

import (
	"fmt"
	"slices"
	"testing"
)

// number gives atoms in the order of asking and remembers them in seen.
func number(seen map[Leaf]Atom) func(Leaf) (Atom, error) {
	return func(l Leaf) (Atom, error) {
		if _, ok := seen[l]; !ok {
			seen[l] = Atom(len(seen))
		}
		return seen[l], nil
	}
}

// prepared is a compiled condition with its scratch, for tests.
type prepared struct {
	Program
	seen         map[Leaf]Atom
	atoms, nodes []Finding
}

func prepare(t interface{ Fatal(...any) }, c Condition) *prepared {
	p := &prepared{seen: map[Leaf]Atom{}}
	var err error
	if p.Program, err = Compile(c, number(p.seen)); err != nil {
		t.Fatal(err)
	}
	p.atoms = make([]Finding, len(p.seen))
	for i := range p.atoms {
		p.atoms[i] = Unknown
	}
	p.nodes = make([]Finding, p.Len())
	return p
}

func (p *prepared) eval() Finding { return p.Eval(p.atoms, p.nodes) }

func TestEval(t *testing.T) {
	const a, b, c = 0, 1, 2 // atoms, in the order of first appearance
	type given map[Atom]Finding
	tests := []struct {
		name, condition string
		given           given
		want            Finding
	}{
		{"always", `{}`, nil, Yes},
		{"fact", `{"fact":"a"}`, given{a: At(True, Known)}, At(True, Known)},
		{"not", `{"not":{"fact":"a"}}`, given{a: At(True, Known)}, At(False, Known)},
		{"all, one missing", `{"all":[{"fact":"a"},{"fact":"b"}]}`, given{a: Yes}, Unknown},
		{"all, one against", `{"all":[{"fact":"a"},{"fact":"b"}]}`, given{b: No}, No},
		{"any, one missing", `{"any":[{"fact":"a"},{"fact":"b"}]}`, given{a: No}, Unknown},
		{"any, one for", `{"any":[{"fact":"a"},{"fact":"b"}]}`, given{b: Yes}, Yes},
		{"x and not x, x open", `{"all":[{"fact":"a"},{"not":{"fact":"a"}}]}`, nil, Unknown},
		{"x and not x, x true", `{"all":[{"fact":"a"},{"not":{"fact":"a"}}]}`, given{a: Yes}, No},
		{"x or not x, x open", `{"any":[{"fact":"a"},{"not":{"fact":"a"}}]}`, nil, Unknown},
		{"exception holds", `{"fact":"a","unless":{"fact":"b"}}`, given{a: Yes, b: Yes}, No},
		{"exception does not hold", `{"fact":"a","unless":{"fact":"b"}}`, given{a: Yes, b: At(False, Sourced)}, At(True, Sourced)},
		{"exception not known", `{"fact":"a","unless":{"fact":"b"}}`, given{a: Yes}, Unknown},
		{"exception to an exception", `{"fact":"a","unless":{"fact":"b","unless":{"fact":"c"}}}`, given{a: Yes, b: Yes, c: Yes}, Yes},
		{"exception to a group", `{"any":[{"fact":"a"},{"fact":"b"}],"unless":{"fact":"c"}}`, given{b: Yes, c: No}, Yes},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := prepare(t, decode(t, test.condition))
			for atom, f := range test.given {
				p.atoms[atom] = f
			}
			if got := p.eval(); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestCompileAsksOncePerLeaf(t *testing.T) {
	c := decode(t, `{"all":[
		{"fact":"b"}, {"fact":"a"}, {"not":{"fact":"b"}},
		{"threshold":{"of":"both","at_least":1}},
		{"threshold":{"of":"both","at_least":1,"unit":"years"}},
		{"threshold":{"of":"both","at_least":12,"unit":"months"}},
		{"status":{"of":"both","is":"bound"}},
		{"status":{"of":"both","is":"bound","instrument":"budapest"}}]}`)
	var got []Leaf
	_, err := Compile(c, func(l Leaf) (Atom, error) {
		got = append(got, l)
		return 0, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Leaf{
		{Kind: KindFact, Fact: "b"},
		{Kind: KindFact, Fact: "a"},
		{Kind: KindThreshold, Threshold: Threshold{Of: "both", AtLeast: 1, Unit: "years"}},
		{Kind: KindThreshold, Threshold: Threshold{Of: "both", AtLeast: 12, Unit: "months"}},
		{Kind: KindStatus, Status: Status{Of: "both", Is: "bound"}},
		{Kind: KindStatus, Status: Status{Of: "both", Is: "bound", Instrument: "budapest"}},
	}
	if !slices.Equal(got, want) {
		t.Errorf("asked for %v\nwant      %v", got, want)
	}
}

func TestCompileNamesWhatIsUnknown(t *testing.T) {
	c := decode(t, `{"all":[{"fact":"a"},{"any":[{"fact":"dual_crim"}]}],"unless":{"status":{"of":"both","is":"bound","instrument":"x"}}}`)
	_, err := Compile(c, func(l Leaf) (Atom, error) {
		if l.Fact == "a" {
			return 0, nil
		}
		return 0, fmt.Errorf("no such %s", l.Kind)
	})
	const want = "all[1].any[0].fact: no such fact\nunless.status: no such status"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// As many nodes as the limit lets through, so that every index is seen to fit.
func TestCompileLargest(t *testing.T) {
	c := Condition{All: make([]Condition, (MaxNodes-1)/2)}
	for i := range c.All {
		c.All[i] = Condition{Fact: fmt.Sprint(i), Unless: &Condition{Fact: "exception"}}
	}
	p := prepare(t, c)
	for i := range p.atoms {
		p.atoms[i] = Yes
	}
	p.atoms[p.seen[Leaf{Kind: KindFact, Fact: "exception"}]] = At(False, Known)
	if got := p.eval(); got != At(True, Known) {
		t.Errorf("%v", got)
	}
	n := 0
	for range p.Decisive(p.nodes) {
		n++
	}
	if n != 2*len(c.All) {
		t.Errorf("%d decisive leaves, want %d", n, 2*len(c.All))
	}
}
