package opinion_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
)

// Each kind of answer goes to its field, and one that cannot be read changes
// nothing.
func TestAnswers(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	m := &opinion.Matter{Requesting: "KEN", Requested: "JPN", On: law.MustDate("2026-11-20"), Measure: "content",
		Victims: []opinion.Victim{{Nationality: []string{"KEN"}}}}
	for _, tt := range []struct {
		q            opinion.Question
		answer, want string // want: how the matter's JSON then goes; empty: refused
	}{
		{opinion.Question{ID: "fact:urgent", Field: "circumstances.urgent"}, "n", `"circumstances":{"urgent":false}`},
		{opinion.Question{ID: "fact:urgent", Field: "circumstances.urgent"}, "perhaps", ""},
		{opinion.Question{ID: "element:damage-caused", Field: "conduct.facts"}, "YES", `"facts":["damage-caused"]`},
		{opinion.Question{ID: "element:damage-caused", Field: "conduct.facts"}, "no", `"absent":["damage-caused"]`},
		{opinion.Question{ID: "conduct", Field: "conduct.acts"}, "access, use-tool", `"acts":["access","use-tool"]`},
		{opinion.Question{ID: "conduct", Field: "conduct.acts"}, "fly", ""},
		{opinion.Question{ID: "acted", Field: "conduct.acted_in"}, "Nigeria, Japón", `"acted_in":["NGA","JPN"]`},
		{opinion.Question{ID: "acted", Field: "conduct.acted_in"}, "Atlantis", ""},
		{opinion.Question{ID: "where", Field: "data.location"}, "Japan, Kenya", ""},
		{opinion.Question{ID: "holder", Field: "data.holder"}, "provider, person", ""},
		{opinion.Question{ID: "issuer", Field: "authority"}, "judge, prosecutor", ""},
		{opinion.Question{ID: "where", Field: "persons.present_in"}, "Japan", `"present_in":"JPN"`},
		{opinion.Question{ID: "fact:victim-state", Field: "victims.state"}, "y", `"victims":[{"nationality":["KEN"],"state":true}]`},
		{opinion.Question{ID: "where", Field: "data.location"}, "unknown", `"location":"unknown"`},
		{opinion.Question{ID: "penalty", Field: "offence.max_penalty_years"}, "life", `"max_penalty_years":"life"`},
		{opinion.Question{ID: "penalty", Field: "offence.max_penalty_years"}, "many", ""},
		{opinion.Question{ID: "sentence", Field: "offence.sentence_months"}, "7", `"sentence_months":7`},
		{opinion.Question{ID: "sentence", Field: "offence.sentence_months"}, "-7", ""},
		{opinion.Question{ID: "sentence", Field: "offence.sentence_months"}, "NaN", ""},
	} {
		before, _ := json.Marshal(m)
		next, err := m.With(tt.q, tt.answer, c)
		if (err == nil) != (tt.want != "") {
			t.Errorf("%s %q: %v", tt.q.Field, tt.answer, err)
			continue
		}
		if after, _ := json.Marshal(next); tt.want != "" && !strings.Contains(string(after), tt.want) {
			t.Errorf("%s %q: %s", tt.q.Field, tt.answer, after)
		}
		if now, _ := json.Marshal(m); !reflect.DeepEqual(before, now) {
			t.Errorf("%s %q changed the matter that was asked", tt.q.Field, tt.answer)
		}
	}
}

// Every question that is put can be answered: its answer is read, and the
// question is not put again.
func TestEveryQuestionIsAnswered(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	r, err := opinion.New(c, opinion.Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, measure := range []string{"content", "preservation", "extradition", "subscriber-data", "mla-interception", "emergency-mla", "spontaneous-information"} {
		for _, to := range []string{"JPN", "USA", "GBR", "DEU", "NGA", "IND", "PHL"} {
			for _, say := range []string{"yes", "no"} {
				asked += answerAll(t, r, &opinion.Matter{Requesting: "KEN", Requested: to, On: law.MustDate("2026-11-20"), Measure: measure}, say)
			}
		}
	}
	if asked < 50 {
		t.Errorf("only %d questions were put", asked)
	}
}

// answerAll answers the questions of a matter until none is left.
func answerAll(t *testing.T, r *opinion.Reasoner, m *opinion.Matter, say string) int {
	t.Helper()
	put := map[string]bool{}
	for {
		o, err := r.Opinion(m)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Questions) == 0 {
			return len(put)
		}
		q := o.Questions[0]
		if put[q.ID] {
			t.Errorf("%s to %s, %s: %s was answered, and is put again", m.Requesting, m.Requested, m.Measure, q.ID)
			return len(put)
		}
		put[q.ID] = true
		if m, err = m.With(q, sensible(q, say, r.Corpus()), r.Corpus()); err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
	}
}

func sensible(q opinion.Question, say string, c *law.Corpus) string {
	switch q.Kind() {
	case opinion.AskYesNo:
		return say
	case opinion.AskYears, opinion.AskMonths:
		return "3"
	case opinion.AskStates:
		return "Kenya"
	}
	return q.Choices(c.Vocabulary)[0]
}
