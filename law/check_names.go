package law

import (
	"fmt"
	"path"
	"strings"

	"github.com/comity-dev/comity/internal/strictyaml"
)

// prepare gathers what may be named: the codes of the lists, the states and
// the instruments, of this corpus and of the one below it.
func (k *checker) prepare() {
	if k.c.Vocabulary != nil && !k.brokenVocabulary() {
		k.lists = map[string]codeList{}
		for name, codes := range closedLists(k.c.Vocabulary) {
			l := codeList{codes: codes, has: make(map[string]bool, len(codes))}
			for _, c := range codes {
				l.has[c] = true
			}
			k.lists[name] = l
		}
	}
	k.states, k.effects = map[string]bool{}, map[string][]string{}
	if k.base != nil {
		k.beneath()
	}
	for i := range k.files {
		k.known(&k.files[i])
	}
}

func (k *checker) brokenVocabulary() bool {
	for _, f := range k.files {
		if f.value == nil && path.Dir(f.name) == "vocabulary" {
			return true
		}
	}
	return false
}

// known notes what the unit of a file adds, by its id and by the name of the
// file: where the two differ, or the file does not decode, that is reported
// there, and not again wherever the unit is named.
func (k *checker) known(f *file) {
	id := strings.TrimSuffix(path.Base(f.name), ".yaml")
	switch path.Dir(f.name) {
	case "states":
		k.states[strings.ToUpper(id)] = true
	case "instruments":
		k.effects[id] = nil
	}
	switch v := f.value.(type) {
	case *State:
		k.states[v.ID] = true
	case *Instrument:
		k.instrumentKnown(v)
	}
}

func (k *checker) instrumentKnown(i *Instrument) {
	var effects []string
	for _, r := range i.Reservations {
		effects = append(effects, r.Effects...)
	}
	k.effects[i.ID] = effects
	if i.Text != nil {
		for _, p := range i.Text.Protocols {
			k.effects[i.ID+"#"+p.ID] = nil
			k.effects[i.ID+"#"+shortProtocol(p.ID)] = nil
		}
	}
}

// shortProtocol is the last part of the id of a protocol in capitals, by which
// conditions name it: P1 for coe-extradition-86-p1.
func shortProtocol(id string) string { return upper(id[strings.LastIndexByte(id, '-')+1:]) }

// beneath notes what the corpus below has and this one does not replace.
func (k *checker) beneath() {
	for _, id := range k.base.States() {
		k.states[id] = true
	}
	for _, id := range k.base.Instruments() {
		i := k.base.Instrument(id)
		k.instrumentKnown(i)
		if _, replaced := k.c.instruments[id]; replaced || i.Text == nil {
			continue
		}
		for _, p := range i.Text.Provisions {
			k.seen["provision "+p.ID] = place{path: fmt.Sprintf("instrument %s of the corpus below", id)}
		}
		for _, o := range i.Text.Offences {
			k.seen["treaty offence "+o.ID] = place{path: fmt.Sprintf("instrument %s of the corpus below", id)}
		}
	}
}

// listed is an entry of the vocabulary that must be unique.
type listed struct{ list, code, path string }

// entries gives all that must be unique in the vocabulary, of one file.
func (v *Vocabulary) entries() []listed {
	var out []listed
	add := func(list, at, field string, codes []string) {
		for i, c := range codes {
			out = append(out, listed{list, c, entry(at, i, field)})
		}
	}
	typed := closedLists(&Vocabulary{Acts: v.Acts, Elements: v.Elements, Minds: v.Minds, MensRea: v.MensRea, Families: v.Families,
		Classes: v.Classes, Measures: v.Measures, Aims: v.Aims, Grounds: v.Grounds, Facts: v.Facts})
	for _, list := range []string{"acts", "elements", "minds", "mens_rea", "families", "classes", "measures", "aims", "grounds", "facts"} {
		add("code of "+list, list, "code", typed[list])
	}
	add("practice", "practice", "id", codesOf(v.Practice, func(p *Practice) string { return p.ID }))
	add("form", "forms", "id", codesOf(v.Forms, func(f *RequestForm) string { return f.ID }))
	add("field", "fields", "id", codesOf(v.Fields, func(f *RequestField) string { return f.ID }))
	add("vote", "votes", "resolution", codesOf(v.Votes, func(x *Vote) string { return x.Resolution }))
	add("figure", "figures", "id", codesOf(v.Figures, func(x *Figure) string { return x.ID }))
	add("option", "options", "id", codesOf(v.Options, func(x *Option) string { return x.ID }))
	add("clause", "clauses", "id", codesOf(v.Clauses, func(x *ModelClause) string { return x.ID }))
	add("rule of proof", "proof", "id", codesOf(v.Proof, func(x *ProofRule) string { return x.ID }))
	add("remark", "remarks", "id", codesOf(v.Remarks, func(x *Remark) string { return x.ID }))
	for _, name := range sortedKeys(v.Lists) {
		at := strictyaml.Key("lists", name)
		out = append(out, listed{"list", name, at})
		add("code of "+name, at, "code", codesOf(v.Lists[name], func(c *Code) string { return c.Code }))
	}
	for _, name := range sortedKeys(v.Codes) {
		out = append(out, listed{"list of codes", name, strictyaml.Key("codes", name)})
	}
	for _, key := range sortedKeys(v.Sources) {
		out = append(out, listed{"source", key, strictyaml.Key("sources", key)})
	}
	return out
}
