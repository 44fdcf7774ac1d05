package law

import (
	"cmp"
	"slices"
	"sync"

	"github.com/comity-dev/comity/rule"
)

// MatchedOffence is a national offence and how a conduct meets it.
type MatchedOffence struct {
	State   string
	Offence *Offence
	Result
	Force Force // whether it was law on the day of the conduct
}

// compiledLaw is a state's offences made ready for matching.
type compiledLaw struct {
	law      *NationalLaw
	matchers []matcher
	statutes []*Statute // of each offence
}

// compiled holds the compiled offences of the states that were asked for.
type compiled struct {
	mu    sync.RWMutex // guards laws and texts
	laws  map[string]*compiledLaw
	texts map[string][]treatyMatcher
}

func (c *Corpus) compiledLaw(state string) *compiledLaw {
	c.compiled.mu.RLock()
	k, ok := c.compiled.laws[state]
	c.compiled.mu.RUnlock()
	if ok {
		return k
	}
	s := c.State(state)
	if s != nil && s.Law != nil {
		k = &compiledLaw{law: s.Law, matchers: make([]matcher, len(s.Law.Offences)), statutes: make([]*Statute, len(s.Law.Offences))}
		for i := range s.Law.Offences {
			o := &s.Law.Offences[i]
			k.matchers[i] = c.index.compile(&o.Definition, o.Confidence)
			k.statutes[i] = s.Law.statute(o.Statute)
		}
	}
	c.compiled.mu.Lock()
	defer c.compiled.mu.Unlock()
	c.compiled.laws[state] = k
	return k
}

// Match tests a conduct against every offence of a state, in the order of
// its file, as the law stood on the day of the conduct (or on the day given,
// where the conduct has none). It gives nil where no law of the state is held.
func (c *Corpus) Match(state string, k *Conduct, on Date) []MatchedOffence {
	return c.AppendMatches(nil, state, c.Prepare(k), on)
}

// Prepared is a conduct with everything that follows from it, so that it can
// be matched against many laws.
type Prepared struct {
	closed closedConduct
	on     Date
}

// Prepare makes a conduct ready for matching. A nil conduct tells nothing.
func (c *Corpus) Prepare(k *Conduct) *Prepared {
	p := &Prepared{closed: c.index.close(k)}
	if k != nil {
		p.on = k.On
	}
	return p
}

// AppendMatches is Match for a prepared conduct, with memory of the caller's.
func (c *Corpus) AppendMatches(out []MatchedOffence, state string, k *Prepared, on Date) []MatchedOffence {
	l := c.compiledLaw(state)
	if l == nil {
		return out
	}
	day := on
	if !k.on.IsZero() {
		day = k.on
	}
	out = slices.Grow(out, len(l.matchers))
	for i := range l.matchers {
		o := &l.law.Offences[i]
		out = append(out, MatchedOffence{State: state, Offence: o, Force: offenceForce(o, l.statutes[i], day)})
		l.matchers[i].match(&k.closed, &out[len(out)-1].Result)
	}
	return out
}

// Met combines the elements with the time: the conduct made this offence
// when it was done.
func (m *MatchedOffence) Met() rule.Finding { return rule.And(m.Finding, m.Force.Finding) }

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
		if len(code) > len(mindPrefix) && code[:len(mindPrefix)] == mindPrefix {
			s := x.minds.of([]string{code[len(mindPrefix):]})
			m.minds = m.minds.with(&s)
			continue
		}
		s := x.elements.of([]string{code})
		m.facts = m.facts.with(&s)
	}
	return m
}

// OffenceByID finds a national offence; ids begin with the state's code.
func (c *Corpus) OffenceByID(id string) (*State, *Offence) {
	if len(id) < 4 || id[3] != '.' {
		return nil, nil
	}
	s := c.State(upper(id[:3]))
	if s == nil || s.Law == nil {
		return nil, nil
	}
	for i := range s.Law.Offences {
		if s.Law.Offences[i].ID == id {
			return s, &s.Law.Offences[i]
		}
	}
	return s, nil
}

func upper(s string) string {
	b := []byte(s)
	for i, x := range b {
		if 'a' <= x && x <= 'z' {
			b[i] = x - 'a' + 'A'
		}
	}
	return string(b)
}

// actClass is an alternative of a treaty offence's act, and the class it
// belongs to.
type actClass struct {
	acts  set
	class string
}

// ClassesOfActs gives the classes of the treaty offences whose act is among
// those done: where to look for an offence, never that there is one.
func (c *Corpus) ClassesOfActs(acts []string) []string {
	c.actClasses.Do(c.collectActClasses)
	done := c.index.acts.closed(acts)
	var out []string
	for i := range c.classesByAct {
		a := &c.classesByAct[i]
		if a.acts.within(&done) && (len(out) == 0 || out[len(out)-1] != a.class) {
			out = append(out, a.class)
		}
	}
	return out
}

// collectActClasses reads the instruments that are open to every state, in
// the order of the classes.
func (c *Corpus) collectActClasses() {
	for id, h := range c.heads {
		if !h.Worldwide {
			continue
		}
		for _, m := range c.treatyMatchers(c.Instrument(id)) {
			for _, alt := range m.matcher.acts {
				c.classesByAct = append(c.classesByAct, actClass{alt, m.offence.Class})
			}
		}
	}
	slices.SortFunc(c.classesByAct, func(a, b actClass) int { return cmp.Compare(a.class, b.class) })
}
