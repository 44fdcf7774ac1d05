package exhibits

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// How long a line takes to be read, and how much of it is kept.
func BenchmarkRead(b *testing.B) {
	const n = 100_000
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `{"name":"folder/file %d.bin","origin":"server 4","collected":"2026-11-20T09:30:00Z"}`+"\n", i)
	}
	in := text.String()
	var before, after runtime.MemStats
	var l *List
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		var err error
		if l, err = read(in); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "B/line")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/line")
	runtime.KeepAlive(l)
}
