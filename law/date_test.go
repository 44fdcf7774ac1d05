package law_test

import (
	"testing"
	"time"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2015-03-24", "2015-03-24"},
		{"2016-02-29", "2016-02-29"},
		{"2015-03", "2015-03"},
		{"2015", "2015"},
		{"2015-02-29", "error"},
		{"2015-13", "error"},
		{"15-03-24", "error"},
		{"2015-3-24", "error"},
		{"24.03.2015", "error"},
		{"2015-03-24T00:00:00Z", "error"},
		{"201a", "error"},
	} {
		d, err := law.ParseDate(c.text)
		if err != nil {
			if c.want != "error" {
				t.Errorf("%s: %v", c.text, err)
			}
			continue
		}
		if d.String() != c.want {
			t.Errorf("%s: read as %s, want %s", c.text, d, c.want)
		}
	}
}

func TestReached(t *testing.T) {
	for _, c := range []struct {
		date, on string
		want     rule.Value
	}{
		{"2015-03-24", "2015-03-23", rule.False},
		{"2015-03-24", "2015-03-24", rule.True},
		{"2015-03", "2015-02-28", rule.False},
		{"2015-03", "2015-03-01", rule.Open},
		{"2015-03", "2015-03-30", rule.Open},
		{"2015-03", "2015-03-31", rule.True},
		{"2015", "2014-12-31", rule.False},
		{"2015", "2015-06-01", rule.Open},
		{"2015", "2016-01-01", rule.True},
		{"2015-03-24", "2015-03", rule.Open},
		{"2015-03-24", "2015", rule.Open},
		{"2015-03-24", "2016", rule.True},
		{"2015-03-24", "2014", rule.False},
		{"", "2015-03-24", rule.Open},
		{"2015-03-24", "", rule.Open},
	} {
		if got := date(t, c.date).Reached(date(t, c.on)); got != c.want {
			t.Errorf("%q reached on %q: %v, want %v", c.date, c.on, got, c.want)
		}
	}
}

func date(t *testing.T, s string) (d law.Date) {
	t.Helper()
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

// The day on which a time ends is not in it, and an end that is not known is
// not assumed.
func TestWithin(t *testing.T) {
	for _, c := range []struct {
		from, to, on string
		want         rule.Value
	}{
		{"2010-01-01", "2015-01-01", "2009-12-31", rule.False},
		{"2010-01-01", "2015-01-01", "2010-01-01", rule.True},
		{"2010-01-01", "2015-01-01", "2014-12-31", rule.True},
		{"2010-01-01", "2015-01-01", "2015-01-01", rule.False},
		{"2010-01-01", "2015", "2015-06-01", rule.Open},
		{"2010-01-01", "", "2026-11-23", rule.True},
		{"", "2015-01-01", "2012-01-01", rule.Open},
		{"", "2015-01-01", "2015-01-01", rule.False},
	} {
		if got := law.Within(date(t, c.from), date(t, c.to), date(t, c.on)); got != c.want {
			t.Errorf("[%s, %s) on %s: %v, want %v", c.from, c.to, c.on, got, c.want)
		}
	}
}

// The day is that of the zone of the time that is given.
func TestDateOf(t *testing.T) {
	nairobi := time.FixedZone("EAT", 3*60*60)
	moment := time.Date(2026, 11, 22, 22, 30, 0, 0, time.UTC)
	if got := law.DateOf(moment).String() + " " + law.DateOf(moment.In(nairobi)).String(); got != "2026-11-22 2026-11-23" {
		t.Error(got)
	}
}
