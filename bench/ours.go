package main

import (
	"io"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/opinion/words"
)

// sink keeps results, so that no compiler leaves the work out.
var sink any

// open opens the corpus and makes a reasoner on it.
func open() (*opinion.Reasoner, error) {
	c, err := corpus.Open()
	if err != nil {
		return nil, err
	}
	return opinion.New(c, opinion.Options{Version: "bench"})
}

// warm opens the corpus and decides every matter once, so that all that they
// need is decoded and compiled.
func warm(dir string) (*opinion.Reasoner, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	ms, _, err := readMatters(dir, r.Corpus())
	if err != nil {
		return nil, err
	}
	for i := range ms {
		if _, err := r.Decide(ms[i].matter); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func ourDecision(r *opinion.Reasoner, ms []decided) func(int) error {
	return func(m int) error {
		d, err := r.Decide(ms[m].matter)
		sink = d
		return err
	}
}

// ourParts are the costs beyond the decision.
func ourParts(r *opinion.Reasoner, ms []decided, q *quantity) ([]subject, error) {
	decisions, opinions := make([]*opinion.Decision, len(ms)), make([]*opinion.Opinion, len(ms))
	for i := range ms {
		var err error
		if decisions[i], err = r.Decide(ms[i].matter); err != nil {
			return nil, err
		}
		if opinions[i], err = r.Opinion(ms[i].matter); err != nil {
			return nil, err
		}
	}
	text, err := printer(r.Corpus())
	if err != nil {
		return nil, err
	}
	return []subject{
		{"the decision", q.ours, ourDecision(r, ms)},
		{"its report", q.ours, func(m int) error {
			sink = decisions[m].Report()
			return nil
		}},
		{"the whole opinion, with questions and changes", q.ours, func(m int) error {
			o, err := r.Opinion(ms[m].matter)
			sink = o
			return err
		}},
		{"its text in words", q.ours, func(m int) error { return text(opinions[m]) }},
	}, nil
}

func printer(c *law.Corpus) (func(*opinion.Opinion) error, error) {
	p, err := words.New(c, "en")
	if err != nil {
		return nil, err
	}
	return func(o *opinion.Opinion) error { return p.Text(io.Discard, o, words.TextOptions{}) }, nil
}
