package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion/clock"
)

// Every code of the vocabulary has words.
func TestVocabularyHasWords(t *testing.T) {
	p := testPrinter(t)
	for group, codes := range p.vocab {
		for code := range codes {
			if group == "fact-question" {
				if q := p.askFact(code, ""); !strings.HasSuffix(q, "?") {
					t.Errorf("the question of %q is %q", code, q)
				}
				continue
			}
			if s := p.word(group, code); s == "" || s == code && strings.Contains(code, "-") {
				t.Errorf("no words for %s %q", group, code)
			}
		}
	}
	// One that is new in the corpus is shown by its meaning.
	for _, m := range p.corpus.Vocabulary.Measures {
		if p.message("measure", m.Code) == nil {
			t.Logf("no short words for the measure %q", m.Code)
		}
	}
	for _, g := range p.corpus.Vocabulary.Grounds {
		if p.message("ground", g.Code) == nil {
			t.Logf("no short words for the ground %q", g.Code)
		}
	}
}

// Elements stand in lists: their short form is short and has no aside. One that
// is new in the corpus is shown by its meaning until it has a short form.
func TestElementsAreShort(t *testing.T) {
	p := testPrinter(t)
	for _, e := range p.corpus.Vocabulary.Elements {
		s := p.word("element", e.Code)
		if utf8.RuneCountInString(s) <= 50 && !strings.ContainsAny(s, "(;,") {
			continue
		}
		if p.message("element", e.Code) == nil {
			t.Logf("%s: %q stands for a short form", e.Code, s)
			continue
		}
		t.Errorf("%s: %q is no short form", e.Code, s)
	}
}

// Codes that are in no vocabulary: those that the types of an opinion, the
// clocks and the standing of a state can hold.
func TestCodesHaveWords(t *testing.T) {
	p := testPrinter(t)
	finding := []string{"true", "open", "false"}
	groups := map[string][]string{
		"outcome": {"available", "open", "unavailable"}, "finding": finding, "applies": finding,
		"result":         {"met", "not-met", "undetermined"},
		"condition":      {"status", "text-held", "basis", "treaty-needed", "not-replaced", "scope", "data", "requirement", "dual-criminality", "power", "treaty"},
		"reason":         {"all", "any", "not", "except"},
		"change-kind":    {"fact", "request", "law"},
		"effect":         {"obliged", "minimum-days", "no-dual-criminality", "closed-grounds"},
		"link":           {"acted-in", "effects-in", "systems-in", "national", "victim", "state-victim", "present"},
		"topic":          {"safeguard", "use-limitation", "data-protection", "confidentiality", "specialty", "data-localisation"},
		"rule":           clock.Rules(),
		"question":       {"data", "holder", "location", "conduct", "acts", "mens_rea", "authority"},
		"element":        {law.PartActs, law.PartRight, law.PartAnyOf},
		"unit":           {"hours", "days", "working-days", "weeks", "months", "years"},
		"condition-what": {"status", "text-held", "basis", "scope", "data", "requirement", "dual-criminality", "power", "treaty"},
		"month":          months(), "month-short": months(),
	}
	for _, because := range []law.Because{law.InForceFor, law.NotYetInForce, law.SignedOnly, law.Denounced, law.NoPartyRow,
		law.PartiesNotHeld, law.TextNotInForce, law.DateUnknown, law.NotAdopted, law.AddressedMember} {
		groups["because"] = append(groups["because"], string(because))
	}
	groups["because-both"] = groups["because"]
	groups["condition-fails"], groups["condition-fails-what"] = groups["condition"], groups["condition"]
	for _, why := range []clock.Why{clock.Saturday, clock.Sunday, clock.Holiday, clock.TwoWorkingDays} {
		groups["say"] = append(groups["say"], "moved-"+string(why))
	}
	for _, of := range []string{"requesting", "requested", "both", "either", "sentence"} {
		groups["threshold"] = append(groups["threshold"], of+"-at-least", of+"-more-than")
	}
	for _, of := range []string{"requesting", "requested", "both", "either"} {
		for _, is := range []string{"bound", "signed", "member", "declared"} {
			groups["status"] = append(groups["status"], of+"-"+is)
		}
	}
	for group, codes := range groups {
		for _, code := range codes {
			if p.message(group, code) == nil {
				t.Errorf("no message for %s %q", group, code)
			}
		}
	}
}

