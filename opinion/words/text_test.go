package words

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTextGolden(t *testing.T) {
	p := testPrinter(t)
	for name, o := range fixtures() {
		for _, width := range []int{100, 60} {
			file := fmt.Sprintf("testdata/%s-%d.txt", name, width)
			t.Run(file, func(t *testing.T) {
				var b bytes.Buffer
				if err := p.Text(&b, o, TextOptions{Width: width}); err != nil {
					t.Fatal(err)
				}
				golden(t, file, b.Bytes())
			})
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it, then run with -update. Now:\n%s", file, got)
	}
}

// No line is wider than the page, at any width; colour changes no letter.
func TestTextWidth(t *testing.T) {
	p := testPrinter(t)
	for name, o := range fixtures() {
		for width := 40; width <= 130; width++ {
			var plain, coloured bytes.Buffer
			if err := p.Text(&plain, o, TextOptions{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(plain.String()) {
				line = strings.TrimSuffix(line, "\n")
				if columns(line) > width || strings.HasSuffix(line, " ") {
					t.Fatalf("%s at %d: %q has %d columns", name, width, line, columns(line))
				}
			}
			if err := p.Text(&coloured, o, TextOptions{Width: width, Color: true}); err != nil {
				t.Fatal(err)
			}
			if got := bleach(coloured.String()); got != plain.String() {
				t.Fatalf("%s at %d: colour changes the text", name, width)
			}
		}
	}
}

// bleach takes ANSI sequences out.
func bleach(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i+strings.IndexByte(s[i:], 'm')+1:]
	}
}

func TestNarrowest(t *testing.T) {
	p, o := testPrinter(t), kenyaJapan()
	var ten, forty bytes.Buffer
	_ = p.Text(&ten, o, TextOptions{Width: 10})
	_ = p.Text(&forty, o, TextOptions{Width: 40})
	if ten.String() != forty.String() {
		t.Error("a width under 40 is not set at 40")
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		in    string
		limit int
		want  string
	}{
		{"one two three", 7, "one two|three"},
		{"one two three", 8, "one two|three"},
		{"incomprehensibilities", 8, "incompre|hensibil|ities"},
		{"日本国法", 5, "日本|国法"},
		{"a 日本国 b", 6, "a 日本|国 b"},
		{"e\u0301e\u0301e\u0301 x", 3, "e\u0301e\u0301e\u0301|x"},
		{"", 5, ""},
	}
	for _, tt := range tests {
		var lines []string
		wrap(tt.in, tt.limit, func(s string) { lines = append(lines, s) })
		if got := strings.Join(lines, "|"); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}
