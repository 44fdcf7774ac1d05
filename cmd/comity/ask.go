package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/opinion/words"
)

// asking puts the open questions one by one, the most decisive first, and shows
// the answer whenever it has changed. The talk goes to standard error, so that
// standard output holds the opinion alone.
type asking struct {
	*page
	in     *bufio.Scanner
	r      *opinion.Reasoner
	p      *words.Printer
	passed map[string]bool // by the id of the question
	shown  string          // the answer shown last
}

// What a person may write in place of an answer.
var (
	errPass = errors.New("passed over")
	errEnd  = errors.New("ended")
)

// ask asks until nothing is open, or until the person or the input ends it,
// and gives the matter as it is then.
func (a *app) ask(r *opinion.Reasoner, p *words.Printer, m *opinion.Matter) (*opinion.Matter, error) {
	talk := a.page()
	talk.w, talk.colour = bufio.NewWriter(a.err), false
	k := &asking{page: talk, in: bufio.NewScanner(a.in), r: r, p: p, passed: map[string]bool{}}
	for {
		o, err := r.Opinion(m)
		if err != nil {
			return nil, err
		}
		k.show(o)
		open := k.open(o)
		if len(open) == 0 {
			k.para(0, 0, "Nothing more is to be asked.")
			k.blank()
			return m, k.w.Flush()
		}
		next, err := k.question(m, open)
		switch {
		case errors.Is(err, errPass):
			k.passed[open[0].ID] = true
		case errors.Is(err, errEnd):
			k.blank()
			return m, k.w.Flush()
		case err != nil:
			return nil, err
		default:
			m = next
		}
	}
}

// open are the questions that were not passed over.
func (k *asking) open(o *opinion.Opinion) []opinion.Question {
	var out []opinion.Question
	for _, q := range o.Questions {
		if !k.passed[q.ID] {
			out = append(out, q)
		}
	}
	return out
}

// show writes the answer where it is a new one.
func (k *asking) show(o *opinion.Opinion) {
	lines := k.p.Answer(o)
	if now := strings.Join(lines, "\n"); now != k.shown {
		k.shown = now
		for _, s := range lines {
			k.para(0, 0, s)
		}
		k.blank()
	}
}

// question asks the first of the open questions until it is answered or passed
// over, or the input ends.
func (k *asking) question(m *opinion.Matter, open []opinion.Question) (*opinion.Matter, error) {
	q := open[0]
	k.para(0, 2, fmt.Sprintf("%s (%s)", k.p.Question(q), left(len(open))))
	k.para(2, 0, howToAnswer(q)+"; nothing: not known; ?: what it means; q: end")
	for {
		_, _ = k.w.WriteString("> ")
		if err := k.w.Flush(); err != nil {
			return nil, err
		}
		if !k.in.Scan() {
			if err := k.in.Err(); err != nil {
				return nil, fmt.Errorf("read standard input: %w", err)
			}
			k.blank()
			return nil, errEnd
		}
		switch text := strings.TrimSpace(k.in.Text()); text {
		case "":
			k.blank()
			return nil, errPass
		case "q":
			return nil, errEnd
		case "?":
			k.explain(q)
		default:
			next, err := m.With(q, text, k.r.Corpus())
			if err == nil {
				k.blank()
				return next, nil
			}
			for line := range strings.Lines(err.Error()) {
				k.para(2, 2, line)
			}
		}
	}
}

func left(n int) string {
	if n == 1 {
		return "the last question"
	}
	return fmt.Sprintf("%d questions left", n)
}

func howToAnswer(q opinion.Question) string {
	switch q.Kind() {
	case opinion.AskCodes:
		if q.Field == "data.holder" || q.Field == "authority" {
			return "a code (? lists them)"
		}
		return "codes, parted by commas (? lists them)"
	case opinion.AskStates:
		return "states by code or name, parted by commas"
	case opinion.AskMonths:
		return "months"
	case opinion.AskYears:
		return "years, or life"
	}
	return "y or n"
}

// explain says what a question means: the words of the vocabulary, and each
// code that may be its answer.
func (k *asking) explain(q opinion.Question) {
	for _, s := range k.p.Explain(q) {
		k.para(2, 4, s)
	}
	if q.Settles > 0 {
		k.para(2, 4, fmt.Sprintf("It settles %s.", count(q.Settles, "way")))
	}
}
