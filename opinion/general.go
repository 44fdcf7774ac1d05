package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
)

// measureGeneral is assistance of any kind: its provision in a text holds for
// the special ones of the same text where these are silent.
const measureGeneral = "mla-general"

// generalProvision is the provision of a text on assistance in general that
// holds whatever else stands between the two states, or nil.
func generalProvision(i *law.Instrument) *law.Provision {
	for n := range i.Text.Provisions {
		p := &i.Text.Provisions[n]
		if p.Measure == measureGeneral && len(p.Refusal) > 0 && !mentions(&p.Applies, "assistance-treaty") {
			return p
		}
	}
	return nil
}

// completed gives a provision with what the general one of its text says
// where it is silent itself: grounds, contents, channel and form. What a
// request must contain is, where the text names nothing, what its official
// form asks.
func (r *Reasoner) completed(p, general *law.Provision) *law.Provision {
	q := *p
	if general != nil && general != p && r.under(p.Measure, measureGeneral) {
		if len(q.Refusal) == 0 && !q.RefusalClosed {
			q.Refusal, q.RefusalClosed, q.CannotRefuse = general.Refusal, general.RefusalClosed, general.CannotRefuse
		}
		if q.Channel == "" {
			q.Channel = general.Channel
		}
		if len(q.Content) == 0 {
			q.Content = general.Content
		}
		if len(q.Form) == 0 {
			q.Form = general.Form
		}
		q.Rules = append(slices.Clip(q.Rules), missingTopics(q.Rules, general.Rules)...)
	}
	if len(q.Content) == 0 {
		q.Content = r.formContent(p.ID)
	}
	return &q
}

// under says whether provisions on one measure serve another.
func (r *Reasoner) under(measure, general string) bool {
	m := r.corpus.Vocabulary.Measure(measure)
	return m != nil && slices.Contains(m.ServedBy, general)
}

// missingTopics are the rules of which the special provision does not speak.
func missingTopics(have, general []law.Gist) []law.Gist {
	var out []law.Gist
	for _, g := range general {
		if !slices.ContainsFunc(have, func(h law.Gist) bool { return h.Topic == g.Topic }) {
			out = append(out, g)
		}
	}
	return out
}

// formContent is what the official form for a provision asks.
func (r *Reasoner) formContent(id string) []law.Content {
	v := r.corpus.Vocabulary
	var out []law.Content
	for _, f := range v.Forms {
		if !slices.Contains(f.Provisions, id) {
			continue
		}
		for _, field := range v.Fields {
			switch field.Needs[f.ID] {
			case "M":
				out = append(out, law.Content{Field: field.Label, Required: "yes"})
			case "C":
				out = append(out, law.Content{Field: field.Label, Required: "if it applies or is known"})
			}
		}
	}
	return out
}
