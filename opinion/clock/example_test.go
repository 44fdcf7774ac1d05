package clock_test

import (
	"fmt"
	"time"

	"github.com/comity-dev/comity/opinion/clock"
)

// An order received in Paris on 15 December 2026, to be answered within 10 days.
func ExampleCompute() {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		fmt.Println(err)
		return
	}
	receipt := clock.Start{At: time.Date(2026, 12, 15, 16, 40, 0, 0, paris), HourKnown: true}
	d := clock.Compute(clock.EU1182, clock.Period{Value: 10, Unit: clock.Days}, receipt, paris, "FRA", clock.NewCalendar())

	fmt.Println(d, d.Rule)
	for _, m := range d.Moved {
		fmt.Printf("%s %s %q\n", m.From.Format(time.DateOnly), m.Why, m.Name)
	}
	// Output:
	// 2026-12-28 eu-1182-71/3(1),3(2)(b),3(4)
	// 2026-12-25 holiday "Noël"
	// 2026-12-26 saturday ""
	// 2026-12-27 sunday ""
}
