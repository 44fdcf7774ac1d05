package law

import "maps"

// merge adds another file's part of the vocabulary.
func (v *Vocabulary) merge(o *Vocabulary) {
	v.Acts = append(v.Acts, o.Acts...)
	v.IgnoredKinds = append(v.IgnoredKinds, o.IgnoredKinds...)
	v.Elements = append(v.Elements, o.Elements...)
	v.Minds = append(v.Minds, o.Minds...)
	v.MensRea = append(v.MensRea, o.MensRea...)
	v.Families = append(v.Families, o.Families...)
	v.Classes = append(v.Classes, o.Classes...)
	v.Measures = append(v.Measures, o.Measures...)
	v.Aims = append(v.Aims, o.Aims...)
	v.Grounds = append(v.Grounds, o.Grounds...)
	v.Facts = append(v.Facts, o.Facts...)
	v.Practice = append(v.Practice, o.Practice...)
	v.Figures = append(v.Figures, o.Figures...)
	v.Forms = append(v.Forms, o.Forms...)
	v.Fields = append(v.Fields, o.Fields...)
	v.Weights = append(v.Weights, o.Weights...)
	v.Votes = append(v.Votes, o.Votes...)
	v.Reach = append(v.Reach, o.Reach...)
	v.Options = append(v.Options, o.Options...)
	v.Clauses = append(v.Clauses, o.Clauses...)
	v.Proof = append(v.Proof, o.Proof...)
	v.Remarks = append(v.Remarks, o.Remarks...)
	v.Codes = joined(v.Codes, o.Codes)
	v.Lists = joined(v.Lists, o.Lists)
	v.Sources = joined(v.Sources, o.Sources)
}

func joined[M ~map[string]V, V any](a, b M) M {
	if len(b) == 0 {
		return a
	}
	out := make(M, len(a)+len(b))
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// Measure gives a measure by its code, or nil.
func (v *Vocabulary) Measure(code string) *Measure {
	for i := range v.Measures {
		if v.Measures[i].Code == code {
			return &v.Measures[i]
		}
	}
	return nil
}

// Aim gives an aim by its code, or nil.
func (v *Vocabulary) Aim(code string) *Aim {
	for i := range v.Aims {
		if v.Aims[i].Code == code {
			return &v.Aims[i]
		}
	}
	return nil
}
