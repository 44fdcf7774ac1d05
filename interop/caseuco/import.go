package caseuco

import (
	"fmt"
	"io"
	"slices"
)

// Package is what a document says, as far as it is understood. Nodes have the
// names that the document gives them.
type Package struct {
	Exhibits       []*File          `json:"exhibits"`
	Items          []*Item          `json:"items,omitempty"`
	Actions        []*Action        `json:"actions,omitempty"`
	Provenance     []*Provenance    `json:"provenance,omitempty"`
	Identities     []*Identity      `json:"identities,omitempty"`
	Roles          []*Role          `json:"roles,omitempty"`
	Tools          []*Tool          `json:"tools,omitempty"`
	Authorizations []*Authorization `json:"authorizations,omitempty"`
	Investigations []*Investigation `json:"investigations,omitempty"`
	Relationships  []*Relationship  `json:"relationships,omitempty"`

	// NotUnderstood is everything else, in the order of class and property.
	NotUnderstood []Gap `json:"not_understood"`

	based bool // an action names its legal basis

	// by their nodes
	names       map[string]string // what to call it
	files       map[string]*File
	records     map[string]*Provenance
	tools       map[string]*Tool
	authorities map[string]*Authorization
}

// Gap is what was in a document and is not in the package: a property of nodes of
// a class. The property @type means the class itself.
type Gap struct {
	Class    string `json:"class"`
	Property string `json:"property"`
	Count    int    `json:"count"`
	First    string `json:"first"` // the node in which it stands first
}

// About is what any node can say of itself.
type About struct {
	ID           string      `json:"id"`
	Class        string      `json:"class,omitempty"` // all of them, as the document has them
	Name         string      `json:"name,omitempty"`
	Descriptions []string    `json:"descriptions,omitempty"`
	References   []Reference `json:"references,omitempty"`
}

// Reference is the name of a thing outside of the document.
type Reference struct {
	Context string `json:"context,omitempty"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
}

// Hash is a digest: its algorithm as the document writes it, and hex in lower case.
type Hash struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"value"`
}

// File is an observable object that is a file, or has content.
type File struct {
	About
	Paths   []string `json:"paths,omitempty"`
	Files   []string `json:"file_names,omitempty"`
	Size    string   `json:"size,omitempty"` // in bytes, as the document has it
	Hashes  []Hash   `json:"hashes,omitempty"`
	Claims  []Claim  `json:"claims,omitempty"`
	Sources []string `json:"sources,omitempty"` // what it was derived from
}

// Claim is an assertion of ours about a digest, read back.
type Claim struct {
	Algorithm string `json:"algorithm"`
	By        string `json:"by"`
	Result    string `json:"result"`
	Value     string `json:"value"`
}

// Item is a place, or another observable object that says no more than what it is
// called.
type Item struct{ About }

// Action is something that was done.
type Action struct {
	About
	Start          string   `json:"start,omitempty"` // xsd:dateTime, as the document has it
	End            string   `json:"end,omitempty"`
	Performer      string   `json:"performer,omitempty"`
	Participants   []string `json:"participants,omitempty"`
	Instruments    []string `json:"instruments,omitempty"`
	Objects        []string `json:"objects,omitempty"`
	Results        []string `json:"results,omitempty"`
	Locations      []string `json:"locations,omitempty"`
	Authorizations []string `json:"authorizations,omitempty"`
	InformedBy     []string `json:"informed_by,omitempty"`
}

// Provenance is a record of provenance: which things go under which number.
type Provenance struct {
	About
	Number  string   `json:"number,omitempty"`
	Roots   []string `json:"roots,omitempty"`
	Objects []string `json:"objects,omitempty"`
}

// Identity is a person, an organisation, or one of which that is not said.
type Identity struct{ About }

// Role is what an identity acts as.
type Role struct{ About }

// Tool is a program or a device with which something is done.
type Tool struct {
	About
	Version string `json:"version,omitempty"`
	Type    string `json:"type,omitempty"`
	Creator string `json:"creator,omitempty"`
}

// Authorization is a permission, such as an order of a court.
type Authorization struct {
	About
	Type        string   `json:"type,omitempty"`
	Identifiers []string `json:"identifiers,omitempty"`
	Start       string   `json:"start,omitempty"`
	End         string   `json:"end,omitempty"`
}

// Investigation is a case.
type Investigation struct {
	About
	Focus          []string `json:"focus,omitempty"`
	Status         string   `json:"status,omitempty"`
	Form           string   `json:"form,omitempty"`
	Start          string   `json:"start,omitempty"`
	End            string   `json:"end,omitempty"`
	Objects        []string `json:"objects,omitempty"`
	Authorizations []string `json:"authorizations,omitempty"`
}

