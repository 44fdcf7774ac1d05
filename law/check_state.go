package law

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// zone is the form of a name of the IANA time zone database. Whether there is
// such a zone is known to the machine that reckons with it.
var zone = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_+-]*[A-Za-z])+)$`)
})

func (k *checker) state(f *file, s *State) {
	k.unique("two-letter code", s.ISO2, f, "iso2")
	for i, z := range s.TimeZones {
		if !zone().MatchString(z) {
			k.add(f, strictyaml.Index("time_zones", i), fmt.Sprintf("%q is no time zone", z), "write the IANA name, such as Africa/Nairobi")
		}
	}
	if s.Law != nil {
		k.national(f, s.ID, s.Law)
	}
}

func (k *checker) national(f *file, state string, l *NationalLaw) {
	statutes := k.statutes(f, state, l)
	k.offences(f, state, l, statutes)
	k.complete(f, l)
	rests := func(at, statute string) {
		if statute != "" {
			k.isStatute(f, at, state, statute, statutes)
		}
	}
	for i := range l.Jurisdiction {
		rests(entry("law.jurisdiction", i, "statute"), l.Jurisdiction[i].Statute)
	}
	for i := range l.Powers {
		rests(entry("law.powers", i, "statute"), l.Powers[i].Statute)
	}
	if l.Assistance != nil {
		rests("law.assistance.statute", l.Assistance.Statute)
	}
	if l.Extradition != nil {
		rests("law.extradition.statute", l.Extradition.Statute)
	}
}

// isStatute reports an id that no statute of the state has.
func (k *checker) isStatute(f *file, at, state, id string, statutes []string) {
	if !slices.Contains(statutes, id) {
		k.add(f, at, fmt.Sprintf("%q is no statute of %s", id, state), suggest(id, statutes, "add it under statutes"))
	}
}

// statutes checks the statutes of a state and gives their ids.
func (k *checker) statutes(f *file, state string, l *NationalLaw) []string {
	var ids []string
	for i := range l.Statutes {
		s := &l.Statutes[i]
		ids = append(ids, s.ID)
		k.unique("statute of "+state, s.ID, f, entry("law.statutes", i, "id"))
		k.events(f, entry("law.statutes", i, "force"), s.Force, nil)
	}
	return ids
}

// exclusiveEvents are the kinds of events of which an offence can have one at
// a time only.
var exclusiveEvents = []string{"inserted", "suspended"}

func (k *checker) offences(f *file, state string, l *NationalLaw, statutes []string) {
	prefix := strings.ToLower(state) + "."
	for i := range l.Offences {
		o := &l.Offences[i]
		k.unique("offence", o.ID, f, entry("law.offences", i, "id"))
		if !strings.HasPrefix(o.ID, prefix) {
			k.add(f, entry("law.offences", i, "id"), fmt.Sprintf("the id %q of an offence of %s does not begin with %q", o.ID, state, prefix),
				"write "+prefix+" before it")
		}
		k.isStatute(f, entry("law.offences", i, "statute"), state, o.Statute, statutes)
		k.events(f, entry("law.offences", i, "history"), o.History, exclusiveEvents)
	}
}

// complete reports a class that is said to be complete twice for one time.
func (k *checker) complete(f *file, l *NationalLaw) {
	for i := range l.Complete {
		a := &l.Complete[i]
		at := strictyaml.Index("law.complete", i)
		k.span(f, at, span{a.From, a.To})
		for j := range i {
			b := &l.Complete[j]
			if a.Class == b.Class && overlap(span{a.From, a.To}, span{b.From, b.To}) {
				k.overlaps(f, at, strictyaml.Index("law.complete", j))
				break
			}
		}
	}
}
