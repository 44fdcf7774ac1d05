package law

// Comparison is the law of two states side by side.
type Comparison struct {
	A            Compared          `json:"a"`
	B            Compared          `json:"b"`
	On           Date              `json:"on,omitzero"`
	Offences     []ClassComparison `json:"offences"`
	Powers       []Row             `json:"powers"`
	Jurisdiction []Row             `json:"jurisdiction"`
	Cooperation  []Row             `json:"cooperation"`
	Grounds      []Row             `json:"grounds"`
	Evidence     []Row             `json:"evidence"`
	Providers    []Row             `json:"providers"`
}

// Compared is one side of a comparison.
type Compared struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Held says that the law of the state, or the text of the instrument, is
	// held. Where it is not, an empty side means nothing.
	Held bool `json:"held"`
	AsOf Date `json:"as_of,omitzero"`
}

// Row sets what two sides say under one code side by side.
type Row struct {
	Code string `json:"code"`
	A    []Cell `json:"a,omitempty"`
	B    []Cell `json:"b,omitempty"`
}

// Cell is one statement of one side.
type Cell struct {
	Text      string   `json:"text"`
	Provision string   `json:"provision,omitempty"` // article or section
	Items     []string `json:"items,omitempty"`     // deadlines, conditions
	Note      string   `json:"note,omitempty"`
	Fact
}

// Compare sets the law of two states side by side as of a date: their
// offences by class and element by element, powers, jurisdiction, cooperation
// and evidence. With a class, of the offences only those of that class are
// compared. A side whose law is not held stays empty and is marked so.
func (c *Corpus) Compare(a, b *State, class string, on Date) Comparison {
	out := Comparison{A: comparedState(a), B: comparedState(b), On: on}
	la, lb := lawOf(a), lawOf(b)
	out.Offences = c.compareClasses(la, lb, class, on)
	out.Powers = rows(powerCells(la), powerCells(lb))
	out.Jurisdiction = rows(jurisdictionCells(la), jurisdictionCells(lb))
	out.Cooperation = rows(cooperationCells(la), cooperationCells(lb))
	out.Grounds = rows(groundCells(la), groundCells(lb))
	out.Evidence = rows(evidenceCells(la), evidenceCells(lb))
	out.Providers = rows(providerCells(la), providerCells(lb))
	return out
}

func comparedState(s *State) Compared {
	k := Compared{ID: s.ID, Name: s.Names.EN, Held: s.Law != nil}
	if s.Law != nil {
		k.AsOf = s.Law.AsOf
	}
	return k
}

// lawOf gives a state's law, or an empty one, so that what compares need not
// ask whether there is any.
func lawOf(s *State) *NationalLaw {
	if s.Law == nil {
		return &NationalLaw{}
	}
	return s.Law
}

// cell is a Cell under its code.
type cell struct {
	code string
	Cell
}

// rows joins the cells of both sides by code, in the order in which the codes
// first come.
func rows(a, b []cell) []Row {
	out := []Row{}
	at := map[string]int{}
	row := func(code string) *Row {
		i, ok := at[code]
		if !ok {
			i = len(out)
			at[code] = i
			out = append(out, Row{Code: code})
		}
		return &out[i]
	}
	for _, x := range a {
		r := row(x.code)
		r.A = append(r.A, x.Cell)
	}
	for _, x := range b {
		r := row(x.code)
		r.B = append(r.B, x.Cell)
	}
	return out
}
