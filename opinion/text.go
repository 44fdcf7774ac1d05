package opinion

import (
	"fmt"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// text is an instrument, or a state's own law, with its provisions compiled.
type text struct {
	id         string
	instrument *law.Instrument // nil for own law and police
	leaves     []leaf          // by atom
	byMeasure  map[string][]*provision
	yields     bool // it asks whether another assistance treaty stands
	regime     regime
}

// leaf is an atom of a text's conditions, made ready to be found.
type leaf struct {
	rule.Leaf
	fact  int             // index of the fact, or -1
	place string          // the fact, if it depends on the place
	power string          // the power that is asked for
	inst  *law.Instrument // of a status
}

// part is one compiled condition of a provision and where its nodes lie.
type part struct {
	program rule.Program
	at      int // offset of its nodes in the provision's stretch
}

// of gives the part's own stretch of the provision's nodes.
func (p *part) of(nodes []rule.Finding) []rule.Finding { return nodes[p.at : p.at+p.program.Len()] }

func (p *part) eval(atoms, nodes []rule.Finding) rule.Finding {
	if p.program.Len() == 0 {
		return rule.Yes
	}
	return p.program.Eval(atoms, p.of(nodes))
}

// provision is a provision with its conditions compiled.
type provision struct {
	*law.Provision
	exists   rule.Finding // graded by the provision's own confidence
	applies  part
	requires []part
	dual     part   // must be met; the empty program where it is no condition
	power    string // domestic power that it needs; empty: none
	grounds  []part
	periods  []part
	nodes    int         // how many nodes all parts have together
	since    *law.Abroad // an order of the asking state that reaches abroad: when it does
	// groundsOnly: of a state's own law only grounds of refusal are held for the
	// day; whether it gave a way is open.
	groundsOnly bool
}

// compiler compiles the conditions of one text.
type compiler struct {
	r     *Reasoner
	text  *text
	atoms map[rule.Leaf]rule.Atom
	nodes int
	power string // that the provision at hand needs
	err   error
}

func (c *compiler) part(cond rule.Condition) part {
	if cond.IsZero() || c.err != nil {
		return part{at: c.nodes}
	}
	p, err := rule.Compile(cond, c.atom)
	if err != nil {
		c.err = err
	}
	out := part{program: p, at: c.nodes}
	c.nodes += p.Len()
	return out
}

func (c *compiler) atom(l rule.Leaf) (rule.Atom, error) {
	f := leaf{Leaf: l, fact: -1}
	if l.Fact == factPower {
		f.power = c.power
		l.Fact += ":" + c.power // another atom for another power
	}
	if a, ok := c.atoms[l]; ok {
		return a, nil
	}
	switch l.Kind {
	case rule.KindFact:
		if placed[f.Fact] {
			f.place = f.Fact
			c.text.yields = c.text.yields || l.Fact == "assistance-treaty"
			break
		}
		i, ok := c.r.facts.index[l.Fact]
		if !ok {
			return 0, fmt.Errorf("the fact %q is not in the vocabulary", l.Fact)
		}
		f.fact = i
	case rule.KindStatus:
		f.inst = c.text.instrument
		if l.Status.Instrument != "" {
			f.inst = c.r.corpus.Instrument(l.Status.Instrument) // nil for a protocol inside an instrument: open
		}
	}
	a := rule.Atom(len(c.text.leaves))
	c.text.leaves = append(c.text.leaves, f)
	c.atoms[l] = a
	return a, nil
}

// add compiles a provision into the text.
func (c *compiler) add(p *law.Provision, power string) {
	c.nodes, c.power = 0, power
	q := &provision{Provision: p, exists: rule.At(rule.True, p.Confidence)}
	q.applies = c.part(p.Applies)
	for i := range p.Requires {
		q.requires = append(q.requires, c.part(p.Requires[i].When))
	}
	q.dual = c.part(dualCondition(p))
	if power != "" && !direct(p.Measure) {
		q.power = power
	}
	for i := range p.Refusal {
		q.grounds = append(q.grounds, c.part(c.r.groundCondition(&p.Refusal[i])))
	}
	for i := range p.Deadlines {
		q.periods = append(q.periods, c.part(p.Deadlines[i].When))
	}
	q.nodes = c.nodes
	for _, m := range append([]string{p.Measure}, p.Serves...) {
		c.text.byMeasure[m] = append(c.text.byMeasure[m], q)
	}
}

// direct measures go straight to a provider: the requested state's power is
// not used.
func direct(measure string) bool {
	switch measure {
	case "direct-production-order", "direct-preservation-order", "subscriber-direct", "domain-registration-direct", "transborder-access":
		return true
	}
	return false
}

// groundCondition is when a ground applies: as the provision says, else as
// the vocabulary says.
func (r *Reasoner) groundCondition(g *law.Ground) rule.Condition {
	if !g.When.IsZero() {
		return g.When
	}
	for i := range r.corpus.Vocabulary.Grounds {
		if v := &r.corpus.Vocabulary.Grounds[i]; v.Code == g.Ground {
			return v.When
		}
	}
	return rule.Condition{Fact: "law-of-requested"}
}

// text gives an instrument compiled.
func (r *Reasoner) text(i *law.Instrument) (*text, error) {
	return r.compiled(i.ID, func(t *text, c *compiler) {
		t.instrument, t.regime = i, regimeOf(i)
		general := generalProvision(i)
		for n := range i.Text.Provisions {
			p := r.completed(&i.Text.Provisions[n], general)
			c.add(p, r.powerOf(p.Measure))
		}
	})
}

func (r *Reasoner) powerOf(measure string) string {
	if m := r.corpus.Vocabulary.Measure(measure); m != nil {
		return m.Power
	}
	return ""
}

func (r *Reasoner) compiled(id string, fill func(*text, *compiler)) (*text, error) {
	r.mu.RLock()
	t, ok := r.texts[id]
	r.mu.RUnlock()
	if ok {
		return t, nil
	}
	t = &text{id: id, byMeasure: map[string][]*provision{}}
	c := &compiler{r: r, text: t, atoms: map[rule.Leaf]rule.Atom{}}
	fill(t, c)
	if c.err != nil {
		return nil, fmt.Errorf("conditions of %s: %w", id, c.err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.texts[id] = t
	return t, nil
}
