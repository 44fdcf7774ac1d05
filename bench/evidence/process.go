package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// spent is what a process and those that it waited for took.
type spent struct {
	wall, cpu time.Duration
	rss       int64 // of the largest of them, in bytes
}

// measure runs a script of the shell. Whoever stops it stops all of its processes.
func (b *bench) measure(script string) (spent, error) {
	c := exec.CommandContext(b.ctx, "sh", "-ec", script) //nolint:gosec // scripts of this program
	c.Dir = b.dir
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	var errs bytes.Buffer
	c.Stderr = &errs
	from := time.Now()
	err := c.Run()
	s := spent{wall: time.Since(from)}
	if err != nil {
		return s, fmt.Errorf("%w: %s", err, strings.TrimSpace(errs.String()))
	}
	if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.rss = u.Maxrss * 1024
	}
	s.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return s, nil
}

// at gives a percentile, by nearest rank.
func at[T cmp.Ordered](values []T, percent int) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*percent/100, len(sorted)-1)]
}
