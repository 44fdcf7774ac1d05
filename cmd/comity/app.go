package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"golang.org/x/term"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
)

// options stand at every command.
type options struct {
	JSON   bool   `name:"json" help:"Write the answer as JSON."`
	Width  int    `help:"Columns of the text; without it those of the terminal, or 100." placeholder:"N"`
	Corpus string `help:"A folder of the same form, laid over the corpus of the program." placeholder:"DIR"`
}

// app is what a command works with.
type app struct {
	options
	world
	out *bufio.Writer
}

func system() world {
	return world{
		out: os.Stdout, err: os.Stderr, in: os.Stdin, now: time.Now, env: os.Getenv,
		terminal: func() (int, bool) {
			fd := int(os.Stdout.Fd()) //nolint:gosec // a descriptor fits an int
			if !term.IsTerminal(fd) {
				return 0, false
			}
			width, _, err := term.GetSize(fd)
			return width, err == nil
		},
	}
}

// corpus opens the corpus of the program, with the folder of the user over it.
func (a *app) corpus() (*law.Corpus, error) {
	c, err := corpus.Open()
	if err != nil || a.Corpus == "" {
		return c, err
	}
	over, err := law.Load(os.DirFS(a.Corpus), c)
	if err != nil {
		return nil, inFolder(a.Corpus, err)
	}
	return c.Overlay(over)
}

// inFolder names the folder of a corpus that can not be used.
func inFolder(dir string, err error) error {
	var problems law.Problems
	if !errors.As(err, &problems) {
		return fmt.Errorf("read the corpus in %s: %w", dir, err)
	}
	return fmt.Errorf("the corpus in %s has %s:\n%w", dir, count(len(problems), "problem"), err)
}

// json writes the answer as one document.
func (a *app) json(v any) error {
	text, err := indented(v)
	if err != nil {
		return err
	}
	_, err = a.out.Write(text)
	return err
}

// indented is JSON as people read it.
func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// page starts an answer in text.
func (a *app) page() *page {
	width, terminal := a.terminal()
	switch {
	case a.Width > 0:
		width = a.Width
	case !terminal || width <= 0:
		width = 100
	}
	return &page{w: a.out, width: max(width, 40), colour: terminal && a.env("NO_COLOR") == ""}
}

// day reads a date of the command line; today stands in where there is none.
func (a *app) day(s string) (law.Date, error) {
	if s == "" {
		return law.DateOf(a.now()), nil
	}
	d, err := law.ParseDate(s)
	if err != nil {
		return d, fmt.Errorf("--on: %w", err)
	}
	return d, nil
}

// states reads states as people write them, each once.
func states(c *law.Corpus, names []string) ([]string, error) {
	var out []string
	for _, n := range names {
		id, err := c.FindState(n)
		if err != nil {
			return nil, fmt.Errorf("--state: %w; %q names them all", err, "comity law list states")
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, nil
}

// class checks a class of offences of the command line; "" means all.
func class(c *law.Corpus, flag, code string) error {
	var codes []string
	for _, k := range c.Vocabulary.Classes {
		codes = append(codes, k.Code)
	}
	if code == "" || slices.Contains(codes, code) {
		return nil
	}
	return fmt.Errorf("%s: %q is no class of offences%s; %q names them all", flag, code, meant(code, codes), "comity law list classes")
}

// meant asks whether a known word was meant.
func meant(s string, words []string) string {
	if n := law.Nearest(s, words); n != "" && n != s {
		return fmt.Sprintf(" (do you mean %s?)", n)
	}
	return ""
}
