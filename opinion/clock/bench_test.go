package clock_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/comity-dev/comity/opinion/clock"
)

func BenchmarkCompute(b *testing.B) {
	loc, holidays := zone(b, "Europe/Dublin"), clock.NewCalendar()
	start := clock.Start{At: time.Date(2026, 12, 15, 9, 0, 0, 0, loc), HourKnown: true}
	for _, bm := range []struct {
		regime clock.Regime
		period clock.Period
	}{
		{clock.Treaty, clock.Period{Value: 60, Unit: clock.Days}},
		{clock.Treaty, clock.Period{Value: 24, Unit: clock.Hours}},
		{clock.EU1182, clock.Period{Value: 8, Unit: clock.Hours}},
		{clock.EU1182, clock.Period{Value: 10, Unit: clock.Days}},
		{clock.EU1182, clock.Period{Value: 5, Unit: clock.WorkingDays}},
		{clock.EU1182, clock.Period{Value: 2, Unit: clock.Years}},
	} {
		b.Run(fmt.Sprintf("%s/%d-%s", bm.regime, bm.period.Value, bm.period.Unit), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				clock.Compute(bm.regime, bm.period, start, loc, "IRL", holidays)
			}
		})
	}
}

// The first question about a state and year reckons its list.
func BenchmarkFirstYear(b *testing.B) {
	day := time.Date(2026, 12, 25, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		clock.NewCalendar().Holiday("IRL", day)
	}
}
