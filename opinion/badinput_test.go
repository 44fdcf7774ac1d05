package opinion_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
)

// Each file is refused with the lines that stand under it, in the order of the
// text: whole after "#!", by their beginning after "#~".
func TestBadMatters(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := wanted(data)
			m, err := opinion.ReadMatter(data, embedded(t).Corpus())
			if err == nil {
				t.Fatalf("accepted; want\n%s", want)
			}
			if !asWanted(strings.Split(err.Error(), "\n"), strings.Split(want, "\n")) {
				t.Errorf("got\n%v\nwant\n%s", err, want)
			}
			if m != nil {
				t.Error("half a matter came with the problems")
			}
			var ps opinion.Problems
			if !errors.As(err, &ps) {
				t.Fatalf("the error is a %T", err)
			}
			for _, p := range ps {
				if p.Line == 0 || p.Column == 0 {
					t.Errorf("without a place: %v", p)
				}
			}
		})
	}
}

// wanted are the comments at the end of a file.
func wanted(data []byte) string {
	var lines []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#!") || strings.HasPrefix(line, "#~") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return strings.Join(lines, "\n")
}

func asWanted(got, want []string) bool {
	return slices.EqualFunc(got, want, func(g, w string) bool {
		if beginning, ok := strings.CutPrefix(w, "#~ "); ok {
			return strings.HasPrefix(g, beginning)
		}
		return "#! "+g == w
	})
}

const sound = "requesting: KEN\nrequested: JPN\non: 2026-11-20\nmeasure: preservation\n"

// What can not stand in a file of text.
func TestBadBytes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no UTF-8", sound + "title: caf\xe9\n", `5:11: the byte 0xE9 is not UTF-8; save the file as UTF-8`},
		{"a NUL", sound + "title: a\x00b\n", `5:9: a NUL character; remove it, or save the file as UTF-8`},
		{"nothing", "", ``},
		{"two documents", sound + "---\n" + sound, `5:1: a second document begins here; put it into a file of its own, or remove the line ---`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := opinion.ReadMatter([]byte(c.text), embedded(t).Corpus())
			if err == nil || m != nil {
				t.Fatalf("accepted: %v", m)
			}
			if got := err.Error(); c.want != "" && got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Aliases upon aliases cost their reader nothing.
func TestAliasesAreRefusedFast(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'z'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [*" + strings.Repeat(p+",*", 8) + p + "]\n"
	}
	large := append([]byte(sound+"title: &t x\nconduct:\n  facts:\n"), bytes.Repeat([]byte("  - *t\n"), 10<<20/7)...)
	for name, data := range map[string][]byte{"few that multiply": []byte(sound + bomb), "ten megabytes": large} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			m, err := opinion.ReadMatter(data, embedded(t).Corpus())
			if err == nil || m != nil {
				t.Fatal("accepted")
			}
			if took := time.Since(start); took > time.Second {
				t.Errorf("it took %v", took)
			}
			if len(err.Error()) > 1<<20 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
}

// A matter that is accepted can be answered.
func TestWhatIsAcceptedIsAnswered(t *testing.T) {
	r := embedded(t)
	for _, text := range []string{
		sound,
		strings.Replace(sound, "KEN", `""`, 1),
		strings.Replace(sound, "JPN", `""`, 1),
		strings.Replace(sound, "preservation", `""`, 1),
		strings.NewReplacer("KEN", "kenya", "JPN", "日本").Replace(sound),
		sound + "conduct: {acts: [\"\"]}\n",
		sound + "circumstances: {\"\": true}\n",
		sound + "events: {\"\": 2026-11-20}\n",
		sound + "offence: {max_penalty_years: life}\n",
	} {
		m, err := opinion.ReadMatter([]byte(text), r.Corpus())
		if err != nil {
			continue
		}
		if _, err := r.Opinion(m); err != nil {
			t.Errorf("accepted, and then: %v\n%s", err, text)
		}
		if strings.Contains(text, `""`) {
			t.Errorf("an empty code was accepted:\n%s", text)
		}
	}
}

// One circumstance is told once, whichever way it is written.
func TestACircumstanceIsToldOnce(t *testing.T) {
	r := embedded(t)
	m, err := opinion.ReadMatter([]byte(strings.Replace(sound, "preservation", "extradition", 1)+
		"circumstances: {political: true, death-penalty: true, death_penalty: false}\n"), r.Corpus())
	if err != nil {
		return
	}
	seen := map[string]bool{}
	for range 50 {
		o, err := r.Opinion(m)
		if err != nil {
			t.Fatal(err)
		}
		seen[bytesOf(o)] = true
	}
	t.Errorf("true and false at once were accepted, and gave %d different answers", len(seen))
}

