package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// process is a command from its start to its exit.
type process struct {
	Name string        `json:"name"`
	P50  time.Duration `json:"p50_ns"`
	RSS  int64         `json:"max_rss_bytes"`
	Note string        `json:"note,omitempty"` // why it was not measured
}

// command is a process to be measured.
type command struct {
	name string
	argv []string
	runs int
}

// processes measures the commands in turn, run by run. One that cannot run is
// noted, since the rest tells something without it.
func processes(launch string, commands []command, rounds int) []process {
	out := make([]process, len(commands))
	times := make([][]time.Duration, len(commands))
	for k := range rounds {
		for i, c := range commands {
			out[i].Name = c.name
			if out[i].Note != "" || k >= c.runs {
				continue
			}
			took, rss, err := runProcess(launch, c.argv)
			if err != nil {
				out[i].Note = err.Error()
				continue
			}
			times[i] = append(times[i], took)
			out[i].RSS = max(out[i].RSS, rss)
		}
	}
	for i := range out {
		if out[i].Note == "" {
			out[i].P50 = at(times[i], 50)
		}
	}
	return out
}

func runProcess(launch string, argv []string) (took time.Duration, rss int64, err error) {
	out, err := exec.Command(launch, argv...).Output() //nolint:gosec // commands of this program
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return 0, 0, errors.New(strings.TrimSpace(string(exit.Stderr)))
		}
		return 0, 0, err
	}
	_, err = fmt.Sscan(string(out), &took, &rss)
	return took, rss, err
}

// ourCommands builds the command and gives what to measure of it, beside a
// process that does nothing in a language that many tools are written in.
func ourCommands(root, dir string, m *decided) ([]command, error) {
	matter, binary := filepath.Join(dir, "matter.yaml"), filepath.Join(dir, "comity")
	if err := os.WriteFile(matter, m.yaml, 0o600); err != nil {
		return nil, err
	}
	if err := build(root, binary, "./cmd/comity"); err != nil {
		return nil, err
	}
	const often, seldom = 1 << 20, 3
	return []command{
		{"comity opinion", []string{binary, "opinion", matter}, often},
		{"comity version", []string{binary, "version"}, often},
		{"node -e 0", []string{"node", "-e", "0"}, often},
		{"comity law check", []string{binary, "law", "check"}, seldom},
	}, nil
}

func build(root, binary, name string) error {
	c := exec.Command("go", "build", "-o", binary, name) //nolint:gosec // a folder of its own
	c.Dir = root
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w: %s", name, err, out)
	}
	return nil
}
