package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// progress tells on standard error how far work has come: one moving line on a
// terminal, else a plain line now and then.
type progress struct {
	mu       sync.Mutex // calls come from the goroutine that works
	w        io.Writer
	what     string
	terminal bool
	every    time.Duration
	start    time.Time
	last     time.Time
	shown    bool
}

func (a *app) progress(what string) *progress {
	p := &progress{w: a.err, what: what, every: 10 * time.Second, start: time.Now()}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) { //nolint:gosec // a descriptor fits an int
		p.terminal, p.every = true, 200*time.Millisecond
	}
	p.last = p.start
	return p
}

func (p *progress) at(done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Sub(p.last) < p.every {
		return
	}
	p.last, p.shown = now, true
	line := progressLine(p.what, done, total, now.Sub(p.start))
	if p.terminal {
		_, _ = fmt.Fprintf(p.w, "\r\x1b[K%s", line)
		return
	}
	_, _ = fmt.Fprintln(p.w, line)
}

func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && p.shown {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}

func progressLine(what string, done, total int64, took time.Duration) string {
	rate := float64(done) / max(took.Seconds(), 0.001)
	line := fmt.Sprintf("%s: %d of %d MB, %.0f MB/s", what, done/1e6, total/1e6, rate/1e6)
	if rate > 0 && total >= done {
		left := time.Duration(float64(total-done) / rate * float64(time.Second))
		line += ", " + left.Round(time.Second).String() + " left"
	}
	return line
}
