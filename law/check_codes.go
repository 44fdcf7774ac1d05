package law

import (
	"fmt"
	"slices"
	"strings"
)

// codeList is a closed list: its codes in order, and as a set.
type codeList struct {
	codes  []string
	has    map[string]bool
	absent bool // the vocabulary has no such list, which has been reported
}

// fixedLists are those whose codes the program gives a meaning to, so that no
// vocabulary can add to them.
var fixedLists = map[string][]string{
	"via":              {"declaration", "reservation", "domestic-law"},
	"fact_kinds":       {"derived", "circumstance"},
	"measure_families": {"assistance", "extradition", "judgment", "police"},
	"request_needs":    {"M", "C", "O"},
}

// optionalElements is the list of what a declaration may add to an offence: an
// element, or a state of mind after "mind:".
const optionalElements = "optional_elements"

// closedLists gives the codes of every closed list by its name, as struct tags
// name it.
func closedLists(v *Vocabulary) map[string][]string {
	lists := map[string][]string{}
	for name, codes := range v.Lists {
		lists[name] = codesOf(codes, func(c *Code) string { return c.Code })
	}
	for name, codes := range v.Codes {
		if _, taken := lists[name]; !taken {
			lists[name] = codes
		}
	}
	lists["acts"] = codesOf(v.Acts, func(c *Act) string { return c.Code })
	lists["elements"] = codesOf(v.Elements, func(c *Element) string { return c.Code })
	lists["minds"] = codesOf(v.Minds, func(c *Mind) string { return c.Code })
	lists["mens_rea"] = codesOf(v.MensRea, func(c *MensRea) string { return c.Code })
	lists["families"] = codesOf(v.Families, func(c *Code) string { return c.Code })
	lists["classes"] = codesOf(v.Classes, func(c *Class) string { return c.Code })
	lists["measures"] = codesOf(v.Measures, func(c *Measure) string { return c.Code })
	lists["aims"] = codesOf(v.Aims, func(c *Aim) string { return c.Code })
	lists["grounds"] = codesOf(v.Grounds, func(c *GroundCode) string { return c.Code })
	lists["facts"] = codesOf(v.Facts, func(c *FactCode) string { return c.Code })
	lists["forms"] = codesOf(v.Forms, func(c *RequestForm) string { return c.ID })
	lists[optionalElements] = slices.Clone(lists["elements"])
	for _, m := range lists["minds"] {
		lists[optionalElements] = append(lists[optionalElements], mindPrefix+m)
	}
	for name, codes := range fixedLists {
		lists[name] = codes
	}
	return lists
}

func codesOf[T any](list []T, code func(*T) string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = code(&list[i])
	}
	return out
}

// code reports a code that its list does not have. Where the vocabulary cannot
// be read nothing can be said.
func (k *checker) code(f *file, path func() string, list, code string) {
	if k.lists == nil {
		return
	}
	l, known := k.lists[list]
	switch {
	case !known:
		k.lists[list] = codeList{absent: true}
		k.add(f, path(), fmt.Sprintf("the vocabulary has no list %q", list), "add it under lists")
	case !l.absent && !l.has[code]:
		k.add(f, path(), fmt.Sprintf("%q is no code of %s", code, list), suggest(code, l.codes, "see the list in the vocabulary"))
	}
}

// suggest says what could be written for an unknown word. Short words are all
// near to each other.
func suggest(word string, known []string, otherwise string) string {
	if near := nearest(word, known); near != "" && len(word) > 2 {
		return fmt.Sprintf("do you mean %q?", near)
	}
	if len(known) > 0 && len(known) <= 12 {
		return "use one of " + strings.Join(known, ", ")
	}
	return otherwise
}
