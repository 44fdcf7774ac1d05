package caseuco

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/comity-dev/comity/custody"
)

// Entry is a custody entry as a description says it. Nothing shows that it is in a
// log: for that the opening and its proof are needed.
type Entry struct {
	Commitment custody.Commitment
	Record     *custody.Record
}

// Entries gives the custody entries that [Exporter.Entry] has described.
func (p *Package) Entries() ([]Entry, error) {
	named := map[string]string{} // commitments, by the name of the action
	for _, a := range p.Actions {
		for _, r := range a.References {
			if r.Context == contextEntry {
				named[a.ID] = r.Name
			}
		}
	}
	var out []Entry
	for _, a := range p.Actions {
		if named[a.ID] == "" || a.Start == "" { // without a time it is one that another came after
			continue
		}
		e, err := p.entry(a, named)
		if err != nil {
			return nil, fmt.Errorf("the custody entry %s: %w", a.ID, err)
		}
		out = append(out, e)
	}
	return out, nil
}

func (p *Package) entry(a *Action, named map[string]string) (e Entry, err error) {
	if e.Commitment, err = custody.ParseCommitment(named[a.ID]); err != nil {
		return e, err
	}
	r := &custody.Record{Kind: custody.Kind(a.Name), Actor: p.names[a.Performer]}
	if r.Time, err = time.Parse(time.RFC3339, a.Start); err != nil {
		return e, err
	}
	if len(a.Descriptions) > 0 {
		r.Note = a.Descriptions[0]
	}
	for _, id := range a.Participants {
		if r.Kind == custody.Received {
			r.From = p.names[id]
		} else {
			r.To = p.names[id]
		}
	}
	for _, id := range a.InformedBy {
		c, err := custody.ParseCommitment(named[id])
		if err != nil {
			return e, err
		}
		r.After = &c
	}
	if len(a.Results) != 1 {
		return e, errors.New("it does not give out one record of provenance")
	}
	if err := exhibitOf(r, p.records[a.Results[0]]); err != nil {
		return e, err
	}
	e.Record = r
	return e, r.Valid()
}

// exhibitOf reads what an entry is about from the record of provenance that it
// gives out.
func exhibitOf(r *custody.Record, given *Provenance) (err error) {
	if given == nil {
		return errors.New("the record of provenance that it gives out is not there")
	}
	if r.Exhibit, err = custody.ParseDigest(given.Number); err != nil {
		return err
	}
	for _, s := range given.Roots {
		d, err := custody.ParseDigest(s)
		if err != nil {
			return err
		}
		r.Sources = append(r.Sources, d)
	}
	slices.SortFunc(r.Sources, func(a, b custody.Digest) int { return slices.Compare(a[:], b[:]) })
	return nil
}
