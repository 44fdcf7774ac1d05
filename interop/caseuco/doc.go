// Package caseuco writes what a bundle holds in CASE 1.4.0 and UCO 1.4.0, the
// ontologies in which tools for digital forensics tell each other of evidence,
// and reads what such tools have written. docs/spec/case-uco.md gives every byte.
//
// # Writing
//
// [Export] writes one JSON-LD document: the exhibits with their digests, where
// they came from, who collected them, with what and on which legal basis, the
// sealing, and the custody entries.
//
//	err := caseuco.Export(w, caseuco.Bundle{ID: id, Sealed: at, SignerKey: key}, exhibits, entries)
//
// It goes through the exhibits and the entries once and keeps none of them, so
// memory does not grow with their number. The same input gives the same bytes.
// The document can go into the bundle at sealing, or be made from an opened one.
// It proves nothing by itself: the bundle does.
//
// # Reading
//
// [Read] takes a document of any tool, with any context, and gives a [Package]:
// the files with their digests, the actions, records of provenance, identities,
// tools and authorizations. Whatever was in the document and is not in the
// package is listed in [Package.NotUnderstood]; nothing is lost in silence.
//
//	p, err := caseuco.Read(r, nil)
//	lines, left := p.Metadata()
//
// A document may name contexts that lie elsewhere. Nothing is ever fetched: the
// caller hands them over, or [Read] says which one is missing.
//
// # What not to do
//
// Do not take what was read for proved. Digests become claims that nobody has
// checked; who acted and when is the word of whoever wrote the document.
//
// # Limits
//
// A document that is read is held in memory: at most [MaxDocument] bytes, a
// million values, 100 levels. Writing has no such limit, so the description of a
// very large bundle is for tools that read it in a stream or in a database.
package caseuco
