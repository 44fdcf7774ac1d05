package opinion_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
	"pgregory.net/rapid"
)

// A counterexample is made smaller for a moment only, and nothing is written
// into the tree.
func init() {
	_ = flag.Set("rapid.checks", "250")
	_ = flag.Set("rapid.shrinktime", "2s")
	_ = flag.Set("rapid.nofailfile", "true")
}

// lot draws random matters from the codes and states of a corpus.
type lot struct {
	corpus        *law.Corpus
	states        []string
	held          []string // states whose law is held
	measures      []string
	acts          []string
	elements      []string
	minds         []string
	categories    []string
	authorities   []string
	circumstances []string
}

func newLot(c *law.Corpus) *lot {
	v := c.Vocabulary
	l := &lot{corpus: c, states: c.States(), measures: opinion.MeasuresAndAims(v)}
	for _, id := range l.states {
		if c.State(id).Law != nil {
			l.held = append(l.held, id)
		}
	}
	for i := range v.Acts {
		l.acts = append(l.acts, v.Acts[i].Code)
	}
	for i := range v.Elements {
		l.elements = append(l.elements, v.Elements[i].Code)
	}
	for i := range v.Minds {
		l.minds = append(l.minds, v.Minds[i].Code)
	}
	for _, x := range v.Lists["data"] {
		l.categories = append(l.categories, x.Code)
	}
	for _, x := range v.Lists["authority_kinds"] {
		l.authorities = append(l.authorities, x.Code)
	}
	for _, f := range v.Facts {
		if f.Kind == "circumstance" {
			l.circumstances = append(l.circumstances, strings.ReplaceAll(f.Code, "-", "_"))
		}
	}
	return l
}

func chance(t *rapid.T, percent int, label string) bool {
	return rapid.IntRange(1, 100).Draw(t, label) <= percent
}

func some(t *rapid.T, of []string, least, most int, label string) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(of), least, most, rapid.ID[string]).Draw(t, label)
}

func (l *lot) state(t *rapid.T, label string) string {
	if chance(t, 75, label+" held") {
		return rapid.SampledFrom(l.held).Draw(t, label)
	}
	return rapid.SampledFrom(l.states).Draw(t, label)
}

var firstDay = time.Date(2000, 5, 1, 0, 0, 0, 0, time.UTC)

func day(t *rapid.T, from, days int, label string) law.Date {
	return law.DateOf(firstDay.AddDate(0, 0, rapid.IntRange(from, days).Draw(t, label)))
}

// matter draws a matter without a charge.
func (l *lot) matter(t *rapid.T) *opinion.Matter {
	m := &opinion.Matter{Requesting: l.state(t, "requesting"), On: day(t, 400, 9800, "on"), Measure: rapid.SampledFrom(l.measures).Draw(t, "measure")}
	m.Requested = rapid.Custom(func(t *rapid.T) string { return l.state(t, "requested") }).
		Filter(func(s string) bool { return s != m.Requesting }).Draw(t, "requested state")
	places := []string{m.Requesting, m.Requested, "NGA", "FRA"}
	if chance(t, 60, "data") {
		m.Data = l.data(t, places)
	}
	if chance(t, 50, "authority given") {
		m.Authority = rapid.SampledFrom(l.authorities).Draw(t, "authority")
	}
	if chance(t, 85, "conduct") {
		m.Conduct = l.conduct(t, m, places)
	}
	if chance(t, 40, "person") {
		m.Persons = []opinion.Person{l.person(t, places)}
	}
	if chance(t, 20, "victim") {
		m.Victims = []opinion.Victim{{Nationality: some(t, places, 1, 2, "victim's nationality")}}
	}
	for _, c := range some(t, l.circumstances, 0, 8, "circumstances") {
		if m.Circumstances == nil {
			m.Circumstances = map[string]bool{}
		}
		m.Circumstances[c] = chance(t, 40, c)
	}
	if contradicted(m) {
		delete(m.Circumstances, "person_sentenced")
	}
	return m
}