// The same checks hold for a matter that a program made; it has no lines, so
// none are told.
func TestCheck(t *testing.T) {
	c := embedded(t).Corpus()
	matter := func(change func(*opinion.Matter)) *opinion.Matter {
		m := &opinion.Matter{Requesting: "KEN", Requested: "JPN", On: law.MustDate("2026-11-20"), Measure: "preservation"}
		change(m)
		return m
	}
	if err := opinion.Check(matter(func(*opinion.Matter) {}), c); err != nil {
		t.Errorf("a sound matter: %v", err)
	}
	negative := -1.0
	for _, x := range []struct {
		name   string
		change func(*opinion.Matter)
		want   string // begins with
	}{
		{"no requesting state", func(m *opinion.Matter) { m.Requesting = "" }, "requesting"},
		{"no requested state", func(m *opinion.Matter) { m.Requested = "" }, "requested"},
		{"no day", func(m *opinion.Matter) { m.On = law.Date{} }, "on: the day must be known"},
		{"a day without its day", func(m *opinion.Matter) { m.On = law.MustDate("2026") }, "on: the day must be known"},
		{"no measure", func(m *opinion.Matter) { m.Measure = "" }, "measure"},
		{"itself", func(m *opinion.Matter) { m.Requested = "KEN" }, "requested: a state does not ask itself"},
		{"unknown measure", func(m *opinion.Matter) { m.Measure = "preservaton" }, `measure: "preservaton" is no code of measures; do you mean "preservation"?`},
		{"unknown state", func(m *opinion.Matter) { m.Requested = "XXX" }, `requested: "XXX" is no state of the corpus`},
		{"unknown element", func(m *opinion.Matter) { m.Conduct = &law.Conduct{Facts: []string{"magic"}} }, `conduct.facts[0]: "magic" is no code of elements`},
		{"contradiction", func(m *opinion.Matter) {
			m.Conduct = &law.Conduct{Facts: []string{"security-measure-infringed"}, Absent: []string{"target-protected"}}
		}, `conduct.absent: "target-protected" is absent, and "security-measure-infringed" under facts implies it`},
		{"conduct after the request", func(m *opinion.Matter) { m.Conduct = &law.Conduct{On: law.MustDate("2026-11-21")} }, "conduct.on: it lies after the day of the request"},
		{"conduct surely after the request", func(m *opinion.Matter) { m.Conduct = &law.Conduct{On: law.MustDate("2027")} }, "conduct.on: it lies after the day of the request"},
		{"offence of another state", func(m *opinion.Matter) { m.Offence = &opinion.Charge{Requesting: "jpn.ucal.3"} }, "offence.requesting: jpn.ucal.3 is an offence of JPN, not of KEN"},
		{"negative sentence", func(m *opinion.Matter) { m.Offence = &opinion.Charge{SentenceMonths: &negative} }, "offence.sentence_months: a sentence is not negative"},
		{"unknown circumstance", func(m *opinion.Matter) { m.Circumstances = map[string]bool{"danger_to_live": true} },
			`circumstances.danger_to_live: "danger_to_live" is no code of facts; do you mean "danger_to_life"?`},
		{"a derived fact as circumstance", func(m *opinion.Matter) { m.Circumstances = map[string]bool{"dual_criminality": true} },
			`circumstances.dual_criminality: "dual_criminality" is no code of facts`},
		{"no computer, and a system", func(m *opinion.Matter) {
			m.Conduct = &law.Conduct{Absent: []string{"by-means-of-computer"}, SystemsIn: []string{"JPN"}}
		}, "conduct"},
		{"no group, and joined one", func(m *opinion.Matter) {
			m.Conduct = &law.Conduct{Absent: []string{"organised-group"}, Acts: []string{"join-criminal-group"}}
		}, "conduct"},
		{"accused, and sentenced", func(m *opinion.Matter) {
			m.Persons, m.Circumstances = []opinion.Person{{Role: "accused"}}, map[string]bool{"person_sentenced": true}
		}, "circumstances.person_sentenced"},
	} {
		t.Run(x.name, func(t *testing.T) {
			err := opinion.Check(matter(x.change), c)
			if err == nil {
				t.Fatalf("accepted; want %s", x.want)
			}
			if !strings.HasPrefix(err.Error(), x.want) {
				t.Errorf("got  %v\nwant %s", err, x.want)
			}
		})
	}
}

// Deciding refuses what Check would, and never panics on it.
func TestDecideRefuses(t *testing.T) {
	r := embedded(t)
	for _, m := range []*opinion.Matter{
		{},
		{Requesting: "KEN", Requested: "KEN", On: law.MustDate("2026-11-20"), Measure: "preservation"},
		{Requesting: "KEN", Requested: "JPN", On: law.MustDate("2026"), Measure: "preservation"},
		{Requesting: "KEN", Requested: "XXX", On: law.MustDate("2026-11-20"), Measure: "preservation"},
		{Requesting: "KEN", Requested: "JPN", On: law.MustDate("2026-11-20"), Measure: "magic"},
	} {
		if o, err := r.Opinion(m); err == nil || o != nil {
			t.Errorf("answered: %+v", m)
		}
	}
}
