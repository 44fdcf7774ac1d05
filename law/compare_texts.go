package law

import (
	"fmt"
	"slices"
	"strings"

	"github.com/comity-dev/comity/rule"
)

// TextComparison is two instruments side by side.
type TextComparison struct {
	A            Compared          `json:"a"`
	B            Compared          `json:"b"`
	Offences     []ClassComparison `json:"offences"`
	Measures     []Row             `json:"measures"` // with their deadlines
	Grounds      []Row             `json:"grounds"`  // of refusal
	Powers       []Row             `json:"powers"`
	Jurisdiction []Row             `json:"jurisdiction"`
}

// CompareTexts sets two instruments side by side. With a class, of the
// offences only those of that class are compared.
func (c *Corpus) CompareTexts(a, b *Instrument, class string) TextComparison {
	ta, tb := textOf(a), textOf(b)
	return TextComparison{
		A:            Compared{ID: a.ID, Name: a.ShortName, Held: a.Text != nil},
		B:            Compared{ID: b.ID, Name: b.ShortName, Held: b.Text != nil},
		Offences:     c.compareTexts(a, b, class),
		Measures:     rows(measureCells(ta), measureCells(tb)),
		Grounds:      rows(refusalCells(ta), refusalCells(tb)),
		Powers:       rows(treatyPowerCells(ta), treatyPowerCells(tb)),
		Jurisdiction: rows(baseCells(ta), baseCells(tb)),
	}
}

func textOf(i *Instrument) *Text {
	if i.Text == nil {
		return &Text{}
	}
	return i.Text
}

// compareTexts: a text that is held is held completely, so that an empty side
// means that the instrument has no such offence.
func (c *Corpus) compareTexts(a, b *Instrument, class string) []ClassComparison {
	complete := map[bool]rule.Value{true: rule.True, false: rule.Open}
	out := []ClassComparison{}
	for _, k := range c.Vocabulary.Classes {
		if class != "" && k.Code != class {
			continue
		}
		x := ClassComparison{Class: k.Code, Label: k.Label, AComplete: complete[a.Text != nil], BComplete: complete[b.Text != nil]}
		x.Pairs = c.pair(textOf(a).sides(k.Code), textOf(b).sides(k.Code))
		if class != "" || len(x.Pairs) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// sides leaves the time open: an offence of a text is law for a party, not
// by itself.
func (t *Text) sides(class string) []OffenceSide {
	var out []OffenceSide
	for i := range t.Offences {
		o := &t.Offences[i]
		if o.Class == class || slices.Contains(o.AlsoCovers, class) {
			out = append(out, OffenceSide{ID: o.ID, Provision: articles(o.Articles), Note: o.Note, Fact: o.Fact,
				InForce: rule.Open, definition: &o.Definition})
		}
	}
	return out
}

func measureCells(t *Text) []cell {
	var out []cell
	for i := range t.Provisions {
		p := &t.Provisions[i]
		x := cell{p.Measure, Cell{Text: words(p.ID, p.Variant, p.Mode), Provision: articles(p.Articles), Fact: p.Fact}}
		x.item("no request can rest on it alone", p.NoBasis)
		if p.DualCriminality != nil {
			x.named("dual criminality", strings.Join(p.DualCriminality.Rule, ", "))
		}
		for n := range p.Deadlines {
			x.item(p.Deadlines[n].words(), true)
		}
		x.item("the grounds of refusal are closed", p.RefusalClosed)
		out = append(out, x)
	}
	return out
}

// words tells a period in a line. Value 0 has no figure.
func (p *Period) words() string {
	length := "no figure"
	if p.Value > 0 {
		length = fmt.Sprintf("%d %s", p.Value, p.Unit)
	}
	s := p.What + ": " + length
	if p.From != "" {
		s += " from " + p.From
	}
	return s + " (" + articles(p.Articles) + ")"
}

func refusalCells(t *Text) []cell {
	var out []cell
	for i := range t.Provisions {
		p := &t.Provisions[i]
		for _, g := range p.Refusal {
			x := cell{g.Ground, Cell{Text: words(p.Measure, g.Mode), Provision: articles(g.Articles), Note: g.Note, Fact: p.Fact}}
			x.named("only if", g.OnlyIf)
			x.named("not for", g.NotFor)
			out = append(out, x)
		}
	}
	return out
}

func treatyPowerCells(t *Text) []cell {
	var out []cell
	for _, p := range t.Powers {
		x := cell{p.Power, Cell{Text: words(p.ID, p.Gist), Provision: articles(p.Articles), Note: p.Note, Fact: p.Fact}}
		x.named("data", strings.Join(p.Data, ", "))
		x.named("threshold", p.Threshold)
		x.number("at most", p.MaxDays, "days")
		x.item("a party may reserve", p.Reservable)
		out = append(out, x)
	}
	return out
}

func baseCells(t *Text) []cell {
	var out []cell
	for _, j := range t.Jurisdiction {
		x := cell{j.Base, Cell{Text: words(j.Mode, j.Condition), Provision: articles(j.Articles), Note: j.Note, Fact: j.Fact}}
		x.item("a party may reserve", j.Reservable)
		out = append(out, x)
	}
	return out
}

func articles(a []string) string {
	if len(a) == 0 {
		return ""
	}
	return "art " + strings.Join(a, ", ")
}