// contradicted says whether a role and a circumstance tell opposite things.
func contradicted(m *opinion.Matter) bool {
	sentenced, told := m.Circumstances["person_sentenced"]
	if !told || len(m.Persons) == 0 {
		return false
	}
	switch m.Persons[0].Role {
	case "suspect", "accused":
		return sentenced
	case "sentenced":
		return !sentenced
	}
	return false
}

func (l *lot) data(t *rapid.T, places []string) *opinion.Data {
	d := &opinion.Data{}
	if chance(t, 70, "categories given") {
		d.Categories = some(t, l.categories, 1, 2, "categories")
	}
	if chance(t, 60, "holder given") {
		d.Holder = rapid.SampledFrom([]string{"provider", "authority", "person"}).Draw(t, "holder")
	}
	if chance(t, 60, "location given") {
		d.Location = rapid.SampledFrom(append(places, "unknown")).Draw(t, "location")
	}
	return d
}

func (l *lot) person(t *rapid.T, places []string) opinion.Person {
	p := opinion.Person{Role: rapid.SampledFrom([]string{"suspect", "accused", "sentenced", "sought"}).Draw(t, "role")}
	if chance(t, 50, "nationality given") {
		p.Nationality = some(t, places, 1, 2, "nationality")
	}
	if chance(t, 30, "residence given") {
		p.Residence = some(t, places, 1, 1, "residence")
	}
	return p
}

// conduct draws what was done: often what an offence of one of the two asks,
// so that offences are met as well as missed.
func (l *lot) conduct(t *rapid.T, m *opinion.Matter, places []string) *law.Conduct {
	k := &law.Conduct{}
	if chance(t, 60, "day known") {
		k.On = law.DateOf(m.On.Time(time.UTC).AddDate(0, 0, -rapid.IntRange(0, 390).Draw(t, "days before")))
	}
	o := l.offence(t, m)
	switch {
	case o != nil && len(o.Acts) > 0:
		k.Acts = slices.Clone(rapid.SampledFrom(o.Acts).Draw(t, "acts of offence"))
		k.Facts = slices.Clone(o.Elements)
		if len(o.AnyOf) > 0 {
			k.Facts = append(k.Facts, rapid.SampledFrom(o.AnyOf).Draw(t, "group of offence")...)
		}
		if chance(t, 40, "leave one out") && len(k.Facts) > 0 {
			k.Facts = slices.Delete(k.Facts, 0, 1)
		}
	case chance(t, 70, "acts given"):
		k.Acts = some(t, l.acts, 1, 3, "acts")
	}
	k.Facts = append(k.Facts, some(t, l.elements, 0, 3, "facts")...)
	slices.Sort(k.Facts)
	k.Facts = slices.Compact(k.Facts)
	k.Absent = some(t, l.elements, 0, 3, "absent")
	for code, absent := l.corpus.Contradiction(k); code != ""; code, absent = l.corpus.Contradiction(k) {
		k.Absent = slices.DeleteFunc(k.Absent, func(a string) bool { return a == absent })
	}
	if chance(t, 60, "mind given") {
		k.MensRea = append([]string{"intent"}, some(t, []string{"dishonest", "fraudulent"}, 0, 2, "minds")...)
	}
	if chance(t, 60, "right given") {
		right := chance(t, 85, "without right")
		k.WithoutRight = &right
	}
	if chance(t, 40, "acted in given") {
		k.ActedIn = some(t, places, 1, 2, "acted in")
	}
	if chance(t, 40, "systems in given") {
		k.SystemsIn = some(t, places, 1, 2, "systems in")
	}
	return k
}

func (l *lot) offence(t *rapid.T, m *opinion.Matter) *law.Offence {
	s := l.corpus.State(rapid.SampledFrom([]string{m.Requesting, m.Requested}).Draw(t, "whose offence"))
	if s.Law == nil || len(s.Law.Offences) == 0 || !chance(t, 70, "like an offence") {
		return nil
	}
	return &s.Law.Offences[rapid.IntRange(0, len(s.Law.Offences)-1).Draw(t, "offence")]
}

