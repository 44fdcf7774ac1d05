package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
)

func (b *bench) markdown(w io.Writer, rows []row, uses []use) {
	p := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	from := "in the memory of the system"
	if b.q.cold {
		from = "read from the disk"
	}
	p("%s/%s, %d processors; %s. %d MiB of exhibits, %s; median of %d rounds.\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(),
		strings.Join(b.versions, ", "), b.q.octets>>20, from, b.q.rounds)
	if len(rows) > 0 {
		p("| | Comity | beside | | times as fast | of all rounds | memory | at least as fast |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	}
	for _, r := range rows {
		met := ""
		if r.asked {
			met = "met"
			if r.ratio < 1 {
				met = "**not met**"
			}
		}
		p("| %s | %.2f s | %s | %.2f s | **%.2f** | %.2f to %.2f | %d MiB | %s |\n", r.what, r.ours.Seconds(), r.rival, r.theirs.Seconds(),
			r.ratio, r.least, r.most, r.oursRSS>>20, met)
	}
	if len(rows) > 0 {
		p("\n| seconds of processors | Comity | the other |\n| --- | --- | --- |\n")
	}
	for _, r := range rows {
		p("| %s, %s | %.2f | %.2f |\n", r.what, r.rival, r.oursCPU.Seconds(), r.theirsCPU.Seconds())
	}
	if len(uses) == 0 {
		return
	}
	p("\n| one file of %d MiB | time | MB/s | most memory | below 64 MiB |\n| --- | --- | --- | --- | --- |\n", b.q.huge>>20)
	for _, u := range uses {
		met := "met"
		if u.rss >= 64<<20 {
			met = "**not met**"
		}
		p("| %s | %.1f s | %.0f | %d MiB | %s |\n", u.what, u.wall.Seconds(), rate(b.q.huge, u.wall), u.rss>>20, met)
	}
}
