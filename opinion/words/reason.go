package words

import (
	"strconv"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// trees gives the reasons of a way for unfolding: each condition and each
// ground with what it rests on.
func (b *builder) trees(r *opinion.Route) []tree {
	if !b.unfold {
		return nil
	}
	var out []tree
	for i := range r.Conditions {
		c := &r.Conditions[i]
		t := tree{Mark: findingShape(c.Finding), Text: b.condition(c), Cite: b.cite(c.Cite)}
		if c.Finding == rule.False {
			t.Text = b.fails(c)
		}
		t.Of = b.reasons(c.Reason, r.Instrument)
		out = append(out, t)
	}
	for i := range r.Grounds {
		g := &r.Grounds[i]
		key := "tree-may"
		if shall(g) {
			key = "tree-shall"
		}
		text := b.say(key, "ground", b.ground(g), "finding", b.word("applies", g.Finding.String()))
		out = append(out, tree{Mark: groundShape(g.Finding), Text: text, Cite: b.cite(g.Cite), Of: b.reasons(g.Reason, r.Instrument)})
	}
	return out
}

// groundShape: a ground that applies speaks against the way.
func groundShape(v rule.Value) string { return findingShape(v.Not()) }

func (b *builder) reasons(r *opinion.Reason, instrument string) []tree {
	if r == nil {
		return nil
	}
	return []tree{b.reason(r, instrument)}
}

func (b *builder) reason(r *opinion.Reason, instrument string) tree {
	t := tree{Mark: findingShape(r.Finding), Decisive: r.Decisive, Text: b.reasonText(r, instrument)}
	if r.Finding != rule.Open {
		t.Text = b.sure(t.Text, r.Confidence)
	}
	for i := range r.Of {
		t.Of = append(t.Of, b.reason(&r.Of[i], instrument))
	}
	return t
}

func (b *builder) reasonText(r *opinion.Reason, instrument string) string {
	switch {
	case r.Fact != "":
		return b.word("fact", r.Fact)
	case r.Threshold != nil:
		return b.threshold(r.Threshold)
	case r.Status != nil:
		id := r.Status.Instrument
		if id == "" {
			id = instrument
		}
		return b.word("status", r.Status.Of+"-"+r.Status.Is, "requesting", b.requesting, "requested", b.requested,
			"instrument", b.shortName(id), "effect", b.declared(r.Status.Effect))
	}
	return b.word("reason", r.Kind)
}

// declared says the effect of a declaration: its kind, and the part of the
// text or the matter that it is about.
func (b *builder) declared(effect string) string {
	kind, part, _ := strings.Cut(effect, ":")
	return b.word("declared", kind, "part", strings.NewReplacer(":", ", ", "-", " ", "+", ", ").Replace(part))
}

func (b *builder) threshold(t *rule.Threshold) string {
	kind, n := "-at-least", t.AtLeast
	if t.MoreThan > 0 {
		kind, n = "-more-than", t.MoreThan
	}
	unit := t.Unit
	if unit == "" {
		unit = "years"
	}
	return b.word("threshold", t.Of+kind, "requesting", b.requesting, "requested", b.requested, "length", b.span(n, unit))
}

// span writes a length that may be a fraction of years, in months then.
func (b *builder) span(n float64, unit string) string {
	if n == float64(int(n)) {
		return b.length(int(n), unit)
	}
	if months, whole := wholeMonths(n); unit == "years" && !whole && law.Years(n) < law.Life {
		return b.length(months, "months")
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
