package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
)

// readConduct reads the file of a conduct and finds all that is wrong with it
// in one go. States are given their codes.
func readConduct(c *law.Corpus, file string) (*law.Conduct, error) {
	data, err := os.ReadFile(file) //nolint:gosec // the user names the file
	if err != nil {
		return nil, unreadable("conduct", file, err)
	}
	k, err := opinion.ReadConduct(data, c)
	if err != nil {
		return nil, inFile("conduct", file, err)
	}
	return k, nil
}

// unreadable names the file that could not be read.
func unreadable(what, file string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("read the %s in %s: %w", what, file, err)
}

// inFile puts the file before the place of each problem.
func inFile(what, file string, err error) error {
	var found opinion.Problems
	if !errors.As(err, &found) {
		return fmt.Errorf("%s: %w", file, err)
	}
	var out law.Problems
	for _, p := range found {
		out = append(out, law.Problem{File: file, Line: p.Line, Column: p.Column, Message: p.Message, Fix: p.Fix})
	}
	return fmt.Errorf("the %s can not be used:\n%w", what, out)
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxInput))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return data, nil
}

// maxInput is more than any matter may have, so that a longer one is refused
// by its size and not cut.
const maxInput = 16 << 20
