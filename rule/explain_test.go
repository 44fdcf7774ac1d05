package rule

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// outline writes the tree of reasons as one line, decisive nodes marked by "!".
func outline(r Reason) string {
	var b strings.Builder
	b.WriteString(string(r.Kind))
	if r.Kind == KindFact {
		b.Reset()
		b.WriteString(r.Leaf.Fact)
	}
	b.WriteString("=" + r.Finding.Raw().String())
	if r.Decisive {
		b.WriteString("!")
	}
	if len(r.Children) > 0 {
		parts := make([]string, len(r.Children))
		for i, child := range r.Children {
			parts[i] = outline(child)
		}
		b.WriteString("(" + strings.Join(parts, " ") + ")")
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	const all, any_ = `{"all":[{"fact":"a"},{"fact":"b"},{"fact":"c"}]}`, `{"any":[{"fact":"a"},{"fact":"b"},{"fact":"c"}]}`
	f, o, i := No, Unknown, Yes
	tests := []struct {
		name, condition string
		atoms           []Finding
		want            string
	}{
		{"always", `{}`, nil, "all=true!"},
		{"all false", all, []Finding{i, f, o}, "all=false!(a=true b=false! c=open)"},
		{"all open", all, []Finding{i, o, o}, "all=open!(a=true b=open! c=open!)"},
		{"all true", all, []Finding{i, i, i}, "all=true!(a=true! b=true! c=true!)"},
		{"any true", any_, []Finding{f, i, o}, "any=true!(a=false b=true! c=open)"},
		{"any open", any_, []Finding{f, o, f}, "any=open!(a=false b=open! c=false)"},
		{"any false", any_, []Finding{f, f, f}, "any=false!(a=false! b=false! c=false!)"},
		{"not", `{"not":{"fact":"a"}}`, []Finding{f}, "not=true!(a=false!)"},
		{"exception defeats", `{"fact":"a","unless":{"fact":"b"}}`, []Finding{i, i}, "except=false!(a=true b=true!)"},
		{"nothing to defeat", `{"fact":"a","unless":{"fact":"b"}}`, []Finding{f, f}, "except=false!(a=false! b=false)"},
		{"exception fails", `{"fact":"a","unless":{"fact":"b"}}`, []Finding{i, f}, "except=true!(a=true! b=false!)"},
		{"exception open", `{"fact":"a","unless":{"fact":"b"}}`, []Finding{i, o}, "except=open!(a=true b=open!)"},
		{"carried down", `{"any":[{"all":[{"fact":"a"},{"fact":"b"}]},{"not":{"fact":"b"}}]}`, []Finding{i, f},
			"any=true!(all=false(a=true b=false) not=true!(b=false!))"},
		{"what is to be verified", all, []Finding{i, At(False, Unsure), o}, "all=false!(a=true b=false! c=open)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := prepare(t, decode(t, test.condition))
			copy(p.atoms, test.atoms)
			p.eval()
			if got := outline(p.Explain(p.nodes)); got != test.want {
				t.Errorf("%s\nwant %s", got, test.want)
			}
		})
	}
}

func TestReasonAsJSON(t *testing.T) {
	p := prepare(t, decode(t, `{"not":{"threshold":{"of":"both","at_least":1}}}`))
	p.atoms[0] = At(False, Sourced)
	p.eval()
	text, err := json.Marshal(p.Explain(p.nodes))
	const want = `{"kind":"not","finding":"true sourced","decisive":true,"children":[` +
		`{"kind":"threshold","leaf":{"kind":"threshold","threshold":{"of":"both","at_least":1,"unit":"years"}},` +
		`"finding":"false sourced","decisive":true}]}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v\nwant %s", text, err, want)
	}
}

func TestDecisiveInOrderAndStops(t *testing.T) {
	p := prepare(t, decode(t, `{"all":[{"fact":"a"},{"any":[{"fact":"b"},{"fact":"c"}]},{"fact":"a"}]}`))
	copy(p.atoms, []Finding{Yes, No, Yes})
	p.eval()
	if got := slices.Collect(p.Decisive(p.nodes)); !slices.Equal(got, []Atom{0, 2, 0}) {
		t.Errorf("decisive %v", got)
	}
	for atom := range p.Decisive(p.nodes) {
		if atom == 2 {
			break
		}
	}
	for range (Program{}).Decisive(nil) {
		t.Error("the zero program rests on something")
	}
}

func TestEvalAndDecisiveAllocateNothing(t *testing.T) {
	p := prepare(t, decode(t, `{"all":[{"fact":"a"},{"any":[{"fact":"b"},{"not":{"fact":"c"}}]}],"unless":{"fact":"d"}}`))
	var sum int
	allocs := testing.AllocsPerRun(100, func() {
		p.eval()
		for atom := range p.Decisive(p.nodes) {
			sum += int(atom)
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
