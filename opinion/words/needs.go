package words

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// needs gathers the conditions of a way by finding: what is missing, what is
// open, what is met.
func (b *builder) needs(rows []row, r *opinion.Route) []row {
	label := b.word("label", "needs")
	for _, v := range []rule.Value{rule.False, rule.Open, rule.True} {
		var said []string
		var sources []opinion.Citation
		for i := range r.Conditions {
			c := &r.Conditions[i]
			if c.Finding != v || b.saidElsewhere(c, r) {
				continue
			}
			said = appendNew(said, []string{b.condition(c)})
			sources = append(sources, c.Cite)
		}
		if len(said) > 0 {
			rows = append(rows, row{Label: label, Mark: findingShape(v), Text: b.flow(said), Cite: b.cites(sources)})
			label = ""
		}
	}
	return rows
}

// saidElsewhere: what every way that is not closed has met goes without
// saying; how the sides stand, and the comparison of laws, are told apart.
func (b *builder) saidElsewhere(c *opinion.Condition, r *opinion.Route) bool {
	switch c.Code {
	case "text-held", "basis":
		return c.Finding == rule.True
	case "status":
		return len(r.Status) > 0
	case "dual-criminality":
		return b.o.DualCriminality != nil
	}
	return false
}

// condition is what must be met, in one clause.
func (b *builder) condition(c *opinion.Condition) string {
	var s string
	switch {
	case c.Code == "status" && c.What == "":
		s = b.word("condition", c.Code)
	case !c.From.IsZero():
		s = b.say("law-not-held", "span", b.lawSpan(c.What, c.From, c.To))
	case c.What != "":
		s = b.word("condition-what", c.Code, "what", c.What, "requested", b.requested)
	default:
		s = b.word("condition", c.Code, "requested", b.requested)
	}
	if c.Verify {
		return b.say("verify", "text", s)
	}
	return s
}

// lawSpan says from when until when a law that is held is law.
func (b *builder) lawSpan(name string, from, to law.Date) string {
	if to.IsZero() || to.Reached(b.o.Matter.On) == rule.False {
		return b.say("law-from", "law", name, "from", b.short(from))
	}
	return b.say("law-from-to", "law", name, "from", b.short(from), "to", b.short(to))
}

// grounds says what may be raised against the way: grounds that may be used as
// a risk, grounds that must be used as what would end it.
func (b *builder) grounds(rows []row, r *opinion.Route) []row {
	label := b.word("label", "risk")
	add := func(mark, text, cite string) {
		rows = append(rows, row{Label: label, Mark: mark, Text: text, Cite: cite})
		label = ""
	}
	if own(r.Instrument) || r.Mode == "may" {
		add("", b.say("risk-may", "requested", b.requested), "")
	}
	if g := b.groundList(r, "may", rule.True); len(g) > 0 {
		add(shapeMissing, b.say("grounds-may-true", "grounds", b.flow(g)), b.groundCites(r, "may", rule.True))
	}
	if g := b.groundList(r, "may", rule.Open); len(g) > 0 {
		add(shapeOpen, b.say("grounds-may", "grounds", b.flow(g)), b.groundCites(r, "may", rule.Open))
	}
	if r.Closed {
		add("", b.say("grounds-closed"), "")
	}
	for i := range r.NoGrounds {
		add("", b.say("grounds-never", "gist", r.NoGrounds[i].Gist), b.margin(r, r.NoGrounds[i].Articles))
	}
	label = b.word("label", "ends")
	if g := b.groundList(r, "shall", rule.True); len(g) > 0 {
		add(shapeMissing, b.say("grounds-shall-true", "grounds", b.flow(g)), b.groundCites(r, "shall", rule.True))
	}
	if g := b.groundList(r, "shall", rule.Open); len(g) > 0 {
		add(shapeOpen, b.say("grounds-shall", "grounds", b.flow(g)), b.groundCites(r, "shall", rule.Open))
	}
	return rows
}

// groundList names the grounds of a mode and finding. Who raises them is said
// once where it is the same for all.
func (b *builder) groundList(r *opinion.Route, mode string, v rule.Value) []string {
	var out []string
	by, same := "", true
	for i := range r.Grounds {
		g := &r.Grounds[i]
		if g.Finding != v || shall(g) != (mode == "shall") {
			continue
		}
		same = same && (len(out) == 0 || by == g.By)
		by = g.By
		out = appendNew(out, []string{b.ground(g)})
	}
	if by == "" && same {
		return out
	}
	if same && len(out) > 1 {
		return []string{b.say("grounds-by", "grounds", b.flow(out), "by", by)}
	}
	return b.raised(r, mode, v)
}

// raised names the grounds, each with who raises it.
func (b *builder) raised(r *opinion.Route, mode string, v rule.Value) []string {
	var out []string
	for i := range r.Grounds {
		g := &r.Grounds[i]
		if g.Finding != v || shall(g) != (mode == "shall") {
			continue
		}
		s := b.ground(g)
		if g.By != "" {
			s = b.say("ground-by", "ground", s, "by", g.By)
		}
		out = appendNew(out, []string{s})
	}
	return out
}

func shall(g *opinion.Ground) bool { return g.Mode == "shall" }

func (b *builder) ground(g *opinion.Ground) string {
	s := b.word("ground", g.Ground)
	if g.OnlyIf != "" {
		s = b.say("ground-if", "ground", s, "condition", g.OnlyIf)
	}
	if g.NotFor != "" {
		s = b.say("ground-not-for", "ground", s, "exception", g.NotFor)
	}
	if g.Verify {
		s = b.say("verify", "text", s)
	}
	return s
}

// groundCites gathers the sources of those grounds.
func (b *builder) groundCites(r *opinion.Route, mode string, v rule.Value) string {
	var list []opinion.Citation
	for i := range r.Grounds {
		g := &r.Grounds[i]
		if g.Finding != v || shall(g) != (mode == "shall") {
			continue
		}
		c := g.Cite
		if c.In == "" {
			c.In = r.Instrument
		}
		if len(c.Articles) == 0 {
			c.Articles = g.Articles
		}
		list = append(list, c)
	}
	return b.cites(list)
}
