package law_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/law"
)

// FuzzLoad puts foreign bytes in the place of one file of a small corpus.
// Whatever they are, either all of the corpus is loaded and can be asked, or
// nothing and every problem has a place.
func FuzzLoad(f *testing.F) {
	names := []string{codes, lists, kenya, france, treaty, concepts}
	sound := small(f)
	for i, name := range names {
		f.Add(i, string(sound[name].Data))
	}
	f.Add(2, "id: KEN\nlaw: {as_of: 2025}\n")
	f.Add(0, "acts: [{code: a, group: g, meaning: m, implies: [a]}]\n")
	f.Add(4, strings.Replace(string(sound[treaty].Data), "any:", "all:", 1))
	f.Fuzz(func(t *testing.T, which int, text string) {
		files := fstest.MapFS{}
		for name, file := range sound {
			files[name] = file
		}
		files[names[uint(which)%uint(len(names))]] = &fstest.MapFile{Data: []byte(text)}
		c, err := law.Load(files, nil)
		if err != nil {
			places(t, err)
			return
		}
		ask(t, c)
	})
}

func places(t *testing.T, err error) {
	var ps law.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("not a list of problems: %v", err)
	}
	for _, p := range ps {
		if p.File == "" || p.Line < 1 || p.Column < 1 || p.Message == "" {
			t.Errorf("a problem without a place: %+v", p)
		}
	}
}

// ask uses every unit of a corpus, as a program would.
func ask(t *testing.T, c *law.Corpus) {
	if c.Digest() == "" {
		t.Error("no digest")
	}
	k := &law.Conduct{Acts: []string{"access"}, MensRea: []string{"intent"}}
	on := law.MustDate("2026-11-23")
	for _, s := range c.States() {
		c.Match(s, k, on)
		for _, id := range c.Instruments() {
			i := c.Instrument(id)
			c.Bound(i, s, on)
			c.MatchInstrument(i, s, k, on)
		}
	}
}
