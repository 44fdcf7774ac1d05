package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/comity-dev/comity/law"
)

// Every code that the corpus holds in a closed or open list, and that an
// opinion shows, has words: none is read out as it is written in the data.
func TestCorpusHasWords(t *testing.T) {
	p := testPrinter(t)
	seen := map[string]bool{}
	check := func(group, code, where string) {
		if code == "" || seen[group+" "+code] {
			return
		}
		seen[group+" "+code] = true
		if p.message(group, code) == nil && p.vocab[group][code] == "" {
			t.Errorf("no words for %s %q (%s)", group, code, where)
		}
	}
	for _, id := range p.corpus.Instruments() {
		i := p.corpus.Instrument(id)
		if i.Text != nil {
			for n := range i.Text.Provisions {
				checkProvision(&i.Text.Provisions[n], check)
			}
		}
		for _, r := range i.Reservations {
			for _, e := range r.Effects {
				kind, _, _ := strings.Cut(e, ":")
				check("declared", kind, id)
			}
		}
	}
	for _, id := range p.corpus.States() {
		s := p.corpus.State(id)
		if s == nil || s.Law == nil {
			continue
		}
		for _, r := range s.Law.Rules {
			check("topic", r.Topic, id)
		}
		for _, w := range s.Law.Powers {
			check("topic", w.Power, id)
		}
		for _, a := range s.Law.Authorities {
			if !strings.HasPrefix(a.Network, "none") && !strings.Contains(a.Network, "(") {
				check("network", a.Network, id)
			}
		}
		if l := s.Law.Languages; l != nil {
			for _, code := range l.Accepted {
				check("language", code, id)
			}
		}
		for _, j := range s.Law.Jurisdiction {
			check("basis", j.Ground, id)
		}
	}
}

func checkProvision(v *law.Provision, check func(group, code, where string)) {
	for _, r := range v.Rules {
		if r.Topic != "gist" && !editorial[r.Topic] {
			check("topic", r.Topic, v.ID)
		}
		if r.Gist == "yes" {
			check("rule-yes", r.Topic, v.ID)
		}
	}
	for k := range v.Form {
		check("form", k, v.ID)
	}
	for _, c := range v.Content {
		if !strings.Contains(c.Required, " ") && c.Required != "yes" {
			check("required", c.Required, v.ID)
		}
	}
	for _, d := range v.Deadlines {
		if d.Event != "other" {
			check("event", d.Event, v.ID)
		}
	}
}

// The names of instruments are such as a minister would read; in the margin
// they are short, and no two are the same.
func TestInstrumentNames(t *testing.T) {
	p := testPrinter(t)
	short := map[string]string{}
	for _, id := range p.corpus.Instruments() {
		name, margin := p.instrument(id), p.shortName(id)
		if words := strings.Fields(strings.ToLower(name)); slices.Contains(words, "mla") || slices.Contains(words, "mlat") {
			t.Errorf("%s: %q is jargon", id, name)
		}
		if utf8.RuneCountInString(margin) > 32 {
			t.Errorf("%s: %q is long for a margin", id, margin)
		}
		if other := short[margin]; other != "" {
			t.Errorf("%s and %s are both %q in the margin", other, id, margin)
		}
		short[margin] = id
	}
}
