package main

import (
	"fmt"
	"slices"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// kernel is the core of the reasoner on what the rivals are given: the values
// of all leaves. It shows what deciding costs without finding these values.
type kernel struct {
	ps       *problems
	corpus   *law.Corpus
	programs []rule.Program
	plans    [][]rule.Program // of the conditions of each plan
	matters  []decided
	conducts []*law.Prepared
	texts    [][]*law.Instrument
	values   [][][]rule.Finding // of each way of each matter
}

// judged is all that the kernel keeps of a matter.
type judged struct {
	ways     []weighed
	national [2][]law.MatchedOffence
	treaty   [][]law.MatchedTreatyOffence
}

// weighed is what the kernel keeps of a way: the finding of every part of
// every condition.
type weighed struct {
	nodes   []rule.Finding
	found   []rule.Finding
	outcome rule.Finding
}

func newKernel(ps *problems, c *law.Corpus, ms []decided) (*kernel, error) {
	k := &kernel{ps: ps, corpus: c, matters: ms, programs: make([]rule.Program, len(ps.formulas))}
	atom := func(l rule.Leaf) (rule.Atom, error) {
		at, ok := ps.leaves.at[l]
		if !ok {
			return 0, fmt.Errorf("the leaf %v has no number", l)
		}
		return rule.Atom(at), nil //nolint:gosec // some hundreds
	}
	for i := range ps.formulas {
		var err error
		if k.programs[i], err = rule.Compile(ps.formulas[i].condition, atom); err != nil {
			return nil, err
		}
	}
	for i := range ps.plans {
		var programs []rule.Program
		for _, f := range ps.plans[i].conditions {
			if f == always {
				programs = append(programs, rule.Program{})
				continue
			}
			programs = append(programs, k.programs[f])
		}
		k.plans = append(k.plans, programs)
	}
	for i := range ps.instances {
		ways := make([][]rule.Finding, len(ps.instances[i].ways))
		for w := range ways {
			for _, v := range ps.instances[i].ways[w].values {
				ways[w] = append(ways[w], rule.Settled(v))
			}
		}
		k.values = append(k.values, ways)
		var texts []*law.Instrument
		for _, id := range ps.instances[i].texts {
			texts = append(texts, c.Instrument(id))
		}
		k.texts = append(k.texts, texts)
		k.conducts = append(k.conducts, c.Prepare(ps.instances[i].told))
	}
	return k, nil
}

// run decides one matter, with fresh memory for what it keeps.
func (k *kernel) run(m int) *judged {
	in := &k.ps.instances[m]
	out := make([]weighed, len(in.ways))
	memory := make([]rule.Finding, 0, 2048)
	for i := range in.ways {
		w := &in.ways[i]
		p, programs := &k.ps.plans[w.plan], k.plans[w.plan]
		from := len(memory)
		memory = slices.Grow(memory, len(programs))[:from+len(programs)]
		found := memory[from:len(memory):len(memory)]
		start := len(memory)
		for c := range programs {
			at, n := len(memory), programs[c].Len()
			memory = slices.Grow(memory, n)[:at+n]
			found[c] = programs[c].Eval(k.values[m][i], memory[at:])
		}
		f := rule.Yes
		for _, g := range w.given {
			f = rule.And(f, rule.Settled(g))
		}
		for _, c := range p.must {
			f = rule.And(f, found[c])
		}
		for _, c := range p.shall {
			f = rule.And(f, found[c].Not())
		}
		out[i] = weighed{memory[start:], found, f}
	}
	j := &judged{ways: out}
	for side, state := range in.states {
		size := len(k.ps.laws[state])
		j.national[side] = k.corpus.AppendMatches(make([]law.MatchedOffence, 0, size), state, k.conducts[m], k.matters[m].matter.On)
	}
	for _, t := range k.texts[m] {
		j.treaty = append(j.treaty, k.corpus.MatchTreaty(t, "", k.conducts[m], k.matters[m].matter.On))
	}
	return j
}

// decide answers as the rivals do.
func (k *kernel) decide(m int) *answers {
	j := k.run(m)
	ways, out := j.ways, &answers{offences: make([][]rule.Value, 2+len(j.treaty))}
	for i := range ways {
		found := make([]rule.Value, len(ways[i].found))
		for c, f := range ways[i].found {
			found[c] = f.Raw()
		}
		out.conditions = append(out.conditions, found)
		out.outcomes = append(out.outcomes, ways[i].outcome.Raw())
	}
	for side := range j.national {
		for i := range j.national[side] {
			out.offences[side] = append(out.offences[side], j.national[side][i].Value)
		}
	}
	for t := range j.treaty {
		for i := range j.treaty[t] {
			out.offences[2+t] = append(out.offences[2+t], j.treaty[t][i].Value)
		}
	}
	return out
}
