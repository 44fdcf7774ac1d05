package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// source is the folder law, as seen from here.
const source = "../../law"

// The schemas in docs/spec are those that the types and the vocabulary give.
func TestSchemasAreAsWritten(t *testing.T) {
	want, err := schemas(source)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(source, folder, name))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s is not as the types give it (%v): run go generate ./law", name, err)
		}
	}
}

// Comments reach the schema from the type itself and from what it embeds.
func TestCommentsReachTheSchema(t *testing.T) {
	all, err := schemas(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, comment := range []string{
		"Event is what happened to an offence over time.",
		"key of the file's sources",
		"Acts are alternatives; each is a set of acts that are needed together.",
	} {
		if !strings.Contains(string(all["state.schema.json"]), comment) {
			t.Errorf("no %q", comment)
		}
	}
}
