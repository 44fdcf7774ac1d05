package law_test

import (
	"slices"
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

var compareDay = law.MustDate("2024-01-01")

func pairOf(t *testing.T, classes []law.ClassComparison, a, b string) law.OffenceComparison {
	t.Helper()
	for _, k := range classes {
		for _, p := range k.Pairs {
			if p.A != nil && p.B != nil && p.A.ID == a && p.B.ID == b {
				return p
			}
		}
	}
	t.Fatalf("%s and %s are not set side by side", a, b)
	return law.OffenceComparison{}
}

// The Kenyan offence asks for a security measure and an aim, the one of the
// Convention neither.
func TestCompareElementByElement(t *testing.T) {
	c := open(t)
	k := c.Compare(c.State("KEN"), c.State("JPN"), "illegal-access", compareDay)
	p := pairOf(t, k.Offences, "ken.cmca.14", "jpn.ucal.3")
	if !slices.Equal(p.Acts.Both, []string{"access"}) || !slices.Equal(p.Right.Both, []string{law.PartRight}) {
		t.Errorf("in both: acts %v, right %v", p.Acts.Both, p.Right.Both)
	}
	if !slices.Contains(p.Elements.OnlyA, "intent-to-gain-access") || slices.Contains(p.Elements.Both, "intent-to-gain-access") {
		t.Errorf("elements %+v", p.Elements)
	}
	if p.A.InForce != rule.True {
		t.Errorf("the Kenyan offence was law on %s: %s", compareDay, p.A.InForce)
	}
	if len(k.Offences) != 1 {
		t.Errorf("one class was asked for, %d compared", len(k.Offences))
	}
}

// Every offence lies within itself, apart from those that only point at
// another offence and those of which no act is stated.
func TestEveryOffenceLiesWithinItself(t *testing.T) {
	c := open(t)
	tested := 0
	for _, id := range c.States() {
		s := c.State(id)
		k := c.Compare(s, s, "", compareDay)
		for _, class := range k.Offences {
			for _, p := range class.Pairs {
				if p.A == nil || p.B == nil || p.A.ID != p.B.ID {
					continue
				}
				_, o := c.OffenceByID(p.A.ID)
				if len(o.Acts) == 0 || slices.ContainsFunc(o.Acts, func(a []string) bool { return slices.Contains(a, "commit-other-offence") }) {
					continue
				}
				tested++
				if p.AWithinB != rule.True || p.BWithinA != rule.True {
					t.Errorf("%s does not lie within itself: %s", p.A.ID, p.AWithinB)
				}
			}
		}
	}
	if tested < 1000 {
		t.Errorf("only %d offences were tested", tested)
	}
}

// If all that makes A makes B too, no conduct makes A alone.
func TestWithinAgreesWithMatching(t *testing.T) {
	c := open(t)
	states := []string{"KEN", "JPN", "GBR", "USA", "DEU", "FRA", "CHN", "IND", "BRA", "NGA", "SGP", "ZAF"}
	results := map[string][]rule.Value{}
	for _, s := range states {
		for _, w := range workedExamples(t) {
			for _, m := range c.Match(s, w.conduct(), law.Date{}) {
				results[m.Offence.ID] = append(results[m.Offence.ID], m.Value)
			}
		}
	}
	tested := 0
	check := func(a, b string, within rule.Value) {
		for i, v := range results[a] {
			if within == rule.True && v == rule.True {
				tested++
				if results[b][i] != rule.True {
					t.Errorf("%s lies within %s, and conduct %d makes only the first", a, b, i)
				}
			}
		}
	}
	for _, x := range states {
		for _, y := range states {
			for _, class := range c.Compare(c.State(x), c.State(y), "", compareDay).Offences {
				for _, p := range class.Pairs {
					if p.A != nil && p.B != nil {
						check(p.A.ID, p.B.ID, p.AWithinB)
						check(p.B.ID, p.A.ID, p.BWithinA)
					}
				}
			}
		}
	}
	if tested == 0 {
		t.Error("nothing was tested")
	}
}

// Each offence of a class stands there once.
func TestComparePairsEachOffenceOnce(t *testing.T) {
	c := open(t)
	for _, class := range c.Compare(c.State("KEN"), c.State("DEU"), "", compareDay).Offences {
		seen := map[string]bool{}
		for _, p := range class.Pairs {
			for _, o := range []*law.OffenceSide{p.A, p.B} {
				if o == nil {
					continue
				}
				if seen[o.ID] {
					t.Errorf("%s stands twice under %s", o.ID, class.Class)
				}
				seen[o.ID] = true
			}
		}
	}
}

// Where no law is held, nothing is said to be missing.
func TestCompareWithAStateThatIsNotHeld(t *testing.T) {
	c := open(t)
	k := c.Compare(c.State("KEN"), c.State("NRU"), "illegal-access", compareDay)
	if k.B.Held || !k.A.Held {
		t.Errorf("held: %v %v", k.A.Held, k.B.Held)
	}
	if got := k.Offences[0].BComplete; got != rule.Open {
		t.Errorf("whether Nauru has such an offence is %s, want open", got)
	}
}

func TestCompareRowsTurnAround(t *testing.T) {
	c := open(t)
	ab := c.Compare(c.State("KEN"), c.State("JPN"), "spam", compareDay)
	ba := c.Compare(c.State("JPN"), c.State("KEN"), "spam", compareDay)
	for _, r := range ab.Cooperation {
		i := slices.IndexFunc(ba.Cooperation, func(o law.Row) bool { return o.Code == r.Code })
		if i < 0 || len(ba.Cooperation[i].A) != len(r.B) || len(ba.Cooperation[i].B) != len(r.A) {
			t.Errorf("%s is not the same the other way round", r.Code)
		}
	}
}

func TestCompareTexts(t *testing.T) {
	c := open(t)
	k := c.CompareTexts(c.Instrument("budapest-185"), c.Instrument("malabo-2014"), "")
	i := slices.IndexFunc(k.Measures, func(r law.Row) bool { return r.Code == "preservation" })
	if i < 0 || len(k.Measures[i].A) == 0 || len(k.Measures[i].A[0].Items) == 0 {
		t.Fatal("the preservation of the Budapest Convention has no deadline")
	}
	if len(k.Measures[i].B) != 0 {
		t.Error("the Malabo Convention has no article on preservation")
	}
}

func TestCompareConcepts(t *testing.T) {
	c := open(t)
	k := c.CompareConcepts(c.Concept("CHN"), c.Concept("USA"))
	if len(k.Emphasis) != len(c.Vocabulary.Codes["emphasis"]) || len(k.Rows) == 0 {
		t.Errorf("%d weights and %d rows", len(k.Emphasis), len(k.Rows))
	}
}
