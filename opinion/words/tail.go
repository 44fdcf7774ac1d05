package words

import (
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// next asks what is still to be known, most decisive first.
func (b *builder) next() section {
	s := section{ID: "next", Head: b.word("heading", "next")}
	for i := range b.o.Questions {
		q := &b.o.Questions[i]
		s.Items = append(s.Items, row{Text: b.Question(*q), Cite: b.decidesWhat(q)})
	}
	return s
}

func (b *builder) decidesWhat(q *opinion.Question) string {
	n := b.wayOf(q)
	switch {
	case n > 0 && q.IfTrue != "" && q.IfFalse != "" && q.IfTrue != q.IfFalse:
		key := "question-range"
		if b.yesNo(q.ID) {
			key = "question-outcomes"
		}
		return b.say(key, "n", itoa(n), "yes", b.word("outcome", q.IfTrue), "no", b.word("outcome", q.IfFalse))
	case q.Settles > 0:
		return b.count("say", "question-settles", q.Settles)
	}
	return ""
}

// changes says what would change the answer.
func (b *builder) changes() section {
	s := section{ID: "changes", Head: b.word("heading", "changes")}
	for i := range b.o.Changes {
		c := &b.o.Changes[i]
		r := row{Text: b.change(c)}
		if c.Cite != nil {
			r.Cite = b.cite(*c.Cite)
		}
		s.Items = append(s.Items, r)
	}
	return s
}

func (b *builder) change(c *opinion.Change) string {
	route := b.routeName(c.Route)
	if c.Route == c.Instrument {
		route = b.say("this-way")
	}
	args := []string{"condition", b.changeIf(c), "route", route, "from", b.word("outcome", c.From), "to", b.word("outcome", c.To)}
	if len(c.Effect) == 0 {
		return b.say("change-then", args...)
	}
	effects := make([]string, len(c.Effect))
	for i, e := range c.Effect {
		effects[i] = b.word("effect", e, "requested", b.requested, "deed", b.deedWords)
	}
	return b.say("change-then-effect", append(args, "effect", b.and(effects))...)
}

// changeIf is the condition of a change.
func (b *builder) changeIf(c *opinion.Change) string {
	not := ""
	if !c.Value {
		not = "-not"
	}
	switch c.What {
	case "element":
		return b.say("change-element"+not, "what", b.meaning("element", c.Code))
	case "circumstance":
		return b.say("change-circumstance"+not, "what", b.word("fact", dashes(c.Code)))
	case "data":
		return b.say("change-data", "what", b.word("data", c.Code))
	case "measure":
		return b.say("change-measure", "what", b.word("measure", c.Code))
	case "accession":
		return b.say("change-accession", "state", b.inSentence(c.State), "instrument", b.theInstrument(c.Instrument))
	case "accession-of-both":
		return b.say("change-accession-both", "instrument", b.theInstrument(c.Instrument))
	case "entry-into-force":
		return b.say("change-entry", "instrument", b.theInstrument(c.Instrument))
	case "reservation":
		return b.say("change-reservation", "state", b.inSentence(c.State), "instrument", b.theInstrument(c.Instrument))
	}
	return b.say("change-other", "what", c.Code)
}

// dashes turns the key of a circumstance into the code of its fact.
func dashes(s string) string {
	out := []byte(s)
	for i, c := range out {
		if c == '_' {
			out[i] = '-'
		}
	}
	return string(out)
}

// routeName names a way by its instrument.
func (b *builder) routeName(id string) string {
	switch {
	case has(id, national):
		return b.say("own-law", "state", b.inSentence(after(id)))
	case has(id, police):
		return b.say("own-police", "state", b.inSentence(after(id)))
	}
	return b.theInstrument(id)
}

// who says which state has a ground to try the conduct.
func (b *builder) who() section {
	s := section{ID: "who", Head: b.word("heading", "who")}
	for i := range b.o.Jurisdiction {
		c := &b.o.Jurisdiction[i]
		if c.State == "" {
			continue
		}
		if c.Finding == rule.False && c.Ground != "" {
			continue
		}
		s.Items = append(s.Items, row{Mark: findingShape(c.Finding), Text: b.claim(c), Cite: b.cite(c.Cite)})
	}
	s.Items = append(s.Items, b.precedence()...)
	return s
}

// precedence says who goes first where several states may try the conduct:
// each rule once, with all the texts that set it.
func (b *builder) precedence() []row {
	var out []row
	cites := map[string][]opinion.Citation{}
	at := map[string]int{}
	for i := range b.o.Jurisdiction {
		c := &b.o.Jurisdiction[i]
		if c.State != "" {
			continue
		}
		text := b.word("precedence", c.Ground)
		if len(c.Criteria) > 0 {
			text = b.say("criteria", "rule", text, "criteria", b.flow(c.Criteria))
		}
		if _, ok := at[text]; !ok {
			at[text] = len(out)
			out = append(out, row{Text: text})
		}
		cites[text] = append(cites[text], c.Cite)
	}
	for text, i := range at {
		out[i].Cite = b.cites(cites[text])
	}
	return out
}

func (b *builder) claim(c *opinion.Claim) string {
	if c.Ground == "" {
		return b.say("claim-none", "state", b.label(c.State))
	}
	basis := b.word("basis", c.Ground)
	var s string
	if len(c.Because) == 0 {
		s = b.say("claim-bare", "state", b.label(c.State), "basis", basis)
	} else {
		why := make([]string, len(c.Because))
		for i, w := range c.Because {
			why[i] = b.word("link", w)
		}
		s = b.say("claim", "state", b.label(c.State), "why", b.and(why), "basis", basis)
	}
	if !c.From.IsZero() {
		s = b.say("claim-not-held", "claim", s, "span", b.lawSpan(c.Provision, c.From, c.To))
	}
	if c.Condition != "" && c.Finding != rule.True {
		s = b.say("claim-condition", "claim", s, "condition", c.Condition)
	}
	return s
}

// travel says what must go with the request.
func (b *builder) travel() section {
	s := section{ID: "travel", Head: b.word("heading", "travel")}
	for i := range b.o.Rights {
		r := &b.o.Rights[i]
		s.Items = append(s.Items, row{Text: b.right(r), Cite: b.cite(r.Cite)})
	}
	return s
}

func (b *builder) right(r *opinion.Right) string {
	switch {
	case r.Topic != "" && r.State != "":
		return b.say("right-both", "state", b.label(r.State), "topic", b.word("topic", r.Topic), "gist", r.Gist)
	case r.Topic != "":
		return capital(b.say("right-topic", "topic", b.word("topic", r.Topic), "gist", r.Gist))
	case r.State != "":
		return b.say("right-state", "state", b.label(r.State), "gist", r.Gist)
	}
	return capital(r.Gist)
}

// court says what the asker's courts will ask of the evidence.
func (b *builder) court() section {
	s := section{ID: "court", Head: b.word("heading", "court", "state", b.requesting)}
	for i := range b.o.Admission {
		a := &b.o.Admission[i]
		c := a.Cite
		if len(c.Articles) == 0 && a.Provision != "" {
			c.Articles = []string{a.Provision}
		}
		s.Items = append(s.Items, row{Text: capital(a.Requirement), Cite: b.cite(c)})
	}
	return s
}
