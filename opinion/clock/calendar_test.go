package clock_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/comity-dev/comity/opinion/clock"
)

func TestHolidays(t *testing.T) {
	tests := []struct {
		name, state, date, want string // want is part of the name; "" for a working day
	}{
		{"Easter Monday", "FRA", "2027-03-29", "Pâques"},
		{"Good Friday is not nationwide", "FRA", "2027-03-26", ""},
		{"Assumption", "FRA", "2026-08-15", "Assomption"},
		{"All Saints", "FRA", "2027-11-01", "Toussaint"},
		{"Armistice", "FRA", "2026-11-11", "Armistice"},
		{"no substitute in France", "FRA", "2026-08-17", ""},
		{"Good Friday", "DEU", "2027-03-26", "Karfreitag"},
		{"Unity", "DEU", "2026-10-03", "Einheit"},
		{"Epiphany is regional", "DEU", "2027-01-06", ""},
		{"Corpus Christi is regional", "DEU", "2026-06-04", ""},
		{"October bank holiday", "IRL", "2026-10-26", "October"},
		{"St Brigid, first Monday", "IRL", "2023-02-06", "Brigid"},
		{"St Brigid, first Monday", "IRL", "2026-02-02", "Brigid"},
		{"St Brigid, when 1 February is a Friday", "IRL", "2030-02-01", "Brigid"},
		{"then not on the Monday", "IRL", "2030-02-04", ""},
		{"no St Brigid before 2023", "IRL", "2022-02-07", ""},
		{"the holiday given once", "IRL", "2022-03-18", "Extra"},
		{"Good Friday is no public holiday", "IRL", "2027-03-26", ""},
		{"no substitute in Ireland", "IRL", "2026-12-28", ""},
		{"Saint Francis from 2026", "ITA", "2027-10-04", "Francesco"},
		{"not before", "ITA", "2024-10-04", ""},
		{"Christmas Eve from 2025", "POL", "2025-12-24", "Wigilia"},
		{"not before", "POL", "2024-12-24", ""},
		{"Great Prayer Day until 2023", "DNK", "2023-05-05", "bededag"},
		{"abolished", "DNK", "2024-04-26", ""},
		{"Epiphany from 2024", "ROU", "2025-01-06", "Boboteaza"},
		{"Orthodox Good Friday", "ROU", "2026-04-10", "Vinerea"},
		{"Orthodox Easter Monday", "GRC", "2026-04-13", "Πάσχα"},
		{"New Year has its own name", "GRC", "2026-01-01", "Πρωτοχρονιά"},
		{"substitute for a Sunday", "BGR", "2026-05-25", "Кирил"},
		{"Christmas and its second day on a weekend", "BGR", "2027-12-28", "Коледа"},
		{"substitute in Latvia", "LVA", "2025-05-05", "Neatkarības"},
		{"Liberation Day, each year", "NLD", "2027-05-05", "Bevrijdingsdag"},
		{"an eve is no holiday by the Act of 1989", "SWE", "2026-12-24", ""},
		{"Midsummer Eve neither", "SWE", "2026-06-19", ""},
		{"Boxing Day substitute", "GBR", "2026-12-28", "Boxing"},
		{"Independence Day on a Saturday", "USA", "2026-07-03", "Independence"},
		{"New Year 2028 kept the year before", "USA", "2027-12-31", "New Year"},
	}
	holidays := clock.NewCalendar()
	for _, tt := range tests {
		t.Run(tt.state+" "+tt.date+" "+tt.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, tt.date)
			if err != nil {
				t.Fatal(err)
			}
			got, known := holidays.Holiday(tt.state, day)
			if !known || (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, known %t", got, known)
			}
		})
	}
}

func TestStatesHeld(t *testing.T) {
	holidays := clock.NewCalendar()
	const want = "AUT BEL BGR CZE DEU DNK ESP FRA GBR GRC HRV IRL ITA LTU LVA NLD NOR POL ROU SVK SVN SWE USA"
	if got := strings.Join(holidays.States(), " "); got != want {
		t.Errorf("got %s", got)
	}
	for _, no := range []struct {
		state string
		year  int
	}{{"LUX", 2026}, {"CHE", 2026}, {"SVK", 2026}, {"LVA", 2023}, {"FRA", 2021}, {"FRA", 2032}, {"", 2026}} {
		if holidays.Known(no.state, no.year) {
			t.Errorf("%v is said to be held", no)
		}
	}
	if !holidays.Regional("DEU") || !holidays.Regional("FRA") || holidays.Regional("IRL") || holidays.Regional("LUX") {
		t.Error("regional holidays")
	}
	var none *clock.Calendar
	if none.States() != nil || none.Known("FRA", 2026) || none.Regional("DEU") {
		t.Error("a nil calendar holds something")
	}
}

// Every list held has a plausible year, whoever asks first.
func TestEveryYearTogether(t *testing.T) {
	holidays := clock.NewCalendar()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, state := range holidays.States() {
				for d := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2032; d = d.AddDate(1, 0, 0) {
					if n := inYear(holidays, state, d); holidays.Known(state, d.Year()) && (n < 8 || n > 20) {
						t.Errorf("%s %d has %d holidays", state, d.Year(), n)
					}
				}
			}
		})
	}
	wg.Wait()
}

func inYear(c *clock.Calendar, state string, d time.Time) (n int) {
	for y := d.Year(); d.Year() == y; d = d.AddDate(0, 0, 1) {
		if name, _ := c.Holiday(state, d); name != "" {
			n++
		}
	}
	return n
}
