package law_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
)

const (
	codes    = "vocabulary/codes.yaml"
	lists    = "vocabulary/lists.yaml"
	kenya    = "states/ken.yaml"
	france   = "states/fra.yaml"
	treaty   = "instruments/treaty.yaml"
	concepts = "concepts/ken.yaml"
)

// mistake is one change to the small corpus, and what is said of it.
type mistake struct{ name, file, old, new, want string }

func checkMistakes(t *testing.T, mistakes []mistake) {
	t.Helper()
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			files := small(t)
			replace(t, files, m.file, m.old, m.new)
			if got := law.CheckFiles(files, nil).Error(); got != m.want {
				t.Errorf("got  %s\nwant %s", got, m.want)
			}
		})
	}
}

func TestUnknownCodes(t *testing.T) {
	checkMistakes(t, []mistake{
		{"act", kenya, "- [access]", "- [acces]",
			`states/ken.yaml:26:8: "acces" is no code of acts; do you mean "access"?`},
		{"element", kenya, "[target-protected]", "[target-protected, xyz]",
			`states/ken.yaml:28:34: "xyz" is no code of elements; use one of protection-broken, target-protected`},
		{"mens rea", kenya, "mens_rea: intent", "mens_rea: intend",
			`states/ken.yaml:27:15: "intend" is no code of mens_rea; do you mean "intent"?`},
		{"class, in complete", kenya, "{class: illegal-access, from", "{class: access, from",
			`states/ken.yaml:36:13: "access" is no code of classes; use one of illegal-access, staying`},
		{"organisation", kenya, "[au]", "[au, eu]",
			`states/ken.yaml:6:19: "eu" is no code of organisations; use one of au`},
		{"read", kenya, "read: none", "read: all",
			`states/ken.yaml:38:39: "all" is no code of read; use one of none`},
		{"mind of a declaration", treaty, "mind:dishonest", "mind:dishonesty",
			`instruments/treaty.yaml:26:36: "mind:dishonesty" is no code of optional_elements; do you mean "mind:dishonest"?`},
		{"element of a declaration", treaty, "[protection-broken, ", "[protection-brokn, ",
			`instruments/treaty.yaml:26:17: "protection-brokn" is no code of optional_elements; do you mean "protection-broken"?`},
		{"via", treaty, "via: declaration", "via: declared",
			`instruments/treaty.yaml:26:60: "declared" is no code of via; use one of declaration, reservation, domestic-law`},
		{"measure", treaty, "measure: preservation", "measure: preserve",
			`instruments/treaty.yaml:30:14: "preserve" is no code of measures; use one of preservation`},
		{"ground", treaty, "ground: dual-criminality-absent", "ground: dual-criminality",
			`instruments/treaty.yaml:39:15: "dual-criminality" is no code of grounds; use one of dual-criminality-absent`},
		{"event", kenya, "kind: inserted, from: '2018-05-30'", "kind: insert, from: '2018-05-30'",
			`states/ken.yaml:32:14: "insert" is no code of events; do you mean "inserted"?`},
		{"family of a measure", codes, "family: assistance", "family: assist",
			`vocabulary/codes.yaml:19:52: "assist" is no code of measure_families; use one of assistance, extradition, judgment, police`},
		{"kind of a fact", codes, "kind: circumstance", "kind: given",
			`vocabulary/codes.yaml:28:27: "given" is no code of fact_kinds; use one of derived, circumstance`},
		{"family of a class", codes, "{code: staying, family: cia", "{code: staying, family: cai",
			`vocabulary/codes.yaml:17:27: "cai" is no code of families; use one of cia`},
		{"act that an act implies", codes, "implies: [access]", "implies: [acess]",
			`vocabulary/codes.yaml:4:63: "acess" is no code of acts; do you mean "access"?`},
		{"mind that meets", codes, "met_by: [intent]", "met_by: [dishonesty]",
			`vocabulary/codes.yaml:12:62: "dishonesty" is no code of minds; do you mean "dishonest"?`},
		{"form of a field", codes, "needs: {F1: M}", "needs: {F2: M}",
			`vocabulary/codes.yaml:32:49: "F2" is no code of forms; use one of F1`},
		{"need of a field", codes, "needs: {F1: M}", "needs: {F1: X}",
			`vocabulary/codes.yaml:32:49: "X" is no code of request_needs; use one of M, C, O`},
		{"emphasis", concepts, "weights: {technology: 1}", "weights: {tecnology: 1}",
			`concepts/ken.yaml:5:33: "tecnology" is no code of emphasis; do you mean "technology"?`},
		{"weight", concepts, "weights: {technology: 1}", "weights: {technology: 4}",
			`concepts/ken.yaml:5:34: "4" is no code of emphasis_weight; use one of 0, 1`},
		{"stance", concepts, "stance: neutral", "stance: neutrl",
			`concepts/ken.yaml:10:20: "neutrl" is no code of budapest_stance; do you mean "neutral"?`},
		{"list that is not there", lists, "  yes_no:\n  - {code: 'yes', meaning: it does}\n", "",
			`instruments/treaty.yaml:15:12: the vocabulary has no list "yes_no"; add it under lists`},
	})
}

