package opinion

import (
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/rule"
)

// decisive gives the atoms on which the open parts of a way rest.
func (d *Decision) decisive(w *route, each func(*leaf)) {
	p := w.provision
	visit := func(q *part) {
		if q.program.Len() == 0 {
			return
		}
		for a := range q.program.Decisive(q.of(w.nodes)) {
			each(&w.text.leaves[a])
		}
	}
	open := func(f rule.Finding) bool { return f.Value() == rule.Open }
	if open(w.applies) {
		visit(&p.applies)
	}
	for i := range p.requires {
		if open(w.requires[i]) {
			visit(&p.requires[i])
		}
	}
	if open(w.dual) {
		visit(&p.dual)
	}
	for i := range p.grounds {
		if p.Refusal[i].Mode == "shall" && open(w.grounds[i]) {
			visit(&p.grounds[i])
		}
	}
}

// behind gives the questions behind an open atom: a fact is asked as it
// is; dual criminality is asked by the elements that keep it open.
func (d *Decision) behind(l *leaf, add func(candidate)) {
	switch {
	case l.Kind == rule.KindThreshold:
		d.penaltyQuestions(l.Threshold.Of, add)
	case l.Kind == rule.KindStatus:
		return
	case l.Fact == "dual-criminality" || l.Fact == "offence-of-instrument" || l.Fact == "offence-listed":
		d.elementQuestions(add)
	default:
		f := d.r.fact(l.Fact)
		if f == nil || f.Question == "" {
			return
		}
		field := "circumstances." + circumstanceKey(f.Code)
		if f.Kind == "derived" {
			if field = derivedField(f.Code); field == "" {
				return
			}
		}
		add(candidate{Question: Question{ID: "fact:" + f.Code, Text: f.Question, Field: field}, fact: f.Code})
	}
}

// penaltyQuestions ask what keeps a threshold open: the sentence, the maximum
// of the asker's own offence where it is not told, or what keeps the offences
// open whose maximum counts.
func (d *Decision) penaltyQuestions(of string, add func(candidate)) {
	k := d.m.Offence
	switch {
	case of == "sentence":
		if k == nil || k.SentenceMonths == nil {
			add(candidate{Question: Question{ID: "sentence", Field: "offence.sentence_months"}, keep: true})
		}
		return
	case of != "requested" && (k == nil || k.MaxPenaltyYears == nil):
		add(candidate{Question: Question{ID: "penalty", Field: "offence.max_penalty_years"}, keep: true})
	}
	d.elementQuestions(add)
}

func (r *Reasoner) fact(code string) *law.FactCode {
	if i, ok := r.facts.index[code]; ok {
		return &r.facts.codes[i]
	}
	return nil
}

// derivedField is where the answer to a derived fact goes, or "" where no
// single field of the matter answers it.
func derivedField(code string) string {
	switch {
	case strings.HasPrefix(code, "data-"):
		return "data.categories"
	case strings.HasPrefix(code, "issuer-"):
		return "authority"
	case strings.HasPrefix(code, "person-national"):
		return "persons.nationality"
	case strings.HasPrefix(code, "person-resides"):
		return "persons.residence"
	case code == "person-in-requested":
		return "persons.present_in"
	case strings.HasPrefix(code, "location-"):
		return "data.location"
	case code == "holder-provider":
		return "data.holder"
	case strings.HasPrefix(code, "acted-"):
		return "conduct.acted_in"
	case code == "victim-state":
		return "victims.state"
	case code == "organised-group": // an element too
		return "conduct.facts"
	}
	return ""
}

// elementQuestions ask what keeps the nearest offences of the requested state
// open; without any conduct, what was done.
func (d *Decision) elementQuestions(add func(candidate)) {
	if !d.dual.conduct.Known() {
		add(candidate{Question: Question{ID: "conduct", Field: "conduct.acts"}, keep: true})
		return
	}
	for which := range d.dual.sides {
		s := &d.dual.sides[len(d.dual.sides)-1-which] // the requested side first
		if s.finding.Value() != rule.Open {
			continue
		}
		n := 0
		for _, m := range d.telling(s) {
			if m.Value != rule.Open || m.Force.Finding.Raw() == rule.False || n == 4 {
				continue
			}
			n++
			d.partQuestions(m, add)
		}
	}
}

func (d *Decision) partQuestions(m *law.MatchedOffence, add func(candidate)) {
	for _, part := range d.r.corpus.Unknown(&m.Offence.Definition, &m.Result) {
		switch {
		case part == law.PartActs:
			add(candidate{Question: Question{ID: "conduct", Field: "conduct.acts"}, keep: true})
		case part == law.PartRight:
			add(candidate{Question: Question{ID: "without_right", Field: "conduct.without_right"}, keep: true})
		case strings.HasPrefix(part, "mens:"):
			add(candidate{Question: Question{ID: "mens_rea", Field: "conduct.mens_rea"}, keep: true})
		case part == law.PartAnyOf:
			for _, g := range m.Offence.AnyOf {
				for _, e := range g {
					d.elementQuestion(e, add)
				}
			}
		default:
			d.elementQuestion(part, add)
		}
	}
}

func (d *Decision) elementQuestion(code string, add func(candidate)) {
	k := d.dual.conduct
	if slices.Contains(k.Facts, code) || slices.Contains(k.Absent, code) {
		return
	}
	for i := range d.r.corpus.Vocabulary.Elements {
		if e := &d.r.corpus.Vocabulary.Elements[i]; e.Code == code {
			add(candidate{Question: Question{ID: "element:" + code, Text: e.Meaning, Field: "conduct.facts"}, element: code})
		}
	}
}
