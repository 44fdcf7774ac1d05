package law

import (
	"fmt"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// concept checks the codes of a concept against the lists of the vocabulary's
// codes, and that the concept of a state is that of one of the corpus.
func (k *checker) concept(f *file, c *Concept) {
	if c.Kind == "state" {
		k.isState(f, "id", c.ID)
	}
	for name, weight := range c.Emphasis.Weights {
		path := func() string { return strictyaml.Key("emphasis.weights", name) }
		k.code(f, path, "emphasis", name)
		k.code(f, path, "emphasis_weight", fmt.Sprint(weight))
	}
	for i, view := range c.Sovereignty.View {
		k.code(f, func() string { return strictyaml.Index("sovereignty.view", i) }, "sovereignty_view", view)
	}
	for _, x := range []struct{ path, list, code string }{
		{"definitions.cybercrime.basis", "definition_basis", c.Definitions.Cybercrime.Basis},
		{"definitions.cyber_security.basis", "definition_basis", c.Definitions.CyberSecurity.Basis},
		{"budapest.stance", "budapest_stance", c.Budapest.Stance},
		{"budapest.status_confidence", "confidence", c.Budapest.StatusConfidence},
		{"un_convention.stance", "un_convention_stance", c.UNConvention.Stance},
		{"un_convention.status_confidence", "confidence", c.UNConvention.StatusConfidence},
		{"data_localisation.level", "data_localisation_level", c.DataLocalisation.Level},
	} {
		if x.code != "" {
			k.code(f, func() string { return x.path }, x.list, x.code)
		}
	}
}