func TestConditions(t *testing.T) {
	checkMistakes(t, []mistake{
		{"fact", treaty, "{fact: dual-criminality}", "{fact: dual-criminal}",
			`instruments/treaty.yaml:34:16: "dual-criminal" is no code of facts; do you mean "dual-criminality"?`},
		{"fact of the vocabulary", codes, "{not: {fact: dual-criminality}}", "{not: {fact: xyz}}",
			`vocabulary/codes.yaml:25:22: "xyz" is no code of facts; use one of dual-criminality, political`},
		{"two forms", treaty, "{fact: dual-criminality}", "{fact: dual-criminality, all: [{fact: political}]}",
			`instruments/treaty.yaml:34:9: in this condition: 2 forms in one condition: want one of fact, threshold, status, all, any, not; see the forms of conditions in docs/spec/corpus.md`},
		{"empty list", treaty, "any:\n      - {fact: dual-criminality}\n      - threshold: {of: both, at_least: 1}\n", "any: []\n",
			`instruments/treaty.yaml:33:12: in this condition: empty list; see the forms of conditions in docs/spec/corpus.md`},
		{"threshold of nobody", treaty, "threshold: {of: both, at_least: 1}", "threshold: {of: all, at_least: 1}",
			`instruments/treaty.yaml:35:25: in this condition: "all" is not one of requesting, requested, both, either, sentence; see the forms of conditions in docs/spec/corpus.md`},
		{"threshold of nothing", treaty, "threshold: {of: both, at_least: 1}", "threshold: {of: both}",
			`instruments/treaty.yaml:35:20: in this condition: want just one of at_least and more_than, above zero; see the forms of conditions in docs/spec/corpus.md`},
		{"threshold of months in years", treaty, "at_least: 1}", "at_least: 48}",
			`instruments/treaty.yaml:35:20: a threshold of 48 years is above all that a text sets; check the number and the unit`},
		{"instrument", treaty, "'treaty#P1'", "treety",
			`instruments/treaty.yaml:42:56: "treety" is no instrument of the corpus; do you mean "treaty"?`},
		{"protocol", treaty, "'treaty#P1'", "'treaty#P2'",
			`instruments/treaty.yaml:42:56: "treaty#P2" is no instrument of the corpus; do you mean "treaty#P1"?`},
		{"effect", treaty, "may-refuse:art29:dual-criminality", "may-refuse:dual-criminality",
			`instruments/treaty.yaml:37:55: "may-refuse:dual-criminality" is not written as an effect code; see the effect codes in docs/spec/corpus.md`},
		{"effect without declared", treaty, "is: bound,", "is: bound, effect: unknown,",
			`instruments/treaty.yaml:42:52: in this condition: an effect goes with declared only; see the forms of conditions in docs/spec/corpus.md`},
	})
}

