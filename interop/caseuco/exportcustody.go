package caseuco

import (
	"fmt"
	"time"

	"github.com/comity-dev/comity/custody"
)

// Entry writes a custody entry as an action. Its name is that of its commitment,
// so the description of another bundle about the same exhibit means the same one.
// The salt stays out.
func (x *Exporter) Entry(o *custody.Opening) error {
	r, err := custody.ParseRecord(o.Record)
	if err != nil {
		return fmt.Errorf("describe a custody entry: %w", err)
	}
	name := o.Commitment().String()
	at := typed("dateTime", r.Time.UTC().Format(time.RFC3339))
	n := node{"@id": everywhere.id("entry", name), "@type": "case-investigation:InvestigativeAction", "uco-core:name": string(r.Kind),
		"uco-action:startTime": at, "uco-action:endTime": at,
		"uco-action:performer":       ref(x.identity(r.Actor, "custodian")),
		"uco-core:externalReference": reference(everywhere.id("entry reference", name), contextEntry, name)}
	for _, other := range []string{r.From, r.To} {
		if other != "" {
			n["uco-action:participant"] = ref(x.identity(other, "counterpart"))
		}
	}
	n.put("uco-core:description", r.Note)
	n.put("uco-action:object", refs(x.taken(r)...))
	if r.After != nil {
		before := r.After.String()
		id := everywhere.id("entry", before)
		x.doc.node(node{"@id": id, "@type": "case-investigation:InvestigativeAction",
			"uco-core:externalReference": reference(everywhere.id("entry reference", before), contextEntry, before)})
		n["case-investigation:wasInformedBy"] = ref(id)
	}
	n["uco-action:result"] = ref(x.given(r, name))
	x.doc.node(n)
	return x.doc.err
}

// taken are the records of provenance that go into an entry: those of what an
// exhibit was made from, and the one that the entry before gave out. The first
// entry about an exhibit that is there already takes its root record, and one
// that collects it none.
func (x *Exporter) taken(r *custody.Record) []string {
	var out []string
	for _, s := range r.Sources {
		out = append(out, x.provenance(s.String()))
	}
	if r.After != nil {
		id := everywhere.id("held", r.After.String())
		x.doc.node(node{"@id": id, "@type": "case-investigation:ProvenanceRecord"})
		return append(out, id)
	}
	if len(out) > 0 || r.Kind == custody.Collected {
		return out
	}
	return []string{x.provenance(r.Exhibit.String())}
}

// given is the record of provenance that an entry gives out. It has the number of
// the exhibit, and as roots those of what a derived one was made from.
func (x *Exporter) given(r *custody.Record, name string) string {
	id := everywhere.id("held", name)
	n := node{"@id": id, "@type": "case-investigation:ProvenanceRecord", "case-investigation:exhibitNumber": r.Exhibit.String(),
		"uco-core:object": ref(x.provenance(r.Exhibit.String()))}
	var roots []string
	for _, s := range r.Sources {
		roots = append(roots, s.String())
	}
	switch len(roots) {
	case 0:
	case 1:
		n["case-investigation:rootExhibitNumber"] = roots[0]
	default:
		n["case-investigation:rootExhibitNumber"] = roots
	}
	x.doc.node(n)
	return id
}
