package main

import (
	"fmt"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// comparison writes whatever law compares.
func (p *page) comparison(v any) {
	switch k := v.(type) {
	case law.Comparison:
		p.sides(k.A, k.B, k.On)
		p.classes(k.A.ID, k.B.ID, k.Offences)
		p.side(k.A.ID, k.B.ID, "Powers", k.Powers)
		p.side(k.A.ID, k.B.ID, "Jurisdiction", k.Jurisdiction)
		p.side(k.A.ID, k.B.ID, "Cooperation", k.Cooperation)
		p.side(k.A.ID, k.B.ID, "Grounds of refusal", k.Grounds)
		p.side(k.A.ID, k.B.ID, "Evidence", k.Evidence)
		p.side(k.A.ID, k.B.ID, "Duties of providers", k.Providers)
	case law.TextComparison:
		p.sides(k.A, k.B, law.Date{})
		p.classes(k.A.ID, k.B.ID, k.Offences)
		p.side(k.A.ID, k.B.ID, "Measures", k.Measures)
		p.side(k.A.ID, k.B.ID, "Grounds of refusal", k.Grounds)
		p.side(k.A.ID, k.B.ID, "Powers", k.Powers)
		p.side(k.A.ID, k.B.ID, "Jurisdiction", k.Jurisdiction)
	case law.ConceptComparison:
		p.sides(k.A, k.B, law.Date{})
		p.heading("Emphasis")
		t := &table{head: []string{"", k.A.ID, k.B.ID}}
		for _, w := range k.Emphasis {
			t.row(w.Code, bar(w.A), bar(w.B))
		}
		p.table(2, t)
		p.side(k.A.ID, k.B.ID, "Concept", k.Rows)
	}
}

func (p *page) sides(a, b law.Compared, on law.Date) {
	title := fmt.Sprintf("%s (%s) and %s (%s)", a.Name, a.ID, b.Name, b.ID)
	if !on.IsZero() {
		title += " on " + on.String()
	}
	p.title(title)
	for _, k := range []law.Compared{a, b} {
		switch {
		case !k.Held:
			p.line(k.ID + ": its law is not held, so that nothing on its side means nothing")
		case !k.AsOf.IsZero():
			p.line(k.ID + ": as of " + k.AsOf.String())
		}
	}
}

// side writes rows in three columns: the code and both sides.
func (p *page) side(a, b, heading string, rows []law.Row) {
	if len(rows) == 0 {
		return
	}
	p.heading(heading)
	name := min(p.width/4, 26)
	half := (p.width - name - 2 - 2*gap) / 2
	widths := []int{name, half, half}
	p.cells(2, widths, []string{"", a, b}, bold)
	for _, r := range rows {
		for n := range max(len(r.A), len(r.B)) {
			code := ""
			if n == 0 {
				code = r.Code
			}
			p.cells(2, widths, []string{code, cellAt(r.A, n), cellAt(r.B, n)}, "")
		}
	}
}

func cellAt(cells []law.Cell, n int) string {
	if n >= len(cells) {
		return "-"
	}
	k := cells[n]
	parts := append([]string{k.Text}, k.Items...)
	return joined(" ", joined("; ", append(parts, k.Note)...), parens(k.Provision), cite(k.Fact))
}

func parens(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func (p *page) classes(a, b string, classes []law.ClassComparison) {
	for _, k := range classes {
		p.heading(fmt.Sprintf("%s (%s)", k.Label, k.Class))
		for n := range k.Pairs {
			p.pair(a, b, &k.Pairs[n])
		}
		p.absent(a, k.AComplete, some(k.Pairs, func(x *law.OffenceComparison) bool { return x.A != nil }))
		p.absent(b, k.BComplete, some(k.Pairs, func(x *law.OffenceComparison) bool { return x.B != nil }))
	}
}

func some[T any](list []T, is func(*T) bool) bool {
	for n := range list {
		if is(&list[n]) {
			return true
		}
	}
	return false
}

// absent says what an empty side means.
func (p *page) absent(id string, complete rule.Value, held bool) {
	switch {
	case held:
	case complete == rule.True:
		p.line("  " + id + " has no offence of this class")
	default:
		p.line("  " + id + ": no offence of this class is held; whether it has one is open")
	}
}

func (p *page) pair(a, b string, x *law.OffenceComparison) {
	p.offence(x.A)
	p.offence(x.B)
	if x.A == nil || x.B == nil {
		return
	}
	p.difference(a, b, "act", x.Acts)
	p.difference(a, b, "state of mind", x.MensRea)
	p.difference(a, b, "right", x.Right)
	p.difference(a, b, "elements", x.Elements)
	p.difference(a, b, "one of", x.AnyOf)
	p.para(6, 2, within(x.A.ID, x.B.ID, x.AWithinB)+"; "+within(x.B.ID, x.A.ID, x.BWithinA)+" ["+x.Confidence+"]")
}

func (p *page) offence(o *law.OffenceSide) {
	if o == nil {
		return
	}
	force := ""
	if o.InForce == rule.False {
		force = "not law on that day"
	}
	p.para(2, 4, joined("; ", joined(" ", o.ID, o.Provision, o.Label), penaltyWords(o.Penalty), force)+" "+cite(o.Fact))
}

func (p *page) difference(a, b, what string, d *law.Difference) {
	only := func(who string, codes []string) string {
		if len(codes) == 0 {
			return ""
		}
		return who + ": " + strings.Join(codes, ", ")
	}
	if s := joined(" | ", only("both", d.Both), only("only "+a, d.OnlyA), only("only "+b, d.OnlyB)); s != "" {
		p.para(6, 2, what+" - "+s)
	}
}

func within(a, b string, v rule.Value) string {
	switch v {
	case rule.True:
		return "all that makes " + a + " makes " + b
	case rule.False:
		return "nothing that makes " + a + " makes " + b + " by that alone"
	}
	return "whether what makes " + a + " makes " + b + " depends on the facts"
}
