package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/comity-dev/comity/internal/strictyaml"
	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
)

// Whatever the corpus holds can be shown, within the width.
func TestEverythingCanBeShown(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	ids := append(c.Instruments(), "KEN", "USA", "DEU", "CHN", "JPN", "NRU", "GBR", "IND", "SAU", "ASEAN", "SCO")
	for _, of := range lists {
		codes := of(c)
		if len(codes) > 90 {
			codes = codes[:90]
		}
		for _, x := range codes {
			ids = append(ids, x.Code)
		}
	}
	for _, id := range ids {
		found := c.Find(id)
		if len(found) == 0 {
			t.Errorf("%s is listed and not found", id)
		}
		p, text := testPage(80)
		for n := range found {
			p.found(c, &found[n], law.DateOf(today))
		}
		for _, l := range strings.Split(text(), "\n") {
			if columnsOf(l) > 80 {
				t.Errorf("%s: a line of %d columns: %s", id, columnsOf(l), l)
			}
		}
	}
}

// A field that the outline cannot read would be left out in silence.
func TestOutlineReadsEveryType(t *testing.T) {
	for _, v := range []any{law.State{}, law.Instrument{}, law.Concept{}, law.Vocabulary{}} {
		if err := strictyaml.CheckType(reflect.TypeOf(v)); err != nil {
			t.Error(err)
		}
	}
}

// Sources are those that the thing shown rests on, and no others of its file.
func TestKeysIn(t *testing.T) {
	o := law.Offence{History: []law.Event{{Fact: law.Fact{Source: "b", MoreSources: []string{"c"}}}}, Fact: law.Fact{Source: "a"}}
	got := keysIn(reflect.ValueOf(&o))
	for _, k := range []string{"a", "b", "c"} {
		if !strings.Contains(strings.Join(got, " "), k) {
			t.Errorf("%s is not in %v", k, got)
		}
	}
}
