package caseuco

import (
	"fmt"
	"io"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
)

// Describe is for [evidence.SealOptions]: it describes a bundle while it is sealed,
// into the file description.jsonld. The digest of the statement and SHA-512 are
// not known there; [Export] adds them once the bundle is opened.
func Describe(w io.Writer, d evidence.Description) (evidence.Describer, error) {
	at, err := time.Parse(time.RFC3339, d.Sealed)
	if err != nil {
		return nil, fmt.Errorf("describe bundle %s: %w", d.Bundle, err)
	}
	x, err := NewExporter(w, Bundle{ID: d.Bundle, Sealed: at, SignerKey: d.Signer.Key, SignerName: d.Signer.Name,
		Recipients: d.Recipients, Reference: d.Reference})
	if err != nil {
		return nil, err
	}
	return &describer{x, d.History}, nil
}

// describer is an exporter as sealing wants it.
type describer struct {
	x       *Exporter
	history []evidence.Held
}

func (d *describer) Record(r *evidence.Record) error { return d.x.Exhibit(Exhibit{Record: r}) }

// Close describes the custody up to sealing, after all exhibits.
func (d *describer) Close() error {
	for _, h := range d.history {
		o, _, err := custody.ParseOpening(h.Opening)
		if err != nil {
			return err
		}
		if err := d.x.Entry(o); err != nil {
			return err
		}
	}
	return d.x.Close()
}
