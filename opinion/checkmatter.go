package opinion

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// Closed lists of a matter that are no lists of the corpus.
var (
	holders    = []string{"provider", "authority", "person", "bank", unknownHolder}
	categories = []string{"subscriber", "identification", "traffic", "content", anyData, "domain-registration"}
	roles      = []string{"suspect", "accused", "sentenced", "sought", "witness", "victim", "other"}
)

// firstYear is the year before which no opinion is given: the facts about
// status and national law begin to thin out.
const firstYear = 1950

func (k *checker) matter(m *Matter) {
	k.state("requesting", &m.Requesting)
	k.state("requested", &m.Requested)
	if m.Requesting == m.Requested && m.Requesting != "" {
		k.report("requested", "requested: a state does not ask itself", "name two different states")
	}
	k.day("on", m.On)
	if k.doc != nil {
		m.Measure = measureCode(m.Measure)
	}
	k.code("measure", m.Measure, MeasuresAndAims(k.corpus.Vocabulary), "measures")
	v := k.corpus.Vocabulary
	k.optional("authority", m.Authority, codesOf(v.Lists["authority_kinds"]), "authority_kinds")
	if m.Data != nil {
		k.codes("data.categories", m.Data.Categories, categories, "categories")
		k.optional("data.holder", m.Data.Holder, holders, "holders")
		if m.Data.Location != unknownPlace && m.Data.Location != "" {
			k.state("data.location", &m.Data.Location)
		}
	}
	if m.Conduct != nil {
		k.conduct("conduct", m.Conduct)
		if !m.Conduct.On.IsZero() && m.On.Exact() && m.Conduct.On.Reached(m.On) == rule.False {
			k.report("conduct.on", "conduct.on: it lies after the day of the request", "check both dates")
		}
	}
	k.charge(m)
	k.people(m)
	k.circumstances(m)
	for _, e := range slices.Sorted(maps.Keys(m.Events)) {
		k.code(strictyaml.Key("events", e), e, codesOf(v.Lists["period_events"]), "period_events")
	}
}

// measureCode lets people write an aim with a space.
func measureCode(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "-")
}

// MeasuresAndAims are the codes that a matter's measure may be.
func MeasuresAndAims(v *law.Vocabulary) []string {
	var out []string
	for i := range v.Measures {
		out = append(out, v.Measures[i].Code)
	}
	for i := range v.Aims {
		out = append(out, v.Aims[i].Code)
	}
	return out
}

func codesOf(l []law.Code) []string {
	out := make([]string, len(l))
	for i := range l {
		out[i] = l[i].Code
	}
	return out
}

func (k *checker) day(path string, d law.Date) {
	switch {
	case !d.Exact():
		k.report(path, path+": the day must be known", "write it as 2026-11-20")
	case d.Year < firstYear:
		k.report(path, fmt.Sprintf("%s: %s lies before %d", path, d, firstYear), "check the year")
	}
}

func (k *checker) conduct(path string, c *law.Conduct) {
	v := k.corpus.Vocabulary
	at := func(name string) string {
		if path == "" {
			return name
		}
		return strictyaml.Key(path, name)
	}
	k.codes(at("acts"), c.Acts, codesBy(len(v.Acts), func(i int) string { return v.Acts[i].Code }), "acts")
	elements := codesBy(len(v.Elements), func(i int) string { return v.Elements[i].Code })
	k.codes(at("facts"), c.Facts, elements, "elements")
	k.codes(at("absent"), c.Absent, elements, "elements")
	k.codes(at("mens_rea"), c.MensRea, codesBy(len(v.Minds), func(i int) string { return v.Minds[i].Code }), "minds")
	k.states(at("acted_in"), c.ActedIn)
	k.states(at("effects_in"), c.EffectsIn)
	k.states(at("systems_in"), c.SystemsIn)
	k.contradictions(at("absent"), c)
}

