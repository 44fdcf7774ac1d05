package law

import (
	"fmt"
	"strings"
)

// ConceptComparison is two profiles side by side.
type ConceptComparison struct {
	A        Compared    `json:"a"`
	B        Compared    `json:"b"`
	Emphasis []WeightRow `json:"emphasis"`
	Rows     []Row       `json:"rows"`
}

// WeightRow is the weight of one emphasis on both sides.
type WeightRow struct {
	Code string `json:"code"`
	A    int    `json:"a"`
	B    int    `json:"b"`
}

// CompareConcepts sets two profiles side by side. Weights are judgements, and
// a difference of one means little.
func (c *Corpus) CompareConcepts(a, b *Concept) ConceptComparison {
	out := ConceptComparison{
		A: Compared{a.ID, a.Name, true, a.AsOf}, B: Compared{b.ID, b.Name, true, b.AsOf},
		Emphasis: []WeightRow{}, Rows: rows(conceptCells(a), conceptCells(b)),
	}
	for _, code := range c.Vocabulary.Codes["emphasis"] {
		out.Emphasis = append(out.Emphasis, WeightRow{code, a.Emphasis.Weights[code], b.Emphasis.Weights[code]})
	}
	return out
}

func conceptCells(k *Concept) []cell {
	var out []cell
	add := func(code, text, note string, f Fact) {
		if text != "" {
			out = append(out, cell{code, Cell{Text: text, Note: note, Fact: f}})
		}
	}
	for _, l := range k.FrameworkLaws {
		add("law", dated(l.Name, l.Year), l.Note, l.Fact)
	}
	for _, s := range k.Strategies {
		add("strategy", dated(s.Name, s.Year), s.Note, s.Fact)
	}
	add("cybercrime is", k.Definitions.Cybercrime.Text, k.Definitions.Cybercrime.cite(), k.Definitions.Cybercrime.Fact)
	add("cyber security is", k.Definitions.CyberSecurity.Text, k.Definitions.CyberSecurity.cite(), k.Definitions.CyberSecurity.Fact)
	add("sovereignty", words(strings.Join(k.Sovereignty.View, ", "), k.Sovereignty.Summary), k.Sovereignty.Document, k.Sovereignty.Fact)
	add("Budapest Convention", words(k.Budapest.Stance, k.Budapest.Status), k.Budapest.Note, k.Budapest.Fact)
	add("UN convention", words(k.UNConvention.Stance, k.UNConvention.Status, k.UNConvention.votes()), k.UNConvention.Note, k.UNConvention.Fact)
	add("in the lead", k.Institutions.Lead, "", k.Institutions.Fact)
	add("response team", k.Institutions.CERT, "", k.Institutions.Fact)
	add("investigation", k.Institutions.Crime, "", k.Institutions.Fact)
	add("data localisation", words(k.DataLocalisation.Level, k.DataLocalisation.Rule), "", k.DataLocalisation.Fact)
	return append(out, dutyCells(&k.PrivateDuties)...)
}

// dutyCells are the duties of private subjects.
func dutyCells(p *PrivateDuties) []cell {
	var out []cell
	for _, r := range p.IncidentReport {
		x := cell{"duty: report incidents", Cell{Text: r.Rule, Fact: r.Fact}}
		x.number("within", r.Hours, "hours")
		x.named("to", r.To)
		out = append(out, x)
	}
	x := cell{"duty: keep data", Cell{Text: words(p.Retention.Data, p.Retention.Rule), Fact: p.Retention.Fact}}
	if p.Retention.Days != nil {
		x.number("for", *p.Retention.Days, "days")
	}
	out = append(out, x, cell{"duty: assist", Cell{Text: p.Assistance.Rule, Fact: p.Assistance.Fact}})
	x = cell{"duty: take down", Cell{Text: p.Takedown.Rule, Fact: p.Takedown.Fact}}
	if p.Takedown.Hours != nil {
		x.number("within", *p.Takedown.Hours, "hours")
	}
	return append(out, x)
}

func (t *ConceptTerm) cite() string { return words(t.Basis, t.Law, t.Section) }

func (s *Stance) votes() string {
	var out []string
	if s.Vote2018 != "" {
		out = append(out, "vote of 2018: "+s.Vote2018)
	}
	if s.Vote2019 != "" {
		out = append(out, "vote of 2019: "+s.Vote2019)
	}
	return strings.Join(out, "; ")
}

func dated(name string, year int) string {
	if year == 0 {
		return name
	}
	return fmt.Sprintf("%s (%d)", name, year)
}
