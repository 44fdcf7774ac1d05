package rule

import "testing"

// findings are all nine that there are.
func findings() []Finding {
	all := []Finding{Unknown}
	for _, v := range []Value{False, True} {
		for c := Unsure; c <= Stated; c++ {
			all = append(all, At(v, c))
		}
	}
	return all
}

func TestFindingShown(t *testing.T) {
	tests := []struct {
		name       string
		finding    Finding
		raw, value Value
		confidence Confidence
		verify     bool
	}{
		{"unknown", Unknown, Open, Open, Stated, false},
		{"open at any confidence is unknown", At(Open, Sourced), Open, Open, Stated, false},
		{"settled true", Yes, True, True, Stated, false},
		{"settled false", No, False, False, Stated, false},
		{"unsure true opens a door", At(True, Unsure), True, True, Unsure, false},
		{"unsure false closes none", At(False, Unsure), False, Open, Unsure, true},
		{"known false closes one", At(False, Known), False, False, Known, false},
		{"sourced true", At(True, Sourced), True, True, Sourced, false},
		{"beyond stated is stated", At(True, 200), True, True, Stated, false},

		{"all needs its weakest", And(At(True, Known), At(True, Stated)), True, True, Known, false},
		{"any needs its strongest", Or(At(True, Unsure), At(True, Sourced)), True, True, Sourced, false},
		{"one sure no is enough", And(At(False, Unsure), At(False, Sourced)), False, False, Sourced, false},
		{"an unsure no beside what is open", And(At(False, Unsure), Unknown), False, Open, Unsure, true},
		{"an unsure yes against a sure no", Or(At(True, Unsure), No), True, True, Unsure, false},
		{"an unsure ground of refusal", At(True, Unsure).Not(), False, Open, Unsure, true},
		{"a known ground of refusal", At(True, Known).Not(), False, False, Known, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := test.finding
			if f.Raw() != test.raw || f.Value() != test.value || f.Confidence() != test.confidence || f.Verify() != test.verify {
				t.Errorf("raw %v, value %v, confidence %v, verify %v; want %v, %v, %v, %v",
					f.Raw(), f.Value(), f.Confidence(), f.Verify(),
					test.raw, test.value, test.confidence, test.verify)
			}
		})
	}
}

func TestFindingConstants(t *testing.T) {
	if Settled(True) != Yes || Settled(False) != No || Settled(Open) != Unknown {
		t.Error("Settled disagrees with the constants")
	}
	if At(True, Stated) != Yes || At(False, Stated) != No {
		t.Error("what is stated is not settled")
	}
}

// Every operation works in each lane alone, and the nine findings are closed
// under it. There are few enough to try them all.
func TestLanes(t *testing.T) {
	nine := map[Finding]bool{}
	for _, f := range findings() {
		nine[f] = true
	}
	for _, a := range findings() {
		if !nine[a.Not()] || a.Not().Not() != a {
			t.Errorf("not %v = %v", a, a.Not())
		}
		for _, b := range findings() {
			if !nine[And(a, b)] || !nine[Or(a, b)] {
				t.Errorf("%v and %v lead out of the findings", a, b)
			}
			for c := Unsure; c <= Stated; c++ {
				v, w := a.Lane(c), b.Lane(c)
				if And(a, b).Lane(c) != v.And(w) || Or(a, b).Lane(c) != v.Or(w) || a.Not().Lane(c) != v.Not() {
					t.Errorf("%v, %v: lane %v", a, b, c)
				}
			}
		}
	}
}

func TestLaneAdmits(t *testing.T) {
	for c := Unsure; c <= Stated; c++ {
		for l := Unsure; l <= Stated; l++ {
			want := Open
			if c >= l {
				want = True
			}
			if got := At(True, c).Lane(l); got != want {
				t.Errorf("true %v, lane %v = %v, want %v", c, l, got, want)
			}
		}
	}
}
