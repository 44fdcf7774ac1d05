package caseuco

// action reads something that was done.
func (p *Package) action(g *graph, t *thing) bool {
	if !t.is(nsInvestigation+"InvestigativeAction", nsAction+"Action") {
		return false
	}
	a := &Action{
		About:          g.about(t),
		Start:          t.time(nsAction + "startTime"),
		End:            t.time(nsAction + "endTime"),
		Performer:      t.ref(nsAction + "performer"),
		Participants:   t.refs(nsAction + "participant"),
		Instruments:    t.refs(nsAction + "instrument"),
		Objects:        t.refs(nsAction + "object"),
		Results:        t.refs(nsAction + "result"),
		Locations:      t.refs(nsAction + "location"),
		Authorizations: t.refs(nsInvestigation + "relevantAuthorization"),
		InformedBy:     t.refs(nsInvestigation + "wasInformedBy"),
	}
	p.Actions, p.based = append(p.Actions, a), p.based || len(a.Authorizations) > 0
	return true
}

func (p *Package) provenance(g *graph, t *thing) bool {
	if !t.is(nsInvestigation + "ProvenanceRecord") {
		return false
	}
	r := &Provenance{About: g.about(t), Number: t.text(nsInvestigation + "exhibitNumber"),
		Roots: t.texts(nsInvestigation + "rootExhibitNumber"), Objects: t.refs(nsCore + "object")}
	p.Provenance, p.records[r.ID] = append(p.Provenance, r), r
	return true
}

// identity reads who somebody is. A person may have the name in a facet.
func (p *Package) identity(g *graph, t *thing) bool {
	if !t.is(nsIdentity+"Person", nsIdentity+"Organization", nsIdentity+"Identity") {
		return false
	}
	i := &Identity{g.about(t)}
	if i.Name == "" {
		if i.Name = personName(g, t); i.Name != "" {
			for _, f := range g.facets(t, nsIdentity+"SimpleNameFacet") {
				f.texts(nsIdentity + "givenName")
				f.texts(nsIdentity + "familyName")
			}
			g.understood(t, nsIdentity+"SimpleNameFacet")
		}
	}
	p.Identities = append(p.Identities, i)
	return true
}

func (p *Package) role(g *graph, t *thing) bool {
	if !t.is(nsRole + "Role") {
		return false
	}
	p.Roles = append(p.Roles, &Role{g.about(t)})
	return true
}

func (p *Package) tool(g *graph, t *thing) bool {
	if !t.is(nsTool+"AnalyticTool", nsTool+"DefensiveTool", nsTool+"ConfiguredTool", nsTool+"Tool") {
		return false
	}
	k := &Tool{About: g.about(t), Version: t.text(nsTool + "version"), Type: t.text(nsTool + "toolType"), Creator: t.ref(nsTool + "creator")}
	p.Tools, p.tools[k.ID] = append(p.Tools, k), k
	return true
}

func (p *Package) authorization(g *graph, t *thing) bool {
	if !t.is(nsInvestigation + "Authorization") {
		return false
	}
	a := &Authorization{About: g.about(t), Type: t.text(nsInvestigation + "authorizationType"),
		Identifiers: t.texts(nsInvestigation + "authorizationIdentifier"), Start: t.time(nsCore + "startTime"), End: t.time(nsCore + "endTime")}
	p.Authorizations, p.authorities[a.ID] = append(p.Authorizations, a), a
	return true
}

func (p *Package) investigation(g *graph, t *thing) bool {
	if !t.is(nsInvestigation + "Investigation") {
		return false
	}
	p.Investigations = append(p.Investigations, &Investigation{About: g.about(t), Focus: t.texts(nsInvestigation + "focus"),
		Status: t.text(nsInvestigation + "investigationStatus"), Form: t.text(nsInvestigation + "investigationForm"),
		Start: t.time(nsCore + "startTime"), End: t.time(nsCore + "endTime"), Objects: t.refs(nsCore + "object"),
		Authorizations: t.refs(nsInvestigation + "relevantAuthorization")})
	return true
}

// relationship reads how two nodes are to each other, if it has both ends.
func (p *Package) relationship(g *graph, t *thing) bool {
	ends := len(t.props[nsCore+"source"]) > 0 && len(t.props[nsCore+"target"]) == 1
	if !ends || !t.is(nsCore+"Relationship", nsObservable+"ObservableRelationship") {
		return false
	}
	p.Relationships = append(p.Relationships, &Relationship{About: g.about(t), Kind: t.text(nsCore + "kindOfRelationship"),
		Sources: t.refs(nsCore + "source"), Target: t.ref(nsCore + "target"),
		Directional: t.one(func(k string) []string { return t.literals(k, nsXSD+"boolean") }, nsCore+"isDirectional")})
	return true
}
