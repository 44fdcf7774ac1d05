package main

import "testing"

func TestPlace(t *testing.T) {
	page := "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n<!-- y: begin -->\n<!-- y: end -->\n"
	got, err := place(page, "x", "new\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "a\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nb\n<!-- y: begin -->\n<!-- y: end -->\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if again, err := place(got, "x", "new"); err != nil || again != got {
		t.Errorf("the second time it is %q, %v", again, err)
	}
	for _, wrong := range []string{"", "<!-- x: begin -->\n", "<!-- x: end --><!-- x: begin -->\n"} {
		if _, err := place(wrong, "x", "new"); err == nil {
			t.Errorf("%q has a place", wrong)
		}
	}
}
