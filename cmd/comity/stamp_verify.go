package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

type stampVerifyCommand struct {
	File  string `arg:"" help:"The file that was stamped."`
	Stamp string `arg:"" help:"The stamp: a response of a time stamper (.tsr)."`
	Roots string `help:"Root certificates that you trust, in PEM." placeholder:"FILE"`
	Query string `help:"The query that the stamp must answer (.tsq)." placeholder:"FILE"`
	At    string `help:"Judge as of this time: 2026-11-23T12:00:00Z. Now, if it is left out." placeholder:"TIME"`
}

func (stampVerifyCommand) Help() string {
	return `A stamp holds if it is on this file, if its signature holds, and if it was made by a time stamper whose certificate leads to a root that you trust and was valid at the time of the stamp. Nothing is looked up. Without --roots all else is checked, but not who made it: the stamp is then not proved. Take the roots from the time stamper itself or from a trusted list, never from who gave you the stamp.

A stamp proves that the file was there at its time, and nothing of what the file says. The command exits with 1 if the stamp is not proved.

Examples:

    comity stamp verify checkpoint checkpoint.tsr --roots tsa-root.pem
    openssl ts -verify -data checkpoint -in checkpoint.tsr -CAfile tsa-root.pem`
}

// stampVerified is the answer of verify.
type stampVerified struct {
	Proved bool          `json:"proved"`         // it holds, and who made it is trusted
	Holds  bool          `json:"holds"`          // whoever made it
	Code   stamp.Code    `json:"code,omitempty"` // it does not hold
	Why    string        `json:"why,omitempty"`
	Stamp  *stamp.Result `json:"stamp,omitempty"`
}

func (k *stampVerifyCommand) Run(a *app) error {
	roots, err := readRoots(k.Roots)
	if err != nil {
		return fmt.Errorf("--roots: %w", err)
	}
	at, err := k.at(a)
	if err != nil {
		return err
	}
	result, err := k.check(roots, at)
	answer := stampVerified{Holds: err == nil, Stamp: result}
	var wrong *stamp.Error
	switch {
	case errors.As(err, &wrong):
		answer.Code, answer.Why = wrong.Code, wrong.Text
	case err != nil:
		return err
	default:
		answer.Proved = result.Anchored
	}
	return answer.write(a)
}

func (k *stampVerifyCommand) at(a *app) (time.Time, error) {
	if k.At == "" {
		return a.now(), nil
	}
	t, err := time.Parse(time.RFC3339, k.At)
	if err != nil {
		return t, fmt.Errorf("--at: %q is no time: write 2026-11-23T12:00:00Z", k.At)
	}
	return t, nil
}

// check gives an error of the stamp, or one of the files.
func (k *stampVerifyCommand) check(roots *stamp.Roots, at time.Time) (*stamp.Result, error) {
	response, err := smallFile(k.Stamp)
	if err != nil {
		return nil, fmt.Errorf("read the stamp: %w", err)
	}
	s, err := stamp.Parse(response)
	if err == nil {
		err = k.answers(s)
	}
	if err != nil {
		return nil, err
	}
	i, err := imprintOf(k.File, s.Hash())
	if err != nil {
		return nil, err
	}
	return s.Verify(i, roots, at)
}

// answers holds the stamp against its query, if there is one.
func (k *stampVerifyCommand) answers(s *stamp.Stamp) error {
	if k.Query == "" {
		return nil
	}
	query, err := smallFile(k.Query)
	if err != nil {
		return fmt.Errorf("--query: %w", err)
	}
	var wrong *stamp.Error
	if err = s.MatchesQuery(query); errors.As(err, &wrong) && wrong.Code != stamp.OtherQuery {
		return fmt.Errorf("--query: %s is no query: %s", k.Query, wrong.Text)
	}
	return err
}

func (v *stampVerified) write(a *app) error {
	var err error
	if a.JSON {
		err = a.json(v)
	} else {
		v.tell(a.page())
	}
	if err == nil && !v.Proved {
		err = errNo
	}
	return err
}

func (v *stampVerified) tell(p *page) {
	switch {
	case v.Proved:
		p.title("Proved")
	case v.Holds:
		p.title("It holds, but nobody vouches for who made it: not proved")
	default:
		p.title("Not proved")
		p.para(0, 4, "wrong: "+v.Why)
		return
	}
	stampWords(p, v.Stamp)
}
