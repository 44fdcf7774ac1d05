package main

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

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
	left := 0
	for _, f := range found.Claims {
		if f.Result == evidence.Differs {
			c.say(path, fmt.Sprintf("its %s differs from what is claimed (%s)", f.Algorithm, f.By))
		}
		if !fits(e, f) {
			left++
			continue
		}
		e.Claimed = append(e.Claimed, f)
		c.counts[f.Result]++
	}
	if left > 0 {
		c.say(path, fmt.Sprintf("%s of it found no room in its record", count(left, "digest")))
	}
	return nil
}

// fits says whether the record can hold one claim more.
func fits(e *evidence.Exhibit, c evidence.Claim) bool {
	more := *e
	more.Claimed = append(slices.Clip(e.Claimed), c)
	return more.Check() == nil
}

func (c *claims) say(path, text string) { _, _ = fmt.Fprintf(c.app.err, "note: %q: %s\n", path, text) }
