package opinion

import (
	"slices"

	"github.com/comity-dev/comity/law"
)

// channel is who asks whom: as the provision says, with the institutions that
// are held on both sides.
func (d *Decision) channel(p *law.Provision) Channel {
	var c Channel
	if p != nil {
		c.Text = p.Channel
	}
	competences := d.competences(p)
	c.From = bodies(d.requesting, competences)
	c.To = bodies(d.requested, competences)
	if l := d.requested.Law; l != nil && l.Languages != nil {
		c.Languages = l.Languages.Accepted
	}
	return c
}

// competences are those that serve a way, the most fitting first.
func (d *Decision) competences(p *law.Provision) []string {
	measure := d.measures[0]
	if p != nil && p.Measure != "" {
		measure = p.Measure
	}
	switch measure {
	case "preservation", "preserved-traffic-disclosure", "contact-24-7", "emergency-disclosure", "emergency-mla", "police-cooperation":
		return []string{"contact-24-7", "mutual-assistance"}
	case "extradition", "provisional-arrest", "transit":
		return []string{"extradition", "mutual-assistance"}
	}
	if direct(measure) {
		return nil
	}
	return []string{"mutual-assistance"}
}

func bodies(s *law.State, competences []string) []Body {
	if s.Law == nil {
		return nil
	}
	for _, want := range competences {
		var out []Body
		for i := range s.Law.Authorities {
			a := &s.Law.Authorities[i]
			if a.Competence == want && (a.InForce == nil || *a.InForce) {
				out = append(out, Body{s.ID, a.Competence, a.Name, a.Network, citation(nationalPrefix+s.ID, nonEmpty(a.Provision), a.Fact)})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// expected is how long a measure takes in truth, by the figure made for the
// requested state if there is one.
func (d *Decision) expected(measure string) *Expected {
	key := matterOf(d.family)
	switch {
	case direct(measure):
		return nil // no figure is held
	case measure == "preservation":
		key = "preservation"
	case d.family == familyExtradition:
		key = "extradition"
	}
	var best *law.Practice
	for i := range d.r.corpus.Vocabulary.Practice {
		p := &d.r.corpus.Vocabulary.Practice[i]
		if !slices.Contains(p.For, key) || len(p.Requested) > 0 && !slices.Contains(p.Requested, d.m.Requested) {
			continue
		}
		if best == nil || len(p.Requested) > 0 {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return &Expected{Low: best.Low, High: best.High, Unit: best.Unit, Basis: best.Basis, AsOf: best.AsOf, Cite: citation("practice:"+best.ID, nil, best.Fact)}
}
