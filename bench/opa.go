package main

import (
	"context"
	_ "embed" // the policy
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/comity-dev/comity/rule"
)

//go:embed policy.rego
var policy string

// opaRival decides by one prepared query over the conditions as data. Inputs
// are parsed before they are timed; the answer is read after.
type opaRival struct {
	ps     *problems
	query  rego.PreparedEvalQuery
	inputs map[*instance]ast.Value
	kept   rego.ResultSet // the answer and the reasons of the last opinion
}

func newOPA(ps *problems) (*opaRival, error) {
	r := &opaRival{ps: ps, inputs: map[*instance]ast.Value{}}
	store := inmem.NewFromObjectWithOpts(r.data(), inmem.OptReturnASTValuesOnRead(true), inmem.OptRoundTripOnWrite(false))
	var err error
	r.query, err = rego.New(
		rego.Query(`answer = {"ways": data.comity.ways, "offences": data.comity.offences}`),
		rego.Module("policy.rego", policy), rego.Store(store)).PrepareForEval(context.Background())
	return r, err
}

// data are the formulas in normal form. The value of a literal is found by its
// number: twice its leaf, and one more for the negation. Two constants stand
// behind the leaves for what is empty.
func (r *opaRival) data() map[string]any {
	size := map[space]int{inPlace: len(r.ps.leaves.keys), inConduct: len(r.ps.parts.keys)}
	written := func(f int) any {
		if f == always {
			return numbered(normal{{{}}}, size[inPlace])
		}
		s := &r.ps.formulas[f]
		return numbered(normalise(&s.formula), size[s.space])
	}
	plans := make([]any, len(r.ps.plans))
	for i := range r.ps.plans {
		p := &r.ps.plans[i]
		conditions := make([]any, len(p.conditions))
		for k, f := range p.conditions {
			conditions[k] = written(f)
		}
		plans[i] = map[string]any{"conditions": conditions, "must": integers(p.must), "shall": integers(p.shall)}
	}
	laws := map[string]any{}
	for state, offences := range r.ps.laws {
		list := make([]any, len(offences))
		for i, f := range offences {
			list[i] = written(f)
		}
		laws[state] = list
	}
	return map[string]any{"plans": plans, "laws": laws}
}

func integers(list []int) []any {
	out := make([]any, len(list))
	for i, n := range list {
		out[i] = number(n)
	}
	return out
}

func number(n int) json.Number { return json.Number(fmt.Sprint(n)) }

// numbered writes a normal form in the numbers of its literals.
func numbered(n normal, leaves int) []any {
	yes, no := []any{number(2 * leaves)}, []any{number(2*leaves + 1)}
	out := []any{}
	for _, clause := range n {
		list := []any{}
		for _, conjunction := range clause {
			literals := []any{}
			for _, l := range conjunction {
				at := 2 * l.leaf
				if l.negated {
					at++
				}
				literals = append(literals, number(at))
			}
			if len(literals) == 0 {
				literals = yes
			}
			list = append(list, literals)
		}
		if len(list) == 0 {
			list = []any{no}
		}
		out = append(out, list)
	}
	if len(out) == 0 {
		out = append(out, []any{yes})
	}
	return out
}

var level = map[rule.Value]int{rule.False: 0, rule.Open: 1, rule.True: 2}

// literals are the values of all leaves and their negations.
func literals(values []rule.Value) []any {
	out := make([]any, 0, 2*len(values)+2)
	for _, v := range values {
		out = append(out, number(level[v]), number(level[v.Not()]))
	}
	return append(out, number(2), number(0))
}

// prepare parses the input of a matter.
func (r *opaRival) prepare(in *instance) error {
	ways := make([]any, len(in.ways))
	for i := range in.ways {
		w := &in.ways[i]
		given := make([]any, givenCount)
		for k, v := range w.given {
			given[k] = number(level[v])
		}
		ways[i] = map[string]any{"plan": number(w.plan), "given": given, "values": literals(w.values)}
	}
	sources := make([]any, 0, 2+len(in.texts))
	for _, s := range in.sources() {
		sources = append(sources, s)
	}
	v, err := ast.InterfaceToValue(map[string]any{"ways": ways, "conduct": literals(in.conduct),
		"sources": sources})
	r.inputs[in] = v
	return err
}

// run answers one matter and keeps all literal values.
func (r *opaRival) run(in *instance) (err error) {
	r.kept, err = r.query.Eval(context.Background(), rego.EvalParsedInput(r.inputs[in]))
	return err
}

// decide answers one matter and reads the answer.
func (r *opaRival) decide(in *instance) (*answers, error) {
	if err := r.prepare(in); err != nil {
		return nil, err
	}
	if err := r.run(in); err != nil {
		return nil, err
	}
	if len(r.kept) != 1 {
		return nil, fmt.Errorf("%s: the query has no answer", in.id)
	}
	return readAnswer(r.kept[0].Bindings["answer"])
}

// readAnswer reads the findings by way of JSON.
func readAnswer(v any) (*answers, error) {
	type found struct{ Value int }
	var answer struct {
		Ways []struct {
			Conditions []found
			Outcome    int
		}
		Offences [][]found
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &answer); err != nil {
		return nil, err
	}
	values := [...]rule.Value{rule.False, rule.Open, rule.True}
	read := func(list []found) []rule.Value {
		out := make([]rule.Value, len(list))
		for i := range list {
			out[i] = values[list[i].Value]
		}
		return out
	}
	out := &answers{}
	for i := range answer.Ways {
		out.conditions = append(out.conditions, read(answer.Ways[i].Conditions))
		out.outcomes = append(out.outcomes, values[answer.Ways[i].Outcome])
	}
	for i := range answer.Offences {
		out.offences = append(out.offences, read(answer.Offences[i]))
	}
	return out, nil
}
