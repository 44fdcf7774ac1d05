package caseuco

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/comity-dev/comity/evidence"
)

// counting says how many bytes went by.
type counting struct{ n int64 }

func (c *counting) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), nil
}

func BenchmarkExport(b *testing.B) {
	r := &evidence.Record{Name: "a", Origin: "o", Basis: "b", Collector: "c", Salt: strings.Repeat("0f", 32), SHA256: strings.Repeat("0f", 32)}
	w := new(counting)
	x, err := NewExporter(w, small().bundle)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		if err := x.Exhibit(Exhibit{Record: r}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.n)/float64(n), "B/exhibit")
}

// BenchmarkRead reads a description near the limit.
func BenchmarkRead(b *testing.B) {
	v := small()
	for i := range 14_000 {
		v.exhibits = append(v.exhibits, Exhibit{Record: &evidence.Record{Name: fmt.Sprintf("%08d", i), Origin: "o", Basis: "b", Collector: "c",
			Salt: fmt.Sprintf("%064x", i), SHA256: fmt.Sprintf("%064x", i)}})
	}
	var doc bytes.Buffer
	if err := Export(&doc, v.bundle, each(v.exhibits), nil); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(doc.Len()))
	for b.Loop() {
		if _, err := Read(io.Reader(bytes.NewReader(doc.Bytes())), nil); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MiB")
}
