package law_test

import (
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

func TestStatusChecks(t *testing.T) {
	var f struct {
		Checks []struct {
			On         law.Date `json:"on"`
			Instrument string   `json:"instrument"`
			State      string   `json:"state"`
			Bound      string   `json:"bound"`
			Why        string   `json:"why"`
			Basis      string   `json:"basis"`
		} `json:"checks"`
	}
	read(t, "testdata/status.yaml", &f)
	c := open(t)
	want := map[string]rule.Value{"yes": rule.True, "no": rule.False}
	for _, k := range f.Checks {
		s := c.Bound(c.Instrument(k.Instrument), k.State, k.On)
		if s.Bound.Raw() != want[k.Bound] {
			t.Errorf("%s %s on %s: %s (%s), want %s: %s", k.Instrument, k.State, k.On, s.Bound, s.Because, k.Bound, k.Why)
		}
	}
}

// A later date never un-happens an earlier ratification: once bound, a state
// stays bound until it denounces.
func TestBoundStaysBound(t *testing.T) {
	c := open(t)
	days := []string{"1960-01-01", "1990-01-01", "2004-07-01", "2012-11-01", "2018-04-01", "2021-01-01", "2025-01-29", "2026-11-23"}
	for _, id := range c.Instruments() {
		i := c.Instrument(id)
		for _, p := range i.Parties {
			was := false
			for _, d := range days {
				s := c.Bound(i, p.State, law.MustDate(d))
				bound := s.Bound.Raw() == rule.True
				if was && !bound && s.Because != law.Denounced {
					t.Errorf("%s %s: bound before, not on %s: %s", id, p.State, d, s.Because)
				}
				was = was || bound
			}
		}
	}
}

// The reservation of Argentina on article 9(1)(e) was withdrawn on
// 2018-07-30; that of Czechia on article 29(4) on 2019-07-05 (treaty office,
// gazette of Luxembourg).
func TestReservationsHaveAnEnd(t *testing.T) {
	c := open(t)
	i := c.Instrument("budapest-185")
	for _, k := range []struct {
		state, effect, on string
		want              rule.Value
	}{
		{"CZE", "may-refuse:art29:dual-criminality:except-arts2-11", "2019-07-04", rule.True},
		{"CZE", "may-refuse:art29:dual-criminality:except-arts2-11", "2019-07-05", rule.False},
		{"CHE", "adds-element:security-measure", "2020-01-01", rule.True},
		{"ALB", "adds-element:security-measure", "2020-01-01", rule.Open},
	} {
		got, _ := i.Declared(k.state, k.effect, law.MustDate(k.on))
		if got.Raw() != k.want {
			t.Errorf("%s %s on %s: %s, want %s", k.state, k.effect, k.on, got, k.want)
		}
	}
}

// An agreement of the Union with a third state stands between a member and
// that state, not between two members.
func TestUnionAgreementsHaveTwoSides(t *testing.T) {
	c := open(t)
	for _, k := range []struct {
		instrument, a, b string
		want             bool
	}{
		{"eu-jp-mla-2009", "DEU", "DNK", false},
		{"eu-jp-mla-2009", "DEU", "JPN", true},
		{"eu-us-mla-2003", "FRA", "USA", true},
		{"eu-eio-2014-41", "DEU", "FRA", true},
		{"commonwealth-harare", "KEN", "IND", true},
	} {
		if got := c.Instrument(k.instrument).Between(k.a, k.b); got != k.want {
			t.Errorf("%s between %s and %s: %v, want %v", k.instrument, k.a, k.b, got, k.want)
		}
	}
}
