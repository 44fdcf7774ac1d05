package rule

import (
	"encoding/json"
	"errors"
	"testing"
)

// FuzzCondition gives foreign bytes to the whole path from text to reasons.
func FuzzCondition(f *testing.F) {
	for _, seed := range []string{
		`{}`,
		`{"fact":"a"}`,
		`{"all":[{"fact":"a"},{"any":[{"fact":"b"},{"not":{"fact":"a"}}]}],"unless":{"fact":"c"}}`,
		`{"threshold":{"of":"both","at_least":1,"unit":"months"}}`,
		`{"status":{"of":"requested","is":"declared","effect":"e","instrument":"i"}}`,
		`{"all":[]}`,
		`{"all":[{}],"any":null,"unless":{"unless":{}}}`,
		`{"not":{"not":{"not":{"threshold":{"of":"x","more_than":1e308}}}}}`,
	} {
		f.Add([]byte(seed), uint8(0b11_01_00_11))
	}
	f.Fuzz(func(t *testing.T, text []byte, known uint8) {
		var c Condition
		if json.Unmarshal(text, &c) != nil {
			return
		}
		faults := c.Validate()
		seen := map[Leaf]Atom{}
		program, err := Compile(c, number(seen))
		if (err == nil) != (len(faults) == 0) {
			t.Fatalf("faults %v, error %v", faults, err)
		}
		if err != nil {
			if !errors.As(err, new(Fault)) {
				t.Fatalf("error %v is no fault", err)
			}
			return
		}
		check(t, c, program, seen, known)
	})
}

// check evaluates with findings chosen by the bits of known.
func check(t *testing.T, c Condition, program Program, seen map[Leaf]Atom, known uint8) {
	atoms := make([]Finding, len(seen))
	facts := map[Leaf]Value{}
	for leaf, atom := range seen {
		v := values[int(known>>(atom%4*2)&3)%3]
		atoms[atom] = Settled(v)
		facts[leaf] = v
	}
	nodes := make([]Finding, program.Len())
	got := program.Eval(atoms, nodes)
	if want := Settled(naive(c, facts)); got != want {
		t.Fatalf("%v, referee %v", got, want)
	}
	if _, err := json.Marshal(program.Explain(nodes)); err != nil {
		t.Fatal(err)
	}
	for atom := range program.Decisive(nodes) {
		if atoms[atom] == Unknown && got != Unknown {
			t.Fatalf("%v rests on what is open", got)
		}
	}
}