// Relationship says how one node is to another.
type Relationship struct {
	About
	Kind        string   `json:"kind,omitempty"`
	Sources     []string `json:"sources"`
	Target      string   `json:"target"`
	Directional string   `json:"directional,omitempty"`
}

// Read reads a document of CASE/UCO in JSON-LD. It fails if the document is not
// one, is too large, or names a context that is not among those given; it does not
// fail because of terms that it does not know.
func Read(r io.Reader, contexts Contexts) (*Package, error) {
	nodes, loose, err := expand(r, contexts)
	if err != nil {
		return nil, fmt.Errorf("read CASE/UCO: %w", err)
	}
	g, err := collect(nodes)
	if err != nil {
		return nil, fmt.Errorf("read CASE/UCO: %w", err)
	}
	p := &Package{Exhibits: []*File{}, NotUnderstood: []Gap{}, names: map[string]string{}, files: map[string]*File{},
		records: map[string]*Provenance{}, tools: map[string]*Tool{}, authorities: map[string]*Authorization{}}
	for _, t := range g.things {
		p.names[t.id] = calling(g, t)
	}
	for _, read := range []func(*graph, *thing) bool{p.file, p.annotation, p.item, p.action, p.provenance, p.identity, p.role,
		p.tool, p.authorization, p.investigation, p.relationship} {
		for _, t := range g.things {
			if len(t.types) > 0 && read(g, t) {
				t.is(plainClasses...)
			}
		}
	}
	p.gaps(g, loose)
	return p, nil
}

// plainClasses add nothing to the class beside which they stand.
var plainClasses = []string{nsCore + "UcoObject", nsCore + "UcoThing", nsCore + "Item", nsCore + "Compilation", nsCore + "ContextualCompilation",
	nsObservable + "Observable", nsObservable + "ObservableObject", nsAction + "Action", nsIdentity + "Identity", nsCore + "IdentityAbstraction",
	nsTool + "Tool", nsCore + "Relationship"}

// gaps tells what was left.
func (p *Package) gaps(g *graph, loose int) {
	type place struct{ class, property string }
	found := map[place]*Gap{}
	tell := func(class, property, id string, n int) {
		at := place{class, property}
		if found[at] == nil {
			found[at] = &Gap{Class: class, Property: property, First: id}
		}
		found[at].Count += n
	}
	for _, t := range g.things {
		for _, class := range t.types {
			tell(short(class), "@type", t.id, 1)
		}
		for property, values := range t.props {
			if len(values) > 0 {
				tell(t.class, short(property), t.id, len(values))
			}
		}
	}
	if loose > 0 {
		tell("", "@value", "", loose)
	}
	for _, gap := range found {
		p.NotUnderstood = append(p.NotUnderstood, *gap)
	}
	slices.SortFunc(p.NotUnderstood, func(a, b Gap) int {
		return slices.Compare([]string{a.Class, a.Property}, []string{b.Class, b.Property})
	})
}

// about takes what any node can say of itself.
func (g *graph) about(t *thing) About {
	a := About{ID: t.id, Class: t.class, Name: t.text(nsCore + "name"), Descriptions: t.texts(nsCore + "description")}
	t.take(nsCore+"externalReference", func(v value) bool {
		r := g.byID[v.node]
		if v.node == "" || !r.is(nsCore+"ExternalReference") {
			return false
		}
		a.References = append(a.References, Reference{Context: r.text(nsCore + "definingContext"), Name: r.text(nsCore + "externalIdentifier"),
			URL: r.one(func(k string) []string { return r.literals(k, nsXSD+"anyURI") }, nsCore+"referenceURL")})
		return true
	})
	return a
}

// calling is how people call a node: by its name, its description, or its class.
// It takes nothing away, for it may be the name of something not understood.
func calling(g *graph, t *thing) string {
	for _, key := range []string{nsCore + "name", nsCore + "description"} {
		for _, v := range t.props[key] {
			if v.node == "" && v.text != "" {
				return v.text
			}
		}
	}
	if name := personName(g, t); name != "" {
		return name
	}
	if t.class != "" {
		return t.class + " " + t.id
	}
	return t.id
}

// personName is the name in the facet of a person.
func personName(g *graph, t *thing) (name string) {
	for _, v := range t.props[nsCore+"hasFacet"] {
		f := g.byID[v.node]
		if f == nil || !f.has(nsIdentity+"SimpleNameFacet") {
			continue
		}
		for _, key := range []string{"givenName", "familyName"} {
			for _, v := range f.props[nsIdentity+key] {
				if name != "" {
					name += " "
				}
				name += v.text
			}
		}
	}
	return name
}
