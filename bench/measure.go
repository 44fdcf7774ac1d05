package main

import (
	"cmp"
	"runtime"
	"slices"
	"time"
)

// subject is something whose cost on each matter is measured.
type subject struct {
	Name string
	runs int             // on each matter, in each round
	run  func(int) error // by index of the matter
}

// cost is what a subject took: the median over the matters of the median of
// its runs; of several rounds, the median round.
type cost struct {
	Name   string        `json:"name"`
	P50    time.Duration `json:"p50_ns"`
	P95    time.Duration `json:"p95_ns"`
	Ratio  float64       `json:"ratio"` // to the first subject, in the same round
	Allocs uint64        `json:"allocs"`
	Bytes  uint64        `json:"bytes"`
}

// measure runs all subjects on all matters, round after round, so that what
// else the machine does touches all alike.
func measure(subjects []subject, matters, rounds int) ([]cost, error) {
	p50, p95 := make([][]time.Duration, len(subjects)), make([][]time.Duration, len(subjects))
	for range rounds {
		for i := range subjects {
			times, err := round(&subjects[i], matters)
			if err != nil {
				return nil, err
			}
			p50[i] = append(p50[i], at(times, 50))
			p95[i] = append(p95[i], at(times, 95))
		}
	}
	out := make([]cost, len(subjects))
	for i := range subjects {
		c := cost{Name: subjects[i].Name, P50: at(p50[i], 50), P95: at(p95[i], 50)}
		ratios := make([]float64, rounds)
		for k := range ratios {
			ratios[k] = float64(p50[i][k]) / float64(p50[0][k])
		}
		c.Ratio = at(ratios, 50)
		var err error
		if c.Allocs, c.Bytes, err = memory(&subjects[i], matters); err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

// round gives the median time of each matter.
func round(s *subject, matters int) ([]time.Duration, error) {
	runtime.GC() // none pays for the litter of another
	times := make([]time.Duration, matters)
	one := make([]time.Duration, s.runs)
	for m := range matters {
		if err := s.run(m); err != nil { // warm
			return nil, err
		}
		for k := range one {
			from := time.Now()
			if err := s.run(m); err != nil {
				return nil, err
			}
			one[k] = time.Since(from)
		}
		times[m] = at(one, 50)
	}
	return times, nil
}

// memory gives what one run allocates, as the median over the matters.
func memory(s *subject, matters int) (allocs, bytes uint64, err error) {
	as, bs := make([]uint64, matters), make([]uint64, matters)
	const runs = 3
	var before, after runtime.MemStats
	for m := range matters {
		runtime.ReadMemStats(&before)
		for range runs {
			if err := s.run(m); err != nil {
				return 0, 0, err
			}
		}
		runtime.ReadMemStats(&after)
		as[m], bs[m] = (after.Mallocs-before.Mallocs)/runs, (after.TotalAlloc-before.TotalAlloc)/runs
	}
	return at(as, 50), at(bs, 50), nil
}

// at gives a percentile, by nearest rank.
func at[T cmp.Ordered](values []T, percent int) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}

// readiness is what it takes until the first answer can be given.
type readiness struct {
	Name   string        `json:"name"`
	Took   time.Duration `json:"took_ns"`
	Memory int64         `json:"memory_bytes"` // live on the heap when ready
}

// ready measures how something is made ready.
func ready[T any](name string, build func() (T, error)) (T, readiness, error) {
	before := live()
	from := time.Now()
	v, err := build()
	took := time.Since(from)
	r := readiness{name, took, live() - before}
	runtime.KeepAlive(v)
	return v, r, err
}

func live() int64 {
	runtime.GC()
	runtime.GC() // what finalizers and pools of the first left
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc) //nolint:gosec // far below the sign
}
