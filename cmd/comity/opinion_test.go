package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
)

// asked runs the program on an input, without a terminal.
func asked(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(args, world{out: &out, err: &err, in: strings.NewReader(stdin), now: func() time.Time { return today },
		env: func(string) string { return "" }, terminal: func() (int, bool) { return 0, false }})
	return code, out.String(), err.String()
}

// firstLines are how the answers to the examples begin.
var firstLines = map[string]string{
	"kenya-japan-preservation":        "No instrument obliges Japan to preserve these data for Kenya today. Japan may do so under its own",
	"india-united-states-subscriber":  "The India–United States assistance treaty obliges the United States to hand over these subscriber",
	"love-bug-2000":                   "No lawful way is found today by which the Philippines could extradite this person for the United",
	"love-bug-today":                  "The Philippines–United States extradition treaty obliges the Philippines to extradite this person",
	"china-germany-extradition":       "The UN Convention against Transnational Organized Crime may be a way for Germany to extradite this",
	"france-ireland-production-order": "Under the e-Evidence Regulation, an authority of France may order the provider in Ireland itself to",
}

// Every example is as its schema says, and can be had in all three forms.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../../examples/*.yaml")
	if err != nil || len(files) < len(firstLines) {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	matter, answer := schema(t, "matter"), schema(t, "opinion")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := matter.Validate(tree(t, text)); err != nil {
				t.Error(err)
			}
			lines := strings.SplitN(good(t, file), "\n", 4)
			if want, ok := firstLines[name]; ok && lines[2] != want {
				t.Errorf("it begins %q, want %q", lines[2], want)
			}
			checkNarrow(t, good(t, file, "--width", "60"))
			checkJSON(t, answer, good(t, file, "--json"))
			if again := good(t, file, "--json"); good(t, file, "--json") != again {
				t.Error("two runs are not the same")
			}
			checkPage(t, good(t, file, "--html"))
		})
	}
}

func good(t *testing.T, file string, flags ...string) string {
	t.Helper()
	code, out, complaint := asked(t, "", append([]string{"opinion", file}, flags...)...)
	if code != exitFine || complaint != "" {
		t.Fatalf("%v: exit %d: %s", flags, code, complaint)
	}
	return out
}

func checkNarrow(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); columnsOf(line) > 60 || strings.Contains(line, "\x1b") {
			t.Errorf("too wide, or coloured: %q", line)
		}
	}
}

func checkJSON(t *testing.T, s *jsonschema.Schema, text string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(new(opinion.Opinion)); err != nil {
		t.Error(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Error(err)
	}
}

// checkPage reads a page as XML, and finds nothing in it that is fetched.
func checkPage(t *testing.T, page string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(page, "<!DOCTYPE html>")))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			if a.Name.Local == "src" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				t.Errorf("<%s %s=%q>", e.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}

func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("../../docs/spec/schema/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree reads YAML as an editor would, dates as text.
func tree(t *testing.T, text []byte) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	return plainNode(n.Content[0])
}

func plainNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainNode(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = plainNode(c)
		}
		return list
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		f, _ := strconv.ParseFloat(n.Value, 64)
		return f
	case "!!bool":
		return n.Value == "true"
	}
	return n.Value
}

// What is saved is read as the same matter, whatever stands in it.
func TestSavedMatter(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../../examples/*.yaml")
	texts := [][]byte{[]byte(newMatter), []byte("requesting: NOR\nrequested: JPN\non: 2026-11-20\nmeasure: content\ntitle: \"no: *a # b\\n\\\"c\\\" 2026-11-20\"\n" +
		"conduct: {on: 2026-11, words: '2026-11-20'}\noffence: {max_penalty_years: 0.5, sentence_months: 4}\nevents: {receipt: 2026-11-20T17:10:00+01:00, arrest: 2026-11-20}\n")}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	for _, text := range texts {
		m, err := opinion.ReadMatter(text, c)
		if err != nil {
			t.Fatal(err)
		}
		saved, err := matterYAML(m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := opinion.ReadMatter(saved, c)
		if err != nil {
			t.Fatalf("%v\n%s", err, saved)
		}
		one, _ := json.Marshal(m)
		two, _ := json.Marshal(again)
		if !bytes.Equal(one, two) {
			t.Errorf("got\n%s\nwant\n%s", two, one)
		}
	}
}

// Bytes that are no matter are refused at their place, at once, and nothing is
// answered.
func TestBadBytesOfAMatter(t *testing.T) {
	const sound = "requesting: KEN\nrequested: JPN\non: 2026-11-20\nmeasure: preservation\n"
	aliases := sound + "title: &t x\nconduct:\n  facts:\n" + strings.Repeat("  - *t\n", 10<<20/7)
	for name, c := range map[string]struct{ text, want string }{
		"no UTF-8":      {sound + "title: caf\xe9\n", "5:11: the byte 0xE9 is not UTF-8; save the file as UTF-8"},
		"an alias":      {sound + "title: *t\n", "5:8: an alias, which begins with *, is not allowed; write out what it stands for; if the text begins with *, put it in quotes"},
		"ten megabytes": {aliases, "1:1: the file has " + strconv.Itoa(len(aliases)) + " bytes, more than the 1048576 allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "m.yaml")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, from := range []struct{ arg, stdin, name string }{{file, "", file}, {"-", c.text, "standard input"}} {
				start := time.Now()
				code, out, complaint := asked(t, from.stdin, "opinion", from.arg)
				want := "comity: the matter can not be used:\n" + from.name + ":" + c.want
				if code != exitUsage || out != "" || !strings.HasPrefix(complaint, want) {
					t.Errorf("exit %d, %q\n got %s\nwant %s", code, out, complaint, want)
				}
				if took := time.Since(start); took > 5*time.Second {
					t.Errorf("it took %v", took)
				}
			}
		})
	}
}

// On a terminal there is colour, unless the person wants none.
func TestOpinionColour(t *testing.T) {
	for _, no := range []string{"", "1"} {
		var out bytes.Buffer
		w := world{out: &out, err: io.Discard, in: strings.NewReader(""), now: func() time.Time { return today },
			env: func(k string) string { return map[string]string{"NO_COLOR": no}[k] }, terminal: func() (int, bool) { return 80, true }}
		if code := run([]string{"opinion", "../../examples/kenya-japan-preservation.yaml"}, w); code != exitFine {
			t.Fatal(code)
		}
		if coloured := strings.Contains(out.String(), "\x1b["); coloured != (no == "") {
			t.Errorf("NO_COLOR=%q: coloured %v", no, coloured)
		}
	}
}
