package words

import (
	"fmt"
	"io"
	"testing"

	"github.com/comity-dev/comity/opinion"
	"github.com/comity-dev/comity/rule"
)

// typical is an opinion of ten ways and sixty grounds.
func typical() *opinion.Opinion {
	o := kenyaJapan()
	grounds := []string{"political-offence", "sovereignty", "security", "ordre-public", "essential-interests", "discrimination", "ne-bis-in-idem", "de-minimis", "data-protection", "humanitarian"}
	china := chinaGermany()
	o.Routes = append(o.Routes, china.Routes...)
	o.Routes = append(o.Routes, franceIreland().Routes...)
	o.Routes = append(o.Routes, japanOwn())
	for n := 0; n < 60; n++ {
		r := &o.Routes[n%len(o.Routes)]
		r.Grounds = append(r.Grounds, may(grounds[n%10], rule.Open, fmt.Sprintf("%d(%d)", n, n%7)))
	}
	return o
}

func BenchmarkText(b *testing.B) {
	p, o := testPrinter(b), typical()
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Text(io.Discard, o, TextOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	p, o := testPrinter(b), typical()
	b.ReportAllocs()
	for b.Loop() {
		if err := p.HTML(io.Discard, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read("en"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	c := testCorpus(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(c, "en"); err != nil {
			b.Fatal(err)
		}
	}
}
