package strictyaml

import (
	"reflect"
	"strings"
	"testing"
)

// Each text follows three lines that hold what is required.
func TestProblemsOfDecode(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown, near", "wrods: []", `4:1: unknown field "wrods"; did you mean "words"?`},
		{"unknown, other case", "ByCode: {}", `4:1: unknown field "ByCode"; did you mean "by_code"?`},
		{"unknown, far", "inner: {zzzzzzzz: 1, name: n}", `4:9: unknown field "zzzzzzzz"; the fields here are name, any, not`},
		{"unknown, Go name of a field without a name", "Not: 1", `4:1: unknown field "Not"; the fields here are id, title,`},
		{"missing in an entry", "matrix: [[1]]\ninner:\n  any: []", `6:3: "name" is missing; add name: with text`},
		{"missing in an empty mapping", "inner: {}", `4:8: "name" is missing`},
		{"text: number", "words: [1]", `4:9: "words[0]" must be text, but is the number 1; write it in quotes: "1"`},
		{"text: strange number", "words: [1_000, 0x1F, .5, .inf]", "4:9:|4:16:|4:22:|4:26:"},
		{"text: number with a zero in front", "words: [0800]", `4:9: "words[0]" must be text, but is the number 0800; write it in quotes: "0800"`},
		{"text: bool", "words: [true]", `4:9: "words[0]" must be text, but is true; write it in quotes: "true"`},
		{"text: date", "words: [2015-03-24]", `4:9: "words[0]" must be text, but is the date 2015-03-24; write it in quotes`},
		{"text: list", "words: [[a]]", `4:9: "words[0]" must be text, but is a list; write a single value`},
		{"text: null", "words: [null]", `4:9: "words[0]" has no value; write text`},
		{"text: nothing", "words:\n-\n- a", `5:2: "words[0]" has no value; write text`},
		{"bool: yes", "flag: yes", `4:7: "flag" must be true or false, but is the text "yes"; write true, without quotes`},
		{"bool: quoted", "flag: 'false'", `4:7: "flag" must be true or false, but is the text "false"; write false, without quotes`},
		{"bool: other", "flag: perhaps", `4:7: "flag" must be true or false, but is the text "perhaps"; write true or false`},
		{"whole: 1.5", "whole: 1.5", `4:8: "whole" must be a whole number, but is the number 1.5; write it in digits alone`},
		{"whole: 1.0", "whole: 1.0", `4:8: "whole" must be a whole number, but is the number 1.0`},
		{"whole: 1e3", "whole: 1e3", `4:8: "whole" must be a whole number, but is the number 1e3`},
		{"whole: octal", "whole: 0700", `4:8: "whole" must be a whole number without leading zeros, but is the number 0700`},
		{"whole: 0o17", "whole: 0o17", `4:8: "whole" must be a whole number, but is the number 0o17`},
		{"whole: underscore", "whole: 1_000", `4:8: "whole" must be a whole number, but is the number 1_000`},
		{"whole: plus", "whole: +1", `4:8: "whole" must be a whole number, but is the number +1`},
		{"whole: quoted", "whole: '1'", `4:8: "whole" must be a whole number, but is the text "1"; remove the quotes`},
		{"whole: too large", "whole: 9223372036854775808", `4:8: "whole" must be a whole number from -9223372036854775808 to 9223372036854775807, but`},
		{"whole: too large for its type", "small: 128", `4:8: "small" must be a whole number from -128 to 127, but is the number 128`},
		{"count: too large", "count: 65536", `4:8: "count" must be a whole number from 0 to 65535, but`},
		{"count: below zero", "count: -1", `4:8: "count" must be a whole number from 0 to 65535, but`},
		{"number: infinity", "share: .inf", `4:8: "share" must be a number, but is the number .inf; write it in digits, with a point before the decimals`},
		{"number: not a number", "share: .nan", `4:8: "share" must be a number, but is the number .nan`},
		{"number: comma", "share: 1,5", `4:8: "share" must be a number, but is the text "1,5"; write it in digits, with a point`},
		{"number: too large", "share: 1e999", `4:8: "share" must be a number that is not so large, but`},
		{"number: too large for its type", "short: 1e39", `4:8: "short" must be a number that is not so large, but is the number 1e39`},
		{"number: octal", "share: 010", `4:8: "share" must be a number without leading zeros, but`},
		{"text type", "from: 2015-02-30", `4:7: "from": not a day such as 2015-03-24`},
		{"text type: list", "from: []", `4:7: "from" must be a single value, but is a list; write a single value`},
		{"text type in a pointer", "until: soon", `4:8: "until": not a day such as 2015-03-24`},
		{"strict type: quoted", "term: 'life'", `4:7: "term": neither a number of years nor the word life`},
		{"strict type: bool", "term: true", `4:7: "term": neither a number of years nor the word life`},
		{"key: number", "sources: {1: a}", `4:11: a name must be text, but is the number 1; write it in quotes: "1"`},
		{"key: null", "sources: {null: a}", `4:11: a name must be text, but is nothing; write it in quotes: "null"`},
		{"key: text type", "days: {soon: 1}", `4:8: "soon": not a day`},
		{"map: list", "sources: [a]", `4:10: "sources" must be a mapping (lines of name: value), but is a list`},
		{"map: null value", "sources: {a: }", `4:14: "a" has no value; write text`},
		{"list: single value", "words: one", `4:8: "words" must be a list, but is the text "one"`},
		{"list in a list", "matrix: [[1], [x]]", `4:16: "matrix[1][0]" must be a whole number, but is the text "x"`},
		{"columns count characters", "sources: {é日本: 1}", `4:16: "é日本" must be text, but is the number 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := read(c.text)
			wants := strings.Split(c.want, "|")
			if len(problems) != len(wants) {
				t.Fatalf("got\n%s\nwant\n%s", lines(problems), c.want)
			}
			for i, want := range wants {
				if got := problems[i].String(); !strings.HasPrefix(got, want) {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			}
		})
	}
}

func TestNullLeavesOut(t *testing.T) {
	e, problems := read("flag: null\nwhole: ~\nfrom:\nterm: null\nwords: null\nsources:\ninner: null\nmatrix: [null]\n")
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	if e.Words != nil || e.Sources != nil || e.Inner != nil || !e.From.IsZero() {
		t.Errorf("%+v", e)
	}
	doc, _ := Parse([]byte("id: x\ntitle: null\nneeded: null\n"), Limits{})
	want := `2:8: "title" has no value; write text`
	if got := lines(doc.Decode(&e)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDecodeRefusesWhatIsNoTarget(t *testing.T) {
	doc, _ := Parse([]byte("a: 1"), Limits{})
	var nothing *inner
	for _, v := range []any{nil, inner{}, nothing, new(any), new(chan int), new(struct {
		A struct {
			B []any `json:"b"`
		} `json:"a"`
	})} {
		if problems := doc.Decode(v); len(problems) != 1 || !strings.Contains(problems[0].Message, "the program") {
			t.Errorf("%T: %v", v, problems)
		}
	}
}

func TestCheckType(t *testing.T) {
	type embedded struct{ A int }
	type pointer struct{ *embedded }
	type recursive struct {
		Next *recursive
		Map  map[string][]recursive
	}
	type option struct {
		A int `json:"a,string"`
	}
	type several struct {
		A []byte
		B struct{ C [2]int }
		D map[int]string
		E func()
	}
	for _, c := range []struct {
		name string
		v    any
		want string
	}{
		{"all that can be read", everything{}, ""},
		{"recursive", recursive{}, ""},
		{"embedded pointer that cannot be set", pointer{}, "strictyaml.pointer.embedded: an embedded pointer to an unexported struct cannot be set"},
		{"option", option{}, `strictyaml.option.A: the json option "string" is not supported`},
		{"several", several{}, `strictyaml.several.A: []uint8 would be base64 in JSON and has no form of its own here
strictyaml.several.B.C: a value of type [2]int can not be read strictly
strictyaml.several.D: the keys of map[int]string are not text
strictyaml.several.E: a value of type func() can not be read strictly`},
		{"nil", nil, "there is no type to read into"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := CheckType(reflect.TypeOf(c.v)); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
