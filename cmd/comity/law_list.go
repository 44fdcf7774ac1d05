package main

import (
	"github.com/comity-dev/comity/law"
)

type listCommand struct {
	What string `arg:"" enum:"states,instruments,profiles,measures,aims,acts,elements,minds,mens-rea,grounds,facts,classes,forms,figures,options,clauses,proof,remarks" help:"states, instruments, profiles, measures, aims, acts, elements, minds, mens-rea, grounds, facts, classes, forms, figures, options, clauses, proof or remarks."`
}

func (listCommand) Help() string {
	return `These are the codes that commands and files take, and what is held beside the texts: figures, options, clauses, rules of proof and remarks. "comity law show CODE" tells more about one. In the file of a conduct, acts, elements and minds are used.

Example:

    comity law list elements`
}

// listed is a code with its meaning.
type listed struct {
	Code    string `json:"code"`
	Meaning string `json:"meaning"`
	In      string `json:"in,omitempty"` // group, kind, family or region
}

func (k *listCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	codes := lists[k.What](c)
	if a.JSON {
		return a.json(codes)
	}
	t := &table{head: []string{"code", "", "meaning"}}
	for _, x := range codes {
		t.row(x.Code, x.In, x.Meaning)
	}
	a.page().table(0, t)
	return nil
}

var lists = map[string]func(*law.Corpus) []listed{
	"states": func(c *law.Corpus) []listed {
		return each(c.States(), func(id string) listed { return listed{id, c.StateNames(id).EN, ""} })
	},
	"instruments": func(c *law.Corpus) []listed {
		return each(c.Instruments(), func(id string) listed {
			i := c.Instrument(id)
			return listed{id, i.Title, i.Kind}
		})
	},
	"profiles": func(c *law.Corpus) []listed {
		return each(c.Concepts(), func(id string) listed {
			k := c.Concept(id)
			return listed{id, k.Name, k.Kind}
		})
	},
	"measures": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Measures, func(x law.Measure) listed { return listed{x.Code, x.Meaning, x.Family} })
	},
	"aims": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Aims, func(x law.Aim) listed { return listed{x.Code, x.Meaning, ""} })
	},
	"acts": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Acts, func(x law.Act) listed { return listed{x.Code, x.Meaning, x.Group} })
	},
	"elements": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Elements, func(x law.Element) listed { return listed{x.Code, x.Meaning, x.Kind} })
	},
	"minds": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Minds, func(x law.Mind) listed { return listed{x.Code, x.Meaning, ""} })
	},
	"mens-rea": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.MensRea, func(x law.MensRea) listed { return listed{x.Code, x.Meaning, ""} })
	},
	"grounds": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Grounds, func(x law.GroundCode) listed { return listed{x.Code, x.Meaning, ""} })
	},
	"facts": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Facts, func(x law.FactCode) listed { return listed{x.Code, x.Meaning, x.Kind} })
	},
	"classes": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Classes, func(x law.Class) listed { return listed{x.Code, joined(": ", x.Label, x.Test), x.Family} })
	},
	"forms": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Forms, func(x law.RequestForm) listed { return listed{x.ID, x.Name, ""} })
	},
	"figures": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Figures, func(x law.Figure) listed { return listed{x.ID, x.What, x.AsOf.String()} })
	},
	"options": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Options, func(x law.Option) listed { return listed{x.ID, x.Title, ""} })
	},
	"clauses": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Clauses, func(x law.ModelClause) listed { return listed{x.ID, x.Point, x.Part} })
	},
	"proof": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Proof, func(x law.ProofRule) listed { return listed{x.ID, x.Rule, x.System} })
	},
	"remarks": func(c *law.Corpus) []listed {
		return each(c.Vocabulary.Remarks, func(x law.Remark) listed { return listed{x.ID, x.Text, x.About} })
	},
}

func each[T any](from []T, of func(T) listed) []listed {
	out := make([]listed, len(from))
	for n, x := range from {
		out[n] = of(x)
	}
	return out
}
