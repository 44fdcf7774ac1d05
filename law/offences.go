package law

import (
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
			k.statutes[i] = s.Law.Statute(o.Statute)
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
