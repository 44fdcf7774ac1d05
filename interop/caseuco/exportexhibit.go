package caseuco

import (
	"fmt"
	"path"
	"strconv"

	"github.com/comity-dev/comity/evidence"
)

// Exhibit writes an exhibit, how it was collected or made, and that it was sealed.
func (x *Exporter) Exhibit(e Exhibit) error {
	r := e.Record
	leaf, err := r.LeafHash()
	if err != nil {
		return fmt.Errorf("describe an exhibit: %w", err)
	}
	id := everywhere.id("exhibit", leaf)
	action := x.collection(r, leaf)
	x.doc.node(x.observable(e, leaf))
	record := x.provenance("sha256:"+r.SHA256, id)
	action["uco-action:result"] = refs(id, record)
	x.doc.node(action)
	for i, c := range r.Claimed {
		x.doc.node(claim(c, fmt.Sprintf("%s %d", leaf, i), id))
	}
	x.doc.node(node{"@id": x.seal, "uco-action:object": ref(record), "case-investigation:wasInformedBy": ref(everywhere.id("collection", leaf))})
	return x.doc.err
}

// observable is the file. Its facet has the name that the file had where it came
// from; uco-core:name is the one in the bundle.
func (x *Exporter) observable(e Exhibit, leaf string) node {
	r := e.Record
	from := r.Name
	if r.Original != "" {
		from = r.Original
	}
	size := typed("integer", strconv.FormatInt(r.Size, 10))
	hashes := []node{digest(everywhere.id("sha256", leaf), "sha256", r.SHA256)}
	if e.SHA512 != "" {
		hashes = append(hashes, digest(everywhere.id("sha512", leaf), "sha512", e.SHA512))
	}
	n := node{"@id": everywhere.id("exhibit", leaf), "@type": []string{"uco-observable:File", "uco-observable:ObservableObject"},
		"uco-core:name":              r.Name,
		"uco-core:externalReference": reference(everywhere.id("record", leaf), contextRecord, leaf),
		"uco-core:hasFacet": []node{
			{"@id": everywhere.id("content", leaf), "@type": "uco-observable:ContentDataFacet", "uco-observable:hash": hashes, "uco-observable:sizeInBytes": size},
			{"@id": everywhere.id("file", leaf), "@type": "uco-observable:FileFacet", "uco-observable:fileName": path.Base(from),
				"uco-observable:filePath": from, "uco-observable:sizeInBytes": size},
		}}
	if r.Derived != nil {
		var sources []string
		for _, s := range r.Derived.Sources {
			sources = append(sources, everywhere.id("exhibit", s))
		}
		n["case-investigation:wasDerivedFrom"] = refs(sources...)
	}
	return n
}

func digest(id, algorithm, value string) node {
	return node{"@id": id, "@type": "uco-types:Hash", "uco-types:hashMethod": hashNames[algorithm], "uco-types:hashValue": typed("hexBinary", value)}
}

// collection is the action that an exhibit comes from: it was collected, or made
// from others. What it refers to is written first.
func (x *Exporter) collection(r *evidence.Record, leaf string) node {
	n := node{"@id": everywhere.id("collection", leaf), "@type": "case-investigation:InvestigativeAction", "uco-core:name": "collected"}
	if r.Collector != "" {
		n["uco-action:performer"] = ref(x.identity(r.Collector, "collector"))
	}
	if r.Tool != "" {
		n["uco-action:instrument"] = ref(x.tool(r.Tool))
	}
	if r.Basis != "" {
		n["case-investigation:relevantAuthorization"] = ref(x.authorization(r.Basis))
	}
	if r.Collected != "" {
		n["uco-action:startTime"], n["uco-action:endTime"] = typed("dateTime", r.Collected), typed("dateTime", r.Collected)
	}
	var objects []string
	if r.Origin != "" {
		objects = append(objects, x.origin(r.Origin))
	}
	if r.Derived != nil {
		n["uco-core:name"] = string(r.Derived.How)
		var before []string
		for _, s := range r.Derived.Sources {
			objects = append(objects, x.source(s)...)
			before = append(before, everywhere.id("collection", s))
		}
		n["case-investigation:wasInformedBy"] = refs(before...)
	}
	n.put("uco-action:object", refs(objects...))
	return n
}

// authorization is the legal basis, which the record has as one text.
func (x *Exporter) authorization(basis string) string {
	id := x.bundle.id("authorization", basis)
	if x.changed("authorization", id) {
		x.doc.node(node{"@id": id, "@type": "case-investigation:Authorization", "case-investigation:authorizationIdentifier": basis})
		if x.file != "" {
			x.doc.node(node{"@id": x.file, "case-investigation:relevantAuthorization": ref(id)})
		}
	}
	return id
}

func (x *Exporter) origin(text string) string {
	id := x.bundle.id("origin", text)
	if x.changed("origin", id) {
		x.doc.node(node{"@id": id, "@type": "uco-observable:ObservableObject", "uco-core:description": text})
	}
	return id
}

// source writes as much of an exhibit as is known of one that may be in another
// bundle: that it is there, was collected, and has been taken up.
func (x *Exporter) source(leaf string) []string {
	id, record := everywhere.id("exhibit", leaf), everywhere.id("taken", leaf)
	x.doc.node(node{"@id": id, "@type": "uco-observable:ObservableObject",
		"uco-core:externalReference": reference(everywhere.id("record", leaf), contextRecord, leaf)})
	x.doc.node(node{"@id": everywhere.id("collection", leaf), "@type": "case-investigation:InvestigativeAction"})
	x.doc.node(node{"@id": record, "@type": "case-investigation:ProvenanceRecord", "uco-core:object": ref(id)})
	return []string{id, record}
}

// claim is a digest that an exhibit came with. It is an assertion about the file
// and not among its hashes, which were computed at sealing. A digest whose name is
// not in UCO's vocabulary stands in the statement.
func claim(c evidence.Claim, name, exhibit string) node {
	n := node{"@id": everywhere.id("claim", name), "@type": "uco-core:Annotation", "uco-core:object": ref(exhibit),
		"uco-core:description": c.By, "uco-core:statement": string(c.Result), "uco-core:tag": tagClaim}
	if _, known := hashNames[c.Algorithm]; !known {
		n["uco-core:statement"] = fmt.Sprintf("%s %s %s", c.Result, c.Algorithm, c.Value)
		return n
	}
	n["uco-core:hasFacet"] = node{"@id": everywhere.id("claim content", name), "@type": "uco-observable:ContentDataFacet",
		"uco-observable:hash": digest(everywhere.id("claim hash", name), c.Algorithm, c.Value)}
	return n
}
