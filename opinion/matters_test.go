package opinion_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// caseFile is a decided matter: what was asked, and what the source says about
// it. The format is described in docs/spec/cases.md.
type caseFile struct {
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	Decided    law.Date       `json:"decided,omitzero"`
	Sources    []caseSource   `json:"sources"`
	Facts      string         `json:"facts"`
	Why        string         `json:"why"`
	Matter     opinion.Matter `json:"matter"`
	Expect     expectation    `json:"expect"`
	NotDecided string         `json:"not_decided"`
}

type caseSource struct {
	What       string `json:"what"`
	Where      string `json:"where"`
	Confidence string `json:"confidence"`
}

// expectation is what the source decides. What it does not decide is left out.
type expectation struct {
	DualCriminality *rule.Value        `json:"dual_criminality,omitempty"`
	Offences        []expectedOffence  `json:"offences,omitempty"`
	Routes          []expectedRoute    `json:"routes,omitempty"`
	Grounds         []expectedGround   `json:"grounds,omitempty"`
	Deadlines       []expectedDeadline `json:"deadlines,omitempty"`
	Cite            []string           `json:"cite,omitempty"`
}

type expectedOffence struct {
	Offence string `json:"offence"`
	Result  string `json:"result"`
}

type expectedRoute struct {
	Instrument string   `json:"instrument"`
	Measure    string   `json:"measure"`
	Provision  string   `json:"provision,omitempty"`
	Outcome    string   `json:"outcome"`
	Articles   []string `json:"articles,omitempty"`
}

type expectedGround struct {
	Instrument string      `json:"instrument"`
	Measure    string      `json:"measure,omitempty"`
	Ground     string      `json:"ground"`
	Mode       string      `json:"mode,omitempty"`
	Finding    *rule.Value `json:"finding,omitempty"`
	Articles   []string    `json:"articles,omitempty"`
}

type expectedDeadline struct {
	What     string   `json:"what_contains,omitempty"`
	Code     string   `json:"code,omitempty"`
	At       string   `json:"at,omitempty"`
	Articles []string `json:"articles,omitempty"`
}

const caseSchema = "../docs/spec/schema/case.schema.json"

func TestMatters(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	r, err := opinion.New(c, opinion.Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.NewCompiler().Compile(caseSchema)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range caseNames(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			f, m := readCase(t, name, schema, c)
			s := suite{t: t, corpus: c, reasoner: r, matter: m, opinions: map[string]*opinion.Opinion{}}
			s.check(&f.Expect)
		})
	}
}

// The page on the suite lists every case.
func TestCasesAreListed(t *testing.T) {
	page, err := os.ReadFile("../docs/spec/cases.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range caseNames(t) {
		if id := strings.TrimSuffix(filepath.Base(name), ".yaml"); !strings.Contains(string(page), "`"+id+"`") {
			t.Errorf("docs/spec/cases.md does not list %s", id)
		}
	}
}

func caseNames(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/matters/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no matters found", err)
	}
	return names
}

// readCase reads a case strictly, holds it against the published schema, and
// reads its matter as a matter of its own.
func readCase(t *testing.T, name string, schema *jsonschema.Schema, c *law.Corpus) (*caseFile, *opinion.Matter) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := new(caseFile)
	doc, problems := strictyaml.Parse(data, strictyaml.Limits{})
	if doc != nil && len(problems) == 0 {
		problems = doc.Decode(f)
	}
	for _, p := range problems {
		t.Errorf("%s:%s", name, p)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(plain(&node)); err != nil {
		t.Errorf("%s against the schema: %v", name, err)
	}
	if want := strings.TrimSuffix(filepath.Base(name), ".yaml"); f.ID != want {
		t.Errorf("id %q stands in the file of %q", f.ID, want)
	}
	m, err := opinion.ReadMatter(matterText(data), c)
	if err != nil {
		t.Fatalf("%s: matter: %v", name, err)
	}
	return f, m
}

