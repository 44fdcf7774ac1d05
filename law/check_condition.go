package law

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/rule"
)

// condition checks the form of a condition and every name in it. in is the
// instrument it stands in.
func (k *checker) condition(f *file, c *rule.Condition, at, in string) {
	for _, fault := range c.Validate() {
		path := at
		if fault.Path != "" {
			path += "." + fault.Path
		}
		k.add(f, path, "in this condition: "+fault.Problem, "see the forms of conditions in docs/spec/corpus.md")
	}
	k.names(f, c, at, in)
}

// names goes through the leaves. The reader of files has bounded the depth.
func (k *checker) names(f *file, c *rule.Condition, at, in string) {
	if c.Fact != "" {
		k.code(f, func() string { return strictyaml.Key(at, "fact") }, "facts", c.Fact)
	}
	if c.Threshold != nil {
		k.threshold(f, c.Threshold, strictyaml.Key(at, "threshold"))
	}
	if c.Status != nil {
		k.status(f, c.Status, strictyaml.Key(at, "status"), in)
	}
	for i := range c.All {
		k.names(f, &c.All[i], strictyaml.Index(strictyaml.Key(at, "all"), i), in)
	}
	for i := range c.Any {
		k.names(f, &c.Any[i], strictyaml.Index(strictyaml.Key(at, "any"), i), in)
	}
	if c.Not != nil {
		k.names(f, c.Not, strictyaml.Key(at, "not"), in)
	}
	if c.Unless != nil {
		k.names(f, c.Unless, strictyaml.Key(at, "unless"), in)
	}
}

// longestThreshold is above every threshold of penalty that a text sets. More
// is a number of months written as years.
const longestThreshold = 30 // years

func (k *checker) threshold(f *file, t *rule.Threshold, at string) {
	years := max(t.AtLeast, t.MoreThan)
	if t.Unit == "months" {
		years /= 12
	}
	if years > longestThreshold {
		k.add(f, at, fmt.Sprintf("a threshold of %g years is above all that a text sets", years), "check the number and the unit")
	}
}

// status checks the instrument and the effect that a condition asks for.
func (k *checker) status(f *file, s *rule.Status, at, in string) {
	if s.Instrument != "" {
		in = s.Instrument
		if _, known := k.effects[in]; !known {
			k.add(f, strictyaml.Key(at, "instrument"), fmt.Sprintf("%q is no instrument of the corpus", in),
				suggest(in, sortedKeys(k.effects), "use the id of an instrument, or ID#PROTOCOL"))
		}
	}
	in, _, _ = strings.Cut(in, "#")
	if !slices.ContainsFunc(k.effects[in], func(e string) bool { return sameEffect(e, s.Effect) }) {
		k.effect(f, strictyaml.Key(at, "effect"), s.Effect)
	}
}

// effect reports what is not written as the code of an effect.
func (k *checker) effect(f *file, at, code string) {
	if code != "" && !isEffect(code) {
		k.add(f, at, fmt.Sprintf("%q is not written as an effect code", code), "see the effect codes in docs/spec/corpus.md")
	}
}

// effectShapes are the effect codes of reservations and declarations: a word,
// and what has to follow it.
var effectShapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(` + strings.Join([]string{
		`(excludes|partial):` + effectArticle + effectMore,
		`(limits-power|limits-scope|waives):` + effectArticle + `:[a-z0-9-]+`,
		`may-refuse:` + effectArticle + `:[a-z0-9-]+` + effectMore,
		`adds-element:[a-z-]+` + effectMore,
		`age-limit:[0-9]+`,
		`jurisdiction-(excludes|limits)(:[a-z+-]+)?` + effectMore,
		`(channel|extradition-refuses|no-treaty-basis):[a-z0-9+-]+`,
		`no-treaty-relations:[A-Z]{3}`,
		`contact:24x7`,
		`authority:[a-z0-9.]+`,
		`territory-(limits|excludes|extends|statement):([A-Z]{3}|[a-z-]+)`,
		`federal-clause`,
		`unknown`,
	}, "|") + `)$`)
})

const (
	effectArticle = `arts?[0-9][0-9A-Za-z.-]*`
	effectMore    = `(:[0-9A-Za-z.+-]+)?`
)

func isEffect(code string) bool { return effectShapes().MatchString(code) }