func TestIDs(t *testing.T) {
	checkMistakes(t, []mistake{
		{"file name", kenya, "id: KEN", "id: KEM",
			"states/ken.yaml:1:5: the file of \"KEM\" is named ken.yaml; rename it to kem.yaml\nstates/ken.yaml:20:9: the id \"ken.cmca.14\" of an offence of KEM does not begin with \"kem.\"; write kem. before it"},
		{"form of a state's code", kenya, "id: KEN", "id: Ken",
			`states/ken.yaml:1:5: "Ken" is not written as it must be; write it so that it fits ^[A-Z]{3}$`},
		{"two-letter code", kenya, "iso2: KE", "iso2: FR",
			`states/ken.yaml:2:7: the two-letter code "FR" is already in states/fra.yaml:2; give each its own, or remove one`},
		{"act", codes, "{code: intercept,", "{code: access,",
			`vocabulary/codes.yaml:4:10: the code of acts "access" is already in vocabulary/codes.yaml:3; give each its own, or remove one`},
		{"code of a list", lists, "code: suspended", "code: inserted",
			`vocabulary/lists.yaml:26:12: the code of events "inserted" is already in vocabulary/lists.yaml:25; give each its own, or remove one`},
		{"list in two files", codes, "sources:\n", "lists:\n  matters:\n  - {code: extradition, meaning: a person}\nsources:\n",
			`vocabulary/lists.yaml:30:3: the list "matters" is already in vocabulary/codes.yaml:37; give each its own, or remove one`},
		{"offence", kenya, "  complete:", twice,
			`states/ken.yaml:35:10: the offence "ken.cmca.14" is already in states/ken.yaml:20; give each its own, or remove one`},
		{"offence of another state", kenya, "id: ken.cmca.14", "id: fra.cmca.14",
			`states/ken.yaml:20:9: the id "fra.cmca.14" of an offence of KEN does not begin with "ken."; write ken. before it`},
		{"statute", kenya, "  offences:", "  - {id: cmca, name: Another, confidence: known}\n  offences:",
			`states/ken.yaml:19:10: the statute of KEN "cmca" is already in states/ken.yaml:13; give each its own, or remove one`},
		{"offence of no statute", kenya, "statute: cmca", "statute: cmcb",
			`states/ken.yaml:21:14: "cmcb" is no statute of KEN; do you mean "cmca"?`},
		{"provision", treaty, "parties:", "  - {id: treaty-c1, measure: preservation, articles: ['30'], confidence: known}\nparties:",
			`instruments/treaty.yaml:44:10: the provision "treaty-c1" is already in instruments/treaty.yaml:29; give each its own, or remove one`},
		{"mode of refusal", treaty, "mode: may", "mode: endeavour",
			`instruments/treaty.yaml:41:13: a ground of refusal has the mode "endeavour"; write may or shall`},
		{"state of a party", treaty, "{state: KEN, kind", "{state: KEM, kind",
			`instruments/treaty.yaml:46:11: "KEM" is no state of the corpus; do you mean "KEN"?`},
		{"state of a reservation", treaty, "{state: FRA, type", "{state: XXX, type",
			`instruments/treaty.yaml:48:11: "XXX" is no state of the corpus; use one of FRA, KEN`},
		{"state of a vote", codes, "for: [KEN]", "for: [KENYA]",
			`vocabulary/codes.yaml:34:26: "KENYA" is no state of the corpus; use one of FRA, KEN`},
		{"state of a concept", concepts, "id: KEN", "id: KEM",
			"concepts/ken.yaml:1:5: the file of \"KEM\" is named ken.yaml; rename it to kem.yaml\nconcepts/ken.yaml:1:5: \"KEM\" is no state of the corpus; do you mean \"KEN\"?"},
		{"time zone", kenya, "Africa/Nairobi", "EAT+3",
			`states/ken.yaml:7:14: "EAT+3" is no time zone; write the IANA name, such as Africa/Nairobi`},
		{"effect of a reservation", treaty, "effects: ['adds-element:protection']", "effects: [adds element]",
			`instruments/treaty.yaml:48:72: "adds element" is not written as an effect code; see the effect codes in docs/spec/corpus.md`},
	})
}

const twice = `  - {id: ken.cmca.14, statute: cmca, section: '15', label: Again, class: illegal-access, confidence: known}
  complete:`

