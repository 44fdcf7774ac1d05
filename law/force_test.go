package law_test

import (
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// A statute speaks of the days on which it was law. On others it is open what
// was law, and never said that nothing was.
func TestDescribes(t *testing.T) {
	l := &law.NationalLaw{Statutes: []law.Statute{
		{ID: "ended", Force: []law.Event{{Kind: "in-force", From: law.MustDate("1951-11-15"), To: law.MustDate("2026-10-01")}}},
		{ID: "twice", Force: []law.Event{
			{Kind: "in-force", From: law.MustDate("1990-01-01"), To: law.MustDate("2000-01-01")},
			{Kind: "in-force", From: law.MustDate("2010-01-01")}}},
		{ID: "year", Force: []law.Event{{Kind: "in-force", From: law.MustDate("2011")}}},
		{ID: "undated", Force: []law.Event{{Kind: "in-force"}}},
		{ID: "silent"},
	}}
	for _, tt := range []struct {
		statute, on string
		want        rule.Value
		from        string // of the event that decides; empty: none
	}{
		{"ended", "1951-11-14", rule.Open, "1951-11-15"},
		{"ended", "1951-11-15", rule.True, "1951-11-15"},
		{"ended", "2026-09-30", rule.True, "1951-11-15"},
		{"ended", "2026-10-01", rule.Open, "1951-11-15"},
		{"twice", "1980-05-05", rule.Open, "1990-01-01"},
		{"twice", "1995-05-05", rule.True, "1990-01-01"},
		{"twice", "2005-05-05", rule.Open, "1990-01-01"},
		{"twice", "2026-05-05", rule.True, "2010-01-01"},
		{"year", "2011-06-01", rule.Open, "2011"}, // when in the year is not known
		{"year", "2012-01-01", rule.True, "2011"},
		{"undated", "1900-01-01", rule.True, ""},
		{"silent", "1900-01-01", rule.True, ""},
		{"", "1900-01-01", rule.True, ""},
	} {
		v, e := l.Describes(tt.statute, law.MustDate(tt.on))
		from := ""
		if e != nil {
			from = e.From.String()
		}
		if v != tt.want || from != tt.from {
			t.Errorf("%q on %s: %v from %q, want %v from %q", tt.statute, tt.on, v, from, tt.want, tt.from)
		}
	}
}