// contradictions names each absent code that a fact given is, or implies.
func (k *checker) contradictions(path string, c *law.Conduct) {
	for n, absent := range c.Absent {
		for _, fact := range c.Facts {
			pair := law.Conduct{Facts: []string{fact}, Absent: []string{absent}}
			if clash, _ := k.corpus.Contradiction(&pair); clash == "" {
				continue
			}
			message := fmt.Sprintf("%q is absent, and %q under facts implies it", absent, fact)
			if fact == absent {
				message = fmt.Sprintf("%q stands under facts and under absent", absent)
			}
			k.report(strictyaml.Index(path, n), path+": "+message, "take one of them out")
		}
	}
}

func codesBy(n int, code func(int) string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = code(i)
	}
	return out
}

func (k *checker) charge(m *Matter) {
	if m.Offence == nil {
		return
	}
	k.offence("offence.requesting", m.Offence.Requesting, m.Requesting)
	k.offence("offence.requested", m.Offence.Requested, m.Requested)
	if s := m.Offence.SentenceMonths; s != nil && *s < 0 {
		k.report("offence.sentence_months", "offence.sentence_months: a sentence is not negative", "write months")
	}
}

func (k *checker) offence(path, id, state string) {
	if id == "" {
		return
	}
	s, o := k.corpus.OffenceByID(id)
	switch {
	case s == nil || o == nil:
		k.report(path, fmt.Sprintf("%s: %q is no offence of the corpus", path, id), "comity law compare and law show name the offences of a state")
	case s.ID != state:
		k.report(path, fmt.Sprintf("%s: %s is an offence of %s, not of %s", path, id, s.ID, state), "give an offence of the state's own law")
	}
}

func (k *checker) people(m *Matter) {
	for i := range m.Persons {
		p, at := &m.Persons[i], strictyaml.Index("persons", i)
		k.code(strictyaml.Key(at, "role"), p.Role, roles, "roles")
		k.states(strictyaml.Key(at, "nationality"), p.Nationality)
		k.states(strictyaml.Key(at, "residence"), p.Residence)
		if p.PresentIn != "" {
			k.state(strictyaml.Key(at, "present_in"), &p.PresentIn)
		}
		if p.Age != nil && (*p.Age < 0 || *p.Age > 130) {
			k.report(strictyaml.Key(at, "age"), "age: no person has it", "write years")
		}
	}
	for i := range m.Victims {
		k.states(strictyaml.Key(strictyaml.Index("victims", i), "nationality"), m.Victims[i].Nationality)
	}
}

func (k *checker) circumstances(m *Matter) {
	known := circumstanceKeys(k.corpus.Vocabulary)
	for _, key := range slices.Sorted(maps.Keys(m.Circumstances)) {
		k.code(strictyaml.Key("circumstances", key), key, known, "facts")
	}
	k.clashes(m)
}

// clashes are facts that the matter tells in two places, one against the
// other.
func (k *checker) clashes(m *Matter) {
	clash := func(bad bool, path, message string) {
		if bad {
			k.report(path, path+": "+message, "take one of them out")
		}
	}
	if c := m.Conduct; c != nil {
		clash(len(c.SystemsIn) > 0 && slices.Contains(c.Absent, "by-means-of-computer"), "conduct.absent",
			`"by-means-of-computer" is absent, and systems_in names where the systems are`)
		clash(slices.Contains(c.Acts, "join-criminal-group") && slices.Contains(c.Absent, "organised-group"), "conduct.absent",
			`"organised-group" is absent, and "join-criminal-group" was done`)
	}
	told, ok := m.Circumstances["person_sentenced"]
	for i := range m.Persons {
		f := sentenced(&m.Persons[i])
		clash(ok && f != rule.Unknown && f != yes(told), "circumstances.person_sentenced", "the role of a person says otherwise")
	}
}

// optional checks a code that may be left out.
func (k *checker) optional(path, code string, list []string, name string) {
	if code != "" {
		k.code(path, code, list, name)
	}
}
