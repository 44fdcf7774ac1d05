package main

import "fmt"

type stampQueryCommand struct {
	stamped
	Output string `short:"o" required:"" help:"New file for the query." placeholder:"FILE"`
}

func (stampQueryCommand) Help() string {
	return `The query is a file of some 70 bytes as RFC 3161 has it (.tsq). Any machine with a network can send it to a time stamper and bring back the response:

    curl -H 'Content-Type: application/timestamp-query' --data-binary @checkpoint.tsq -o checkpoint.tsr https://tsa.example/

Then hold the response against it: "comity stamp verify --query". Only the digest of the file is in the query, and a random number that no other query has.

Example:

    comity stamp query custody/checkpoint -o checkpoint.tsq`
}

// queried is the answer of query.
type queried struct {
	File    string `json:"file"`
	Hash    string `json:"hash"`
	Imprint string `json:"imprint"`
}

func (k *stampQueryCommand) Run(a *app) error {
	if err := free(k.Output); err != nil {
		return err
	}
	query, i, err := k.query()
	if err != nil {
		return err
	}
	if err := newFile(k.Output, query); err != nil {
		return fmt.Errorf("keep the query: %w", err)
	}
	if a.JSON {
		return a.json(queried{k.Output, i.Hash.String(), fmt.Sprintf("%x", i.Digest)})
	}
	a.page().line(fmt.Sprintf("%s: a query for a stamp on %v", k.Output, i))
	return nil
}
