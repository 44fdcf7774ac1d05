package caseuco

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// node is one line of the document. Its keys are compact names of the context.
type node map[string]any

// documentWriter writes a node a line, in canonical JSON: the keys are in order
// and ASCII, texts hold no character that needs care, numbers are texts.
type documentWriter struct {
	w     *bufio.Writer
	any   bool
	err   error
	lines bytes.Buffer
}

func newDocumentWriter(w io.Writer) *documentWriter {
	d := &documentWriter{w: bufio.NewWriterSize(w, 64<<10)}
	d.write(`{"@context":`)
	d.json(prefixes)
	d.write(`,"@graph":[`)
	return d
}

func (d *documentWriter) write(s string) {
	if d.err == nil {
		_, d.err = d.w.WriteString(s)
	}
}

func (d *documentWriter) json(v any) {
	d.lines.Reset()
	e := json.NewEncoder(&d.lines)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil && d.err == nil {
		d.err = err
	}
	d.write(string(bytes.TrimSuffix(d.lines.Bytes(), []byte("\n"))))
}

func (d *documentWriter) node(n node) {
	if d.any {
		d.write(",")
	}
	d.any = true
	d.write("\n")
	d.json(n)
}

func (d *documentWriter) close() error {
	d.write("\n]}\n")
	if d.err == nil {
		d.err = d.w.Flush()
	}
	if d.err != nil {
		return fmt.Errorf("write the description: %w", d.err)
	}
	return nil
}

// ref points at a node.
func ref(id string) node { return node{"@id": id} }

// refs points at some: one stands alone, none gives nil.
func refs(ids ...string) any {
	switch len(ids) {
	case 0:
		return nil
	case 1:
		return ref(ids[0])
	}
	var out []node
	for _, id := range ids {
		out = append(out, ref(id))
	}
	return out
}

func typed(name, value string) node { return node{"@type": "xsd:" + name, "@value": value} }

// put sets what is there: an empty text or no node says nothing.
func (n node) put(key string, v any) {
	if v != nil && v != "" {
		n[key] = v
	}
}

// reference is a name that the thing has outside of the document.
func reference(id, context, name string) node {
	return node{"@id": id, "@type": "uco-core:ExternalReference", "uco-core:definingContext": context, "uco-core:externalIdentifier": name}
}