// copyOf is a matter that shares nothing with the first.
func copyOf(m *opinion.Matter) *opinion.Matter {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	c := new(opinion.Matter)
	if err := json.Unmarshal(b, c); err != nil {
		panic(err)
	}
	return c
}

// refinement tells one thing that was not told, and says whether there was
// something to tell.
type refinement func(l *lot, t *rapid.T, m *opinion.Matter) bool

func conductOf(m *opinion.Matter) *law.Conduct {
	if m.Conduct == nil {
		m.Conduct = &law.Conduct{}
	}
	return m.Conduct
}

func dataOf(m *opinion.Matter) *opinion.Data {
	if m.Data == nil {
		m.Data = &opinion.Data{}
	}
	return m.Data
}

var refinements = map[string]refinement{
	"element": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		k := conductOf(m)
		e := rapid.SampledFrom(l.elements).Draw(t, "element")
		list := &k.Facts
		if chance(t, 50, "is absent") {
			list = &k.Absent
		}
		*list = append(*list, e)
		if code, _ := l.corpus.Contradiction(k); code != "" {
			*list = (*list)[:len(*list)-1]
			return false
		}
		return true
	},
	"circumstance": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		c := rapid.SampledFrom(l.circumstances).Draw(t, "circumstance")
		if _, told := m.Circumstances[c]; told {
			return false
		}
		if m.Circumstances == nil {
			m.Circumstances = map[string]bool{}
		}
		m.Circumstances[c] = chance(t, 50, "value")
		return !contradicted(m)
	},
	"nationality": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		if len(m.Persons) == 0 {
			m.Persons = []opinion.Person{{Role: "suspect"}}
		}
		if len(m.Persons[0].Nationality) > 0 {
			return false
		}
		m.Persons[0].Nationality = some(t, []string{m.Requesting, m.Requested, "NGA"}, 1, 2, "new nationality")
		return true
	},
	"data": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		if len(dataOf(m).Categories) > 0 {
			return false
		}
		m.Data.Categories = some(t, l.categories, 1, 3, "new categories")
		return true
	},
	"holder": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		if dataOf(m).Holder != "" {
			return false
		}
		m.Data.Holder = rapid.SampledFrom([]string{"provider", "authority", "person"}).Draw(t, "new holder")
		return true
	},
	"location": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		if dataOf(m).Location != "" {
			return false
		}
		m.Data.Location = rapid.SampledFrom([]string{m.Requesting, m.Requested, "NGA"}).Draw(t, "new location")
		return true
	},
	"authority": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		if m.Authority != "" {
			return false
		}
		m.Authority = rapid.SampledFrom(l.authorities).Draw(t, "new authority")
		return true
	},
	"acts": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		if len(conductOf(m).Acts) > 0 {
			return false
		}
		m.Conduct.Acts = some(t, l.acts, 1, 3, "new acts")
		return true
	},
	"mind": func(l *lot, t *rapid.T, m *opinion.Matter) bool {
		if len(conductOf(m).MensRea) > 0 {
			return false
		}
		m.Conduct.MensRea = some(t, l.minds, 1, 2, "new minds")
		return true
	},
	"right": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		if conductOf(m).WithoutRight != nil {
			return false
		}
		right := chance(t, 50, "new right")
		m.Conduct.WithoutRight = &right
		return true
	},
	"acted in": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		if len(conductOf(m).ActedIn) > 0 {
			return false
		}
		m.Conduct.ActedIn = some(t, []string{m.Requesting, m.Requested, "NGA"}, 1, 2, "new acted in")
		return true
	},
	"systems in": func(_ *lot, t *rapid.T, m *opinion.Matter) bool {
		// That no computer was used is told by an element, and a system then
		// has no place.
		if len(conductOf(m).SystemsIn) > 0 || slices.Contains(m.Conduct.Absent, "by-means-of-computer") {
			return false
		}
		m.Conduct.SystemsIn = some(t, []string{m.Requesting, m.Requested, "NGA"}, 1, 2, "new systems in")
		return true
	},
}

// findings are the settled and open answers of an opinion by what they are
// answers to.
type findings map[string]rule.Value

var outcomes = map[string]rule.Value{opinion.Available: rule.True, opinion.Unavailable: rule.False, opinion.OpenOutcome: rule.Open}

