package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/comity-dev/comity/custody/stamp"
)

type stampAskCommand struct {
	stamped
	TSA    string `name:"tsa" required:"" help:"Address of the time stamper, http or https." placeholder:"URL"`
	Roots  string `help:"Root certificates that you trust, in PEM, to check the stamp at once." placeholder:"FILE"`
	Output string `short:"o" required:"" help:"New file for the stamp." placeholder:"FILE"`
}

func (stampAskCommand) Help() string {
	return `The time stamper gets the digest of the file and a random number, nothing else. Its answer is kept only if it is a stamp on this file, made for this query, with a signature that holds; with --roots, also only if the time stamper is one that you trust. Plain http is common and no harm: the answer is signed.

Examples:

    comity stamp ask custody/checkpoint --tsa http://tsa.example/ --roots tsa-root.pem -o checkpoint.tsr
    comity stamp ask bundle/seal.dsse.json --tsa https://tsa.example/tsr -o seal.tsr`
}

func (k *stampAskCommand) Run(a *app) error {
	if err := errors.Join(tsaAddress(k.TSA), free(k.Output)); err != nil {
		return err
	}
	roots, err := readRoots(k.Roots)
	if err != nil {
		return fmt.Errorf("--roots: %w", err)
	}
	query, i, err := k.query()
	if err != nil {
		return err
	}
	ctx, stop := interruptible()
	defer stop()
	response, result, err := askForStamp(ctx, a, k.TSA, query, i, roots)
	if err != nil {
		return fmt.Errorf("ask %s: %w", k.TSA, err)
	}
	if err := newFile(k.Output, response); err != nil {
		return fmt.Errorf("keep the stamp: %w", err)
	}
	if a.JSON {
		return a.json(result)
	}
	p := a.page()
	p.title("Stamped: " + k.Output)
	stampWords(p, result)
	return nil
}

// askForStamp gets a stamp that answers the query and holds.
func askForStamp(ctx context.Context, a *app, address string, query []byte, i stamp.Imprint, roots *stamp.Roots) ([]byte, *stamp.Result, error) {
	response, err := postQuery(ctx, address, query)
	if err != nil {
		return nil, nil, err
	}
	s, err := stamp.Parse(response)
	if err != nil {
		return nil, nil, err
	}
	if err := s.MatchesQuery(query); err != nil {
		return nil, nil, err
	}
	result, err := s.Verify(i, roots, a.now())
	return response, result, err
}
