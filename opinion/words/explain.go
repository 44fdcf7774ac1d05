package words

import (
	"strings"

	"github.com/comity-dev/comity/opinion"
)

// Explain gives what a question means, for one who does not know: the meaning
// of the fact or element in the vocabulary, or each code that may be the
// answer with its meaning.
func (p *Printer) Explain(q opinion.Question) []string {
	if codes := q.Choices(p.corpus.Vocabulary); len(codes) > 0 {
		group := map[string]string{"conduct.acts": "act", "conduct.mens_rea": "mind", "data.categories": "data",
			"data.holder": "holder", "authority": "authority-kind"}[q.Field]
		out := make([]string, len(codes))
		for i, c := range codes {
			out[i] = p.say("right-topic", "topic", c, "gist", p.word(group, c))
		}
		return out
	}
	for _, group := range []string{"element", "fact"} {
		if code, ok := strings.CutPrefix(q.ID, group+":"); ok {
			return []string{p.say("right-topic", "topic", code, "gist", p.meaning(group, code))}
		}
	}
	return []string{p.Question(q)}
}
