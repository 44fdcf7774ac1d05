package caseuco

import (
	"encoding/hex"
	"strings"
)

var fileClasses = []string{nsObservable + "File", nsObservable + "ContentData", nsObservable + "ObservableObject"}

// facets gives the facets of a node that have a class.
func (g *graph) facets(t *thing, class string) (out []*thing) {
	for _, v := range t.props[nsCore+"hasFacet"] {
		if f := g.byID[v.node]; f != nil && f.has(class) {
			out = append(out, f)
		}
	}
	return out
}

// file reads an observable object that is a file or has content.
func (p *Package) file(g *graph, t *thing) bool {
	files, contents := g.facets(t, nsObservable+"FileFacet"), g.facets(t, nsObservable+"ContentDataFacet")
	observable := false
	for _, c := range t.types {
		observable = observable || strings.HasPrefix(c, nsObservable) && !strings.HasSuffix(c, "Relationship") && !strings.HasSuffix(c, "Facet")
	}
	if !observable || len(files)+len(contents) == 0 && !t.has(nsObservable+"File") {
		return false
	}
	f := &File{About: g.about(t), Sources: t.refs(nsInvestigation + "wasDerivedFrom")}
	for _, facet := range contents {
		f.Hashes = append(f.Hashes, g.hashes(facet)...)
		f.size(facet)
	}
	for _, facet := range files {
		f.Paths = append(f.Paths, facet.texts(nsObservable+"filePath")...)
		f.Files = append(f.Files, facet.texts(nsObservable+"fileName")...)
		f.size(facet)
	}
	g.understood(t, nsObservable+"FileFacet", nsObservable+"ContentDataFacet")
	t.is(fileClasses...)
	p.Exhibits = append(p.Exhibits, f)
	p.files[f.ID] = f
	return true
}

// size takes the size, unless another one was there before.
func (f *File) size(facet *thing) {
	facet.take(nsObservable+"sizeInBytes", func(v value) bool {
		plain := v.datatype == nsXSD+"integer" || v.datatype == nsXSD+"nonNegativeInteger" || v.datatype == nsXSD+"long"
		if !plain || f.Size != "" && f.Size != v.text {
			return false
		}
		f.Size = v.text
		return true
	})
}

// understood takes the classes of facets, and that a node has them.
func (g *graph) understood(t *thing, classes ...string) {
	t.take(nsCore+"hasFacet", func(v value) bool {
		f := g.byID[v.node]
		if f == nil || !f.is(classes...) {
			return false
		}
		f.is(nsCore+"Facet", nsCore+"UcoInherentCharacterizationThing")
		return true
	})
}

// hashes takes the digests of a facet that are whole.
func (g *graph) hashes(facet *thing) (out []Hash) {
	facet.take(nsObservable+"hash", func(v value) bool {
		h := g.byID[v.node]
		if h == nil || !h.has(nsTypes+"Hash") {
			return false
		}
		method := nsTypes + "hashMethod"
		algorithm := h.one(func(k string) []string {
			return append(h.texts(k), h.literals(k, "https://ontology.unifiedcyberontology.org/uco/vocabulary/HashNameVocab")...)
		}, method)
		digest := h.one(func(k string) []string { return h.literals(k, nsXSD+"hexBinary") }, nsTypes+"hashValue")
		if b, err := hex.DecodeString(digest); err != nil || len(b) == 0 || algorithm == "" {
			h.restore(method, value{text: algorithm})
			h.restore(nsTypes+"hashValue", value{text: digest, datatype: nsXSD + "hexBinary"})
			return false
		}
		h.is(nsTypes + "Hash")
		out = append(out, Hash{Algorithm: algorithm, Value: strings.ToLower(digest)})
		return true
	})
	return out
}

// restore puts back what turned out not to be understood.
func (t *thing) restore(key string, v value) {
	if v.text != "" {
		t.props[key] = append(t.props[key], v)
	}
}

// item reads a place, or an observable object that only has a name. Observables
// of other classes are not understood: what they are for is in their facets.
func (p *Package) item(g *graph, t *thing) bool {
	if !t.is(nsLocation+"Location", nsObservable+"ObservableObject") {
		return false
	}
	p.Items = append(p.Items, &Item{g.about(t)})
	return true
}

// annotation reads back a digest that an exhibit came with.
func (p *Package) annotation(g *graph, t *thing) bool {
	tags, objects := t.props[nsCore+"tag"], t.props[nsCore+"object"]
	if !t.has(nsCore+"Annotation") || len(tags) != 1 || tags[0].text != tagClaim || len(objects) != 1 {
		return false
	}
	of, statement := p.files[objects[0].node], t.props[nsCore+"statement"]
	if of == nil || len(statement) != 1 {
		return false
	}
	words := strings.SplitN(statement[0].text, " ", 3)
	c := Claim{Result: words[0]}
	if contents := g.facets(t, nsObservable+"ContentDataFacet"); len(contents) == 1 && len(words) == 1 {
		hashes := g.hashes(contents[0])
		if len(hashes) != 1 {
			return false
		}
		c.Algorithm, c.Value = strings.ToLower(hashes[0].Algorithm), hashes[0].Value
		g.understood(t, nsObservable+"ContentDataFacet")
	} else if len(words) == 3 {
		c.Algorithm, c.Value = words[1], words[2]
	} else {
		return false
	}
	c.By = t.text(nsCore + "description")
	for _, key := range []string{"tag", "object", "statement"} {
		delete(t.props, nsCore+key)
	}
	of.Claims = append(of.Claims, c)
	return t.is(nsCore + "Annotation")
}
