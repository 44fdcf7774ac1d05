package main

import (
	"strings"
	"testing"

	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

const mattersDir = "../opinion/testdata/matters"

func load(t *testing.T) (*opinion.Reasoner, []decided) {
	t.Helper()
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	r, err := opinion.New(c, opinion.Options{Version: "bench"})
	if err != nil {
		t.Fatal(err)
	}
	ms, skipped, err := readMatters(mattersDir, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range skipped {
		t.Log("skipped", s)
	}
	return r, ms
}

// Every evaluator must give the same findings, in every lane of confidence.
func TestSameFindings(t *testing.T) {
	r, ms := load(t)
	for lane := rule.Unsure; lane <= rule.Stated; lane++ {
		ps, err := newProblems(r, ms, lane)
		if err != nil {
			t.Fatal(err)
		}
		n, err := ps.agree(r, ms)
		if err != nil {
			t.Fatalf("%v: %v", lane, err)
		}
		t.Logf("%v: %d matters, %d findings, %d formulas", lane, len(ps.instances), n, len(ps.formulas))
	}
}

// A wrong finding of any kind must be seen.
func TestDifferencesAreSeen(t *testing.T) {
	r, ms := load(t)
	ps, err := newProblems(r, ms[:1], rule.Unsure)
	if err != nil {
		t.Fatal(err)
	}
	k, err := newKernel(ps, r.Corpus(), ms)
	if err != nil {
		t.Fatal(err)
	}
	in := &ps.instances[0]
	changes := map[string]func(*answers){
		"condition": func(a *answers) { a.conditions[0][0] = other(a.conditions[0][0]) },
		"outcome":   func(a *answers) { a.outcomes[0] = other(a.outcomes[0]) },
		"offence":   func(a *answers) { a.offences[1][0] = other(a.offences[1][0]) },
		"fewer":     func(a *answers) { a.offences[0] = a.offences[0][1:] },
	}
	for name, change := range changes {
		got := k.decide(0)
		if d := in.differences(got); len(d) != 0 {
			t.Fatalf("differences before any change: %v", d)
		}
		change(got)
		if d := in.differences(got); len(d) != 1 {
			t.Errorf("%s: %d differences, want 1: %v", name, len(d), d)
		}
	}
}

func other(v rule.Value) rule.Value {
	if v == rule.Open {
		return rule.True
	}
	return rule.Open
}

// The findings must not all be alike, or agreement says little.
func TestFindingsVary(t *testing.T) {
	r, ms := load(t)
	ps, err := newProblems(r, ms, rule.Unsure)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]map[rule.Value]int{"conditions": {}, "outcomes": {}, "offences": {}}
	for i := range ps.instances {
		want := &ps.instances[i].want
		for _, v := range want.outcomes {
			seen["outcomes"][v]++
		}
		for _, c := range want.conditions {
			for _, v := range c {
				seen["conditions"][v]++
			}
		}
		for _, o := range want.offences {
			for _, v := range o {
				seen["offences"][v]++
			}
		}
	}
	for what, values := range seen {
		t.Log(what, values)
		if len(values) != 3 {
			t.Errorf("%s have only the values %v", what, values)
		}
	}
}

func TestQuickReport(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	r, err := compare("..", &quick)
	if err != nil {
		t.Fatal(err)
	}
	r.judge()
	var b strings.Builder
	r.markdown(&b)
	for _, want := range []string{"cel-go, tracking its state", "OPA", "its text in words"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report does not tell of %q:\n%s", want, b.String())
		}
	}
}