// plain turns a node into what a schema can be held against. Days stay words.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0])
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, x := range n.Content {
			out = append(out, plain(x))
		}
		return out
	}
	var v any = n.Value
	switch n.Tag {
	case "!!bool", "!!int", "!!float":
		_ = n.Decode(&v)
	}
	return v
}

// matterText is the matter part of a case, moved to the left margin.
func matterText(data []byte) []byte {
	var out strings.Builder
	in := false
	for line := range strings.Lines(string(data)) {
		switch {
		case !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "#"):
			in = strings.HasPrefix(line, "matter:")
		case in:
			out.WriteString(strings.TrimPrefix(line, "  "))
		}
	}
	return []byte(out.String())
}

// suite holds the opinions of one case. A way that is expected for another
// measure than the one sought is looked for by asking the matter again with
// that measure.
type suite struct {
	t        *testing.T
	corpus   *law.Corpus
	reasoner *opinion.Reasoner
	matter   *opinion.Matter
	opinions map[string]*opinion.Opinion
}

func (s *suite) ask(measure string) *opinion.Opinion {
	s.t.Helper()
	if o := s.opinions[measure]; o != nil {
		return o
	}
	m := *s.matter
	m.Measure = measure
	o, err := s.reasoner.Opinion(&m)
	if err != nil {
		s.t.Fatal(err)
	}
	s.opinions[measure] = o
	return o
}

func (s *suite) check(want *expectation) {
	s.t.Helper()
	o := s.ask(s.matter.Measure)
	if want.DualCriminality != nil && o.DualCriminality.Finding != *want.DualCriminality {
		s.t.Errorf("dual criminality: %s (requesting %s, requested %s), want %s", o.DualCriminality.Finding,
			o.DualCriminality.Requesting.Finding, o.DualCriminality.Requested.Finding, *want.DualCriminality)
	}
	for _, w := range want.Offences {
		s.offence(w)
	}
	for _, w := range want.Routes {
		s.route(w)
	}
	for _, w := range want.Grounds {
		s.ground(w)
	}
	for _, w := range want.Deadlines {
		s.deadline(w)
	}
	for _, w := range want.Cite {
		s.cited(w)
	}
}

// offence is met if its elements are and it was law on the day.
func (s *suite) offence(want expectedOffence) {
	s.t.Helper()
	state, o := s.corpus.OffenceByID(want.Offence)
	if o == nil {
		s.t.Errorf("offence %s: not in the corpus", want.Offence)
		return
	}
	for _, m := range s.corpus.Match(state.ID, s.matter.Conduct, s.matter.On) {
		if m.Offence != o {
			continue
		}
		got := map[rule.Value]string{rule.True: "met", rule.False: "not-met", rule.Open: "undetermined"}[m.Met().Raw()]
		if got != want.Result {
			s.t.Errorf("offence %s: %s (elements %s, in force %s; missing %v, unknown %v), want %s", want.Offence, got, m.Value,
				m.Force.Finding, s.corpus.Missing(&o.Definition, &m.Result), s.corpus.Unknown(&o.Definition, &m.Result), want.Result)
		}
	}
}

// made gives the ways of an instrument that are made for a measure, else the
// general ones.
func (s *suite) made(instrument, measure, provision string) []*opinion.Route {
	all := s.routes(instrument, measure, provision)
	if slices.ContainsFunc(all, func(r *opinion.Route) bool { return r.Measure == measure }) {
		return slices.DeleteFunc(all, func(r *opinion.Route) bool { return r.Measure != measure })
	}
	return all
}

// routes are the ways of an instrument that serve a measure.
func (s *suite) routes(instrument, measure, provision string) []*opinion.Route {
	var all []*opinion.Route
	o := s.ask(measure)
	for i := range o.Routes {
		r := &o.Routes[i]
		if r.Instrument != instrument || provision != "" && r.Provision != provision {
			continue
		}
		all = append(all, r)
	}
	return all
}

