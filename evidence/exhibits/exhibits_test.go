package exhibits

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/evidence"
)

func read(text string) (*List, error) {
	return Read(strings.NewReader(text), int64(len(text)))
}

// The list of the specification says what the specification says of it.
func TestVector(t *testing.T) {
	data, err := os.ReadFile("testdata/exhibits.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	l, err := read(string(data))
	if err != nil || l.Len() != 3 || l.Left() != 1 {
		t.Fatal(err, l)
	}
	line, err := l.Find("mail/inbox.mbox")
	if err != nil || line == nil || line.Tool != "" || line.Origin != "Mail server of X, Riga" {
		t.Fatalf("%+v %v", line, err)
	}
	e := evidence.Exhibit{Name: "mail/inbox.mbox", Origin: "server room", Basis: "order 17", Tool: "imager 3"}
	line.Apply(&e)
	if e.Origin != "Mail server of X, Riga" || e.Basis != "order 17" || e.Tool != "imager 3" || !e.Collected.Equal(time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)) {
		t.Errorf("%+v", e)
	}
	if line, err = l.Find("диск/образ.E01"); err != nil || line == nil || len(line.Claimed) != 2 || line.Claimed[1].Result != evidence.Unchecked {
		t.Fatalf("%+v %v", line, err)
	}
	if l.Left() != 3 {
		t.Errorf("left is line %d", l.Left())
	}
	if line, err = l.Find("copy.txt"); err != nil || line.Derived == nil || line.Derived.How != evidence.WorkingCopy || l.Left() != 0 {
		t.Errorf("%+v %v %d", line, err, l.Left())
	}
	if line, err = l.Find("other"); line != nil || err != nil {
		t.Errorf("%+v %v", line, err)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	good := `{"name":"a"}` + "\n"
	for text, want := range map[string]string{
		good + "\n":                 "line 2: it is not a JSON object",
		good + `["b"]`:              "line 2: it is not a JSON object",
		good + good:                 `line 2: "a" is in line 1 already`,
		`{"name":"a","Origin":"x"}`: `the field "Origin" is not known`,
		`{"name":"a","claimed":[{"Algorithm":"md5","algorithm":"sha1","by":"x","result":"unchecked","value":"0000"}]}`: `claim 1: the field "Algorithm" is not known, or there twice`,
		`{"name":"a","derived":{"how":"redaction","How":"translation","sources":[]}}`:                                  `derived: the field "How" is not known, or there twice`,
		`{"name":"a","name":"b"}`:                    `the field "name" is not known, or there twice`,
		`{"name":"a"} {}`:                            "more than one JSON object",
		`{"name":"a"`:                                "line 1: ",
		`{}`:                                         "is no path",
		`{"name":"/a"}`:                              "is no path",
		`{"name":"../a"}`:                            "is no path",
		`{"name":"a","collected":"yesterday"}`:       "collected: ",
		`{"name":"a","collected":7}`:                 "collected: ",
		`{"name":"a","origin":"two\nlines"}`:         "origin: ",
		`{"name":"a","claimed":[{"algorithm":"x"}]}`: "claimed digest 1",
		`{"name":"a","claimed":[{"x":"y"}]}`:         "claimed: ",
		`{"name":"a","derived":{"how":"by magic"}}`:  "derived: ",
		strings.Repeat(" ", maxLine+1):               "line 1: ",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %q", text, err, want)
		}
	}
}

// What is written is read back the same.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	in := &Line{Name: "<a> &\nb", Origin: "x", Claimed: []evidence.Claim{{Algorithm: "md5", By: "y", Result: evidence.Matches, Value: "00ff"}}}
	if err := Write(&b, in); err != nil || Write(&b, &Line{Name: ".."}) == nil {
		t.Fatal(err)
	}
	l, err := read(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if out, err := l.Find(in.Name); err != nil || !reflect.DeepEqual(in, out) {
		t.Errorf("%+v %v", out, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"name":"a","claimed":[{"algorithm":"md5","by":"y","result":"matches","value":"00ff"}],"collected":"2026-11-20T09:30:00Z"}` + "\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := read(text)
		if err != nil {
			return
		}
		for _, line := range strings.Split(text, "\n") {
			if p, err := parse([]byte(strings.TrimSuffix(line, "\r"))); err == nil {
				if found, err := l.Find(p.Name); err != nil || !reflect.DeepEqual(found, p) {
					t.Fatalf("%q: %+v %v", line, found, err)
				}
			}
		}
		if l.Left() != 0 {
			t.Fatalf("line %d was never found", l.Left())
		}
	})
}
