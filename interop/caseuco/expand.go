package caseuco

import (
	"errors"
	"fmt"
	"io"

	"github.com/piprate/json-gold/ld"
)

// Contexts are documents that a context of another may name, by their addresses.
// Nothing else is loaded.
type Contexts map[string][]byte

// MissingContextError says which context a document needs that is not there.
type MissingContextError struct{ URL string }

func (e *MissingContextError) Error() string {
	return fmt.Sprintf("the document needs the context %q, and nothing is fetched: get it from a source that you trust, and give it", e.URL)
}

// loader gives what the caller handed over, a bounded number of times.
type loader struct {
	contexts Contexts
	prepare  *preparer
	loads    int
	err      error
}

const maxLoads = 100

// LoadDocument is called for every context that is named by its address.
func (l *loader) LoadDocument(url string) (*ld.RemoteDocument, error) {
	doc, err := l.load(url)
	if err != nil {
		l.err = err // the processor hides the cause
		return nil, err
	}
	return &ld.RemoteDocument{DocumentURL: url, Document: doc}, nil
}

func (l *loader) load(url string) (any, error) {
	data, ok := l.contexts[url]
	if !ok {
		return nil, &MissingContextError{url}
	}
	if l.loads++; l.loads > maxLoads {
		return nil, fmt.Errorf("contexts are named more than %d times", maxLoads)
	}
	if len(data) > MaxDocument {
		return nil, fmt.Errorf("the context %q has more than %d bytes", url, MaxDocument)
	}
	doc, err := readTree(data)
	if err != nil {
		return nil, fmt.Errorf("the context %q: %w", url, err)
	}
	object, ok := doc.(map[string]any)
	if !ok || object["@context"] == nil {
		return nil, fmt.Errorf(`the context %q is no object with "@context"`, url)
	}
	l.prepare.prepare(object, false)
	return object, l.prepare.bounded()
}

// expand reads a document and gives its nodes with whole names for all terms.
func expand(r io.Reader, contexts Contexts) (nodes []any, loose int, err error) {
	data, err := readAll(r)
	if err != nil {
		return nil, 0, err
	}
	doc, err := readTree(data)
	if err != nil {
		return nil, 0, err
	}
	switch doc.(type) {
	case map[string]any, []any:
	default:
		return nil, 0, errors.New("it is neither an object nor a list")
	}
	p := &preparer{}
	p.prepare(doc, true)
	if err := p.bounded(); err != nil {
		return nil, 0, err
	}
	l := &loader{contexts: contexts, prepare: p}
	nodes, err = process(doc, l)
	if l.err != nil {
		return nil, 0, l.err
	}
	return nodes, p.loose, err
}

// process runs the JSON-LD processor. It is the work of others and gets bytes of
// strangers: should it stumble, the document is refused and the program lives.
func process(doc any, l *loader) (nodes []any, err error) {
	defer func() {
		if e := recover(); e != nil {
			nodes, err = nil, fmt.Errorf("its contexts cannot be processed: %v", e)
		}
	}()
	o := ld.NewJsonLdOptions("")
	o.DocumentLoader = l
	o.ExpandContext = map[string]any{"@vocab": undefined}
	if nodes, err = ld.NewJsonLdProcessor().Expand(doc, o); err != nil {
		return nil, fmt.Errorf("it is no JSON-LD: %w", err)
	}
	return nodes, nil
}