func findingsOf(o *opinion.Opinion) findings {
	f := findings{"dual criminality": o.DualCriminality.Finding}
	for i := range o.Routes {
		r := &o.Routes[i]
		at := fmt.Sprintf("%s %s %s: ", r.Instrument, r.Provision, r.Measure)
		f[at+"outcome"] = outcomes[r.Outcome]
		for n, c := range r.Conditions {
			f[fmt.Sprintf("%s%s %q %d", at, c.Code, c.What, n)] = c.Finding
		}
		for _, g := range r.Grounds {
			key := fmt.Sprintf("%sground %s %s %v %s %s", at, g.Mode, g.Ground, g.Articles, g.Note, g.By)
			if _, twice := f[key]; !twice {
				f[key] = g.Finding
			}
		}
	}
	for _, s := range []*opinion.Side{&o.DualCriminality.Requesting, &o.DualCriminality.Requested} {
		f["side "+s.State] = s.Finding
		for _, x := range s.Offences {
			f["offence "+x.Offence] = map[string]rule.Value{"met": rule.True, "not-met": rule.False, "undetermined": rule.Open}[x.Result]
		}
	}
	return f
}

// turned names what was settled and is not so now. A true that became open may
// become false in a next step, so it counts as turned too; so does a way that
// has gone.
func turned(before, after findings) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(before)) {
		b := before[k]
		switch a, ok := after[k]; {
		case !ok && strings.HasSuffix(k, ": outcome"):
			out = append(out, fmt.Sprintf("%s: was %v, is gone", k, b))
		case ok && b != rule.Open && a != b:
			out = append(out, fmt.Sprintf("%s: was %v, is %v", k, b, a))
		}
	}
	return out
}

func report(t interface {
	Helper()
	Fatalf(string, ...any)
}, r *opinion.Reasoner, m *opinion.Matter) *opinion.Opinion {
	t.Helper()
	d, err := r.Decide(m)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return d.Report()
}

func bytesOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Telling what was open never turns a true or a false around, in one step or
// in several.
func TestRefiningNeverTurnsAFindingAround(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	kinds := slices.Sorted(maps.Keys(refinements))
	chain := func(t *rapid.T, steps func() []string) {
		m := l.matter(t)
		known := []findings{findingsOf(report(t, r, m))}
		matters := []string{bytesOf(m)}
		for _, kind := range steps() {
			next := copyOf(m)
			if !refinements[kind](l, t, next) {
				continue
			}
			m = next
			now := findingsOf(report(t, r, m))
			for i, before := range known {
				if bad := turned(before, now); len(bad) > 0 {
					t.Fatalf("telling %q turned\n  %s\nbefore %s\nafter  %s", kind, strings.Join(bad, "\n  "), matters[i], bytesOf(m))
				}
			}
			known, matters = append(known, now), append(matters, bytesOf(m))
		}
	}
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { chain(t, func() []string { return []string{kind, kind, kind} }) })
		})
	}
	t.Run("several", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			chain(t, func() []string { return rapid.SliceOfN(rapid.SampledFrom(kinds), 4, 10).Draw(t, "steps") })
		})
	})
}

// That one side has no offence is not taken back when the other side is found
// to have one of another class.
func TestRefiningKeepsThatThereIsNoOffence(t *testing.T) {
	r := embedded(t)
	right := true
	for _, requested := range []string{"AUT", "CHE", "EST", "IRL", "SVK"} {
		m := &opinion.Matter{Requesting: "ARG", Requested: requested, On: law.MustDate("2026-06-01"), Measure: "mla-general",
			Conduct: &law.Conduct{Acts: []string{"access"}, MensRea: []string{"intent"}, WithoutRight: &right,
				Absent: []string{"security-measure-infringed", "target-protected", "data-obtained"}}}
		before := findingsOf(report(t, r, m))
		m.Conduct.Facts = []string{"personal-information"}
		if bad := turned(before, findingsOf(report(t, r, m))); len(bad) > 0 {
			t.Errorf("%s: %s", requested, strings.Join(bad, "; "))
		}
	}
}