// route compares the best way of an instrument. A way that is not listed is
// not available.
func (s *suite) route(want expectedRoute) {
	s.t.Helper()
	what := fmt.Sprintf("route %s %s", want.Instrument, want.Measure)
	ways := s.made(want.Instrument, want.Measure, want.Provision)
	got := opinion.Unavailable
	var cited []string
	for _, r := range ways {
		cited = append(cited, articlesOf(r)...)
		if r.Outcome == opinion.Available || r.Outcome == opinion.OpenOutcome && got == opinion.Unavailable {
			got = r.Outcome
		}
	}
	if got != want.Outcome {
		s.t.Errorf("%s: %s, want %s%s", what, got, want.Outcome, explain(ways))
	}
	s.articles(what, cited, want.Articles)
}

// explain names the conditions and grounds that are not settled well.
func explain(ways []*opinion.Route) string {
	if len(ways) == 0 {
		return " (not listed)"
	}
	var out strings.Builder
	for _, r := range ways {
		fmt.Fprintf(&out, "\n      %s %s %s:", r.Provision, r.Measure, r.Outcome)
		for _, c := range r.Conditions {
			if c.Finding != rule.True {
				fmt.Fprintf(&out, " [%s %s %s%s]", c.Code, c.Finding, c.What, facts(c.Reason))
			}
		}
		for _, g := range r.Grounds {
			if g.Mode == "shall" && g.Finding != rule.False {
				fmt.Fprintf(&out, " [ground %s %s%s]", g.Ground, g.Finding, facts(g.Reason))
			}
		}
	}
	return out.String()
}

func facts(r *opinion.Reason) string {
	if r == nil {
		return ""
	}
	out := ""
	if r.Fact != "" {
		out = " " + r.Fact + "=" + r.Finding.String()
	} else if r.Of == nil {
		out = " " + r.Kind + "=" + r.Finding.String()
	}
	for i := range r.Of {
		out += facts(&r.Of[i])
	}
	return out
}

// ground looks for a ground on the ways of an instrument. One that is found
// not to apply may as well not be listed, or stand on a way that does not
// reach the matter at all.
func (s *suite) ground(want expectedGround) {
	s.t.Helper()
	what := fmt.Sprintf("ground %s %s", want.Instrument, want.Ground)
	var seen []string
	listed := false
	refuted := want.Finding != nil && *want.Finding == rule.False
	for _, r := range s.routes(want.Instrument, cmp.Or(want.Measure, s.matter.Measure), "") {
		listed = true
		if refuted && outOfReach(r) {
			continue
		}
		for _, g := range r.Grounds {
			if g.Ground != want.Ground {
				continue
			}
			if (want.Mode == "" || g.Mode == want.Mode) && (want.Finding == nil || g.Finding == *want.Finding) &&
				!slices.ContainsFunc(want.Articles, func(a string) bool { return !slices.ContainsFunc(g.Articles, within(a)) }) {
				return
			}
			seen = append(seen, fmt.Sprintf("%s %s %v%s", g.Mode, g.Finding, g.Articles, facts(g.Reason)))
		}
	}
	if len(seen) == 0 && listed && refuted {
		return
	}
	finding := "any"
	if want.Finding != nil {
		finding = want.Finding.String()
	}
	s.t.Errorf("%s: got %v (instrument listed %v), want %s %s %v", what, seen, listed, want.Mode, finding, want.Articles)
}

// outOfReach says whether a way does not reach the matter: its scope or its
// categories of data do not cover it.
func outOfReach(r *opinion.Route) bool {
	return slices.ContainsFunc(r.Conditions, func(c opinion.Condition) bool {
		return (c.Code == "scope" || c.Code == "data") && c.Finding == rule.False
	})
}

