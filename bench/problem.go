package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// The leaves of a way's outcome: what it was given, then the findings of its
// conditions.
const (
	givenBound = iota
	givenBasis
	givenData
	givenPower
	givenExists
	givenStands
	givenCount
)

// always is the index of a condition that is not set: nobody evaluates it.
const always = -1

// stated is a formula with the space of its leaves, once however often it is
// used.
type stated struct {
	formula
	space  space
	text   string // in CEL, which is also its identity
	leaves []int
	// condition is the same as the reasoner has it; of conditions only.
	condition rule.Condition
}

// plan is how a way's findings make its outcome.
type plan struct {
	conditions []int // formulas, or always
	must       []int // indexes of the conditions that must hold
	shall      []int // indexes of the grounds that must be raised
	outcome    int   // formula
}

// instance is what all rivals are given of one matter, and what must come out,
// in one lane of confidence.
type instance struct {
	id      string
	conduct []rule.Value // by leaf
	told    *law.Conduct // the same as the reasoner has it
	states  [2]string
	texts   []string // instruments whose offences the matter asks
	ways    []instanceWay
	want    answers
}

type instanceWay struct {
	plan   int
	given  [givenCount]rule.Value
	values []rule.Value // by leaf
}

// answers are what an evaluator answers.
type answers struct {
	conditions [][]rule.Value // of each way
	outcomes   []rule.Value   // of each way
	// offences are those of both states, then those of each instrument that is
	// asked, without what declarations add.
	offences [][]rule.Value
}

// problems are all instances, with the formulas that they share.
type problems struct {
	formulas  []stated
	plans     []plan
	laws      map[string][]int // state or instrument -> formulas of its offences
	instances []instance
	lane      rule.Confidence

	corpus    *law.Corpus
	compared  *compared
	index     map[string]int // formula -> index
	planIndex map[string]int
	leaves    numbers[rule.Leaf]
	parts     numbers[string]
}

// newProblems decides the matters and lays them open for the rivals.
func newProblems(r *opinion.Reasoner, ms []decided, lane rule.Confidence) (*problems, error) {
	ps := &problems{laws: map[string][]int{}, corpus: r.Corpus(), compared: newCompared(r.Corpus().Vocabulary), index: map[string]int{},
		planIndex: map[string]int{}, lane: lane}
	open := make([]opinion.Problem, len(ms))
	for i := range ms {
		d, err := r.Decide(ms[i].matter)
		if err != nil {
			return nil, fmt.Errorf("decide %s: %w", ms[i].id, err)
		}
		open[i] = d.Problem()
		ps.instances = append(ps.instances, ps.instance(&ms[i], &open[i]))
	}
	for i := range open { // now that all leaves are numbered
		ps.values(&ps.instances[i], &open[i])
	}
	return ps, nil
}

// state adds a formula, or finds the same.
func (ps *problems) state(f formula, s space) int {
	text := f.cel(s)
	if text == "true" {
		return always
	}
	i, ok := ps.index[text]
	if !ok {
		i = len(ps.formulas)
		ps.index[text] = i
		seen := map[int]bool{}
		f.leaves(seen)
		st := stated{formula: f, space: s, text: text}
		for l := range seen {
			st.leaves = append(st.leaves, l)
		}
		ps.formulas = append(ps.formulas, st)
	}
	return i
}

func (ps *problems) instance(m *decided, p *opinion.Problem) instance {
	out := instance{id: m.id, told: p.Conduct, states: [2]string{m.matter.Requesting, m.matter.Requested}}
	for i := range p.Ways {
		out.ways = append(out.ways, instanceWay{plan: ps.plan(&p.Ways[i])})
		w := &p.Ways[i]
		found := make([]rule.Value, len(w.Conditions))
		for k := range w.Conditions {
			found[k] = w.Conditions[k].Finding.Lane(ps.lane)
		}
		out.want.conditions = append(out.want.conditions, found)
		out.want.outcomes = append(out.want.outcomes, w.Outcome.Lane(ps.lane))
	}
	for side, state := range out.states {
		matches := p.Sides[side]
		found := make([]rule.Value, len(matches))
		for i := range matches {
			found[i] = matches[i].Value
		}
		out.want.offences = append(out.want.offences, found)
		ps.law(state, len(matches), func(i int) *law.Definition { return &matches[i].Offence.Definition })
	}
	for _, id := range asked(p) {
		matches := ps.corpus.MatchInstrument(ps.corpus.Instrument(id), "", p.Conduct, m.matter.On)
		found := make([]rule.Value, len(matches))
		for i := range matches {
			found[i] = matches[i].Value
		}
		out.texts = append(out.texts, id)
		out.want.offences = append(out.want.offences, found)
		ps.law(id, len(matches), func(i int) *law.Definition { return &matches[i].Offence.Definition })
	}
	return out
}

