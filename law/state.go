package law

// State is a state as the corpus knows it: who it is, and its own law where
// a file is held. A state's file is the unit that it may publish itself.
type State struct {
	ID                    string   `json:"id" pattern:"^[A-Z]{3}$"` // ISO 3166-1 alpha-3
	ISO2                  string   `json:"iso2" pattern:"^[A-Z]{2}$"`
	Names                 Names    `json:"names"`
	UNMember              bool     `json:"un_member"`
	Region                string   `json:"region"`
	Subregion             string   `json:"subregion,omitempty"`
	LegalFamily           string   `json:"legal_family,omitempty"` // a sorting aid, never reasoned from
	LegalFamilyConfidence string   `json:"legal_family_confidence,omitempty" enum:"confidence"`
	Languages             []string `json:"languages,omitempty"` // official, BCP 47
	Memberships           []string `json:"memberships,omitempty" enum:"organisations"`
	MembershipsAsOf       Date     `json:"memberships_as_of,omitzero"`
	MembershipsConfidence string   `json:"memberships_confidence,omitempty" enum:"confidence"`
	TimeZones             []string `json:"time_zones,omitempty"` // IANA names, the capital's first
	Note                  string   `json:"note,omitempty"`
	Fact
	Law     *NationalLaw `json:"law,omitempty"`
	Sources Sources      `json:"sources,omitempty"`
}

// Names are the short names of a state in the six languages.
type Names struct {
	EN string `json:"en"`
	FR string `json:"fr"`
	ES string `json:"es"`
	AR string `json:"ar"`
	ZH string `json:"zh"`
	RU string `json:"ru"`
}

// All gives the names in a fixed order.
func (n Names) All() []string { return []string{n.EN, n.FR, n.ES, n.AR, n.ZH, n.RU} }
