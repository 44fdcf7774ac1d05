package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// tool is one way to do what is compared.
type tool struct {
	name   string
	script string
}

// contest is what Comity and others do to the same files.
type contest struct {
	part   string
	what   string
	input  string // folder that is read
	output int64  // bytes that each writes into out/
	ours   string
	rivals []tool
}

// row is the outcome for one rival: medians over the rounds.
type row struct {
	what, rival        string
	ours, theirs       time.Duration
	ratio, least, most float64 // how many times faster Comity was in a round
	oursCPU, theirsCPU time.Duration
	oursRSS, theirsRSS int64
	asked              bool // the rival that the targets name
}

func (b *bench) contest(c *contest) ([]row, error) {
	tools := append([]tool{{"comity", c.ours}}, c.rivals...)
	took := make([][]spent, len(tools))
	for range b.q.rounds {
		for i, t := range tools {
			s, err := b.turn(c, t.script)
			if err != nil {
				return nil, fmt.Errorf("%s with %s: %w", c.what, t.name, err)
			}
			took[i] = append(took[i], s)
			_, _ = fmt.Fprintf(os.Stderr, "%s, %s: %.2f s, of processors %.2f s\n", c.what, t.name, s.wall.Seconds(), s.cpu.Seconds())
		}
	}
	var rows []row
	for i := 1; i < len(tools); i++ {
		r := row{what: c.what, rival: tools[i].name, asked: i == 1,
			ours: median(took[0], wall), theirs: median(took[i], wall), oursCPU: median(took[0], cpu), theirsCPU: median(took[i], cpu)}
		var ratios []float64
		for k := range b.q.rounds {
			ratios = append(ratios, float64(took[i][k].wall)/float64(took[0][k].wall))
			r.oursRSS, r.theirsRSS = max(r.oursRSS, took[0][k].rss), max(r.theirsRSS, took[i][k].rss)
		}
		r.ratio, r.least, r.most = at(ratios, 50), at(ratios, 0), at(ratios, 100)
		rows = append(rows, r)
	}
	return rows, nil
}

// turn runs one tool once, on files that are as ready as for all others.
func (b *bench) turn(c *contest, script string) (s spent, err error) {
	out := filepath.Join(b.dir, "out")
	if err := os.Mkdir(out, 0o700); err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(out)) }()
	if err := ballast(b.dir, c.output); err != nil {
		return s, err
	}
	if err := ready(filepath.Join(b.dir, c.input), b.q.cold); err != nil {
		return s, err
	}
	return b.measure(script)
}

func wall(s spent) time.Duration { return s.wall }
func cpu(s spent) time.Duration  { return s.cpu }

func median(all []spent, of func(spent) time.Duration) time.Duration {
	times := make([]time.Duration, len(all))
	for i, s := range all {
		times[i] = of(s)
	}
	return at(times, 50)
}
