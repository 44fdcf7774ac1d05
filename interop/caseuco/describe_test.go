package caseuco

import (
	"bytes"
	"testing"
	"time"

	"github.com/comity-dev/comity/evidence"
)

// What is described at sealing is what would be exported later, but for what is
// not known yet.
func TestDescribeIsExport(t *testing.T) {
	v := readVector(t)
	v.bundle.Statement, v.bundle.Tool = "", ""
	var history []evidence.Held
	for _, o := range v.entries {
		history = append(history, evidence.Held{Opening: o.Marshal()})
	}
	for i := range v.exhibits {
		v.exhibits[i].SHA512 = ""
	}
	var b bytes.Buffer
	d, err := Describe(&b, evidence.Description{Bundle: v.bundle.ID, Reference: v.bundle.Reference, Sealed: v.bundle.Sealed.Format(time.RFC3339),
		Signer: evidence.Signer{Key: v.bundle.SignerKey, Name: v.bundle.SignerName}, Recipients: v.bundle.Recipients, History: history})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range v.exhibits {
		if err := d.Record(e.Record); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), v.export(t)) {
		t.Errorf("described at sealing:\n%s\nexported:\n%s", b.Bytes(), v.export(t))
	}
}

func TestDescribeRefuses(t *testing.T) {
	good := evidence.Description{Bundle: small().bundle.ID, Sealed: "2026-11-23T12:00:00Z"}
	for _, change := range []func(*evidence.Description){
		func(d *evidence.Description) { d.Bundle = "x" },
		func(d *evidence.Description) { d.Sealed = "today" },
		func(d *evidence.Description) { d.History = []evidence.Held{{Opening: []byte("x")}} },
	} {
		d := good
		change(&d)
		x, err := Describe(new(bytes.Buffer), d)
		if err == nil {
			err = x.Close()
		}
		if err == nil {
			t.Errorf("%+v was described", d)
		}
	}
}
