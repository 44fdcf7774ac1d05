package caseuco

import (
	"encoding/json"
	"fmt"
	"strings"
)

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
