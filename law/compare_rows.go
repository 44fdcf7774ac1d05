package law

import (
	"fmt"
	"strconv"
	"strings"
)

func powerCells(l *NationalLaw) []cell {
	var out []cell
	for _, p := range l.Powers {
		x := cell{p.Power, Cell{Text: words(or(p.Available, "yes"), p.Name, p.Effect), Provision: p.Provision, Note: p.Note, Fact: p.Fact}}
		x.item("not in force", p.InForce != nil && !*p.InForce)
		x.named("issued by", p.IssuedBy)
		x.named("data", p.Data)
		x.named("threshold", p.Threshold)
		x.named("condition", p.Condition)
		x.number("at most", p.MaxDays, "days")
		x.named("renewable", p.Renewable)
		out = append(out, x)
	}
	return out
}

func jurisdictionCells(l *NationalLaw) []cell {
	var out []cell
	for _, j := range l.Jurisdiction {
		x := cell{j.Ground, Cell{Text: or(j.Condition, "yes"), Provision: j.Provision, Note: j.Note, Fact: j.Fact}}
		x.named("dual criminality", j.DualCriminality)
		out = append(out, x)
	}
	return out
}

// cooperationCells are what another state must know before it asks.
func cooperationCells(l *NationalLaw) []cell {
	var out []cell
	for _, a := range l.Authorities {
		x := cell{"authority: " + a.Competence, Cell{Text: words(a.Name, a.Network), Provision: a.Provision, Note: a.Note, Fact: a.Fact}}
		x.item("not in force", a.InForce != nil && !*a.InForce)
		out = append(out, x)
	}
	if k := l.Languages; k != nil {
		out = append(out, cell{"languages of a request", Cell{Text: strings.Join(k.Accepted, ", "), Provision: k.Provision, Note: k.Note, Fact: k.Fact}})
	}
	if k := l.Assistance; k != nil {
		add := adder(&out, "assistance: ", k.Provision, k.Fact)
		add("dual criminality", k.DualCriminality, "")
		add("reciprocity", k.Reciprocity, "")
		add("treaty required", k.TreatyRequired, k.TreatyNote)
		add("note", k.Note, "")
	}
	return append(out, extraditionCells(l.Extradition)...)
}

func extraditionCells(k *Extradition) []cell {
	if k == nil {
		return nil
	}
	var out []cell
	add := adder(&out, "extradition: ", k.Provision, k.Fact)
	add("dual criminality", map[bool]string{true: "required", false: "not required"}[k.DualCriminality], k.Method)
	if k.ThresholdYears != nil {
		add("threshold", strconv.FormatFloat(*k.ThresholdYears, 'f', -1, 64)+" years at the maximum", "")
	}
	if k.SentenceMonths > 0 {
		add("sentence imposed", fmt.Sprintf("%d months", k.SentenceMonths), "")
	}
	if k.RemainingMonths > 0 {
		add("sentence left to serve", fmt.Sprintf("%d months", k.RemainingMonths), "")
	}
	add("nationals", k.Nationals, k.NationalsNote)
	add("treaty required", k.TreatyRequired, k.TreatyNote)
	add("death penalty", k.DeathPenalty, "")
	if k.ArrestDays > 0 {
		add("provisional arrest", fmt.Sprintf("%d days", k.ArrestDays), "")
	}
	add("note", k.Note, "")
	return out
}

// adder adds the parts of one statement as cells of their own; a part that
// is not known gives none.
func adder(out *[]cell, prefix, provision string, f Fact) func(code, text, note string) {
	return func(code, text, note string) {
		if text != "" || note != "" {
			*out = append(*out, cell{prefix + code, Cell{Text: text, Provision: provision, Note: note, Fact: f}})
		}
	}
}

func groundCells(l *NationalLaw) []cell {
	var out []cell
	for _, g := range l.Grounds {
		x := Cell{Text: g.Text, Provision: g.Provision, Note: g.ModeNote, Fact: g.Fact}
		if g.Not {
			x.Items = append(x.Items, "may not be a ground")
		}
		for _, s := range []string{g.Mode, g.For} {
			if s != "" {
				x.Items = append(x.Items, s)
			}
		}
		codes := g.Grounds
		if len(codes) == 0 {
			codes = []string{"other"}
		}
		for _, code := range codes {
			out = append(out, cell{code, x})
		}
	}
	return out
}

func evidenceCells(l *NationalLaw) []cell {
	var out []cell
	for _, e := range l.Evidence {
		out = append(out, cell{e.Rule, Cell{Text: e.Requirement, Provision: e.Provision, Fact: e.Fact}})
	}
	return out
}

func providerCells(l *NationalLaw) []cell {
	var out []cell
	for _, d := range l.Providers {
		x := cell{d.Duty, Cell{Text: or(d.Effect, "yes"), Provision: d.Provision, Fact: d.Fact}}
		x.item("not in force", d.InForce != nil && !*d.InForce)
		x.named("data", d.Data)
		if d.RetentionDays != nil {
			x.item(fmt.Sprintf("kept %d days", *d.RetentionDays), true)
		}
		out = append(out, x)
	}
	return out
}

func (x *Cell) item(s string, said bool) {
	if said && s != "" {
		x.Items = append(x.Items, s)
	}
}

func (x *Cell) named(name, s string) { x.item(name+": "+s, s != "") }

func (x *Cell) number(before string, n int, unit string) {
	x.item(fmt.Sprintf("%s %d %s", before, n, unit), n > 0)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// words joins the parts that are not empty.
func words(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "; ")
}
