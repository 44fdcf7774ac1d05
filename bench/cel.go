package main

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/comity-dev/comity/rule"
)

// celRival decides by one CEL program for each condition, offence and outcome.
// Its three values are CEL's own: a leaf that is open is an unknown attribute,
// and unknowns go through && and || as Kleene says.
type celRival struct {
	ps       *problems
	programs []cel.Program
	unknown  map[space][]*cel.AttributePatternType // by leaf
	kept     []*cel.EvalDetails                    // the reasons of the last opinion
}

func newCEL(ps *problems, options cel.EvalOption) (*celRival, error) {
	r := &celRival{ps: ps, unknown: map[space][]*cel.AttributePatternType{}}
	var variables []cel.EnvOption
	for s, n := range r.sizes() {
		for i := range n {
			name := fmt.Sprintf("%c%d", s, i)
			variables = append(variables, cel.Variable(name, cel.BoolType))
			r.unknown[s] = append(r.unknown[s], cel.AttributePattern(name))
		}
	}
	env, err := cel.NewEnv(variables...)
	if err != nil {
		return nil, err
	}
	for i := range ps.formulas {
		ast, issues := env.Compile(ps.formulas[i].text)
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		p, err := env.Program(ast, cel.EvalOptions(options))
		if err != nil {
			return nil, err
		}
		r.programs = append(r.programs, p)
	}
	return r, nil
}

// sizes is the number of leaves in each space.
func (r *celRival) sizes() map[space]int {
	most := 0
	for i := range r.ps.plans {
		most = max(most, len(r.ps.plans[i].conditions))
	}
	return map[space]int{inPlace: len(r.ps.leaves.keys), inConduct: len(r.ps.parts.keys), inWay: givenCount + most}
}

// celLeaves gives the leaves of one formula their values.
type celLeaves struct {
	values   []rule.Value
	patterns []*cel.AttributePatternType // of those that are open
}

func (v *celLeaves) ResolveName(name string) (any, bool) {
	n := 0
	for _, digit := range name[1:] {
		n = 10*n + int(digit-'0')
	}
	switch v.values[n] {
	case rule.True:
		return types.True, true
	case rule.False:
		return types.False, true
	}
	return nil, false
}

func (v *celLeaves) Parent() cel.Activation { return nil }

func (v *celLeaves) AsPartialActivation() (cel.PartialActivation, bool) { return v, true }

func (v *celLeaves) UnknownAttributePatterns() []*cel.AttributePatternType { return v.patterns }

// decide answers one matter and keeps the state of every evaluation.
func (r *celRival) decide(in *instance) (*answers, error) {
	out := &answers{conditions: make([][]rule.Value, len(in.ways)), outcomes: make([]rule.Value, len(in.ways))}
	kept := make([]*cel.EvalDetails, 0, len(r.kept))
	v := &celLeaves{}
	eval := func(f int, values []rule.Value) (rule.Value, error) {
		if f == always {
			return rule.True, nil
		}
		s := &r.ps.formulas[f]
		v.values, v.patterns = values, v.patterns[:0]
		for _, l := range s.leaves {
			if values[l] == rule.Open {
				v.patterns = append(v.patterns, r.unknown[s.space][l])
			}
		}
		got, details, err := r.programs[f].Eval(v)
		kept = append(kept, details)
		if err != nil {
			return rule.Open, fmt.Errorf("%s: %w", s.text, err)
		}
		return celValue(got), nil
	}
	for i := range in.ways {
		w := &in.ways[i]
		p := &r.ps.plans[w.plan]
		results := make([]rule.Value, givenCount+len(p.conditions))
		copy(results, w.given[:])
		for k, f := range p.conditions {
			value, err := eval(f, w.values)
			if err != nil {
				return nil, err
			}
			results[givenCount+k] = value
		}
		value, err := eval(p.outcome, results)
		if err != nil {
			return nil, err
		}
		out.conditions[i], out.outcomes[i] = results[givenCount:], value
	}
	for _, name := range in.sources() {
		offences := r.ps.laws[name]
		found := make([]rule.Value, len(offences))
		for i, f := range offences {
			value, err := eval(f, in.conduct)
			if err != nil {
				return nil, err
			}
			found[i] = value
		}
		out.offences = append(out.offences, found)
	}
	r.kept = kept
	return out, nil
}

func celValue(v ref.Val) rule.Value {
	switch v {
	case types.True:
		return rule.True
	case types.False:
		return rule.False
	}
	return rule.Open
}
