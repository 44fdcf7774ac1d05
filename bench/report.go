package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cel.dev/cel-go/cel"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// report is all that was found.
type report struct {
	Machine   machine     `json:"machine"`
	Matters   int         `json:"matters"`
	Skipped   []string    `json:"skipped"`
	Formulas  int         `json:"formulas"`
	Findings  int         `json:"findings"` // compared, in all lanes, for each rival
	Ready     []readiness `json:"ready"`
	Rivals    []cost      `json:"rivals"`
	Parts     []cost      `json:"parts"`
	Processes []process   `json:"processes"`
	Targets   []target    `json:"targets"`
}

type machine struct {
	Go   string `json:"go"`
	On   string `json:"on"`
	CPUs int    `json:"cpus"`
}

// target is what was demanded, and what was found.
type target struct {
	What  string  `json:"what"`
	Want  float64 `json:"want"`
	Found float64 `json:"found"`
	Unit  string  `json:"unit"`
	Met   bool    `json:"met"`
}

// agree fails where a rival gives another finding, in any lane of confidence.
func (r *report) agree(reasoner *opinion.Reasoner, ms []decided) error {
	for lane := rule.Unsure; lane <= rule.Stated; lane++ {
		ps, err := newProblems(reasoner, ms, lane)
		if err != nil {
			return err
		}
		n, err := ps.agree(reasoner, ms)
		if err != nil {
			return fmt.Errorf("of facts that are %v at least: %w", lane, err)
		}
		r.Findings += n
	}
	return nil
}

func (ps *problems) agree(reasoner *opinion.Reasoner, ms []decided) (findings int, err error) {
	k, err := newKernel(ps, reasoner.Corpus(), ms)
	if err != nil {
		return 0, err
	}
	c, err := newCEL(ps, cel.OptTrackState|cel.OptPartialEval)
	if err != nil {
		return 0, err
	}
	o, err := newOPA(ps)
	if err != nil {
		return 0, err
	}
	var wrong []string
	for i := range ps.instances {
		in := &ps.instances[i]
		for _, d := range in.differences(k.decide(i)) {
			wrong = append(wrong, "from the values: "+d)
		}
		for name, decide := range map[string]func(*instance) (*answers, error){"cel-go": c.decide, "OPA": o.decide} {
			got, err := decide(in)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", name, err)
			}
			for _, d := range in.differences(got) {
				wrong = append(wrong, name+": "+d)
			}
		}
		findings += in.count()
	}
	if len(wrong) > 0 {
		return 0, errors.New("findings differ:\n" + strings.Join(wrong, "\n"))
	}
	return findings, nil
}

// start measures whole processes.
func (r *report) start(root string, q *quantity) (err error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	reasoner, err := open()
	if err != nil {
		return err
	}
	ms, _, err := readMatters(root+"/opinion/testdata/matters", reasoner.Corpus())
	if err != nil {
		return err
	}
	launch := filepath.Join(dir, "launch")
	if err := build(filepath.Join(root, "bench"), launch, "./launch"); err != nil {
		return err
	}
	commands, err := ourCommands(root, dir, &ms[0])
	if err != nil {
		r.Processes = []process{{Name: "comity", Note: "it does not build"}}
		return nil
	}
	r.Processes = processes(launch, commands, q.starts)
	return nil
}

// judge compares what was found with what was demanded.
func (r *report) judge() {
	below := func(what string, want, found time.Duration) {
		us := func(d time.Duration) float64 { return float64(d) / 1e3 }
		r.Targets = append(r.Targets, target{what, us(want), us(found), "µs at most", found <= want})
	}
	above := func(what string, want, found float64) {
		r.Targets = append(r.Targets, target{what, want, found, "times at least", found >= want})
	}
	below("one opinion with every reason", 50*time.Microsecond, r.Rivals[whole].P50)
	above("the whole faster than cel-go tracking its state", 25, r.Rivals[tracked].Ratio)
	above("the whole faster than OPA", 300, r.Rivals[opa].Ratio)
	same := func(rival int) float64 { return r.Rivals[rival].Ratio / r.Rivals[equal].Ratio }
	above("on equal work, faster than cel-go tracking its state", 25, same(tracked))
	above("on equal work, faster than cel-go with every reason", 25, same(exhaustive))
	above("on equal work, faster than OPA", 300, same(opa))
	below("report, questions and changes", time.Millisecond, r.Parts[2].P50-r.Parts[0].P50)
	below("text in words", 200*time.Microsecond, r.Parts[3].P50)
}

func (r *report) markdown(w io.Writer) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("%s on %s, %d processors. %d decided matters, %d that could not be read. ", r.Machine.Go, r.Machine.On, r.Machine.CPUs, r.Matters, len(r.Skipped))
	p("%d findings of %d formulas, the same in all three.\n\n", r.Findings, r.Formulas)
	p("| one opinion | p50 | p95 | ratio | allocations | bytes |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, c := range r.Rivals {
		p("| %s | %s | %s | %.1f | %d | %s |\n", c.Name, short(c.P50), short(c.P95), c.Ratio, c.Allocs, size(int64(c.Bytes))) //nolint:gosec // small
	}
	p("\n| part of ours | p50 | p95 | allocations | bytes |\n| --- | --- | --- | --- | --- |\n")
	for _, c := range r.Parts {
		p("| %s | %s | %s | %d | %s |\n", c.Name, short(c.P50), short(c.P95), c.Allocs, size(int64(c.Bytes))) //nolint:gosec // small
	}
	p("\n| made ready | time | memory |\n| --- | --- | --- |\n")
	for _, c := range r.Ready {
		p("| %s | %s | %s |\n", c.Name, short(c.Took), size(c.Memory))
	}
	p("\n| from start to exit | p50 | most memory |\n| --- | --- | --- |\n")
	for _, c := range r.Processes {
		if c.Note != "" {
			p("| %s | not measured: %s | |\n", c.Name, c.Note)
			continue
		}
		p("| %s | %s | %s |\n", c.Name, short(c.P50), size(c.RSS))
	}
	p("\n| target | demanded | found | |\n| --- | --- | --- | --- |\n")
	for _, t := range r.Targets {
		met := "met"
		if !t.Met {
			met = "**not met**"
		}
		p("| %s | %.0f %s | %.1f | %s |\n", t.What, t.Want, t.Unit, t.Found, met)
	}
	for _, s := range r.Skipped {
		p("\n- not read: %s", s)
	}
	p("\n")
}

// short writes a time in three figures.
func short(d time.Duration) string {
	switch {
	case d < time.Microsecond:
		return d.String()
	case d < time.Millisecond:
		return fmt.Sprintf("%.3g µs", float64(d)/1e3)
	case d < time.Second:
		return fmt.Sprintf("%.3g ms", float64(d)/1e6)
	}
	return fmt.Sprintf("%.3g s", d.Seconds())
}

func size(n int64) string {
	switch {
	case n < 10_000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.3g kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.3g MB", float64(n)/1e6)
}