func TestDatesAndTimes(t *testing.T) {
	checkMistakes(t, []mistake{
		{"in force before adopted", treaty, "in_force: '2004-07-01'", "in_force: '2001-11-22'",
			`instruments/treaty.yaml:7:11: in_force 2001-11-22 is before adopted 2001-11-23; check both dates`},
		{"in force and not", treaty, "parties_held: true", "not_in_force: true",
			`instruments/treaty.yaml:7:11: it is in force from a day and said not to be in force; remove one of the two`},
		{"protocol in force before adopted", treaty, "in_force: '2006'", "in_force: '2002'",
			`instruments/treaty.yaml:18:63: in_force 2002 is before adopted 2003; check both dates`},
		{"entry before consent", treaty, "entry_into_force: '2006-05-01'", "entry_into_force: '2006-01-09'",
			`instruments/treaty.yaml:45:101: entry_into_force 2006-01-09 is before consented 2006-01-10; check both dates`},
		{"consent before signature", treaty, "consented: '2006-01-10'", "consented: '2000'",
			`instruments/treaty.yaml:45:69: consented 2000 is before signed 2001-11-23; check both dates`},
		{"denounced before entry", treaty, "denounced: '2024-01-01'", "denounced: '2019'",
			`instruments/treaty.yaml:46:89: denounced 2019 is before entry_into_force 2020; check both dates`},
		{"withdrawn before made", treaty, "withdrawn: '2018'", "withdrawn: '2005'",
			`instruments/treaty.yaml:48:131: withdrawn 2005 is before from 2006-05-01; check both dates`},
		{"event without a day", kenya, "from: '2010', to: '2012'", "from: '2010-02-01', to: '2010-02-01'",
			`states/ken.yaml:31:48: to 2010-02-01 leaves no day after from 2010-02-01; to is the first day that is no longer in it`},
		{"impossible day", kenya, "from: '2010', to: '2012'", "from: '2010-02-30', to: '2012'",
			`states/ken.yaml:31:30: "from": "2010-02-30" is no day of the calendar: a date is written 2015-03-24, or 2015-03 or 2015 where the day is not known`},
		{"statute twice in force", kenya, "to: '2015-01-01'", "to: '2018-05-31'",
			`states/ken.yaml:17:7: this time overlaps with that in states/ken.yaml:16; let one end where the other begins`},
		{"offence inserted twice", kenya, "to: '2012'", "to: '2019'",
			`states/ken.yaml:32:7: this time overlaps with that in states/ken.yaml:31; let one end where the other begins`},
		{"class complete twice", kenya, "sources:", "  - {class: illegal-access, from: '2020', confidence: known}\nsources:",
			`states/ken.yaml:37:5: this time overlaps with that in states/ken.yaml:36; let one end where the other begins`},
		{"two rows of a party", treaty, "reservations:", "- {state: FRA, kind: accession, consented: '2020', confidence: known}\nreservations:",
			`instruments/treaty.yaml:47:11: FRA has a row already in instruments/treaty.yaml:45; keep one row for each state`},
	})
}

func TestSources(t *testing.T) {
	checkMistakes(t, []mistake{
		{"unknown", kenya, "source: kl", "source: k1",
			`states/ken.yaml:34:13: "k1" is no source of this file; use one of kl, m49`},
		{"none of many", kenya, "source: m49\n", "source: m49\nmore_sources: [kl, cldr]\n",
			`states/ken.yaml:10:20: "cldr" is no source of this file; use one of kl, m49`},
		{"sourced without one", france, "confidence: known", "confidence: sourced",
			`states/fra.yaml:6:13: the statement is sourced, but names no source; add source, or lower the confidence`},
		{"file without sources", france, "confidence: known", "confidence: sourced\nsource: m49",
			`states/fra.yaml:7:9: "m49" is no source of this file; add it under sources`},
		{"of the vocabulary", codes, "source: roll}", "source: rolls}",
			`vocabulary/codes.yaml:34:90: "rolls" is no source of this file; do you mean "roll"?`},
	})
}

