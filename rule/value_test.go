package rule

import (
	"encoding/json"
	"testing"
)

var values = []Value{False, Open, True}

func TestKleeneTables(t *testing.T) {
	const f, o, i = False, Open, True
	and := [][]Value{{f, f, f}, {f, o, o}, {f, o, i}}
	or := [][]Value{{f, o, i}, {o, o, i}, {i, i, i}}
	not := []Value{i, o, f}
	for a, v := range values {
		if got := v.Not(); got != not[a] {
			t.Errorf("not %v = %v, want %v", v, got, not[a])
		}
		for b, w := range values {
			if got := v.And(w); got != and[a][b] {
				t.Errorf("%v and %v = %v, want %v", v, w, got, and[a][b])
			}
			if got := v.Or(w); got != or[a][b] {
				t.Errorf("%v or %v = %v, want %v", v, w, got, or[a][b])
			}
		}
	}
}

func TestWords(t *testing.T) {
	type words struct {
		Values      []Value
		Confidences []Confidence
		Findings    []Finding
	}
	all := words{values, []Confidence{Unsure, Known, Sourced, Stated}, findings()}
	const want = `{"Values":["false","open","true"],` +
		`"Confidences":["unsure","known","sourced","stated"],` +
		`"Findings":["open","false unsure","false known","false sourced","false stated",` +
		`"true unsure","true known","true sourced","true stated"]}`
	text, err := json.Marshal(all)
	if err != nil || string(text) != want {
		t.Fatalf("wrote %s, %v\nwant  %s", text, err, want)
	}
	var back words
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != want {
		t.Errorf("read back as %s", again)
	}
}

func TestWordsRefused(t *testing.T) {
	tests := []struct {
		name, text string
		into       interface{ UnmarshalText([]byte) error }
		want       string
	}{
		{"value", "True", new(Value), `"True" is no truth value: want false, open or true`},
		{"confidence", "certain", new(Confidence), `"certain" is no confidence: want unsure, known, sourced or stated`},
		{"finding without value", "stated", new(Finding), `"stated" is no truth value: want false, open or true`},
		{"finding without confidence", "true", new(Finding), `"true" is no finding: want open, or true or false and a confidence`},
		{"open with confidence", "open known", new(Finding), `"open known" is no finding: want open, or true or false and a confidence`},
		{"finding with a wrong confidence", "true ", new(Finding), `"" is no confidence: want unsure, known, sourced or stated`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.into.UnmarshalText([]byte(test.text)); err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

func TestWhatIsNoneOfThemIsNotWritten(t *testing.T) {
	tests := []struct {
		name string
		what interface {
			MarshalText() ([]byte, error)
			String() string
		}
		shown string
	}{
		{"certain but not possible", Value(0b10), "value(2)"},
		{"value beyond two bits", Value(7), "value(7)"},
		{"confidence beyond stated", Confidence(4), "confidence(4)"},
		{"a weaker lane that knows less", Finding(0b11_11_11_01), "finding(11111101)"},
		{"lanes that contradict", Finding(0b01_01_00_11), "finding(01010011)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if text, err := test.what.MarshalText(); err == nil {
				t.Errorf("wrote %q", text)
			}
			if got := test.what.String(); got != test.shown {
				t.Errorf("shown as %q, want %q", got, test.shown)
			}
		})
	}
	for b := range 256 {
		f := Finding(b)
		_, err := f.MarshalText()
		proper := false
		for _, g := range findings() {
			proper = proper || f == g
		}
		if (err == nil) != proper {
			t.Errorf("%08b: error %v, one of the nine %v", b, err, proper)
		}
	}
}
