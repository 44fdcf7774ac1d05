package verifier

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/evidence"
)

// forms are the categories of CLDR that whole numbers of everyday size take.
var forms = map[string][]string{
	"ar": {"few", "many", "one", "other", "two", "zero"},
	"en": {"one", "other"},
	"es": {"one", "other"},
	"fr": {"one", "other"},
	"ru": {"few", "many", "one", "other"},
	"zh": nil,
}

func all(t *testing.T) map[string]Catalogue {
	t.Helper()
	c, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (m Message) texts() []string {
	if m.Forms == nil {
		return []string{m.Text}
	}
	var out []string
	for _, s := range m.Forms {
		out = append(out, s)
	}
	return out
}

func TestNoLanguageHasGaps(t *testing.T) {
	c := all(t)
	for _, l := range Languages() {
		for group, messages := range c["en"] {
			for code := range messages {
				if _, ok := c[l][group][code]; !ok {
					t.Errorf("%s has no %s %q", l, group, code)
				}
			}
		}
		for group, messages := range c[l] {
			for code, m := range messages {
				if _, ok := c["en"][group][code]; !ok {
					t.Errorf("%s has %s %q, which English does not know", l, group, code)
				}
				if slices.Contains(m.texts(), "") {
					t.Errorf("%s: %s %q is empty", l, group, code)
				}
			}
		}
	}
}

var place = regexp.MustCompile(`\{\w+[#@]?\}`)

// places are the arguments of a text, each once. A form for one, two or none may
// say the number in words.
func places(s string) []string {
	out := place.FindAllString(s, -1)
	slices.Sort(out)
	return slices.Compact(out)
}

func TestEveryLanguageSaysEveryArgument(t *testing.T) {
	c := all(t)
	for group, messages := range c["en"] {
		for code, english := range messages {
			most := english.Text
			if english.Forms != nil {
				most = english.Forms["other"]
			}
			for _, l := range Languages() {
				m := c[l][group][code]
				for _, s := range m.texts() {
					if got := places(s); len(m.Forms) == 0 && !slices.Equal(got, places(most)) {
						t.Errorf("%s: %s %q has %v, English has %v", l, group, code, got, places(most))
					} else if !subset(got, places(most)) {
						t.Errorf("%s: %s %q has %v, of which English knows %v", l, group, code, got, places(most))
					}
				}
				if m.Forms != nil && !slices.Equal(places(m.Forms["other"]), places(most)) {
					t.Errorf("%s: %s %q, other, has %v, English has %v", l, group, code, places(m.Forms["other"]), places(most))
				}
			}
		}
	}
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

func TestPluralFormsAreThoseOfTheLanguage(t *testing.T) {
	for l, c := range all(t) {
		for group, messages := range c {
			for code, m := range messages {
				if m.Forms == nil {
					continue
				}
				var got []string
				for f := range m.Forms {
					got = append(got, f)
				}
				slices.Sort(got)
				if !slices.Equal(got, forms[l]) {
					t.Errorf("%s: %s %q has the forms %v, the language has %v", l, group, code, got, forms[l])
				}
			}
		}
	}
}

// TestEveryCodeHasWords reads the codes out of the source of package evidence,
// for there they are made.
func TestEveryCodeHasWords(t *testing.T) {
	english := all(t)["en"]
	found := map[string]int{}
	for group, form := range map[string]*regexp.Regexp{
		"finding": regexp.MustCompile(`\bcode\w+\s+(?:Code)?\s*=\s*(?:Code\()?"([a-z-]+)"`),
		"point":   regexp.MustCompile(`\bv\.(?:yes|not)\("([a-z-]+)"`),
	} {
		files, err := filepath.Glob("../../evidence/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			for _, m := range form.FindAllStringSubmatch(string(text), -1) {
				found[group]++
				if _, ok := english[group][m[1]]; !ok {
					t.Errorf("there are no words for the %s %q of %s", group, m[1], filepath.Base(f))
				}
			}
		}
	}
	if found["finding"] < 27 || found["point"] < 10 {
		t.Errorf("only %v codes were found: they are written in another way than this test knows", found)
	}
	for _, k := range custody.Kinds() {
		if _, ok := english["kind"][string(k)]; !ok {
			t.Errorf("there are no words for the custody entry %q", k)
		}
	}
	for _, w := range evidence.Ways() {
		if _, ok := english["derived"][string(w)]; !ok {
			t.Errorf("there are no words for the way %q of deriving", w)
		}
	}
}

// TestEveryWordOfThePageIsThere reads the codes out of the page and its scripts.
func TestEveryWordOfThePageIsThere(t *testing.T) {
	words := all(t)["en"]["page"]
	form := regexp.MustCompile(`(?:\bsay\(|data-say=)"([a-z-]+)"[,)>]|\brow\("([a-z-]+)"`)
	files, err := filepath.Glob("script/*.js")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range append(files, "page.html") {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range form.FindAllStringSubmatch(string(text), -1) {
			n++
			if _, ok := words[m[1]+m[2]]; !ok {
				t.Errorf("%s asks for %q, which is not there", f, m[1]+m[2])
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d codes were found", n)
	}
}
