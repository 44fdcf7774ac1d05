package words

import (
	"testing"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// The opinions here are written by hand, from the corpus, as a reasoner would
// give them.

const digest = "3f9a77d0b2e84c5f9a1d6e3b7c8f2a40d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9c1"

func testCorpus(t testing.TB) *law.Corpus {
	t.Helper()
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func testPrinter(t testing.TB) *Printer {
	t.Helper()
	p, err := New(testCorpus(t), "en")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func fixtures() map[string]*opinion.Opinion {
	return map[string]*opinion.Opinion{
		"kenya-japan":    kenyaJapan(),
		"love-bug":       loveBug(),
		"france-ireland": franceIreland(),
		"china-germany":  chinaGermany(),
	}
}

func cite(in, sure string, articles ...string) opinion.Citation {
	return opinion.Citation{In: in, Articles: articles, Confidence: sure}
}

func years(y law.Years) *law.Years { return &y }

func bound(state, since string, because law.Because, in string) opinion.Status {
	s := opinion.Status{State: state, Because: because, Cite: cite(in, "sourced")}
	if since != "" {
		s.Bound, s.Since = rule.True, law.MustDate(since)
	}
	return s
}

func fact(code string, v rule.Value) *opinion.Reason {
	return &opinion.Reason{Kind: "fact", Fact: code, Finding: v, Confidence: "stated", Decisive: true}
}

func may(ground string, v rule.Value, articles ...string) opinion.Ground {
	return opinion.Ground{Ground: ground, Mode: "may", Finding: v, Articles: articles, Reason: fact(factOf[ground], v)}
}

var factOf = map[string]string{"dual-criminality-absent": "dual-criminality", "political-offence": "political", "military-offence": "military", "nationality": "person-national-of-requested",
	"death-penalty": "death-penalty", "fundamental-rights": "fundamental-rights", "pending-proceedings": "pending-proceedings", "statute-of-limitations": "lapse-of-time"}

func shallRefuse(ground string, v rule.Value, articles ...string) opinion.Ground {
	g := may(ground, v, articles...)
	g.Mode = "shall"
	return g
}

func kenyaJapan() *opinion.Opinion {
	return &opinion.Opinion{
		Corpus: digest, Version: "1.0",
		Matter: opinion.Matter{Requesting: "KEN", Requested: "JPN", On: law.MustDate("2026-11-20"), Measure: "preservation",
			Data: &opinion.Data{Categories: []string{"traffic"}}},
		Answer:          opinion.Answer{Outcome: opinion.Available, Route: 0, Question: "element:security-measure-infringed", Confidence: "known"},
		Routes:          []opinion.Route{japanPolice(), japanOwn(), palermo(), budapest("KEN", "JPN"), hanoi("KEN", "JPN")},
		DualCriminality: accessBoth(),
		Jurisdiction: []opinion.Claim{
			{State: "KEN", Ground: "territorial", Finding: rule.True, Because: []string{"systems-in"}, Cite: cite("national:KEN", "sourced", "CMCA s 66(1)")},
			{State: "JPN", Finding: rule.False, Cite: cite("national:JPN", "known", "PC art 1")},
			{State: "NGA", Ground: "territorial", Finding: rule.Open, Because: []string{"acted-in"}, Cite: cite("national:NGA", "known", "Act s 50")},
		},
		Rights: []opinion.Right{
			{Topic: "use-limitation", Gist: "purpose and use limits named by Japan bind Kenya", State: "JPN", Cite: cite("national:JPN", "known", "IAI Act art 5")},
			{Topic: "data-protection", Gist: "transfer abroad of personal data needs safeguards", State: "KEN", Cite: cite("national:KEN", "known", "DPA ss 48-50")},
		},
		Admission: []opinion.Admission{{Rule: "certificate", Requirement: "certificate by responsible person with description, device and conditions",
			Provision: "Evidence Act s 106B(4)", Cite: cite("national:KEN", "known")}},
		Questions: []opinion.Question{
			{ID: "element:security-measure-infringed", Field: "conduct.facts", Settles: 2, IfTrue: "available", IfFalse: "unavailable", Routes: []string{"national:JPN"}},
			{ID: "holder", Field: "data.holder", Settles: 1, Routes: []string{"police:JPN"}},
			{ID: "fact:reciprocity-undertaken", Field: "circumstances.reciprocity_undertaken", Settles: 1, IfTrue: "available", IfFalse: "open", Routes: []string{"national:JPN"}},
		},
		Changes: []opinion.Change{{Kind: "law", What: "accession", State: "KEN", Instrument: "budapest-185", Route: "budapest-185", From: "unavailable", To: "available",
			Effect: []string{"obliged", "minimum-days", "no-dual-criminality", "closed-grounds"}, Cite: &opinion.Citation{In: "budapest-185", Articles: []string{"29(3)", "29(5)", "29(7)"}, Confidence: "sourced"}}},
	}
}

func japanPolice() opinion.Route {
	return opinion.Route{Instrument: "police:JPN", Articles: []string{"CCP art 197(3)-(4)"}, Measure: "preservation", Mode: "may", Outcome: opinion.Available, Confidence: "sourced",
		Conditions: []opinion.Condition{{Code: "power", What: "preservation before seizure, voluntary for the provider", Finding: rule.True, Confidence: "sourced", Cite: cite("national:JPN", "sourced", "CCP art 197(3)"), Reason: fact("power-available", rule.True)}},
		Deadlines: []opinion.Deadline{
			{Code: "preservation-maximum", What: "a domestic order lasts at most", Value: 30, Unit: "days", From: "preservation", Event: "preservation", At: "2026-12-20", Start: "2026-11-20", Assumed: true, Strict: true, Rule: "national/days", Articles: []string{"CCP art 197(3)"}, HolidaysKnown: true, Finding: rule.True},
			{Code: "preservation-extension", What: "extension", Value: 30, Unit: "days", From: "expiry", Event: "expiry", At: "2027-01-19", Strict: true, Rule: "national/days", Articles: []string{"CCP art 197(4)"}, HolidaysKnown: true, Finding: rule.True},
		},
		Channel: opinion.Channel{To: []opinion.Body{{State: "JPN", Competence: "contact-24-7", Name: "National Police Agency", Network: "budapest and g7", Cite: cite("national:JPN", "known")}}},
	}
}

func japanOwn() opinion.Route {
	return opinion.Route{Instrument: "national:JPN", Articles: []string{"IAI Act arts 2, 4"}, Measure: "mla-general", Mode: "may", Outcome: opinion.OpenOutcome, Confidence: "known",
		Conditions: []opinion.Condition{
			{Code: "requirement", What: "reciprocity is undertaken", Finding: rule.Open, Confidence: "known", Cite: cite("national:JPN", "known", "IAI Act art 4"), Reason: fact("reciprocity-undertaken", rule.Open)},
			{Code: "dual-criminality", Finding: rule.True, Confidence: "sourced", Cite: cite("national:JPN", "known", "IAI Act art 2"), Reason: fact("dual-criminality", rule.True)},
		},
		Grounds: []opinion.Ground{
			may("political-offence", rule.Open, "IAI Act art 2"),
			{Ground: "condition-not-met", Mode: "may", Finding: rule.Open, OnlyIf: "indispensability not shown for things or witnesses", Articles: []string{"IAI Act art 2"}},
			shallRefuse("dual-criminality-absent", rule.False, "IAI Act art 2"),
		},
		Channel: opinion.Channel{
			From:      []opinion.Body{{State: "KEN", Competence: "mutual-assistance", Name: "Office of the Attorney-General", Cite: cite("national:KEN", "known")}},
			To:        []opinion.Body{{State: "JPN", Competence: "mutual-assistance", Name: "Ministry of Foreign Affairs", Cite: cite("national:JPN", "known")}},
			Languages: []string{"ja"}},
		Expected: &opinion.Expected{Low: 6, High: 24, Unit: "months", Basis: "usual time to answer a request for electronic evidence; many requests were given up", AsOf: law.MustDate("2014-12"), Cite: opinion.Citation{Confidence: "sourced"}},
	}
}

func palermo() opinion.Route {
	const id = "untoc-2000"
	return opinion.Route{Instrument: id, Articles: []string{"18"}, Measure: "mla-general", Mode: "shall", Outcome: opinion.Unavailable, Confidence: "sourced",
		Status: []opinion.Status{bound("KEN", "2004-07-16", law.InForceFor, id), bound("JPN", "2017-08-10", law.InForceFor, id)},
		Conditions: []opinion.Condition{{Code: "scope", What: "serious crimes, of four years or more, with an organised criminal group", Finding: rule.False, Confidence: "stated", Cite: cite(id, "sourced", "2(b)", "18(1)"),
			Reason: &opinion.Reason{Kind: "all", Finding: rule.False, Confidence: "stated", Decisive: true, Of: []opinion.Reason{
				{Kind: "threshold", Threshold: &rule.Threshold{Of: "requesting", AtLeast: 4}, Finding: rule.False, Confidence: "sourced", Decisive: true},
				{Kind: "fact", Fact: "organised-group", Finding: rule.Open, Confidence: "stated"},
				{Kind: "status", Status: &rule.Status{Of: "both", Is: "bound"}, Finding: rule.True, Confidence: "sourced"}}}}},
	}
}

func budapest(a, b string) opinion.Route {
	const id = "budapest-185"
	return opinion.Route{Instrument: id, Provision: "bud-c29", Articles: []string{"29"}, Measure: "preservation", Mode: "shall", Outcome: opinion.Unavailable, Confidence: "sourced",
		Status: []opinion.Status{bound(a, "", law.NoPartyRow, id), bound(b, "2012-11-01", law.InForceFor, id)}, Closed: true}
}

func hanoi(a, b string) opinion.Route {
	const id = "un-cybercrime-2024"
	return opinion.Route{Instrument: id, Articles: []string{"42"}, Measure: "preservation", Mode: "shall", Outcome: opinion.Unavailable, Confidence: "known",
		Status: []opinion.Status{bound(a, "", law.TextNotInForce, id), bound(b, "", law.TextNotInForce, id)}}
}

func accessBoth() *opinion.DualCriminality {
	return &opinion.DualCriminality{Finding: rule.True, Confidence: "sourced", On: law.MustDate("2026-11-20"), OnAssumed: true,
		Requesting: opinion.Side{State: "KEN", Finding: rule.True, LawHeld: true, Classes: []string{"illegal-access"}, Tested: 31, Offences: []opinion.OffenceFinding{{
			Offence: "ken.cmca.14", State: "KEN", Label: "unauthorised access", Section: "14", Statute: "Computer Misuse and Cybercrimes Act 2018 (Cap 79C)", Class: "illegal-access", Result: "met",
			Met: []string{"security-measure-infringed", "intent-to-gain-access", "without-right"}, InForce: rule.True, Penalty: law.Penalty{Base: years(3), Aggravated: years(20)}, Cite: cite("national:KEN", "sourced")}}},
		Requested: opinion.Side{State: "JPN", Finding: rule.True, LawHeld: true, Classes: []string{"illegal-access"}, Tested: 24, Offences: []opinion.OffenceFinding{{
			Offence: "jpn.ucal.3", State: "JPN", Label: "unauthorised access act (penalty art 11)", Section: "3", Statute: "Act on Prohibition of Unauthorized Computer Access (Act 128 of 1999)", Class: "illegal-access", Result: "met",
			Met: []string{"target-protected", "target-networked", "access-via-telecom-line", "security-measure-infringed"}, InForce: rule.True, Penalty: law.Penalty{Base: years(3)}, Cite: cite("national:JPN", "sourced")}}},
	}
}