// asked are the instruments of which it is asked whether they establish the
// offence.
func asked(p *opinion.Problem) []string {
	var out []string
	for i := range p.Ways {
		w := &p.Ways[i]
		asks := slices.ContainsFunc(w.Leaves, func(l rule.Leaf) bool { return l.Fact == "offence-of-instrument" })
		if asks && !slices.Contains(out, w.Text) && !strings.Contains(w.Text, ":") {
			out = append(out, w.Text)
		}
	}
	return out
}

// law states the offences of a state or an instrument.
func (ps *problems) law(name string, n int, definition func(int) *law.Definition) {
	if _, ok := ps.laws[name]; ok {
		return
	}
	offences := make([]int, n)
	for i := range offences {
		offences[i] = ps.state(ps.compared.definition(definition(i), ps.parts.of), inConduct)
	}
	ps.laws[name] = offences
}

// sources are whose offences are asked, in the order of the answers.
func (in *instance) sources() []string { return append(in.states[:], in.texts...) }

// plan states the conditions of a way, and its outcome in terms of them.
func (ps *problems) plan(w *opinion.ProblemWay) int {
	var p plan
	must, shall := []formula{}, []formula{}
	for i := range givenCount {
		must = append(must, leaf(i))
	}
	for i := range w.Conditions {
		c := &w.Conditions[i]
		f := ps.state(fromCondition(&c.When, ps.leaves.of), inPlace)
		if f != always {
			ps.formulas[f].condition = c.When
		}
		p.conditions = append(p.conditions, f)
		switch {
		case c.Part == opinion.PartPeriod:
		case c.Part != opinion.PartGround:
			p.must = append(p.must, i)
			must = append(must, leaf(givenCount+i))
		case c.Shall:
			p.shall = append(p.shall, i)
			shall = append(shall, leaf(givenCount+i))
		}
	}
	if len(shall) > 0 {
		must = append(must, not(anyOf(shall...)))
	}
	p.outcome = ps.state(all(must...), inWay)
	key := fmt.Sprint(p)
	n, ok := ps.planIndex[key]
	if !ok {
		n = len(ps.plans)
		ps.planIndex[key] = n
		ps.plans = append(ps.plans, p)
	}
	return n
}

// values gives every leaf its value; a leaf that a place does not ask is open.
func (ps *problems) values(in *instance, p *opinion.Problem) {
	in.conduct = make([]rule.Value, len(ps.parts.keys))
	for i, name := range ps.parts.keys {
		in.conduct[i] = ps.compared.value(p.Conduct, name)
	}
	for i := range p.Ways {
		w := &p.Ways[i]
		values := make([]rule.Value, len(ps.leaves.keys))
		for k := range values {
			values[k] = rule.Open
		}
		for k, l := range w.Leaves {
			if at, ok := ps.leaves.at[l]; ok {
				values[at] = w.Values[k].Lane(ps.lane)
			}
		}
		in.ways[i].values = values
		for k, f := range [givenCount]rule.Finding{w.Bound, w.Basis, w.Data, w.Power, w.Exists, w.Stands} {
			in.ways[i].given[k] = f.Lane(ps.lane)
		}
	}
}

// differences names every finding that is not the one wanted.
func (in *instance) differences(got *answers) []string {
	var out []string
	differ := func(what string, want, got []rule.Value) {
		if len(want) != len(got) {
			out = append(out, fmt.Sprintf("%s: %s: %d findings, want %d", in.id, what, len(got), len(want)))
			return
		}
		for i := range want {
			if want[i] != got[i] {
				out = append(out, fmt.Sprintf("%s: %s %d: %v, want %v", in.id, what, i, got[i], want[i]))
			}
		}
	}
	if len(got.conditions) != len(in.ways) {
		return append(out, fmt.Sprintf("%s: %d ways, want %d", in.id, len(got.conditions), len(in.ways)))
	}
	for i := range in.ways {
		differ(fmt.Sprintf("way %d, condition", i), in.want.conditions[i], got.conditions[i])
	}
	differ("outcome of way", in.want.outcomes, got.outcomes)
	if len(got.offences) != len(in.want.offences) {
		return append(out, fmt.Sprintf("%s: offences of %d laws, want %d", in.id, len(got.offences), len(in.want.offences)))
	}
	for i, name := range in.sources() {
		differ("offence of "+name, in.want.offences[i], got.offences[i])
	}
	return out
}

// count is the number of findings wanted.
func (in *instance) count() int {
	n := len(in.want.outcomes)
	for i := range in.want.offences {
		n += len(in.want.offences[i])
	}
	for i := range in.want.conditions {
		n += len(in.want.conditions[i])
	}
	return n
}
