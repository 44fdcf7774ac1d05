package caseuco

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
)

// vector is what testdata/vector describes.
type vector struct {
	bundle   Bundle
	exhibits []Exhibit
	entries  []*custody.Opening
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func readVector(t *testing.T) vector {
	t.Helper()
	var v vector
	if err := json.Unmarshal(must(os.ReadFile("testdata/vector/bundle.json")), &v.bundle); err != nil {
		t.Fatal(err)
	}
	digests := strings.Split(strings.TrimSpace(string(must(os.ReadFile("testdata/vector/manifest-sha512.txt")))), "\n")
	for i, line := range bytes.Split(bytes.TrimSpace(must(os.ReadFile("testdata/vector/records.jsonl"))), []byte("\n")) {
		digest, _, _ := strings.Cut(digests[i], "  ")
		v.exhibits = append(v.exhibits, Exhibit{must(evidence.ParseRecord(line)), digest})
	}
	for _, name := range must(filepath.Glob("testdata/vector/custody/*.opening")) {
		o, _, err := custody.ParseOpening(must(os.ReadFile(name)))
		v.entries = append(v.entries, must(o, err))
	}
	return v
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func (v vector) export(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Export(&b, v.bundle, each(v.exhibits), each(v.entries)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads what must be read whole.
func read(t *testing.T, doc []byte) *Package {
	t.Helper()
	p, err := Read(bytes.NewReader(doc), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// expanded gives the nodes of a document by their names, as JSON-LD means them.
func expanded(t *testing.T, doc []byte) map[string]*thing {
	t.Helper()
	nodes, _, err := expand(bytes.NewReader(doc), nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := collect(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return g.byID
}

func small(names ...string) vector {
	v := vector{bundle: Bundle{ID: strings.Repeat("ab", 16), Sealed: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), SignerKey: "ed25519:x"}}
	for i, n := range names {
		v.exhibits = append(v.exhibits, Exhibit{Record: &evidence.Record{Name: n, Origin: "o", Basis: "b", Collector: "c",
			Salt: fmt.Sprintf("%064x", i+1), SHA256: strings.Repeat("0f", 32), Size: int64(i)}})
	}
	return v
}

func gapsOf(p *Package) []string {
	var out []string
	for _, g := range p.NotUnderstood {
		out = append(out, fmt.Sprintf("%d %s %s", g.Count, g.Class, g.Property))
	}
	slices.Sort(out)
	return out
}
