package words

import (
	"strings"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// offencesShown is how many offences of a side are shown where several fit.
const offencesShown = 2

// comparesLaws: the way asks for dual criminality, as a condition or as a
// ground of refusal.
func (b *builder) comparesLaws(r *opinion.Route) bool {
	if b.o.DualCriminality == nil {
		return false
	}
	for i := range r.Conditions {
		if r.Conditions[i].Code == "dual-criminality" {
			return true
		}
	}
	for i := range r.Grounds {
		if r.Grounds[i].Ground == "dual-criminality-absent" {
			return true
		}
	}
	return false
}

// crimeApart sets the comparison in a section of its own where no way that is
// left asks for it.
func (b *builder) crimeApart() section {
	if b.crimeAt > 0 || b.o.DualCriminality == nil {
		return section{}
	}
	return section{ID: "dual", Head: b.word("heading", "dual"), Crime: b.crime()}
}

func (b *builder) crime() *crime {
	d := b.o.DualCriminality
	key := "dual-" + d.Finding.String()
	if d.Verify {
		key = "dual-verify"
	}
	text := b.say(key)
	if !d.On.IsZero() && (d.OnAssumed || d.On != b.o.Matter.On) {
		text = b.flow([]string{text, b.lawDay(d.On, d.OnAssumed)})
	}
	return &crime{
		Mark: findingShape(d.Finding), Text: b.sure(text, d.Confidence),
		Sides: []side{b.side(&d.Requesting), b.side(&d.Requested)},
	}
}

func (b *builder) side(s *opinion.Side) side {
	out := side{State: b.label(s.State)}
	for _, i := range pick(s.Offences) {
		out.Offences = append(out.Offences, b.offence(&s.Offences[i]))
	}
	switch {
	case !s.LawHeld:
		out.Notes = append(out.Notes, b.say("side-not-held"))
	case len(out.Offences) > 0:
	case s.Complete == rule.True:
		out.Notes = append(out.Notes, b.say("side-none-complete", "classes", b.classes(s)))
	case len(s.Classes) > 0:
		out.Notes = append(out.Notes, b.say("side-none-classes", "classes", b.classes(s)))
	default:
		out.Notes = append(out.Notes, b.say("side-none"))
	}
	out.Notes = appendNew(out.Notes, b.heldNotes(s))
	if s.Untested > 0 && s.Finding != rule.True {
		out.Notes = append(out.Notes, b.count("say", "side-untested", s.Untested))
	}
	return out
}

// heldNotes are what is known of the law that "no offence" rests on.
func (b *builder) heldNotes(s *opinion.Side) []string {
	if s.Finding != rule.False {
		return nil
	}
	var out []string
	for i := range s.Held {
		if h := &s.Held[i]; h.Note != "" {
			out = append(out, b.sure(h.Note, h.Cite.Confidence))
		}
	}
	return out
}

func (b *builder) classes(s *opinion.Side) string {
	names := make([]string, len(s.Classes))
	for i, c := range s.Classes {
		names[i] = b.word("class", c)
	}
	return b.and(names)
}

// pick takes the offences to show: those met, else the open ones, else the
// nearest, which the reasoner puts first.
func pick(list []opinion.OffenceFinding) []int {
	for _, result := range []string{"met", "undetermined", "not-met"} {
		var out []int
		for i := range list {
			if list[i].Result == result && len(out) < offencesShown {
				out = append(out, i)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func (b *builder) offence(f *opinion.OffenceFinding) offence {
	statute := f.Statute
	if statute == "" {
		statute = code(f)
	}
	penalty := b.penalty(f.Penalty)
	text := b.lawThen(b.say("offence-penalty", "offence", b.say("offence", "section", statute, "label", f.Label), "penalty", penalty), f)
	c := f.Cite
	if c.In == "" {
		c.In = national + f.State
	}
	if len(c.Articles) == 0 {
		c.Articles = []string{strings.TrimSpace(code(f) + " " + f.Section)}
	}
	out := offence{Text: text, Cite: b.cite(c), Label: capital(f.Label), Rest: b.lawThen(penalty, f), Statute: statute}
	out.Parts = b.parts(out.Parts, shapeMet, f.Met)
	out.Parts = b.parts(out.Parts, shapeMissing, f.Missing)
	out.Parts = b.parts(out.Parts, shapeOpen, f.Unknown)
	return out
}

// lawThen says of an offence whether it was law on the day, where it was not
// or that is open.
func (b *builder) lawThen(text string, f *opinion.OffenceFinding) string {
	switch f.InForce {
	case rule.False:
		return b.notLaw(text, f)
	case rule.Open:
		return b.say("offence-law-open", "offence", text)
	}
	return text
}

// notLaw says that an offence was none on the day, and where it is known from
// when or until when it was one.
func (b *builder) notLaw(text string, f *opinion.OffenceFinding) string {
	on := b.o.DualCriminality.On
	switch {
	case !f.From.IsZero() && on.Before(f.From):
		return b.say("offence-law-from", "offence", text, "date", b.date(f.From))
	case !f.To.IsZero() && !on.Before(f.To):
		return b.say("offence-law-until", "offence", text, "date", b.date(f.To))
	}
	return b.say("offence-not-law", "offence", text)
}

// code takes the abbreviation of the statute from an offence's id: CMCA from
// ken.cmca.14. Where the statute's name spells it, it is spelled so: StGB.
func code(f *opinion.OffenceFinding) string {
	_, rest, _ := strings.Cut(f.Offence, ".")
	short, _, ok := strings.Cut(rest, ".")
	if !ok {
		return ""
	}
	if i := strings.Index(strings.ToLower(f.Statute), "("+short+")"); i >= 0 && i+1+len(short) <= len(f.Statute) {
		return f.Statute[i+1 : i+1+len(short)]
	}
	return strings.ToUpper(short)
}

func (b *builder) parts(out []part, mark string, codes []string) []part {
	for _, c := range codes {
		if mind, ok := strings.CutPrefix(c, "mens:"); ok {
			out = append(out, part{mark, b.word("mens-rea", mind), b.meaning("mens-rea", mind)})
			continue
		}
		long := b.meaning("element", c)
		if long == c {
			long = b.word("element", c)
		}
		out = append(out, part{mark, b.word("element", c), long})
	}
	return out
}
