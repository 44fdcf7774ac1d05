package words

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// Answer gives the first lines of an opinion, each a sentence or two that could
// be read to a minister: whether there is a way, what to do now, and the one
// fact that decides most.
func (p *Printer) Answer(o *opinion.Opinion) []string { return newBuilder(p, o).answer() }

// Question gives the words in which an open fact is asked.
func (p *Printer) Question(q opinion.Question) string {
	if code, ok := strings.CutPrefix(q.ID, "element:"); ok {
		return p.say("question-element", "element", p.meaning("element", code))
	}
	if code, ok := strings.CutPrefix(q.ID, "fact:"); ok {
		return p.askFact(code, q.Text)
	}
	if s, ok := p.fill("question", q.ID, nil); ok {
		return s
	}
	if q.Text != "" {
		return q.Text
	}
	return q.ID
}

// askFact: the catalogue's question, else the vocabulary's, else one made from
// the fact's meaning.
func (p *Printer) askFact(code, text string) string {
	if s, ok := p.fill("fact-question", code, nil); ok {
		return s
	}
	if s := p.vocab["fact-question"][code]; s != "" {
		return s
	}
	if text != "" && strings.HasSuffix(text, "?") {
		return text
	}
	return p.say("question-fact", "fact", p.word("fact", code))
}

func (b *builder) answer() []string {
	lines := []string{b.headline()}
	if s := b.doNow(); s != "" {
		lines[0] = b.join("sentence", "sentence", []string{lines[0], s})
	}
	if s := b.whyNone(); s != "" {
		lines[0] = b.join("sentence", "sentence", []string{lines[0], s})
	}
	if s := b.decides(); s != "" {
		lines = append(lines, s)
	}
	if s, ok := b.fill("say", "rests-"+b.o.Answer.Confidence, nil); ok {
		lines = append(lines, s)
	}
	return lines
}

// first is the recommended way, or nil.
func (b *builder) first() *opinion.Route {
	if i := b.o.Answer.Route; i >= 0 && i < len(b.o.Routes) {
		return &b.o.Routes[i]
	}
	return nil
}

// headline says whether there is a way, and whether anyone is obliged.
func (b *builder) headline() string {
	r := b.first()
	args := []string{"requesting", b.requesting, "requested", b.requested, "Requested", capital(b.requested), "deed", b.deedWords}
	if r == nil || b.o.Answer.Outcome == opinion.Unavailable {
		return b.say("answer-none", args...)
	}
	key := "answer-may"
	switch {
	case own(r.Instrument) && b.instrumentMayOblige():
		key = "answer-own-while"
	case own(r.Instrument):
		key = "answer-own"
	case direct(r.Measure):
		key = "answer-direct"
	case b.o.Answer.Obliged:
		key = "answer-obliged"
	}
	if b.o.Answer.Outcome == opinion.OpenOutcome {
		key += "-open"
	}
	return capital(b.say(key, append(args, "instrument", b.theInstrument(r.Instrument))...))
}

// whyNone says, where there is no way, what stands against the nearest one: the
// first that binds both sides, or the way under own law.
func (b *builder) whyNone() string {
	if b.o.Answer.Outcome != opinion.Unavailable {
		return ""
	}
	for i := range b.o.Routes {
		r := &b.o.Routes[i]
		if unbound(r) {
			continue
		}
		if s := b.noOffence(r); s != "" {
			return s
		}
		return b.say("answer-nearest", "n", itoa(i+1), "way", b.wayName(r), "why", b.whyClosed(r))
	}
	return ""
}

// noOffence says in whose law the conduct is no offence, where that closes the
// way.
func (b *builder) noOffence(r *opinion.Route) string {
	d := b.o.DualCriminality
	closes := func(c opinion.Condition) bool { return c.Code == "dual-criminality" && c.Finding == rule.False }
	if d == nil || !slices.ContainsFunc(r.Conditions, closes) {
		return ""
	}
	var out []string
	for _, s := range []*opinion.Side{&d.Requesting, &d.Requested} {
		if s.Finding == rule.False {
			out = append(out, b.say("answer-no-offence", "state", b.inSentence(s.State), "date", b.date(d.On)))
		}
	}
	return b.join("sentence", "sentence", out)
}

// theInstrument names an instrument inside a sentence.
func (b *builder) theInstrument(id string) string {
	if s, ok := b.fill("instrument-in-sentence", id, nil); ok {
		return s
	}
	return b.say("the-instrument", "instrument", b.instrument(id))
}

func own(id string) bool {
	return strings.HasPrefix(id, national) || strings.HasPrefix(id, police)
}

// direct measures go straight to a provider abroad.
func direct(measure string) bool {
	switch measure {
	case "direct-production-order", "direct-preservation-order", "subscriber-direct", "domain-registration-direct":
		return true
	}
	return false
}

// instrumentMayOblige: some instrument that binds stands as a way not closed.
func (b *builder) instrumentMayOblige() bool {
	for i := range b.o.Routes {
		r := &b.o.Routes[i]
		if !own(r.Instrument) && r.Outcome != opinion.Unavailable && r.Mode != "may" {
			return true
		}
	}
	return false
}

// doNow says whom to ask and the first date to keep.
func (b *builder) doNow() string {
	r := b.first()
	if r == nil || b.o.Answer.Outcome == opinion.Unavailable {
		return ""
	}
	var out []string
	switch to := r.Channel.To; {
	case len(to) > 0 && to[0].Competence == "contact-24-7":
		out = append(out, b.say("do-contact", "authority", to[0].Name))
	case len(to) > 0:
		out = append(out, b.say("do-send", "authority", to[0].Name))
	case r.Channel.Text != "":
		out = append(out, b.say("do-channel", "channel", r.Channel.Text))
	}
	for i := range r.Deadlines {
		if d := &r.Deadlines[i]; d.Code == "request-follows" && d.At != "" {
			out = append(out, b.say("do-follow", "date", b.moment(d.At)))
			break
		}
	}
	return b.join("sentence", "sentence", out)
}

// decides names the fact that decides most, and what each answer would do.
func (b *builder) decides() string {
	for i := range b.o.Questions {
		q := &b.o.Questions[i]
		if q.ID != b.o.Answer.Question {
			continue
		}
		text := b.Question(*q)
		if n := b.wayOf(q); n > 0 && q.IfTrue != "" && q.IfFalse != "" {
			key := "decides-range"
			if b.yesNo(q.ID) {
				key = "decides-both"
			}
			return b.say(key, "question", text, "n", strconv.Itoa(n),
				"yes", b.word("outcome", q.IfTrue), "no", b.word("outcome", q.IfFalse))
		}
		return b.say("decides", "question", text)
	}
	return ""
}

// yesNo: the question is answered by yes or no, not by a place or a name.
func (p *Printer) yesNo(id string) bool {
	if strings.HasPrefix(id, "element:") {
		return true
	}
	code, ok := strings.CutPrefix(id, "fact:")
	if !ok {
		return false
	}
	for i := range p.corpus.Vocabulary.Facts {
		if f := &p.corpus.Vocabulary.Facts[i]; f.Code == code {
			return f.Kind == "circumstance" || f.Question == ""
		}
	}
	return false
}

// wayOf is the number of the first way that a question settles, or 0.
func (b *builder) wayOf(q *opinion.Question) int {
	if len(q.Routes) == 0 {
		return 0
	}
	for i := range b.o.Routes {
		if b.o.Routes[i].Instrument == q.Routes[0] {
			return i + 1
		}
	}
	return 0
}