// A charge stands for what was done where nothing else is told. What is told
// besides, and does not speak against it, takes nothing away.
func TestRefiningAChargeTakesNothingAway(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		m.Conduct = nil
		s := l.corpus.State(m.Requesting)
		if s.Law == nil || len(s.Law.Offences) == 0 {
			t.Skip("no offences are held")
		}
		o := &s.Law.Offences[rapid.IntRange(0, len(s.Law.Offences)-1).Draw(t, "charged")]
		m.Offence = &opinion.Charge{Requesting: o.ID}
		before := report(t, r, m).DualCriminality
		extra := rapid.SampledFrom(l.elements).Draw(t, "further fact")
		m.Conduct = &law.Conduct{Facts: []string{extra}}
		after := report(t, r, m).DualCriminality
		if before.Finding == rule.True && after.Finding != rule.True {
			t.Fatalf("charged with %s, dual criminality is true; with the further fact %q it is %v", o.ID, extra, after.Finding)
		}
	})
}

// The order of lists, and what is written for people only, decide nothing.
func TestOrderAndWordsDecideNothing(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		n := copyOf(m)
		n.Title, m.Title = "another title", "a title"
		shuffled := func(list *[]string) {
			if len(*list) > 0 {
				*list = rapid.Permutation(*list).Draw(t, "order")
			}
		}
		if k := n.Conduct; k != nil {
			k.Words = "other words"
			for _, list := range []*[]string{&k.Acts, &k.Facts, &k.Absent, &k.MensRea, &k.ActedIn, &k.EffectsIn, &k.SystemsIn} {
				shuffled(list)
			}
		}
		if n.Data != nil {
			shuffled(&n.Data.Categories)
		}
		for i := range n.Persons {
			shuffled(&n.Persons[i].Nationality)
		}
		for i := range n.Victims {
			shuffled(&n.Victims[i].Nationality)
		}
		a, err := r.Opinion(m)
		if err != nil {
			t.Fatal(err)
		}
		b, err := r.Opinion(n)
		if err != nil {
			t.Fatal(err)
		}
		a.Matter, b.Matter = opinion.Matter{}, opinion.Matter{}
		if x, y := bytesOf(a), bytesOf(b); x != y {
			t.Fatalf("the order changed the answer:\n%s\nmatter %s\nother  %s", firstDifference(x, y), bytesOf(m), bytesOf(n))
		}
	})
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("at %d\n  %s\n  %s", i, a[max(0, i-150):min(len(a), i+150)], b[max(0, i-150):min(len(b), i+150)])
}

// Who is bound stays bound, unless it leaves.
func TestALaterDayUndoesNoRatification(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		later := copyOf(m)
		later.On = law.DateOf(m.On.Time(time.UTC).AddDate(0, 0, rapid.IntRange(1, 3000).Draw(t, "days later")))
		if later.Conduct == nil {
			later.Conduct = &law.Conduct{}
		}
		was := bindings(report(t, r, m))
		is := bindings(report(t, r, later))
		for key, b := range was {
			if a, ok := is[key]; ok && b.Bound == rule.True && a.Bound != rule.True && a.Because != law.Denounced {
				t.Fatalf("%s: bound on %s, and on %s %v because %s", key, m.On, later.On, a.Bound, a.Because)
			}
		}
	})
}

func bindings(o *opinion.Opinion) map[string]opinion.Status {
	out := map[string]opinion.Status{}
	for i := range o.Routes {
		for _, s := range o.Routes[i].Status {
			out[o.Routes[i].Instrument+" "+s.State] = s
		}
	}
	return out
}

