package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/container"
)

// claims finds the digests that exhibits carry, while they are sealed.
type claims struct {
	ctx    context.Context
	app    *app
	finder *container.Finder
	counts map[evidence.Result]int
	now    *progress // of the exhibit that is being looked at
}

func newClaims(ctx context.Context, a *app, source fs.FS) *claims {
	c := &claims{ctx: ctx, app: a, counts: map[evidence.Result]int{}}
	c.finder = container.NewFinder(source, func(done, total int64) { c.now.at(done, total) })
	return c
}

const mostClaims = 64 // of one record

// add puts what is found into the exhibit, behind what the user stated.
func (c *claims) add(e *evidence.Exhibit, path string) error {
	c.now = c.app.progress(fmt.Sprintf("looking into %q", path))
	found, err := c.finder.Claims(c.ctx, path)
	c.now.end()
	if err != nil {
		return err
	}
	for _, n := range found.Notes {
		c.say(path, n)
	}
	for _, f := range found.Claims {
		if f.Result == evidence.Differs {
			c.say(path, fmt.Sprintf("its %s differs from what is claimed (%s)", f.Algorithm, f.By))
		}
		if len(e.Claimed) < mostClaims {
			e.Claimed = append(e.Claimed, f)
			c.counts[f.Result]++
		}
	}
	return nil
}

func (c *claims) say(path, text string) { _, _ = fmt.Fprintf(c.app.err, "note: %q: %s\n", path, text) }
