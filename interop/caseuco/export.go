package caseuco

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
)

// Bundle is what the description says of the whole. Texts that are empty are not
// stated.
type Bundle struct {
	ID         string    // 16 bytes in hex
	Sealed     time.Time // to the second
	SignerKey  string    // ed25519:…
	SignerName string
	Recipients []string // their public keys
	Reference  string   // of the case, as the signer names it
	Statement  string   // digest of the signed statement, sha256:…; not known before sealing
	Tool       string   // what seals
}

// Exhibit is a record with what the manifests say beside it.
type Exhibit struct {
	Record *evidence.Record
	SHA512 string // hex; empty if there is no such manifest
}

// Export writes the description of a bundle. It goes through the exhibits and the
// entries once, in the order that they are given in; either may be nil.
func Export(w io.Writer, b Bundle, exhibits iter.Seq2[Exhibit, error], entries iter.Seq2[*custody.Opening, error]) error {
	x, err := NewExporter(w, b)
	if err != nil {
		return err
	}
	if exhibits != nil {
		for e, err := range exhibits {
			if err != nil {
				return err
			}
			if err := x.Exhibit(e); err != nil {
				return err
			}
		}
	}
	if entries != nil {
		for o, err := range entries {
			if err != nil {
				return err
			}
			if err := x.Entry(o); err != nil {
				return err
			}
		}
	}
	return x.Close()
}

// Exporter writes a description step by step: every exhibit, then every custody
// entry, then Close. [Export] does all of it.
type Exporter struct {
	doc    *documentWriter
	bundle namespace
	last   map[string]string // the node of each kind that was written last
	seal   string            // the action
	file   string            // the investigation, if there is a reference
}

// NewExporter begins the description: the investigation, who seals for whom, and
// the sealing.
func NewExporter(w io.Writer, b Bundle) (*Exporter, error) {
	ns, err := parseNamespace(b.ID)
	if err != nil {
		return nil, fmt.Errorf("describe a bundle: %w", err)
	}
	for _, s := range append([]string{b.SignerKey, b.SignerName, b.Reference, b.Statement, b.Tool}, b.Recipients...) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\u2028\u2029") {
			return nil, fmt.Errorf("describe bundle %s: %q is not one line of UTF-8", b.ID, s)
		}
	}
	if b.Statement != "" {
		if _, err := custody.ParseDigest(b.Statement); err != nil {
			return nil, fmt.Errorf("describe bundle %s: %w", b.ID, err)
		}
	}
	x := &Exporter{doc: newDocumentWriter(w), bundle: ns, last: map[string]string{}}
	if b.Reference != "" {
		x.file = ns.id("investigation", b.Reference)
		x.doc.node(node{"@id": x.file, "@type": "case-investigation:Investigation", "uco-core:name": b.Reference})
	}
	x.sealing(b)
	return x, x.doc.err
}

// sealing writes the action that made the bundle. What went into it is added with
// each exhibit.
func (x *Exporter) sealing(b Bundle) {
	x.seal = x.bundle.id("sealing", b.ID)
	signer := x.bundle.id("signer", b.SignerKey)
	who := node{"@id": signer, "@type": "uco-identity:Identity",
		"uco-core:externalReference": reference(x.bundle.id("key", b.SignerKey), contextSigner, b.SignerKey)}
	who.put("uco-core:name", b.SignerName)
	x.doc.node(who)
	x.hold(signer, "signer")
	var readers []string
	for _, key := range b.Recipients {
		readers = append(readers, x.identity(key, "recipient"))
	}
	at := typed("dateTime", b.Sealed.UTC().Format(time.RFC3339))
	action := node{"@id": x.seal, "@type": "case-investigation:InvestigativeAction", "uco-core:name": string(custody.Sealed),
		"uco-action:startTime": at, "uco-action:endTime": at, "uco-action:performer": ref(signer)}
	action.put("uco-action:participant", refs(readers...))
	if b.Tool != "" {
		action["uco-action:instrument"] = ref(x.tool(b.Tool))
	}
	bundle, out := x.bundle.id("bundle", b.ID), x.bundle.id("provenance", "bundle:"+b.ID)
	results := []string{bundle, out}
	names := []node{reference(x.bundle.id("reference", b.ID), contextBundle, b.ID)}
	x.doc.node(node{"@id": out, "@type": "case-investigation:ProvenanceRecord", "case-investigation:exhibitNumber": "bundle:" + b.ID,
		"uco-core:object": ref(bundle)})
	if b.Statement != "" {
		names = append(names, reference(x.bundle.id("reference", b.Statement), contextStatement, b.Statement))
		results = append(results, x.provenance(b.Statement, bundle))
	}
	x.doc.node(node{"@id": bundle, "@type": "uco-observable:ObservableObject", "uco-core:name": "bundle " + b.ID,
		"uco-core:externalReference": names})
	action["uco-action:result"] = refs(results...)
	x.doc.node(action)
}

// Close ends the document.
func (x *Exporter) Close() error { return x.doc.close() }

// changed says whether a node has to be written: it is not if the last one of its
// kind was the same. More is not remembered, so that memory does not grow.
func (x *Exporter) changed(kind, id string) bool {
	if x.last[kind] == id {
		return false
	}
	x.last[kind] = id
	return true
}

// identity writes a person or an authority, which of them a record does not say,
// in its role.
func (x *Exporter) identity(name, role string) string {
	id := x.bundle.id("identity", name)
	if x.changed(role, id) {
		x.doc.node(node{"@id": id, "@type": "uco-identity:Identity", "uco-core:name": name})
		x.hold(id, role)
	}
	return id
}

func (x *Exporter) hold(identity, role string) {
	id := x.bundle.id("role", role)
	x.doc.node(node{"@id": id, "@type": "uco-role:Role", "uco-core:name": role})
	x.doc.node(node{"@id": x.bundle.id("holder", role+" "+identity), "@type": "uco-core:Relationship", "uco-core:isDirectional": true,
		"uco-core:kindOfRelationship": "Has_Role", "uco-core:source": ref(identity), "uco-core:target": ref(id)})
}

func (x *Exporter) tool(name string) string {
	id := x.bundle.id("tool", name)
	if x.changed("tool", id) {
		x.doc.node(node{"@id": id, "@type": "uco-tool:Tool", "uco-core:name": name})
	}
	return id
}

// provenance writes the root record of whatever has this digest. Its number is
// the digest: that is what custody entries know an exhibit by.
func (x *Exporter) provenance(digest string, objects ...string) string {
	id := x.bundle.id("provenance", digest)
	n := node{"@id": id, "@type": "case-investigation:ProvenanceRecord", "case-investigation:exhibitNumber": digest}
	n.put("uco-core:object", refs(objects...))
	x.doc.node(n)
	return id
}
