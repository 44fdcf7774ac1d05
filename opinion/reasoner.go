package opinion

import (
	"sync"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion/clock"
	"github.com/comity-dev/comity/rule"
)

// Options set what an opinion says of itself.
type Options struct {
	Version string // of the program
}

// Reasoner answers matters on one corpus. It may be used by many goroutines.
type Reasoner struct {
	corpus    *law.Corpus
	version   string
	calendar  *clock.Calendar
	facts     factTable
	related   map[string]bitset   // state -> instruments in which it has a row
	serving   map[string]bitset   // measure -> instruments whose provisions serve it
	silent    map[string]bitset   // matter -> instruments on it whose text is not held
	worldwide bitset              // instruments open to states of every region
	replacing map[string][]string // instrument -> those that take its place
	ids       []string            // of instruments, in order

	mu    sync.RWMutex     // guards texts
	texts map[string]*text // compiled instruments and national laws
	zones sync.Map         // IANA name -> *time.Location
}

// bitset is a set of instruments by their index.
type bitset [4]uint64

func (b *bitset) add(i int)     { b[i>>6] |= 1 << (i & 63) }
func (b bitset) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }
func (b bitset) or(c bitset) bitset {
	return bitset{b[0] | c[0], b[1] | c[1], b[2] | c[2], b[3] | c[3]}
}
func (b bitset) and(c bitset) bitset {
	return bitset{b[0] & c[0], b[1] & c[1], b[2] & c[2], b[3] & c[3]}
}

// maxInstruments is the number of instruments a corpus may hold.
const maxInstruments = 256

// New makes a reasoner. It fails if the corpus asks a fact that this version
// does not know how to find.
func New(c *law.Corpus, o Options) (*Reasoner, error) {
	r := &Reasoner{corpus: c, version: o.Version, calendar: clock.NewCalendar(), texts: map[string]*text{},
		related: map[string]bitset{}, serving: map[string]bitset{}, silent: map[string]bitset{}, replacing: map[string][]string{}, ids: c.Instruments()}
	if len(r.ids) > maxInstruments {
		return nil, errTooManyInstruments
	}
	var err error
	if r.facts, err = newFactTable(c.Vocabulary); err != nil {
		return nil, err
	}
	for i, id := range r.ids {
		r.file(i, id)
	}
	return r, nil
}

func (r *Reasoner) file(i int, id string) {
	h := r.corpus.Head(id)
	put := func(m map[string]bitset, keys []string) {
		for _, k := range keys {
			b := m[k]
			b.add(i)
			m[k] = b
		}
	}
	put(r.related, r.corpus.PartyStates(id))
	if h.Worldwide {
		r.worldwide.add(i)
	}
	for _, old := range h.Replaces {
		r.replacing[old] = append(r.replacing[old], id)
	}
	if h.Text {
		put(r.serving, h.Measures)
	} else {
		put(r.silent, h.Matters)
	}
}

// Corpus gives the corpus on which the reasoner answers.
func (r *Reasoner) Corpus() *law.Corpus { return r.corpus }

// Opinion answers a matter: findings and reasons, and beside them what to
// find out next and what would change the answer.
func (r *Reasoner) Opinion(m *Matter) (*Opinion, error) {
	d, err := r.Decide(m)
	if err != nil {
		return nil, err
	}
	o := d.Report()
	o.Questions = r.questions(d)
	o.Changes = r.changes(d)
	o.Answer = answerOf(o)
	return o, nil
}

// yes turns a plain truth about the matter into a finding: what the asker
// says of his own matter is stated.
func yes(b bool) rule.Finding {
	if b {
		return rule.Yes
	}
	return rule.No
}
