package words

import (
	"strings"
	"testing"

	"github.com/comity-dev/comity/opinion"
)

func TestAnswer(t *testing.T) {
	p := testPrinter(t)
	obliged := kenyaJapan()
	obliged.Answer = opinion.Answer{Outcome: opinion.Available, Route: 3, Obliged: true, Confidence: "sourced"}
	while := kenyaJapan()
	while.Routes[3].Outcome = opinion.OpenOutcome
	tests := []struct {
		name string
		o    *opinion.Opinion
		want string // how the first line begins
	}{
		{"own law", kenyaJapan(), "No instrument obliges Japan to preserve these data for Kenya today. Japan may do so under its own law. Ask its 24/7 point now:"},
		{"an instrument still open", while, "Japan may preserve these data for Kenya under its own law. Whether an instrument obliges it is open."},
		{"obliged", obliged, "The Budapest Convention obliges Japan to preserve these data for Kenya."},
		{"none", loveBug(), "No lawful way is found today by which the Philippines could extradite this person"},
		{"direct", franceIreland(), "Under the e-Evidence Regulation, an authority of France may be able to order the provider in Ireland itself"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := p.Answer(tt.o); !strings.HasPrefix(got[0], tt.want) {
				t.Errorf("%q", got)
			}
		})
	}
}

func TestQuestion(t *testing.T) {
	p := testPrinter(t)
	for id, want := range map[string]string{
		"element:security-measure-infringed": "Can it be shown: a protection was broken, bypassed or overcome?",
		"fact:urgent":                        "Is the matter urgent?",
		"fact:measure-coercive":              "Is it so that the measure is coercive?",
		"holder":                             "Who holds the data?",
		"something-new":                      "What is new",
	} {
		if got := p.Question(opinion.Question{ID: id, Text: "What is new"}); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func TestArticles(t *testing.T) {
	p := testPrinter(t)
	for want, list := range map[string][]string{
		"29(3), (5), (7)":      {"29(3)", "29(5)", "29(7)"},
		"12(1)(a), (b), 12(2)": {"12(1)(a)", "12(1)(b)", "12(2)"},
		"CCP 197(3)-(4)":       {"CCP art 197(3)-(4)"},
		"CMCA 47(2), 49":       {"CMCA ss 47(2), 49"},
		"Act on art, in force": {"Act on art, in force"},
		"18":                   {"", "18"},
		"":                     nil,
		"5(5)(i), 9(2)":        {"5(5)(i)", "9(2)"},
	} {
		if got := p.articles(list); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}
