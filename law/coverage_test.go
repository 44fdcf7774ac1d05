package law_test

import (
	"slices"
	"testing"

	"github.com/comity-dev/comity/law"
)

// reached says whether an instrument reaches a class by an offence of its own.
func reached(v law.Coverage, class, instrument string) bool {
	for _, k := range v.Classes {
		if k.Class == class {
			return slices.ContainsFunc(k.By, func(r law.Reach) bool { return r.Instrument == instrument })
		}
	}
	return false
}

// The offences of the Budapest Convention are those of its articles 2 to 10;
// cyber terrorism and malicious mail are not among them.
func TestCoverageOfBudapest(t *testing.T) {
	v := open(t).Coverage("")
	for _, class := range []string{"illegal-access", "illegal-interception", "data-interference", "system-interference",
		"misuse-of-devices", "computer-forgery", "computer-fraud", "csam", "copyright", "attempt", "aiding", "corporate-liability"} {
		if !reached(v, class, "budapest-185") {
			t.Errorf("the Convention reaches %s", class)
		}
	}
	for _, class := range []string{"cyber-terrorism", "spam", "identity-theft", "grooming", "ncii", "laundering", "racist-material"} {
		if reached(v, class, "budapest-185") {
			t.Errorf("the Convention does not reach %s", class)
		}
	}
	if !reached(v, "racist-material", "budapest-189-p1") {
		t.Error("its first protocol reaches racist material")
	}
}

// Every offence of every text stands under its class and under those that it
// also covers, and nowhere else.
func TestCoverageIsComplete(t *testing.T) {
	c := open(t)
	times := map[string]int{}
	v := c.Coverage("")
	for _, k := range v.Classes {
		for _, r := range k.By {
			times[r.Offence]++
		}
	}
	for _, id := range c.Instruments() {
		i := c.Instrument(id)
		if (i.Text == nil) != slices.Contains(v.NotHeld, id) {
			t.Errorf("%s: held or not held?", id)
		}
		if i.Text == nil {
			continue
		}
		for _, o := range i.Text.Offences {
			if want := 1 + len(o.AlsoCovers); times[o.ID] != want {
				t.Errorf("%s reaches %d classes, want %d", o.ID, times[o.ID], want)
			}
		}
	}
}

func TestCoverageOfOneClass(t *testing.T) {
	v := open(t).Coverage("spam")
	if len(v.Classes) != 1 || v.Classes[0].Class != "spam" || len(v.Classes[0].By) != 0 {
		t.Errorf("got %+v", v.Classes)
	}
}

// What guidance notes read into other articles is told, and is no offence.
func TestReachableThroughIsNoOffence(t *testing.T) {
	c := open(t)
	rows := 0
	for _, k := range c.Coverage("").Classes {
		for _, r := range k.Through {
			rows++
			if r.Class != k.Class || c.Instrument(r.Instrument) == nil || len(r.Articles) == 0 {
				t.Errorf("%s: %+v", k.Class, r)
			}
		}
	}
	if rows != len(c.Vocabulary.Reach) || rows == 0 {
		t.Errorf("%d rows of %d", rows, len(c.Vocabulary.Reach))
	}
	spam := c.Coverage("spam").Classes[0]
	if len(spam.By) != 0 || len(spam.Through) != 1 || spam.Through[0].Instrument != "budapest-185" {
		t.Errorf("got %+v", spam)
	}
}
