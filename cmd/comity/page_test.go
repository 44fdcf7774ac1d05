package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

func TestWrap(t *testing.T) {
	for _, x := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 7, "one two|three"},
		{"  spaces   fall  ", 20, "spaces fall"},
		{"", 10, ""},
		{"incomprehensible", 6, "incomp|rehens|ible"},
		{"网络安全 法律", 8, "网络安全|法律"},   // two columns each
		{"网络", 1, "网|络"},            // one at least, so that it ends
		{"مُحَمَّد", 4, "مُحَمَّد"}, // marks take no column
	} {
		if got := strings.Join(wrap(x.text, x.width), "|"); got != x.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", x.text, x.width, got, x.want)
		}
	}
}

func testPage(width int) (*page, func() string) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	return &page{w: w, width: width}, func() string { _ = w.Flush(); return b.String() }
}

func TestTableKeepsCodesWhole(t *testing.T) {
	p, text := testPage(40)
	table := table{head: []string{"code", "meaning"}}
	table.row("security-measure-infringed", "a measure of protection is overcome")
	table.row("中国", "two columns for each")
	p.table(0, &table)
	want := `code                        meaning
security-measure-infringed  a measure of
                            protection
                            is overcome
中国                        two columns
                            for each
`
	if got := text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestColour(t *testing.T) {
	p, text := testPage(40)
	p.colour = true
	p.title("Kenya")
	if got := text(); got != "\x1b[1mKenya\x1b[0m\n" {
		t.Errorf("got %q", got)
	}
}

func TestConditionWords(t *testing.T) {
	bound := &rule.Status{Of: "both", Is: "bound", Instrument: "budapest-185"}
	for want, c := range map[string]rule.Condition{
		"always":                                              {},
		"not dual-criminality":                                {Not: &rule.Condition{Fact: "dual-criminality"}},
		"both is bound under budapest-185":                    {Status: bound},
		"political, unless terrorism":                         {Fact: "political", Unless: &rule.Condition{Fact: "terrorism"}},
		"(a or b) and c":                                      {All: []rule.Condition{{Any: []rule.Condition{{Fact: "a"}, {Fact: "b"}}}, {Fact: "c"}}},
		"the sentence imposed is at least 4 months":           {Threshold: &rule.Threshold{Of: "sentence", AtLeast: 4, Unit: "months"}},
		"the maximum in the law of both is more than 1 years": {Threshold: &rule.Threshold{Of: "both", MoreThan: 1}},
	} {
		if got := conditionWords(&c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPenaltyWords(t *testing.T) {
	three, life, half := law.Years(3), law.Life, 0.5
	p := law.Penalty{Base: &three, Aggravated: &life, Minimum: &half}
	if got := penaltyWords(&p); got != "up to 3 years, aggravated up to life, at least 0.5 years" {
		t.Error(got)
	}
	if penaltyWords(nil) != "" || penaltyWords(&law.Penalty{}) != "" {
		t.Error("no penalty has words")
	}
}

// Every reason of a standing has words.
func TestReasonsHaveWords(t *testing.T) {
	for _, b := range []law.Because{law.InForceFor, law.NotYetInForce, law.SignedOnly, law.Denounced, law.NoPartyRow,
		law.PartiesNotHeld, law.TextNotInForce, law.DateUnknown, law.NotAdopted, law.AddressedMember} {
		s := status{Because: b}
		if got := s.words(&law.Instrument{}); got == "" || got == string(b) {
			t.Errorf("%s: %q", b, got)
		}
	}
}