func TestCycles(t *testing.T) {
	checkMistakes(t, []mistake{
		{"acts", codes, "meaning: get in}", "meaning: get in, implies: [intercept]}",
			`vocabulary/codes.yaml:4:63: it goes round in a circle: access → intercept → access; remove one of the links`},
		{"element with itself", codes, "implies: [target-protected]", "implies: [protection-broken]",
			`vocabulary/codes.yaml:6:91: it goes round in a circle: protection-broken → protection-broken; remove one of the links`},
		{"minds", codes, "meaning: willed}", "meaning: willed, implies: [dishonest]}",
			`vocabulary/codes.yaml:10:57: it goes round in a circle: intent → dishonest → intent; remove one of the links`},
		{"classes", codes, "test: getting in}", "test: getting in, broader: staying}",
			`vocabulary/codes.yaml:17:75: it goes round in a circle: illegal-access → staying → illegal-access; remove one of the links`},
	})
}

func TestReading(t *testing.T) {
	checkMistakes(t, []mistake{
		{"unknown field", kenya, "section: '14'", "sektion: '14'",
			"states/ken.yaml:20:5: \"section\" is missing; add section: with text\nstates/ken.yaml:22:5: unknown field \"sektion\"; did you mean \"section\"?"},
		{"number as text", kenya, "section: '14'", "section: 14",
			`states/ken.yaml:22:14: "section" must be text, but is the number 14; write it in quotes: "14"`},
		{"text as number", kenya, "base: 3", "base: three",
			`states/ken.yaml:29:21: "base": years are a number, or the word "life"`},
		{"missing field", france, "region: Europe\n", "",
			`states/fra.yaml:1:1: "region" is missing; add region: with text`},
		{"twice", france, "region: Europe\n", "region: Europe\nregion: Asia\n",
			`states/fra.yaml:6:1: "region" is given twice, first on line 5; keep one of the two`},
		{"anchor", france, "region: Europe", "region: &r Europe",
			`states/fra.yaml:5:9: an anchor, which begins with &, is not allowed; remove it; if the text begins with &, put it in quotes`},
	})
}

// Where the day is not known, nothing is said that might be wrong.
func TestOpenDatesAreNoProblem(t *testing.T) {
	for _, m := range []mistake{
		{"consented in the year of signing", treaty, "signed: '2001-11-23', consented: '2006-01-10'", "signed: '2006-01-23', consented: '2006-01'", ""},
		{"statute ended in the year it began anew", kenya, "to: '2015-01-01'", "to: '2018'", ""},
		{"acceded before another signed", treaty, "kind: accession, consented: '2020'", "kind: accession, signed: '2021', consented: '2020'", ""},
	} {
		t.Run(m.name, func(t *testing.T) {
			files := small(t)
			replace(t, files, m.file, m.old, m.new)
			if ps := law.CheckFiles(files, nil); ps != nil {
				t.Error(ps)
			}
		})
	}
}

func TestTwoFilesForOneUnit(t *testing.T) {
	files := small(t)
	files["states/kenya.yaml"] = files[kenya]
	const want = `states/kenya.yaml:1:5: the unit "states/KEN" is already in states/ken.yaml:1; give each its own, or remove one`
	if ps := law.CheckFiles(files, nil); len(ps) == 0 || ps[0].String() != want {
		t.Errorf("got  %v\nwant %s", ps, want)
	}
}

func TestTooManyCodes(t *testing.T) {
	files := small(t)
	var more strings.Builder
	for i := range 256 {
		fmt.Fprintf(&more, "- {code: mind-%d, meaning: another}\n", i)
	}
	replace(t, files, codes, "mens_rea:\n", more.String()+"mens_rea:\n")
	const want = `vocabulary/codes.yaml:265:3: minds has 258 codes, more than 256; remove codes that no text uses`
	if got := law.CheckFiles(files, nil).Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A file of the vocabulary that cannot be read is the only problem: what names
// its codes is not blamed.
func TestBrokenVocabulary(t *testing.T) {
	files := small(t)
	replace(t, files, codes, "acts:\n- {code: access", "acts:\n- {xs: 1, code: access")
	for _, p := range law.CheckFiles(files, nil) {
		if p.File != codes {
			t.Error(p)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	for b.Loop() {
		law.CheckFiles(corpus.Files(), nil)
	}
}