// Whose turn it is to ask changes nothing in either law.
func TestSwappingTheStatesSwapsTheSides(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		swapped := copyOf(m)
		swapped.Requesting, swapped.Requested = m.Requested, m.Requesting
		a, b := report(t, r, m).DualCriminality, report(t, r, swapped).DualCriminality
		for _, pair := range [][2]*opinion.Side{{&a.Requesting, &b.Requested}, {&a.Requested, &b.Requesting}} {
			x, y := pair[0], pair[1]
			if x.State != y.State || x.Tested != y.Tested || x.Untested != y.Untested || x.LawHeld != y.LawHeld {
				t.Fatalf("%s: %d offences tested, swapped %s: %d", x.State, x.Tested, y.State, y.Tested)
			}
			if x.Finding != rule.Open && y.Finding != rule.Open && x.Finding != y.Finding {
				t.Fatalf("%s: %v, swapped %v\n%s", x.State, x.Finding, y.Finding, bytesOf(m))
			}
			for _, o := range x.Offences {
				for _, p := range y.Offences {
					if o.Offence == p.Offence && bytesOf(o) != bytesOf(p) {
						t.Fatalf("%s\nswapped\n%s\n%s", bytesOf(o), bytesOf(p), bytesOf(m))
					}
				}
			}
		}
	})
}

// An offence is met only by one of its own acts.
func TestNoOffenceIsMetWithoutItsAct(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	implied := map[string][]string{}
	for _, a := range l.corpus.Vocabulary.Acts {
		implied[a.Code] = a.Implies
	}
	var close func(done map[string]bool, act string)
	close = func(done map[string]bool, act string) {
		if !done[act] {
			done[act] = true
			for _, a := range implied[act] {
				close(done, a)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		done := map[string]bool{}
		if m.Conduct != nil {
			for _, a := range m.Conduct.Acts {
				close(done, a)
			}
		}
		d := report(t, r, m).DualCriminality
		for _, x := range append(slices.Clone(d.Requesting.Offences), d.Requested.Offences...) {
			if x.Result != "met" {
				continue
			}
			_, o := l.corpus.OffenceByID(x.Offence)
			if !slices.ContainsFunc(o.Acts, func(alt []string) bool {
				return !slices.ContainsFunc(alt, func(a string) bool { return !done[a] })
			}) {
				t.Fatalf("%s is met, its acts are %v, done was %s", x.Offence, o.Acts, bytesOf(m.Conduct))
			}
		}
	})
}

// The same matter gives the same bytes; deciding and reporting give what an
// opinion gives.
func TestSameMatterSameBytes(t *testing.T) {
	r := embedded(t)
	other, err := opinion.New(r.Corpus(), opinion.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	l := newLot(r.Corpus())
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		before := bytesOf(m)
		a, err := r.Opinion(m)
		if err != nil {
			t.Fatal(err)
		}
		first := bytesOf(a)
		if bytesOf(m) != before {
			t.Fatal("the matter was changed")
		}
		for _, again := range []*opinion.Reasoner{r, other} {
			b, err := again.Opinion(copyOf(m))
			if err != nil {
				t.Fatal(err)
			}
			if second := bytesOf(b); first != second {
				t.Fatalf("other bytes: %s", firstDifference(first, second))
			}
		}
		d := report(t, r, m)
		a.Questions, a.Changes, a.Answer.Question = d.Questions, d.Changes, d.Answer.Question
		if x, y := bytesOf(a), bytesOf(d); x != y {
			t.Fatalf("an opinion and a report differ: %s", firstDifference(x, y))
		}
	})
}

// Every finding says where it stands, and it stands there.
func TestEveryFindingCites(t *testing.T) {
	r := embedded(t)
	l := newLot(r.Corpus())
	k := library{corpus: r.Corpus(), texts: map[string]map[string]bool{}}
	rapid.Check(t, func(t *rapid.T) {
		m := l.matter(t)
		o, err := r.Opinion(m)
		if err != nil {
			t.Fatal(err)
		}
		if bad := k.check(o); len(bad) > 0 {
			t.Fatalf("%s\nmatter %s", strings.Join(bad, "\n"), bytesOf(m))
		}
	})
}

// library knows which articles and provisions the corpus holds.
type library struct {
	corpus *law.Corpus
	texts  map[string]map[string]bool
}

