package words

import (
	"strings"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// way describes one route. One that is not available is said in one line, with
// its reason.
func (b *builder) way(i int) way {
	r := &b.o.Routes[i]
	w := way{N: i + 1, Outcome: r.Outcome, Mark: outcomeShape(r.Outcome), Word: b.word("outcome", r.Outcome), Name: b.wayName(r), Cite: b.wayCite(r)}
	w.Trees = b.trees(r)
	if r.Outcome == opinion.Unavailable {
		w.Rows = []row{{Text: b.whyClosed(r)}}
		return w
	}
	rows := make([]row, 0, 16)
	rows = b.channel(rows, r)
	rows = b.time(rows, r)
	rows = b.standing(rows, r)
	rows = b.needs(rows, r)
	if b.comparesLaws(r) && b.crimeAt == 0 {
		b.crimeAt = i + 1
		w.Crime = b.crime()
	} else if b.comparesLaws(r) {
		rows = append(rows, row{Label: b.word("label", "crime"), Mark: findingShape(b.o.DualCriminality.Finding), Text: b.say("dual-as-above", "n", itoa(b.crimeAt))})
	}
	rows = b.contents(rows, r)
	rows = b.grounds(rows, r)
	rows = b.rules(rows, r)
	if said := b.aside(r); said != "" {
		rows = append(rows, row{Label: b.word("label", "note"), Text: said})
	}
	w.Rows = rows
	quiet(w.Rows, w.Cite)
	return w
}

// quiet drops a source that only repeats the way's own.
func quiet(rows []row, own string) {
	for i := range rows {
		if rows[i].Cite == own {
			rows[i].Cite = ""
		}
	}
}

// wayName names the instrument, and the measure where it is not the one asked.
func (b *builder) wayName(r *opinion.Route) string {
	var name string
	switch measure := b.word("measure", r.Measure); {
	case has(r.Instrument, national) && measure == "":
		name = b.say("name-national-bare", "state", b.inSentence(after(r.Instrument)))
	case has(r.Instrument, police) && measure == "":
		name = b.say("name-police-bare", "state", b.inSentence(after(r.Instrument)))
	case has(r.Instrument, national):
		name = b.say("name-national", "state", b.inSentence(after(r.Instrument)), "measure", measure)
	case has(r.Instrument, police):
		name = b.say("name-police", "state", b.inSentence(after(r.Instrument)), "measure", measure)
	case r.Measure != b.o.Matter.Measure && r.Measure != "":
		name = b.say("name-measure", "instrument", b.instrument(r.Instrument), "measure", measure)
	default:
		name = b.instrument(r.Instrument)
	}
	if r.Variant != "" {
		name = b.say("name-variant", "name", name, "variant", r.Variant)
	}
	return name
}

// after is the state of a way under its own law, or of one between police.
func after(id string) string {
	_, state, _ := strings.Cut(id, ":")
	return state
}

func has(s, prefix string) bool { return len(s) > len(prefix) && s[:len(prefix)] == prefix }

func (b *builder) wayCite(r *opinion.Route) string {
	return b.cite(opinion.Citation{In: r.Instrument, Articles: r.Articles, Confidence: r.Confidence})
}

// aside is what the corpus says of a state's own law beside the place where it
// stands, for which the margin has no room.
func (b *builder) aside(r *opinion.Route) string {
	if !own(r.Instrument) || len(r.Articles) == 0 {
		return ""
	}
	_, said := place(r.Articles[0])
	return said
}

// whyClosed says in one flow why a way is not available.
func (b *builder) whyClosed(r *opinion.Route) string {
	said := b.statuses(r)
	told := len(said) > 0 && unbound(r)
	for i := range r.Conditions {
		c := &r.Conditions[i]
		if c.Finding == rule.False && (c.Code != "status" || !told) {
			said = append(said, b.fails(c))
		}
	}
	if bars := b.groundList(r, "shall", rule.True); len(bars) > 0 {
		said = append(said, b.say("must-be-refused", "grounds", b.flow(bars)))
	}
	if len(said) == 0 {
		said = append(said, b.say("closed-other"))
	}
	if r.Verify {
		said = append(said, b.say("closed-verify"))
	}
	return b.join("sentence", "sentence", said)
}

// standing says since when each side is bound, or what is open about it.
func (b *builder) standing(rows []row, r *opinion.Route) []row {
	if len(r.Status) == 0 {
		return rows
	}
	v := rule.True
	sources := make([]opinion.Citation, len(r.Status))
	for i := range r.Status {
		v &= r.Status[i].Bound
		sources[i] = r.Status[i].Cite
	}
	return append(rows, row{Label: b.word("label", "bound"), Mark: findingShape(v),
		Text: b.join("sentence", "sentence", b.statuses(r)), Cite: b.cites(sources)})
}

func unbound(r *opinion.Route) bool {
	for i := range r.Status {
		if r.Status[i].Bound == rule.False {
			return true
		}
	}
	return false
}

// statuses says how each side stands to the instrument.
func (b *builder) statuses(r *opinion.Route) []string {
	s := r.Status
	if len(s) == 2 && s[0].Because == s[1].Because {
		key := string(s[0].Because)
		if key == "in-force" && (s[0].Since.IsZero() || s[1].Since.IsZero()) {
			key = "in-force-undated"
		}
		return []string{b.word("because-both", key, "a", b.inSentence(s[0].State), "b", b.inSentence(s[1].State),
			"since-a", b.short(s[0].Since), "since-b", b.short(s[1].Since))}
	}
	out := make([]string, len(s))
	for i := range s {
		key := string(s[i].Because)
		if key == "in-force" && s[i].Since.IsZero() {
			key = "in-force-undated"
		}
		name := b.inSentence(s[i].State)
		out[i] = b.word("because", key, "state", name, "State", capital(name), "since", b.short(s[i].Since))
	}
	return out
}

// fails is the sentence for a condition that is not met.
func (b *builder) fails(c *opinion.Condition) string {
	if c.What != "" {
		return b.word("condition-fails-what", c.Code, "what", c.What, "Requested", capital(b.requested))
	}
	return b.word("condition-fails", c.Code, "Requested", capital(b.requested))
}
