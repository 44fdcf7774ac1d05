package main

import (
	"strings"
	"testing"
)

// Everything runs, small and once, and all that is promised is in the report.
func TestQuickReport(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	var b strings.Builder
	if err := run(t.Context(), &b, "../..", t.TempDir(), "", &quick); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| seal one file |", "| seal 200 files |", "| verify sealed, one file |", "| verify opened, 200 files |",
		"two of sha256sum -c", "age -d alone", "tar and age, beside sha256sum", "one file of 64 MiB"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report does not tell of %q:\n%s", want, b.String())
		}
	}
}

func TestSmallSizes(t *testing.T) {
	sizes := smallSizes(1<<20, 1000)
	var sum int64
	for _, s := range sizes {
		sum += s
	}
	if len(sizes) != 1000 || sum < 9<<20/10 || sum > 11<<20/10 {
		t.Errorf("%d files of %d bytes", len(sizes), sum)
	}
}

func TestWrongPart(t *testing.T) {
	if err := run(t.Context(), &strings.Builder{}, "../..", t.TempDir(), "nothing", &quick); err == nil {
		t.Error("a part that is none was run")
	}
}
