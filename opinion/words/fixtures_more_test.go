package words

import (
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// loveBug: the United States ask the Philippines in May 2000 to extradite the
// author of a worm, when no law there yet made it a crime.
func loveBug() *opinion.Opinion {
	const id = "us-ph-extradition-1994"
	return &opinion.Opinion{
		Corpus: digest, Version: "1.0",
		Matter: opinion.Matter{Requesting: "USA", Requested: "PHL", On: law.MustDate("2000-05-15"), Measure: "extradition"},
		Answer: opinion.Answer{Outcome: opinion.Unavailable, Route: -1, Confidence: "sourced"},
		Routes: []opinion.Route{{Instrument: id, Articles: []string{"2"}, Measure: "extradition", Mode: "shall", Outcome: opinion.Unavailable, Confidence: "sourced",
			Status:     []opinion.Status{bound("USA", "1996-11-22", law.InForceFor, id), bound("PHL", "1996-11-22", law.InForceFor, id)},
			Conditions: []opinion.Condition{{Code: "dual-criminality", Finding: rule.False, Confidence: "sourced", Cite: cite(id, "sourced", "2(1)"), Reason: fact("dual-criminality", rule.False)}},
			Grounds:    []opinion.Ground{shallRefuse("political-offence", rule.Open, "3(1)"), may("nationality", rule.False, "6")}}},
		DualCriminality: &opinion.DualCriminality{Finding: rule.False, Confidence: "sourced", On: law.MustDate("2000-05-04"),
			Requesting: opinion.Side{State: "USA", Finding: rule.True, LawHeld: true, Offences: []opinion.OffenceFinding{{Offence: "usa.cfaa.1030a5", State: "USA", Label: "damage to a protected computer", Section: "1030(a)(5)(A)", Statute: "Computer Fraud and Abuse Act (18 USC 1030)", Result: "met",
				Met: []string{"malicious-code", "intent-to-cause-damage", "damage-caused"}, InForce: rule.True, Penalty: law.Penalty{Base: years(5)}, Cite: cite("national:USA", "sourced")}}},
			Requested: opinion.Side{State: "PHL", Finding: rule.False, LawHeld: true, Complete: rule.True, Classes: []string{"data-interference", "system-interference"}, Offences: []opinion.OffenceFinding{{Offence: "phl.eca.33a", State: "PHL", Label: "hacking or cracking, introduction of viruses", Section: "33(a)", Statute: "Electronic Commerce Act (RA 8792)", Result: "not-met",
				Met: []string{"damage-caused"}, Missing: []string{"mens:general-intent"}, Unknown: []string{"any_of"}, InForce: rule.False, Event: "inserted", From: law.MustDate("2000-06-19"), Penalty: law.Penalty{Base: years(3)}, Cite: cite("national:PHL", "known")}}}},
		Jurisdiction: []opinion.Claim{
			{State: "USA", Ground: "effects", Finding: rule.True, Because: []string{"effects-in", "victim"}, Cite: cite("national:USA", "sourced", "18 USC 1030(e)(2)(B)")},
			{State: "PHL", Ground: "territorial", Finding: rule.True, Because: []string{"acted-in", "present"}, Cite: cite("national:PHL", "known", "RPC art 2")}},
		Changes: []opinion.Change{{Kind: "fact", What: "element", Code: "property-loss-result", Value: true, Route: id, From: "unavailable", To: "open"}},
	}
}

// franceIreland: a European Production Order for content, in an emergency,
// with hours.
func franceIreland() *opinion.Opinion {
	const id = "eu-eevidence-2023-1543"
	notified := "notified enforcing authority"
	return &opinion.Opinion{
		Corpus: digest, Version: "1.0",
		Matter: opinion.Matter{Title: "European Production Order, France to a provider in Ireland", Requesting: "FRA", Requested: "IRL", On: law.MustDate("2026-12-17"), Measure: "content"},
		Answer: opinion.Answer{Outcome: opinion.OpenOutcome, Route: 0, Obliged: true, Question: "authority", Confidence: "sourced"},
		Routes: []opinion.Route{{Instrument: id, Provision: "eev-epoc-tc", Articles: []string{"5(4)", "10", "12"}, Measure: "direct-production-order", Variant: "content data", Mode: "shall", Outcome: opinion.OpenOutcome, Confidence: "sourced",
			Status: []opinion.Status{bound("FRA", "2026-08-18", law.InForceFor, id), bound("IRL", "2026-08-18", law.InForceFor, id)},
			Conditions: []opinion.Condition{
				{Code: "scope", What: "maximum of at least three years in the issuing State", Finding: rule.True, Confidence: "sourced", Cite: cite(id, "sourced", "5(4)(a)")},
				{Code: "requirement", What: "a judge, a court or an investigating judge issues or validates", Finding: rule.Open, Confidence: "sourced", Cite: cite(id, "sourced", "4(2)"), Reason: fact("issuer-judicial", rule.Open)},
				{Code: "requirement", What: "the provider offers services in the Union", Finding: rule.Open, Verify: true, Confidence: "unsure", Cite: cite(id, "unsure", "2(1)")}},
			Grounds: []opinion.Ground{
				{Ground: "immunity-privilege", Mode: "may", Finding: rule.Open, By: notified, Articles: []string{"12(1)(a)"}},
				{Ground: "press-freedom", Mode: "may", Finding: rule.Open, By: notified, Articles: []string{"12(1)(a)"}},
				{Ground: "fundamental-rights", Mode: "may", Finding: rule.Open, By: notified, Articles: []string{"12(1)(b)"}},
				{Ground: "ne-bis-in-idem", Mode: "may", Finding: rule.False, By: notified, Articles: []string{"12(1)(c)"}}},
			Closed: true,
			Deadlines: []opinion.Deadline{
				{Code: "produce", What: "produce", Value: 10, Unit: "days", From: "receipt", Event: "receipt", At: "2026-12-28", Start: "2026-12-17T17:10:00+00:00", Strict: true, Rule: "eu-1182-71/3(1),3(2)(b),3(4)", Articles: []string{"10(2)"}, HolidaysKnown: true, Finding: rule.True, Moved: []opinion.Moved{{From: "2026-12-27", Why: "sunday"}}},
				{Code: "produce-emergency", What: "produce in an emergency", Value: 8, Unit: "hours", From: "receipt", Event: "receipt", At: "2026-12-18T02:00:00Z", Start: "2026-12-17T17:10:00+00:00", Strict: true, Rule: "eu-1182-71/3(1),3(2)(a)", Articles: []string{"10(4)"}, HolidaysKnown: true, Finding: rule.Open},
				{Code: "raise-grounds", What: "raise grounds", Value: 10, Unit: "days", From: "receipt", Event: "receipt", At: "2026-12-28", Strict: true, Rule: "eu-1182-71/3(1),3(2)(b),3(4)", Articles: []string{"12(1)"}, HolidaysKnown: false, Finding: rule.True, Moved: []opinion.Moved{{From: "2026-12-26", Why: "holiday", Name: "St. Stephen's Day"}, {From: "2026-12-27", Why: "sunday"}}}},
			Content: []opinion.Content{{Field: "issuing and validating authority", Required: "yes", Articles: []string{"5(5)(a)"}}, {Field: "addressee", Required: "yes", Articles: []string{"5(5)(b)"}}, {Field: "time range", Required: "if-applicable", Articles: []string{"5(5)(e)"}}},
			Form:    map[string]string{"language": "official language of the Union accepted by the provider", "writing": "certificate of Annex I"},
			Channel: opinion.Channel{Text: "EPOC to the provider and at the same time to the enforcing authority"},
			Rules:   []law.Gist{{Topic: "confidentiality", Gist: "the provider keeps the order secret where it is asked to", Articles: []string{"13(1)"}}},
		}},
		Rights:    []opinion.Right{{Topic: "safeguard", Gist: "the person is informed without undue delay unless that is delayed, restricted or omitted", Cite: cite(id, "sourced", "13(1)")}},
		Questions: []opinion.Question{{ID: "authority", Field: "authority", Settles: 1, IfTrue: "available", IfFalse: "unavailable", Routes: []string{id}}, {ID: "fact:danger-to-life", Settles: 1}},
		Changes:   []opinion.Change{{Kind: "request", What: "data", Code: "subscriber", Route: id, From: "open", To: "available"}},
	}
}

// chinaGermany: extradition with no treaty, a German national, and a death
// penalty in the other law.
func chinaGermany() *opinion.Opinion {
	in := "national:DEU"
	return &opinion.Opinion{
		Corpus: digest, Version: "1.0",
		Matter: opinion.Matter{Requesting: "CHN", Requested: "DEU", On: law.MustDate("2026-11-20"), Measure: "person"},
		Answer: opinion.Answer{Outcome: opinion.OpenOutcome, Route: 0, Question: "fact:fundamental-rights", Confidence: "known"},
		Routes: []opinion.Route{
			{Instrument: in, Articles: []string{"IRG ss 2-10"}, Measure: "extradition", Mode: "may", Outcome: opinion.OpenOutcome, Confidence: "known",
				Conditions: []opinion.Condition{
					{Code: "dual-criminality", Finding: rule.Open, Confidence: "sourced", Cite: cite(in, "known", "IRG s 3"), Reason: fact("dual-criminality", rule.Open)},
					{Code: "requirement", What: "the maximum reaches the threshold in its law", Finding: rule.True, Confidence: "known", Cite: cite(in, "known", "IRG s 3(2)"), Reason: &opinion.Reason{Kind: "threshold", Threshold: &rule.Threshold{Of: "requested", AtLeast: 1}, Finding: rule.True, Confidence: "known"}}},
				Grounds: []opinion.Ground{
					shallRefuse("nationality", rule.Open, "GG art 16(2)"), shallRefuse("political-offence", rule.Open, "IRG s 6"), shallRefuse("military-offence", rule.False, "IRG s 7"),
					shallRefuse("death-penalty", rule.False, "IRG s 8"), shallRefuse("fundamental-rights", rule.Open, "IRG s 73"), may("pending-proceedings", rule.True, "IRG s 9"), shallRefuse("statute-of-limitations", rule.Open, "IRG s 9")},
				NoGrounds: []law.Gist{{Gist: "fiscal offence alone", Articles: []string{"IRG s 3"}}},
				Channel: opinion.Channel{From: []opinion.Body{{State: "CHN", Competence: "extradition", Name: "Ministry of Foreign Affairs", Cite: cite("national:CHN", "sourced")}},
					To: []opinion.Body{{State: "DEU", Competence: "extradition", Name: "Federal Office of Justice", Cite: cite(in, "known")}}, Languages: []string{"de", "en"}},
				Deadlines: []opinion.Deadline{{Code: "arrest-may-end", What: "provisional arrest", Value: 2, Unit: "months", From: "arrest", Event: "arrest", Rule: "national/months", Articles: []string{"IRG s 16(2)"}, Finding: rule.True}},
				AutDedere: &law.AutDedere{Trigger: "nationality", Duty: "the case goes to its own prosecutors", Articles: []string{"StGB s 7(2)"}},
				Expected:  &opinion.Expected{Low: 120, Unit: "days", Basis: "median of the states that answered", AsOf: law.MustDate("2013"), Cite: opinion.Citation{Confidence: "known"}}},
			budapest("CHN", "DEU"), hanoi("CHN", "DEU")},
		DualCriminality: &opinion.DualCriminality{Finding: rule.Open, Confidence: "sourced", On: law.MustDate("2026-03-02"),
			Requesting: opinion.Side{State: "CHN", Finding: rule.True, LawHeld: true, Offences: []opinion.OffenceFinding{{Offence: "chn.cl.285.2", State: "CHN", Label: "obtaining data from, or illegally controlling, another computer system", Section: "285(2)", Statute: "Criminal Law", Result: "met",
				Met: []string{"ordinary-system", "data-obtained", "serious-circumstances"}, InForce: rule.True, Penalty: law.Penalty{Base: years(3), Aggravated: years(7)}, Cite: cite("national:CHN", "sourced")}}},
			Requested: opinion.Side{State: "DEU", Finding: rule.Open, LawHeld: true, Untested: 2, Offences: []opinion.OffenceFinding{{Offence: "deu.stgb.202a", State: "DEU", Label: "data espionage", Section: "202a", Statute: "Criminal Code (StGB)", Result: "undetermined",
				Met: []string{"data-obtained", "data-not-intended-for-accused"}, Unknown: []string{"security-measure-infringed"}, InForce: rule.True, Penalty: law.Penalty{Base: years(3)}, Cite: cite("national:DEU", "sourced")}}}},
		Jurisdiction: []opinion.Claim{{State: "CHN", Ground: "effects", Finding: rule.True, Because: []string{"effects-in"}, Cite: cite("national:CHN", "sourced", "CL art 6")},
			{State: "DEU", Ground: "active-nationality", Finding: rule.Open, Because: []string{"national"}, Condition: "the act is a crime where it was done", Cite: cite(in, "sourced", "StGB s 7(2)")},
			{Ground: "consultation", Criteria: []string{"where the damage is greatest", "where the evidence lies"}, Finding: rule.Open, Cite: cite("untoc-2000", "sourced", "15(5)")}},
		Questions: []opinion.Question{{ID: "fact:fundamental-rights", Settles: 1, IfTrue: "unavailable", IfFalse: "open", Routes: []string{in}}, {ID: "nationality", Settles: 1}, {ID: "element:security-measure-infringed", Settles: 1}},
		Changes: []opinion.Change{{Kind: "fact", What: "circumstance", Code: "death_penalty_assurance", Value: true, Route: in, From: "open", To: "available"},
			{Kind: "law", What: "reservation", State: "DEU", Instrument: "budapest-185", Route: "budapest-185", From: "unavailable", To: "open"}},
	}
}
