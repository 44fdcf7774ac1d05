package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/opinion/words"
)

// ask puts the open questions one by one, the most decisive first, and shows
// the answer after each. A question may be passed over; the end of the input
// ends it.
func (a *app) ask(r *opinion.Reasoner, p *words.Printer, m *opinion.Matter) error {
	in := bufio.NewScanner(a.in)
	passed := map[string]bool{}
	for {
		o, err := r.Opinion(m)
		if err != nil {
			return err
		}
		q := firstOpen(o, passed)
		if q == nil {
			return a.opinion(p, o)
		}
		a.show(p, o)
		next, err := a.question(in, r, p, m, *q)
		switch {
		case errors.Is(err, errPass):
			passed[q.ID] = true
		case errors.Is(err, io.EOF):
			a.line("")
			return a.opinion(p, o)
		case err != nil:
			return err
		default:
			m = next
		}
	}
}

var errPass = errors.New("passed over")

func firstOpen(o *opinion.Opinion, passed map[string]bool) *opinion.Question {
	for i := range o.Questions {
		if !passed[o.Questions[i].ID] {
			return &o.Questions[i]
		}
	}
	return nil
}

func (a *app) show(p *words.Printer, o *opinion.Opinion) {
	a.line("")
	for _, s := range p.Answer(o) {
		a.line(s)
	}
	a.line("")
}

// question asks one question until it is answered or passed over.
func (a *app) question(in *bufio.Scanner, r *opinion.Reasoner, p *words.Printer, m *opinion.Matter, q opinion.Question) (*opinion.Matter, error) {
	a.line("? " + p.Question(q))
	a.line("  " + howToAnswer(r, q))
	for {
		a.prompt()
		if !in.Scan() {
			if err := in.Err(); err != nil {
				return nil, err
			}
			return nil, io.EOF
		}
		text := strings.TrimSpace(in.Text())
		if text == "" || text == "?" {
			return nil, errPass
		}
		next, err := m.With(q, text, r.Corpus())
		if err == nil {
			return next, nil
		}
		a.line("  " + err.Error())
	}
}

func howToAnswer(r *opinion.Reasoner, q opinion.Question) string {
	const pass = "; nothing: not known"
	switch q.Kind() {
	case opinion.AskCodes:
		return "codes, parted by commas: " + strings.Join(q.Choices(r.Corpus().Vocabulary), " ") + pass
	case opinion.AskStates:
		return "states by code or name, parted by commas" + pass
	case opinion.AskYears:
		return "years, or life" + pass
	}
	return "yes or no" + pass
}

func (a *app) line(s string) { _, _ = fmt.Fprintln(a.out, s) }

// prompt shows what was written so far before the program waits.
func (a *app) prompt() {
	_, _ = fmt.Fprint(a.out, "> ")
	_ = a.out.Flush() // an error shows at the end, when the rest is written
}
