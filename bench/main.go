// Bench measures the reasoner against others that decide the same matters by
// the same conditions: cel-go, which knows three values, and OPA, which is
// told them in numbers. It reads the decided matters of the repository, asks
// all for their findings, compares every one of them, and only then measures.
//
//	go run . > report.md
//	go run . -json report.json
//
// Rivals are given the values of all leaves and have only to decide; the
// reasoner finds these values itself in the time that is measured.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"cel.dev/cel-go/cel"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// quantity says how much is run.
type quantity struct {
	rounds, ours, cel, opa, starts int
}

var (
	full  = quantity{rounds: 7, ours: 101, cel: 15, opa: 3, starts: 21}
	quick = quantity{rounds: 1, ours: 3, cel: 1, opa: 1, starts: 1}
)

// The rows of the first table.
const (
	whole = iota
	equal
	tracked
	exhaustive
	bare
	opa
)

func main() {
	root := flag.String("root", "..", "`folder` of the repository")
	file := flag.String("json", "", "also write the report as JSON to `FILE`")
	fast := flag.Bool("quick", false, "run everything once: the findings count, the times do not")
	flag.Parse()
	q := &full
	if *fast {
		q = &quick
	}
	if err := run(os.Stdout, *root, *file, q); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, root, file string, q *quantity) error {
	r, err := compare(root, q)
	if err != nil {
		return err
	}
	if err := r.start(root, q); err != nil {
		return err
	}
	r.judge()
	r.markdown(w)
	if file == "" {
		return nil
	}
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(b, '\n'), 0o600)
}

// compare asks all rivals, compares their findings and measures them.
func compare(root string, q *quantity) (*report, error) {
	dir := root + "/opinion/testdata/matters"
	r := &report{Machine: machine{runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, runtime.GOMAXPROCS(0)}}
	reasoner, took, err := ready("comity", func() (*opinion.Reasoner, error) { return warm(dir) })
	if err != nil {
		return nil, err
	}
	r.Ready = append(r.Ready, took)
	ms, skipped, err := readMatters(dir, reasoner.Corpus())
	if err != nil {
		return nil, err
	}
	r.Matters, r.Skipped = len(ms), skipped
	if err := r.agree(reasoner, ms); err != nil {
		return nil, err
	}
	ps, err := newProblems(reasoner, ms, rule.Unsure)
	if err != nil {
		return nil, err
	}
	r.Formulas = len(ps.formulas)
	tracking, took, err := ready("cel-go, tracking its state", func() (*celRival, error) {
		return newCEL(ps, cel.OptTrackState|cel.OptPartialEval)
	})
	if err != nil {
		return nil, err
	}
	r.Ready = append(r.Ready, took)
	thorough, err := newCEL(ps, cel.OptExhaustiveEval|cel.OptPartialEval)
	if err != nil {
		return nil, err
	}
	plain, err := newCEL(ps, cel.OptPartialEval)
	if err != nil {
		return nil, err
	}
	policies, took, err := ready("OPA", func() (*opaRival, error) { return newOPA(ps) })
	if err != nil {
		return nil, err
	}
	r.Ready = append(r.Ready, took)
	for i := range ps.instances {
		if err := policies.prepare(&ps.instances[i]); err != nil {
			return nil, err
		}
	}
	core, err := newKernel(ps, reasoner.Corpus(), ms)
	if err != nil {
		return nil, err
	}
	r.Rivals, err = measure([]subject{
		whole:      {"comity: the whole decision, every reason kept", q.ours, ourDecision(reasoner, ms)},
		equal:      {"comity: from the values that the others are given, every reason kept", q.ours, func(m int) error { sink = core.run(m); return nil }},
		tracked:    {"cel-go, tracking its state", q.cel, func(m int) error { return decideWith(tracking, ps, m) }},
		exhaustive: {"cel-go, tracking its state, every reason kept", q.cel, func(m int) error { return decideWith(thorough, ps, m) }},
		bare:       {"cel-go, without reasons", q.cel, func(m int) error { return decideWith(plain, ps, m) }},
		opa:        {"OPA, every reason kept", q.opa, func(m int) error { return policies.run(&ps.instances[m]) }},
	}, len(ms), q.rounds)
	if err != nil {
		return nil, err
	}
	parts, err := ourParts(reasoner, ms, q)
	if err != nil {
		return nil, err
	}
	r.Parts, err = measure(parts, len(ms), q.rounds)
	return r, err
}

func decideWith(r *celRival, ps *problems, m int) error {
	f, err := r.decide(&ps.instances[m])
	sink = f
	return err
}
