package law

import (
	"strings"

	"github.com/comity-dev/comity/rule"
)

// treatyMatcher is an instrument's offence made ready for matching.
type treatyMatcher struct {
	offence  *TreatyOffence
	matcher  matcher
	optional []optionalMatcher
}

// optionalMatcher is an element that a declaration of a party switches on.
type optionalMatcher struct {
	option *OptionalElement
	facts  set // one of these elements
	minds  set // or one of these states of mind
}

// MatchedTreatyOffence is an instrument's offence and how a conduct meets it,
// with the elements that a party's declarations add.
type MatchedTreatyOffence struct {
	Offence *TreatyOffence
	Result
	// Added are the declarations that decided: those that stood, or were not
	// collected, and whose element is not met.
	Added []*OptionalElement
}

// MatchInstrument tests a conduct against the offences that an instrument
// establishes, as they bind a party: with the elements that the party's
// declarations and reservations add on that day. Ancillary rules (attempt,
// aiding) are never matched alone. A party of "" adds nothing.
func (c *Corpus) MatchInstrument(i *Instrument, party string, k *Conduct, on Date) []MatchedTreatyOffence {
	return c.MatchTreaty(i, party, c.Prepare(k), on)
}

// MatchTreaty is MatchInstrument for a prepared conduct.
func (c *Corpus) MatchTreaty(i *Instrument, party string, k *Prepared, on Date) []MatchedTreatyOffence {
	ms := c.treatyMatchers(i)
	out := make([]MatchedTreatyOffence, len(ms))
	for n := range ms {
		m, r := &ms[n], &out[n]
		r.Offence = m.offence
		m.matcher.match(&k.closed, &r.Result)
		r.Finding = m.added(r.Finding, i, party, &k.closed, on, &r.Added)
		r.Value = r.Finding.Raw()
	}
	return out
}

// Establishes says whether a conduct makes any offence that an instrument
// establishes, as it binds a party on that day.
func (c *Corpus) Establishes(i *Instrument, party string, k *Prepared, on Date) rule.Finding {
	f := rule.No
	ms := c.treatyMatchers(i)
	for n := range ms {
		m := &ms[n]
		var r Result
		m.matcher.match(&k.closed, &r)
		f = rule.Or(f, m.added(r.Finding, i, party, &k.closed, on, nil))
	}
	return f
}

// added takes account of the elements that a party's declarations add to an
// offence, and names those that decided.
func (m *treatyMatcher) added(f rule.Finding, i *Instrument, party string, k *closedConduct, on Date, decided *[]*OptionalElement) rule.Finding {
	if party == "" || f.Raw() == rule.False {
		return f
	}
	for n := range m.optional {
		o := &m.optional[n]
		met := o.met(k)
		if met == rule.True || o.option.Effect == "" {
			continue
		}
		declared, _ := i.Declared(party, o.option.Effect, on, o.option.Articles...)
		g := rule.Or(declared.Not(), rule.Settled(met))
		if g.Raw() == rule.True {
			continue
		}
		f = rule.And(f, g)
		if decided != nil {
			*decided = append(*decided, o.option)
		}
	}
	return f
}

func (o *optionalMatcher) met(k *closedConduct) rule.Value {
	v := rule.False
	if !o.facts.empty() {
		switch {
		case o.facts.meets(&k.facts):
			return rule.True
		case !o.facts.within(&k.absent):
			v = rule.Open
		}
	}
	if !o.minds.empty() {
		switch {
		case o.minds.meets(&k.minds):
			return rule.True
		case !k.mindsGiven:
			v = rule.Open
		}
	}
	return v
}

const mindPrefix = "mind:"

func (c *Corpus) treatyMatchers(i *Instrument) []treatyMatcher {
	if i.Text == nil {
		return nil
	}
	c.compiled.mu.RLock()
	ms, ok := c.compiled.texts[i.ID]
	c.compiled.mu.RUnlock()
	if ok {
		return ms
	}
	for n := range i.Text.Offences {
		o := &i.Text.Offences[n]
		if o.Ancillary {
			continue
		}
		m := treatyMatcher{offence: o, matcher: c.index.compile(&o.Definition, o.Confidence)}
		for k := range o.Optional {
			m.optional = append(m.optional, c.index.optional(&o.Optional[k]))
		}
		ms = append(ms, m)
	}
	c.compiled.mu.Lock()
	defer c.compiled.mu.Unlock()
	c.compiled.texts[i.ID] = ms
	return ms
}

func (x *matchIndex) optional(o *OptionalElement) optionalMatcher {
	m := optionalMatcher{option: o}
	for _, code := range o.AnyOf {
		if mind, ok := strings.CutPrefix(code, mindPrefix); ok {
			s := x.minds.of([]string{mind})
			m.minds = m.minds.with(&s)
			continue
		}
		s := x.elements.of([]string{code})
		m.facts = m.facts.with(&s)
	}
	return m
}
