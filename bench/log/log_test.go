package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// The test is the child of its own measures.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childName {
		exit(child(context.Background(), os.Stdout, os.Args[2:]))
		return
	}
	os.Exit(m.Run())
}

// Everything runs, small and once, and all that is promised is in the report.
func TestQuickReport(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	var b strings.Builder
	if err := run(t.Context(), &b, t.TempDir(), "", &quick); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Tessera v", "| one caller, lists of 256 |", "| 256 callers, one entry each |",
		"| proof of one entry, files in memory |", "| check every byte |"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report does not tell of %q:\n%s", want, b.String())
		}
	}
}

// Both logs must keep what they have acknowledged, which rate looks after.
func TestBothKeepEntries(t *testing.T) {
	key, err := newKey()
	if err != nil {
		t.Fatal(err)
	}
	l := load{"", 2, 3}
	ours, theirs := openers(t.Context(), key, l)
	for name, open := range map[string]opener{"comity": ours, "tessera": theirs} {
		if n, err := rate(t.Context(), t.TempDir(), l, 2*time.Second, open); err != nil || n <= 0 {
			t.Errorf("%s: %v entries a second, %v", name, n, err)
		}
	}
}