func months() (out []string) {
	for i := range 12 {
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

// A catalogue can be read, and asks for no value that the English message does
// not have.
func TestCatalogues(t *testing.T) {
	base, err := open(fallback)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range Languages() {
		c, err := open(lang)
		if err != nil {
			t.Fatal(err)
		}
		for group, messages := range c.groups {
			for code, m := range messages {
				en := base.groups[group][code]
				for _, form := range m.forms {
					for i := 1; i < len(form); i += 2 {
						if en != nil && !slices.Contains(en.forms[plural.Other], form[i]) && form[i] != "n" {
							t.Errorf("%s: %s %s has {%s}, which is never given", lang, group, code, form[i])
						}
					}
				}
			}
		}
	}
}

// Each call with a literal key has its message, and gives every value that the
// message has a place for. The names of the values are read from the source.
func TestSentencesOfTheSource(t *testing.T) {
	base, err := open(fallback)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	files := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				used[s] = true
			}
			if call, ok := n.(*ast.CallExpr); ok {
				checkCall(t, files, base, call)
			}
			return true
		})
	}
	for key := range base.groups["say"] {
		if !used[key] && !built(key) {
			t.Errorf("the sentence %q is never said", key)
		}
	}
}

// built keys are put together from a code.
func built(key string) bool {
	for _, prefix := range []string{"dual-", "rests-", "confidence-", "moved-", "answer-", "change-"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func checkCall(t *testing.T, files *token.FileSet, c *catalogue, call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "say" || len(call.Args) == 0 {
		return
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return
	}
	key, _ := strconv.Unquote(lit.Value)
	m := c.groups["say"][key]
	if m == nil {
		t.Errorf("%s: there is no sentence %q", files.Position(call.Pos()), key)
		return
	}
	given := map[string]bool{}
	ast.Inspect(call, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			s, _ := strconv.Unquote(lit.Value)
			given[s] = true
		}
		return true
	})
	if call.Ellipsis.IsValid() {
		return // given in a list above
	}
	for i := 1; i < len(m.forms[plural.Other]); i += 2 {
		if name := m.forms[plural.Other][i]; !given[name] {
			t.Errorf("%s: %q is not given {%s}", files.Position(call.Pos()), key, name)
		}
	}
}

func TestPlurals(t *testing.T) {
	const arabic = `{"unit":{"days":{"zero":"{n} z","one":"يوم واحد","two":"يومان","few":"{n} أيام","many":"{n} يومًا","other":"{n} يوم"}}}`
	c, err := parse("ar", []byte(arabic))
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPrinter(testCorpus(t), "ar", c)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "0 z", 1: "يوم واحد", 2: "يومان", 3: "3 أيام", 11: "11 يومًا", 100: "100 يوم", 102: "102 يوم", 103: "103 أيام"} {
		if got := p.length(n, "days"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := p.length(2, "months"); got != "2 months" {
		t.Errorf("without a message of its own: %q", got)
	}
}

func TestBadCatalogues(t *testing.T) {
	for _, bad := range []string{`{"say":{"a":"{x"}}`, `{"say":{"a":"x}"}}`, `{"say":{"a":"{}"}}`, `{"say":{"a":{"one":"x"}}}`, `{"say":{"a":{"some":"x","other":"y"}}}`, `{`} {
		if _, err := parse("en", []byte(bad)); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
	if _, err := New(testCorpus(t), "tlh"); err == nil || !strings.Contains(err.Error(), "en") {
		t.Errorf("a language without catalogue: %v", err)
	}
}
