package words

import "github.com/comity-dev/comity/law"

// lists says which lists of the vocabulary a group of messages stands for.
var lists = map[string][]string{
	"data": {"data"}, "mode": {"modes"}, "power": {"national_powers", "powers"},
	"basis": {"jurisdiction_grounds", "jurisdiction_bases"}, "confidence": {"confidence"},
	"unit": {"units"}, "period": {"periods"}, "period-name": {"periods"}, "event": {"period_events"},
	"force": {"events"}, "availability": {"availability"}, "authority-kind": {"authority_kinds"},
	"competence": {"competences"}, "dual-rule": {"dual_criminality_rules"},
}

// meanings gathers what the vocabulary says of each code, by group.
func meanings(v *law.Vocabulary) map[string]map[string]string {
	out := make(map[string]map[string]string, 32)
	if v == nil {
		return out
	}
	for group, names := range lists {
		m := map[string]string{}
		for _, name := range names {
			for _, c := range v.Lists[name] {
				m[c.Code] = c.Meaning
			}
		}
		out[group] = m
	}
	conduct(v, out)
	steps(v, out)
	return out
}

// conduct gathers the words for what was done.
func conduct(v *law.Vocabulary, out map[string]map[string]string) {
	acts, elements := make(map[string]string, len(v.Acts)), make(map[string]string, len(v.Elements))
	minds, mens, classes := map[string]string{}, map[string]string{}, map[string]string{}
	for i := range v.Acts {
		acts[v.Acts[i].Code] = v.Acts[i].Meaning
	}
	for i := range v.Elements {
		elements[v.Elements[i].Code] = v.Elements[i].Meaning
	}
	for i := range v.Minds {
		minds[v.Minds[i].Code] = v.Minds[i].Meaning
	}
	for i := range v.MensRea {
		mens[v.MensRea[i].Code] = v.MensRea[i].Meaning
	}
	for i := range v.Classes {
		classes[v.Classes[i].Code] = v.Classes[i].Label
	}
	out["act"], out["element"], out["mind"], out["mens-rea"], out["class"] = acts, elements, minds, mens, classes
}

// steps gathers the words for what is asked and what stands against it.
func steps(v *law.Vocabulary, out map[string]map[string]string) {
	measures, grounds := map[string]string{}, map[string]string{}
	facts, questions := make(map[string]string, len(v.Facts)), map[string]string{}
	for i := range v.Measures {
		measures[v.Measures[i].Code] = v.Measures[i].Meaning
	}
	for i := range v.Aims {
		if measures[v.Aims[i].Code] == "" {
			measures[v.Aims[i].Code] = v.Aims[i].Meaning
		}
	}
	for i := range v.Grounds {
		grounds[v.Grounds[i].Code] = v.Grounds[i].Meaning
	}
	for i := range v.Facts {
		facts[v.Facts[i].Code] = v.Facts[i].Meaning
		questions[v.Facts[i].Code] = v.Facts[i].Question
	}
	out["measure"], out["ground"], out["fact"], out["fact-question"] = measures, grounds, facts, questions
}
