package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

type logCheckCommand struct {
	Dir    string `arg:"" help:"The folder of the log, or a copy of it."`
	Policy string `required:"" help:"The policy that the log is trusted by." placeholder:"FILE"`
	Since  string `help:"A checkpoint of the log that was kept: the log must still hold all that was in it." placeholder:"FILE"`

	Evidence string `help:"With --since, where to write the evidence if the log has forked: a new file." placeholder:"FILE"`
}

func (logCheckCommand) Help() string {
	return `Every entry, every tile and every signature is computed anew and compared. The first bad byte is named with its file, and the command exits with 1. Check a log at rest; of one that is being written, check a copy.

Keep a checkpoint at times, and give it with --since: a log that was rewritten as a whole, with its keys, shows in nothing else.

Example:

    comity log check custody --policy policy --since checkpoint.october`
}

// logChecked is the answer of check.
type logChecked struct {
	Whole      bool     `json:"whole"`
	File       string   `json:"file,omitempty"`
	Offset     int64    `json:"offset"`
	Why        string   `json:"why,omitempty"` // it is not whole
	Log        *logHead `json:"log,omitempty"`
	Files      int      `json:"files,omitempty"`
	Unfinished []string `json:"unfinished,omitempty"`
	Unknown    []string `json:"unknown_signatures,omitempty"`
}

func (k *logCheckCommand) Run(a *app) error {
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return err
	}
	var since []byte
	if k.Since != "" {
		if since, err = os.ReadFile(k.Since); err != nil {
			return fmt.Errorf("--since: %w", err)
		}
		if _, err := policy.VerifyLog(since); err != nil {
			return fmt.Errorf("--since: %w", err)
		}
	}
	if k.Evidence != "" {
		if err := free(k.Evidence); err != nil {
			return err
		}
	}
	var answer logChecked
	err = withLog(k.Dir, func(d *logdir.Dir) error {
		if answer, err = checkLog(d, policy, since); err != nil || answer.Whole || answer.Log == nil || k.Evidence == "" {
			return err
		}
		return keepFork(d, policy, since, k.Evidence)
	})
	if err != nil {
		return err
	}
	return answer.write(a)
}

func checkLog(d *logdir.Dir, p *custody.Policy, since []byte) (logChecked, error) {
	report, err := custody.Check(d, p)
	var fault *custody.Fault
	switch {
	case errors.As(err, &fault):
		return logChecked{File: fault.File, Offset: fault.Offset, Why: fault.What}, nil
	case err != nil:
		return logChecked{}, err
	}
	head := headOf(&report.Checkpoint)
	answer := logChecked{Whole: true, Log: &head, Files: report.Files, Unfinished: report.Unfinished, Unknown: report.Unknown}
	if since == nil {
		return answer, nil
	}
	if err := custody.Extends(d, p, since); err != nil {
		answer.Whole, answer.Why = false, err.Error()
	}
	return answer, nil
}

// keepFork writes down the evidence that the log is not the one it was.
func keepFork(d *logdir.Dir, p *custody.Policy, since []byte, name string) error {
	older, err := p.VerifyLog(since)
	if err != nil {
		return err
	}
	now, err := custody.Read(d, p)
	if err != nil {
		return err
	}
	if older.Size > now.Size {
		return nil // shrunk: only the files of the larger one could convict it
	}
	fork, err := custody.FindFork(d, now, older)
	if err != nil || fork == nil {
		return err
	}
	if err := newFile(name, fork.Marshal()); err != nil {
		return fmt.Errorf("--evidence: %w", err)
	}
	return nil
}

func (v *logChecked) write(a *app) error {
	if a.JSON {
		if err := a.json(v); err != nil {
			return err
		}
	} else {
		v.page(a.page())
	}
	if !v.Whole {
		return errNo
	}
	return nil
}

func (v *logChecked) page(p *page) {
	switch {
	case v.Whole:
		p.line("whole: " + v.Log.String())
	case v.File != "":
		p.line(fmt.Sprintf("%s:%d: %s", v.File, v.Offset, v.Why)) // one line, for editors
	default:
		p.line(v.Why)
	}
	for _, name := range v.Unfinished {
		p.line("rest of an append that did not end: " + name)
	}
	for _, name := range v.Unknown {
		p.line("a signature that the policy knows nothing of: " + name)
	}
}
