package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
)

// at gives a percentile, by nearest rank.
func at[T cmp.Ordered](values []T, percent int) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

// settle lets the disk end what one run left, so that the next does not pay.
func settle(dir string) error {
	runtime.GC()
	f, err := os.Open(dir) //nolint:gosec // made by this program
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func size(n int64) string { return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20)) }
