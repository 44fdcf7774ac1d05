package opinion

import (
	"slices"

	"github.com/comity-dev/comity/rule"
)

// derivations say how each derived fact is found from the matter and the
// corpus. Each gives open where the matter does not tell.
var derivations = map[string]func(*Decision) rule.Finding{
	"dual-criminality":                func(d *Decision) rule.Finding { return d.dual.finding },
	"requested-asks-dual-criminality": requestedAsksDual,
	"by-computer":                     byComputer,
	"evidence-electronic":             func(d *Decision) rule.Finding { return d.electronic },
	"data-subscriber":                 asked("subscriber"),
	"data-identification":             asked("identification"),
	"data-traffic":                    asked("traffic"),
	"data-content":                    asked("content"),
	"data-domain":                     asked("domain-registration"),
	"location-in-requested":           locationInRequested,
	"location-known":                  locationKnown,
	"holder-provider":                 holderProvider,
	"person-national-of-requested":    func(d *Decision) rule.Finding { return d.personIn(nationality, d.m.Requested) },
	"person-national-of-requesting":   func(d *Decision) rule.Finding { return d.personIn(nationality, d.m.Requesting) },
	"person-resides-in-requested":     func(d *Decision) rule.Finding { return d.personIn(residence, d.m.Requested) },
	"person-resides-in-requesting":    func(d *Decision) rule.Finding { return d.personIn(residence, d.m.Requesting) },
	"person-in-requested":             personInRequested,
	"acted-in-requesting":             func(d *Decision) rule.Finding { return d.actedIn(d.m.Requesting) },
	"acted-in-requested":              func(d *Decision) rule.Finding { return d.actedIn(d.m.Requested) },
	"acted-outside-requesting":        func(d *Decision) rule.Finding { return d.actedIn(d.m.Requesting).Not() },
	"requested-law-reaches-abroad":    func(d *Decision) rule.Finding { return d.reach },
	"measure-coercive":                measureCoercive,
	"measure-search":                  measureSearch,
	"issuer-judicial":                 issuer("judge", "court", "investigating-judge"),
	"issuer-prosecutor":               issuer("prosecutor"),
	"issuer-competent":                func(*Decision) rule.Finding { return rule.Unknown },
	"organised-group":                 func(d *Decision) rule.Finding { return d.shown("organised-group", "join-criminal-group") },
	"terrorist":                       func(d *Decision) rule.Finding { return d.shown("terrorist-purpose", "") },
	"victim-state":                    victimState,
}

func asked(category string) func(*Decision) rule.Finding {
	return func(d *Decision) rule.Finding {
		if d.m.Data == nil || len(d.m.Data.Categories) == 0 {
			return rule.Unknown
		}
		return yes(slices.Contains(d.m.Data.Categories, category) || slices.Contains(d.m.Data.Categories, anyData) && slices.Contains(stored, category))
	}
}

// anyData stands for every category of stored data.
const anyData = "computer-data-any"

var stored = []string{"subscriber", "traffic", "content"}

func byComputer(d *Decision) rule.Finding {
	if k := d.m.Conduct; k != nil && len(k.SystemsIn) > 0 {
		return rule.Yes
	}
	return d.shown("by-means-of-computer", "")
}

func locationInRequested(d *Decision) rule.Finding {
	if d.m.Data == nil || d.m.Data.Location == "" || d.m.Data.Location == unknownPlace {
		return rule.Unknown
	}
	return yes(d.m.Data.Location == d.m.Requested)
}

func locationKnown(d *Decision) rule.Finding {
	if d.m.Data == nil || d.m.Data.Location == "" {
		return rule.Unknown
	}
	return yes(d.m.Data.Location != unknownPlace)
}

func holderProvider(d *Decision) rule.Finding {
	if d.m.Data == nil || d.m.Data.Holder == "" || d.m.Data.Holder == unknownHolder {
		return rule.Unknown
	}
	return yes(d.m.Data.Holder == "provider")
}

func nationality(p *Person) []string { return p.Nationality }
func residence(p *Person) []string   { return p.Residence }

// personIn says whether the persons whom the matter is about belong to a
// state. Where some do and some do not, the answer is open: it differs from
// person to person.
func (d *Decision) personIn(of func(*Person) []string, state string) rule.Finding {
	return d.ofSought(func(p *Person) rule.Finding {
		if len(of(p)) == 0 {
			return rule.Unknown
		}
		return yes(slices.Contains(of(p), state))
	})
}

func personInRequested(d *Decision) rule.Finding {
	return d.ofSought(func(p *Person) rule.Finding {
		if p.PresentIn == "" {
			return rule.Unknown
		}
		return yes(p.PresentIn == d.m.Requested)
	})
}

func (d *Decision) ofSought(of func(*Person) rule.Finding) rule.Finding {
	all, any, found := rule.Yes, rule.No, false
	for i := range d.m.Persons {
		if p := &d.m.Persons[i]; p.isSought() {
			f := of(p)
			all, any, found = rule.And(all, f), rule.Or(any, f), true
		}
	}
	if !found || all != any {
		return rule.Unknown
	}
	return all
}

// actedIn says whether the conduct, or part of it, took place in a state. The
// place of the system that was reached is a place of the conduct.
func (d *Decision) actedIn(state string) rule.Finding {
	k := d.m.Conduct
	if k == nil || len(k.ActedIn) == 0 && len(k.SystemsIn) == 0 {
		return rule.Unknown
	}
	if slices.Contains(k.ActedIn, state) || slices.Contains(k.SystemsIn, state) {
		return rule.Yes
	}
	if len(k.ActedIn) == 0 || len(k.SystemsIn) == 0 && !slices.Contains(k.Absent, "by-means-of-computer") {
		return rule.Unknown
	}
	return rule.No
}

// measureCoercive: an aim is coercive if a measure that serves it is.
func measureCoercive(d *Decision) rule.Finding {
	if d.measure != nil {
		return yes(d.measure.Coercive)
	}
	return yes(slices.ContainsFunc(d.measures, func(code string) bool {
		m := d.r.corpus.Vocabulary.Measure(code)
		return m != nil && m.Coercive
	}))
}

func measureSearch(d *Decision) rule.Finding {
	if d.measure == nil {
		return rule.Unknown
	}
	switch d.measure.Code {
	case "mla-stored-data":
		return rule.Unknown // by search or by production: not told
	}
	return rule.No
}

func issuer(kinds ...string) func(*Decision) rule.Finding {
	return func(d *Decision) rule.Finding {
		if d.m.Authority == "" {
			return rule.Unknown
		}
		return yes(slices.Contains(kinds, d.m.Authority))
	}
}

// shown says whether the conduct tells of an element or an act.
func (d *Decision) shown(element, act string) rule.Finding {
	k := d.m.Conduct
	switch {
	case k == nil:
		return rule.Unknown
	case slices.Contains(k.Facts, element) || act != "" && slices.Contains(k.Acts, act):
		return rule.Yes
	case slices.Contains(k.Absent, element):
		return rule.No
	}
	return rule.Unknown
}

func victimState(d *Decision) rule.Finding {
	for i := range d.m.Victims {
		if s := d.m.Victims[i].State; s != nil && *s {
			return rule.Yes
		}
	}
	for i := range d.m.Victims {
		if d.m.Victims[i].State == nil {
			return rule.Unknown
		}
	}
	if len(d.m.Victims) == 0 {
		return rule.Unknown
	}
	return rule.No
}
