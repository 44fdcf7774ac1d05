// Publish puts a report from standard input into a page, between the lines
// <!-- NAME: begin --> and <!-- NAME: end -->, and shows it.
//
//	go run ./evidence | go run ./publish evidence ../docs/performance.md
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: publish NAME PAGE < REPORT")
		os.Exit(2)
	}
	if err := publish(os.Stdin, os.Stdout, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "publish:", err)
		os.Exit(1)
	}
}

func publish(in io.Reader, show io.Writer, name, file string) error {
	report, err := io.ReadAll(io.TeeReader(in, show))
	if err != nil {
		return err
	}
	if len(report) == 0 {
		return fmt.Errorf("no report came: %s stays as it is", file)
	}
	page, err := os.ReadFile(file) //nolint:gosec // the user names the file
	if err != nil {
		return err
	}
	text, err := place(string(page), name, string(report))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(text), 0o600) // keeps the mode of a file that is there
}

// place puts the report where the page says that it goes.
func place(page, name, report string) (string, error) {
	begin, end := "<!-- "+name+": begin -->\n", "<!-- "+name+": end -->"
	before, rest, found := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return "", fmt.Errorf("there is no place for %s: a line %q and, below it, %q", name, strings.TrimSpace(begin), end)
	}
	return before + begin + "\n" + strings.TrimSpace(report) + "\n\n" + end + after, nil
}