func (s *suite) deadline(want expectedDeadline) {
	s.t.Helper()
	var seen []string
	o := s.ask(s.matter.Measure)
	for i := range o.Routes {
		r := &o.Routes[i]
		for _, d := range r.Deadlines {
			if strings.Contains(d.What, want.What) && (want.Code == "" || d.Code == want.Code) &&
				(want.At == "" || d.At == want.At) && !slices.ContainsFunc(want.Articles, func(a string) bool { return !slices.ContainsFunc(d.Articles, within(a)) }) {
				return
			}
			seen = append(seen, fmt.Sprintf("\n      %s: %s %s at %q from %q %v", r.Instrument, d.Code, d.What, d.At, d.Start, d.Articles))
		}
	}
	s.t.Errorf("deadline %+v: not among%s", want, strings.Join(seen, ""))
}

func (s *suite) cited(want string) {
	s.t.Helper()
	in, article, _ := strings.Cut(want, " ")
	var cited []string
	for _, o := range s.opinions {
		for i := range o.Routes {
			if o.Routes[i].Instrument == in {
				cited = append(cited, articlesOf(&o.Routes[i])...)
			}
			for _, c := range citationsOf(&o.Routes[i]) {
				if c.In == in {
					cited = append(cited, c.Articles...)
				}
			}
		}
	}
	s.articles("cite "+in, cited, []string{article})
}

func (s *suite) articles(what string, cited, want []string) {
	s.t.Helper()
	for _, a := range want {
		if !slices.ContainsFunc(cited, within(a)) {
			slices.Sort(cited)
			s.t.Errorf("%s: article %s is not cited; cited are %v", what, a, slices.Compact(cited))
		}
	}
}

// within says whether a citation is the article wanted or a part of it, or
// names it in a range, as 29(3)-(4) does, or in words, as "Act ss 41-42" does.
func within(want string) func(string) bool {
	return func(got string) bool {
		if rest, ok := strings.CutPrefix(got, want); ok && (rest == "" || strings.ContainsAny(rest[:1], "( /,-")) {
			return true
		}
		if m := paragraphs.FindStringSubmatch(got); m != nil && between(want, m[1], m[2], m[3]) {
			return true
		}
		if strings.Contains(want, " ") {
			return strings.Contains(got, want)
		}
		return strings.Contains(got, " ") && slices.Contains(words.FindAllString(got, -1), want)
	}
}

var (
	paragraphs = regexp.MustCompile(`^(\d+)\((\d+)\)-\((\d+)\)$`)
	words      = regexp.MustCompile(`[0-9A-Za-z]+(\.[0-9]+)*`)
)

// between says whether want is a paragraph of an article from first to last.
func between(want, article, first, last string) bool {
	rest, ok := strings.CutPrefix(want, article+"(")
	if !ok {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSuffix(rest, ")"))
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(last)
	return err == nil && a <= n && n <= b
}

// articlesOf are the articles that a way rests on: its own, and those of its
// conditions, grounds, periods and rules.
func articlesOf(r *opinion.Route) []string {
	out := slices.Clone(r.Articles)
	for _, c := range citationsOf(r) {
		out = append(out, c.Articles...)
	}
	for _, g := range r.Grounds {
		out = append(out, g.Articles...)
	}
	for _, d := range r.Deadlines {
		out = append(out, d.Articles...)
	}
	for _, c := range r.Content {
		out = append(out, c.Articles...)
	}
	for _, g := range slices.Concat(r.Rules, r.NoGrounds) {
		out = append(out, g.Articles...)
	}
	return out
}

func citationsOf(r *opinion.Route) []opinion.Citation {
	out := slices.Clone(r.Cites)
	for _, c := range r.Conditions {
		out = append(out, c.Cite)
	}
	for _, g := range r.Grounds {
		out = append(out, g.Cite)
	}
	for _, c := range r.Status {
		out = append(out, c.Cite)
	}
	return out
}
