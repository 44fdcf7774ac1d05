package strictyaml

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestProblemsOfParse(t *testing.T) {
	const tag = "a tag, which begins with !, is not allowed; remove it; if the text begins with !, put it in quotes"
	const anchor = "an anchor, which begins with &, is not allowed; remove it; if the text begins with &, put it in quotes"
	const alias = "an alias, which begins with *, is not allowed; write out what it stands for; if the text begins with *, put it in quotes"
	const empty = "1:1: the document is empty; write its fields, or remove the file"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", empty},
		{"mark alone", "\uFEFF", empty},
		{"comment alone", "# nothing\n", empty},
		{"null", "--- ~\n", empty},
		{"two documents", "a: 1\n---\nb: 2\n", "2:1: a second document begins here; put it into a file of its own, or remove the line ---"},
		{"two documents, the first empty", "---\n---\na: 1\n", "2:1: a second document begins here; put it into a file of its own, or remove the line ---"},
		{"no line break at the end", "a: [", "1:5: a value was expected here; check for a comma too many and that every bracket is closed"},
		{"two documents, the second no YAML", "a: 1\n---\n}\n", "3:1: a value was expected here; check for a comma too many and that every bracket is closed"},
		{"end mark", "a: 1\n...\n", ""},
		{"twice", "a: 1\nb:\n  c: 1\n  c: 2\n\"a\": 3\n", "4:3: \"c\" is given twice, first on line 3; keep one of the two\n5:1: \"a\" is given twice, first on line 1; keep one of the two"},
		{"thrice", "a: 1\na: 1\na: 1\n", "2:1: \"a\" is given twice, first on line 1; keep one of the two\n3:1: \"a\" is given twice, first on line 1; keep one of the two"},
		{"anchors", "a: &x 1\nb: &y [&z 2]\n", "1:4: " + anchor + "\n2:4: " + anchor + "\n2:8: " + anchor},
		{"alias", "a: &x 1\nb: *x\nc: *x\n", "2:4: " + alias},
		{"alias of nothing", "b: *important*\n", "1:4: " + alias},
		{"merge key", "a:\n  <<: {b: 1}\n", "2:3: a merge key << is not allowed; write out the fields it would bring"},
		{"merge key in quotes", "a:\n  '<<': {b: 1}\n", ""},
		{"tags", "a: !!str 1\nb: !x []\nc: ! d\n!!str d: e\n", "1:4: " + tag + "\n2:4: " + tag + "\n3:4: " + tag + "\n4:1: " + tag},
		{"tag without a handle", "a: !b!c d\n", "1:4: " + tag},
		{"key that is a list", "? [a]\n: b\n", "1:3: a name must be a word, not a list; write name: value; if the name has brackets, put it in quotes"},
		{"not UTF-8", "a: caf\xe9\nb: \xff\xfe\n", "1:7: the byte 0xE9 is not UTF-8; save the file as UTF-8\n2:4: the byte 0xFF is not UTF-8; save the file as UTF-8\n2:5: the byte 0xFE is not UTF-8; save the file as UTF-8"},
		{"NUL", "é: \x00", "1:4: a NUL character; remove it, or save the file as UTF-8"},
		{"control characters", "a: \x1b\r\nb: \u0085\rc: \u2028\uFEFF", "1:4: the invisible control character U+001B; remove it\n2:4: the invisible line separator U+0085; use an ordinary line break\n3:4: the invisible line separator U+2028; use an ordinary line break\n3:5: an invisible byte order mark U+FEFF inside the text; remove it"},
		{"colon in text", "a: b: c\n", "1:5: a colon where no name: value can stand; put text that has a colon in it in quotes, or check the indentation"},
		{"tab", "a:\n\tb: 1\n", "2:1: a character that nothing can begin with; indent with spaces instead of tabs, and put text that begins with @, ` or % in quotes"},
		{"at sign", "a: @b\n", "1:4: a character that nothing can begin with; indent with spaces instead of tabs, and put text that begins with @, ` or % in quotes"},
		{"no colon", "a: b\nc\n", "2:1: a line without a colon where name: value was expected; indent it further if it continues the text above, or add the colon"},
		{"indentation", "a:\n  - x\n b: 1\n", "3:2: this does not fit with what stands above it; check the indentation, and that quotes go round the whole text"},
		{"text after a quotation", "a: 'b' c\n", "1:8: this does not fit with what stands above it; check the indentation, and that quotes go round the whole text"},
		{"open quotation", "a: \"b\nc: d\n", "1:4: a quotation that is not closed; add the closing quote"},
		{"open bracket", "a: [b\nc: d\n", "2:2: a list in brackets that is not closed; put commas between its entries and ] at its end"},
		{"comma too many", "{a: 1,, b: 2}", "1:7: a value was expected here; check for a comma too many and that every bracket is closed"},
		{"block nested too deep", strings.Repeat("- ", 65) + "a", "1:129: lists and mappings are nested more than 64 deep; make the structure flatter"},
		{"flow nested too deep", strings.Repeat("[", 65) + strings.Repeat("]", 65), "1:65: lists and mappings are nested more than 64 deep; make the structure flatter"},
		{"both nested too deep", strings.Repeat("- ", 40) + strings.Repeat("[", 25) + strings.Repeat("]", 25), "1:105: lists and mappings are nested more than 64 deep; make the structure flatter"},
		{"nested just not too deep", strings.Repeat("- ", 40) + strings.Repeat("[", 24) + strings.Repeat("]", 24), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, problems := Parse([]byte(c.text), Limits{})
			if got := lines(problems); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if again := doc.Decode(new(map[string]inner)); len(again) < len(problems) {
				t.Errorf("Decode forgets problems: %s", lines(again))
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		limits           Limits
	}{
		{"bytes", "a: 1234", "1:1: the file has 7 bytes, more than the 6 allowed; divide it into several files", Limits{Bytes: 6}},
		{"flow", "a: [1,2,3]", "1:1: the file has 3 commas and opening brackets, more than the 2 allowed; divide it into several files", Limits{Flow: 2}},
		{"depth", "a: {b: {c: 1}}", "1:8: lists and mappings are nested more than 2 deep; make the structure flatter", Limits{Depth: 2}},
		{"problems", "a: &a 1\nb: &b 2\nc: &c 3\n", "1:4: an anchor, which begins with &, is not allowed; remove it; if the text begins with &, put it in quotes\n1:4: 2 more problems are not shown; correct those above and try again", Limits{Problems: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Parse([]byte(c.text), c.limits)
			if got := lines(problems); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestPosition(t *testing.T) {
	doc, problems := Parse([]byte(`id: x
offences:
  - title: one
    elements: [a, bé, c]
  -
    title: two
sources:
  kl: [1, {"a.b": 2, '': 3, 'q"]': 4}]
none:
`), Limits{})
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	for path, want := range map[string]string{
		"":                               "1:1",
		"id":                             "1:5",
		"offences":                       "3:3",
		"offences[0]":                    "3:5",
		"offences[0].elements[2]":        "4:23",
		"offences[0].elements[3]":        "4:15",
		"offences[0].missing.deep":       "3:5",
		"offences[1].title":              "6:12",
		"offences.title":                 "3:3",
		"sources[0]":                     "8:3",
		"sources.kl[0]":                  "8:8",
		Key("sources.kl[1]", "a.b"):      "8:19",
		Key("sources.kl[1]", ""):         "8:26",
		Key("sources.kl[1]", `q"]`):      "8:36",
		Index("sources.kl", 1):           "8:11",
		"none.x":                         "9:6",
		"[":                              "1:1",
		"offences[-1]":                   "3:3",
		"offences[0":                     "3:3",
		"offences[99999999999999999999]": "3:3",
		`["id"`:                          "1:1",
		"..":                             "1:1",
	} {
		line, column := doc.Position(path)
		if got := fmt.Sprintf("%d:%d", line, column); got != want {
			t.Errorf("%q is at %s, want %s", path, got, want)
		}
	}
	broken, _ := Parse([]byte("}"), Limits{})
	if line, column := broken.Position("a"); line != 1 || column != 1 {
		t.Error(line, column)
	}
}

// What a problem says its path is, Position finds.
func TestPathsOfProblemsLead(t *testing.T) {
	doc, _ := Parse([]byte("title: 1\nneeded:\n- {name: 2, any: [{name: 3}]}\nsources: {'a.b[\"': 4}\n"), Limits{})
	found := 0
	for _, p := range doc.Decode(&everything{}) {
		line, column := doc.Position(p.Path)
		if line != p.Line || column != p.Column {
			t.Errorf("%s: %q leads to %d:%d", p, p.Path, line, column)
		}
		found++
	}
	if found != 5 {
		t.Error(found, "problems")
	}
}

// No file of the size that is allowed may hold up the program.
func TestHostileFilesAreCheap(t *testing.T) {
	fill := func(s string) string { return strings.Repeat(s, 7<<20/len(s)) }
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 9))
	}
	for _, c := range []struct{ name, text string }{
		{"too large", strings.Repeat("a: *b\n", 10<<20/6)},
		{"alias bomb", bomb + fill("# \n")},
		{"aliases", "a: &a x\nb:\n" + fill("- *a\n")},
		{"commas", "[" + fill("a,") + "]"},
		{"nested lists", fill("[")},
		{"nested mappings", fill("{a: ")},
		{"nested blocks", fill("- ")},
		{"nested keys", fill("? ")},
		{"huge key", fill("a") + ": 1"},
		{"huge unknown key with a huge value", "? " + fill("a")[:4<<20] + "\n: [" + fill("b")[:3<<20] + "]\n"},
		{"huge number", "whole: " + fill("1")},
		{"huge text for a type", "from: " + fill("x")},
		{"anchors", fill("- &a b\n")},
		{"unknown keys", numbered("k%d: 1\n")},
		{"unknown keys, all near", "needed:\n" + fill("- nam: x\n")},
		{"unknown keys below a huge one", "? " + fill("a")[:1<<20] + "\n: {" + strings.Repeat("? &a b, ", 2000) + "}\n"},
		{"bad bytes", fill("\xff")},
		{"comments", "a:\n" + fill("#\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			doc, _ := Parse([]byte(c.text), Limits{})
			problems := doc.Decode(&everything{})
			if len(problems) == 0 || len(lines(problems)) > 1<<20 {
				t.Errorf("%d problems in %d bytes", len(problems), len(lines(problems)))
			}
			// Generous, for slow machines: without guards some took minutes.
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			} else {
				t.Logf("took %s", took)
			}
		})
	}
}

func numbered(format string) string {
	var b strings.Builder
	for i := 0; b.Len() < 7<<20; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