func (k *library) check(o *opinion.Opinion) []string {
	var bad []string
	cited := func(where string, c opinion.Citation) {
		if why := k.missing(c); why != "" {
			bad = append(bad, where+": "+why)
		}
	}
	for i := range o.Routes {
		r := &o.Routes[i]
		at := fmt.Sprintf("%s %s: ", r.Instrument, r.Provision)
		if len(r.Cites) == 0 {
			bad = append(bad, at+"nothing is cited")
		}
		for _, c := range r.Cites {
			cited(at+"route", c)
		}
		for _, s := range r.Status {
			cited(at+"status", s.Cite)
		}
		for _, c := range r.Conditions {
			cited(at+"condition "+c.Code, c.Cite)
		}
		for _, g := range r.Grounds {
			cited(at+"ground "+g.Ground, g.Cite)
			cited(at+"ground's articles "+g.Ground, opinion.Citation{In: r.Instrument, Articles: g.Articles})
		}
		for _, d := range r.Deadlines {
			cited(at+"deadline "+d.What, opinion.Citation{In: r.Instrument, Articles: d.Articles})
			if len(d.Articles) == 0 {
				bad = append(bad, at+"deadline "+d.What+": cites no article")
			}
		}
		for _, b := range append(slices.Clone(r.Channel.From), r.Channel.To...) {
			cited(at+"authority", b.Cite)
		}
		if r.Expected != nil && r.Expected.Cite.In == "" {
			bad = append(bad, at+"how long it takes: cites nothing")
		}
	}
	for _, s := range []*opinion.Side{&o.DualCriminality.Requesting, &o.DualCriminality.Requested} {
		for _, x := range s.Offences {
			cited("offence "+x.Offence, x.Cite)
		}
	}
	for _, c := range o.Jurisdiction {
		cited("claim "+c.Ground, c.Cite)
	}
	for _, a := range o.Admission {
		cited("admission "+a.Rule, a.Cite)
	}
	for _, x := range o.Rights {
		cited("right "+x.Topic, x.Cite)
	}
	for _, c := range o.Changes {
		if c.Cite != nil {
			cited("change "+c.What, *c.Cite)
		}
	}
	return bad
}

// missing says what is wrong with a citation, or nothing.
func (k *library) missing(c opinion.Citation) string {
	if c.In == "" {
		return "cites nothing"
	}
	words := k.words(c.In)
	if words == nil {
		return fmt.Sprintf("cites %q, which the corpus does not hold", c.In)
	}
	for _, a := range c.Articles {
		if a != "status" && !words[a] {
			return fmt.Sprintf("%s has no %q", c.In, a)
		}
	}
	if c.Source != "" && !words["source "+c.Source] {
		return fmt.Sprintf("%s has no source %q", c.In, c.Source)
	}
	return ""
}

func (k *library) words(in string) map[string]bool {
	if w, ok := k.texts[in]; ok {
		return w
	}
	w := map[string]bool{}
	if kind, id, national := strings.Cut(in, ":"); national && (kind == "national" || kind == "police") {
		s := k.corpus.State(id)
		if s == nil {
			return nil
		}
		gather(reflect.ValueOf(s.Law), w, true)
		sources(s.Sources, w)
	} else {
		i := k.corpus.Instrument(in)
		if i == nil {
			return nil
		}
		gather(reflect.ValueOf(i.Text), w, false)
		sources(i.Sources, w)
	}
	delete(w, "")
	k.texts[in] = w
	return w
}

func sources(s law.Sources, w map[string]bool) {
	for key := range s {
		w["source "+key] = true
	}
}

// gather collects the articles of an instrument, or the provisions, sections
// and names of statutes of a state's law.
func gather(v reflect.Value, w map[string]bool, national bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			gather(v.Elem(), w, national)
		}
	case reflect.Slice:
		for i := range v.Len() {
			gather(v.Index(i), w, national)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f, name := v.Field(i), v.Type().Field(i).Name
			switch {
			case national && slices.Contains([]string{"Provision", "Section", "Name", "Statute"}, name) && f.Kind() == reflect.String:
				w[f.String()] = true
			case !national && name == "Articles":
				for n := range f.Len() {
					w[f.Index(n).String()] = true
				}
			default:
				if v.Type().Field(i).IsExported() {
					gather(f, w, national)
				}
			}
		}
	}
}
