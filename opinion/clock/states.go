package clock

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"
)

// The years for which the lists below were reviewed. Earlier law is not modelled
// and later law is not made; outside them no list is held.
const (
	firstYear = 2022
	lastYear  = 2031
)

// rules is what is held of one state.
type rules struct {
	list []*cal.Holiday
	// substitutes: a holiday that falls on a weekend gives a further day by law,
	// and that day is a public holiday too. Elsewhere the actual date alone counts.
	substitutes bool
	regional    bool // parts of the state have further holidays, not held
	from, to    int  // the years for which the list is held
}

// reviewed is every state whose list was compared with its law. States that the
// library covers and this table leaves out have lists that follow no single law
// (the cantons of Switzerland, the provinces of Canada), that a decree moves each
// year (Russia), or that were not checked.
func reviewed() map[string]rules {
	national := func(list []*cal.Holiday) rules { return rules{list: list, from: firstYear, to: lastYear} }
	parts := func(r rules) rules { r.regional = true; return r }
	moved := func(r rules) rules { r.substitutes = true; return r }
	since := func(year int, r rules) rules { r.from = year; return r }
	until := func(year int, r rules) rules { r.to = year; return r }

	return map[string]rules{
		"AUT": national(at.Holidays),
		"BEL": national(be.Holidays),
		"BGR": moved(national(bg.Holidays)), // Labour Code, article 154(2)
		"CZE": national(cz.Holidays),
		"DEU": parts(national(de.Holidays)),
		"DNK": national(dk.Holidays),
		"ESP": parts(national(es.Holidays)),
		"FRA": parts(national(fr.Holidays)), // Alsace, Moselle and overseas have more
		"GBR": parts(moved(since(2024, national(gb.Holidays)))),
		"GRC": national(greece()),
		"HRV": national(hr.Holidays),
		"IRL": national(ie.Holidays), // no substitute: the Act of 1997 names dates
		"ITA": parts(national(italy())),
		"LTU": national(lt.Holidays),
		"LVA": moved(since(2024, national(lv.Holidays))), // 29 May 2023 was proclaimed for one year
		"NLD": national(nl.Holidays),
		"NOR": national(no.Holidays),
		"POL": national(poland()),
		"ROU": national(romania()),
		// From 2024 on, some Slovak state holidays are working days; whether they
		// are public holidays in the sense of Regulation 1182/71 is not settled.
		"SVK": until(2023, national(sk.Holidays)),
		"SVN": since(2024, national(si.Holidays)), // 14 August 2023 was proclaimed for one year
		"SWE": national(se.Holidays),              // eves are not in the Act of 1989
		"USA": moved(national(us.Holidays)),       // federal holidays
	}
}

// fixed is a holiday on the same date each year, from a first year on.
func fixed(name string, month time.Month, dom, since int) *cal.Holiday {
	return &cal.Holiday{
		Name: name, Type: cal.ObservancePublic, StartYear: since,
		Month: month, Day: dom, Func: cal.CalcDayOfMonth,
	}
}

// with is a list and some more, in a new array: the library's is shared.
func with(list []*cal.Holiday, more ...*cal.Holiday) []*cal.Holiday {
	return append(append(make([]*cal.Holiday, 0, len(list)+len(more)), list...), more...)
}

// greece gives New Year's Day its name; the library calls it Christmas.
func greece() []*cal.Holiday {
	list := with(gr.Holidays)
	for i, h := range list {
		if h == gr.Protoxronia {
			list[i] = aa.NewYear.Clone(&cal.Holiday{Name: "Πρωτοχρονιά", Type: cal.ObservancePublic})
		}
	}
	return list
}

// italy adds the feast of Saint Francis, a holiday from 2026 (Law 151/2025).
func italy() []*cal.Holiday {
	return with(it.Holidays, fixed("San Francesco d'Assisi", time.October, 4, 2026))
}

// poland adds Christmas Eve, a day free from work from 2025.
func poland() []*cal.Holiday {
	return with(pl.Holidays, fixed("Wigilia Bożego Narodzenia", time.December, 24, 2025))
}

// romania adds Epiphany and Saint John, holidays from 2024 (Law 52/2023).
func romania() []*cal.Holiday {
	return with(ro.Holidays,
		fixed("Boboteaza", time.January, 6, 2024),
		fixed("Soborul Sfântului Ioan Botezătorul", time.January, 7, 2024))
}
