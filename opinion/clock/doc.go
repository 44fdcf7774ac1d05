// Package clock turns a period that a legal text sets ("10 days from receipt")
// into the date or the instant at which it ends, and says by which rule.
//
// Most callers make one Calendar for the life of the program and call Compute:
//
//	holidays := clock.NewCalendar()
//	d := clock.Compute(clock.EU1182, clock.Period{Value: 10, Unit: clock.Days},
//		clock.Start{At: receipt, HourKnown: true}, dublin, "IRL", holidays)
//	d.String()      // "2026-12-28"
//	d.Rule          // "eu-1182-71/3(1),3(2)(b)"
//	d.HolidaysKnown // whether the date may still hang on a holiday not held
//
// # Whose rule
//
// A text is counted by its own computing rule or, if it has none, plainly. The
// caller names the rule as a Regime; the package never guesses it.
//
// EU1182 is Regulation (EEC, Euratom) 1182/71, for acts of the European Union.
//   - The day of the event is not counted (article 3(1)).
//   - Days run to the last hour of the last day (3(2)(b)). Weeks, months and years
//     end on the same day of the week, or the same date, as the day of the event;
//     if the month has no such date, on its last day (3(2)(c); Court of Justice,
//     C-171/03 Toeters, paragraphs 33 and 36).
//   - A period that would end on a public holiday, a Sunday or a Saturday ends on
//     the next working day (3(4)). Two days or more hold at least two working
//     days (3(5)).
//   - The hour of the event is not counted (3(1)), so hours start at the next full
//     hour of the zone: received at 17:10, they start at 18:00, and received at
//     17:00 sharp also. Then they run on and move for nothing.
//   - Working days leave out public holidays, Sundays and Saturdays (2(2), 3(3)).
//   - The holidays are those of the state in which the act must be done (2(1)).
//
// Treaty is a text that is silent. Days are calendar days, the day of the event
// is not counted, nothing moves for a weekend, hours run from the event itself,
// and no article is cited. The law of the requested state may extend the period;
// whoever shows the date must say so, and Rule is there to find the words.
//
// National is a period that a state's own rule governs where the rule is not
// held. It is counted as for Treaty, and Rule says that it is the other case.
//
// # What a date means
//
// A period in days ends with a day: At is its last second, 23:59:59 in the zone.
// A period in hours ends at an instant. Hours are hours that pass: across a night
// on which clocks change, eight hours are eight real hours and the wall clock
// shows seven or nine. No text here says otherwise.
//
// A period cannot move past a holiday that nobody told us of. Where the holidays
// of the state and year are not held, only Saturdays and Sundays are passed and
// HolidaysKnown is false: the true end can be later, never earlier. For periods in
// working days in such a state even the weekend is an assumption. Where Regional
// is true, the holidays of parts of the state are not held.
//
// # What not to do
//
// Do not use it for periods counted back from a date (a summons at least 50 days
// before the hearing): article 3(4) excludes them. Do not pass time.Local; pass
// the zone of the place where the act must be done. Do not add a chain of periods
// before computing: 60 days and then 30 are two calls, the second from the end
// of the first.
package clock
