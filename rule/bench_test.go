package rule

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// article is a condition of the size of a large article: ten alternatives of
// four facts, each with an exception and some of them negated.
func article() (c Condition, literals int) {
	for i := range 10 {
		group := Condition{Unless: &Condition{Fact: fmt.Sprint("exception", i)}}
		for j := range 4 {
			member := Condition{Fact: fmt.Sprint(i, j)}
			if j == 3 {
				fact := member
				member = Condition{Not: &fact}
			}
			group.Any = append(group.Any, member)
		}
		c.All = append(c.All, group)
		literals += 5
	}
	return c, literals
}

// perLiteral reports the time of one literal, the measure that compares with
// conditions of other sizes.
func perLiteral(b *testing.B, literals int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(literals), "ns/literal")
}

func benchmarked(b *testing.B) (*prepared, int) {
	c, literals := article()
	p := prepare(b, c)
	random := rand.New(rand.NewPCG(1, 2))
	all := findings()
	for i := range p.atoms {
		p.atoms[i] = all[random.IntN(len(all))]
	}
	b.ReportAllocs()
	return p, literals
}

func BenchmarkEval(b *testing.B) {
	p, literals := benchmarked(b)
	for b.Loop() {
		p.Eval(p.atoms, p.nodes)
	}
	perLiteral(b, literals)
}

func BenchmarkDecisive(b *testing.B) {
	p, literals := benchmarked(b)
	p.eval()
	sum := 0
	for b.Loop() {
		for atom := range p.Decisive(p.nodes) {
			sum += int(atom)
		}
	}
	perLiteral(b, literals)
}

func BenchmarkExplain(b *testing.B) {
	p, literals := benchmarked(b)
	p.eval()
	for b.Loop() {
		p.Explain(p.nodes)
	}
	perLiteral(b, literals)
}

func BenchmarkCompile(b *testing.B) {
	c, literals := article()
	atom := number(map[Leaf]Atom{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(c, atom); err != nil {
			b.Fatal(err)
		}
	}
	perLiteral(b, literals)
}
