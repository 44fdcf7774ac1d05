package caseuco

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	// MaxDocument is the largest document that is read, in bytes.
	MaxDocument = 32 << 20

	maxDepth  = 100
	maxValues = 1_000_000
)

// treeReader reads JSON with bounds. It refuses what other readers settle in
// silence: a key that stands twice, bytes that are not UTF-8, text behind the end.
type treeReader struct {
	d      *json.Decoder
	values int
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxDocument {
		return nil, fmt.Errorf("it has more than %d bytes: split it", MaxDocument)
	}
	return data, nil
}

func readTree(data []byte) (any, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, errors.New("it is not UTF-8")
	}
	t := &treeReader{d: json.NewDecoder(bytes.NewReader(data))}
	t.d.UseNumber() // sizes stay what they are
	v, err := t.value(0)
	if err == nil {
		if _, e := t.d.Token(); e != io.EOF {
			err = errors.New("there is more behind the end")
		}
	}
	if err == io.EOF {
		err = errors.New("it ends too early")
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", lineAt(data, t.d.InputOffset()), err)
	}
	return v, nil
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func (t *treeReader) value(depth int) (any, error) {
	if t.values++; t.values > maxValues {
		return nil, fmt.Errorf("more than %d values: split it", maxValues)
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("more than %d levels", maxDepth)
	}
	tok, err := t.d.Token()
	if err != nil {
		return nil, err
	}
	switch tok {
	case json.Delim('{'):
		return t.object(depth)
	case json.Delim('['):
		return t.array(depth)
	}
	return tok, nil
}

func (t *treeReader) object(depth int) (any, error) {
	out := map[string]any{}
	for t.d.More() {
		tok, err := t.d.Token()
		if err != nil {
			return nil, err
		}
		key := tok.(string) // the decoder gives no other
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("the key %q stands twice in one object", key)
		}
		if out[key], err = t.value(depth + 1); err != nil {
			return nil, err
		}
	}
	_, err := t.d.Token()
	return out, err
}

func (t *treeReader) array(depth int) (any, error) {
	out := []any{}
	for t.d.More() {
		v, err := t.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := t.d.Token()
	return out, err
}

// undefined is where a term goes that no context defines. Expansion would drop it.
const undefined = "urn:comity:undefined:"

// preparer makes the contexts of a document keep every term, and bounds the work
// that they can ask for.
type preparer struct {
	objects, contexts, terms int
	scoped                   bool
	loose                    int // texts and numbers that stand where only nodes mean something
}

// prepare walks the document; it changes contexts alone.
func (p *preparer) prepare(v any, nodes bool) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			p.prepare(e, nodes)
		}
	case map[string]any:
		p.objects++
		for key, e := range v {
			if key == "@context" {
				p.contexts++
				v[key] = p.context(e)
			} else {
				p.prepare(e, key == "@graph" || key == "@included")
			}
		}
	case nil:
	default:
		if nodes {
			p.loose++
		}
	}
}

// context puts a vocabulary for undefined terms wherever a context takes the one
// before away, and gives a name to terms that it takes out.
func (p *preparer) context(v any) any {
	vocabulary := map[string]any{"@vocab": undefined}
	switch v := v.(type) {
	case nil:
		return []any{nil, vocabulary}
	case []any:
		var out []any
		for _, e := range v {
			if e = p.context(e); e != nil {
				if list, ok := e.([]any); ok {
					out = append(out, list...)
					continue
				}
			}
			out = append(out, e)
		}
		return out
	case map[string]any:
		for key, e := range v {
			p.terms++
			v[key] = p.term(key, e)
		}
	}
	return v
}

func (p *preparer) term(key string, v any) any {
	definition, isObject := v.(map[string]any)
	number, isNumber := v.(json.Number)
	switch {
	case key == "@version" && isNumber: // the processor wants it as a number of Go
		version, err := number.Float64()
		if err != nil {
			return v
		}
		return version
	case key == "@vocab" && (v == nil || v == ""):
		return undefined
	case strings.HasPrefix(key, "@"):
		return v
	case v == nil:
		return undefined + key
	case isObject:
		if id, there := definition["@id"]; there && id == nil {
			definition["@id"] = undefined + key
		}
		if inner, there := definition["@context"]; there {
			p.scoped = true
			definition["@context"] = p.context(inner)
		}
	}
	return v
}

// bounded refuses contexts that would cost more than they say: each is copied for
// every context, or with scopes for every object, below it.
func (p *preparer) bounded() error {
	const most = 10_000_000
	times := p.contexts
	if p.scoped {
		times = p.objects
	}
	if p.terms*times > most {
		return fmt.Errorf("its %d contexts with %d terms would have to be applied %d times: use one context for all", p.contexts, p.terms, times)
	}
	return nil
}
