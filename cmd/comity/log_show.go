package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

type logShowCommand struct {
	What   string `arg:"" help:"The folder of a log, or an opening."`
	Policy string `help:"The policy that the log is trusted by; needed for a log." placeholder:"FILE"`
}

func (logShowCommand) Help() string {
	return `Of a log, the name, the number of entries and the root of its checkpoint are shown, and the commitments with their places. Of an opening, the record and its commitment: the line that stands for it in the log.

Examples:

    comity log show custody --policy policy
    comity log show phone.opening`
}

// logShown is the answer of show: of a log or of an opening.
type logShown struct {
	Log        *logHead `json:"log,omitempty"`
	Entries    []string `json:"entries,omitempty"`
	Commitment string   `json:"commitment,omitempty"`
	Record     string   `json:"record,omitempty"`
}

func (k *logShowCommand) Run(a *app) error {
	info, err := os.Stat(k.What)
	if err != nil {
		return fmt.Errorf("show: %w", err)
	}
	var shown logShown
	if info.IsDir() {
		shown, err = k.log()
	} else {
		var o *custody.Opening
		if o, _, err = readOpening(k.What); err == nil {
			shown = logShown{Commitment: o.Commitment().String(), Record: string(o.Record)}
		}
	}
	if err != nil {
		return err
	}
	if a.JSON {
		return a.json(shown)
	}
	p := a.page()
	if shown.Log == nil {
		p.line("commitment " + shown.Commitment)
		p.blank()
		_, err = a.out.WriteString(shown.Record)
		return err
	}
	p.line(shown.Log.String())
	for i, c := range shown.Entries {
		p.line(fmt.Sprintf("%d %s", i, c))
	}
	return nil
}

func (k *logShowCommand) log() (shown logShown, err error) {
	if k.Policy == "" {
		return shown, errors.New("show a log: give the policy that it is trusted by, with --policy")
	}
	policy, err := readPolicy(k.Policy)
	if err != nil {
		return shown, err
	}
	err = withLog(k.What, func(d *logdir.Dir) error {
		c, err := custody.Read(d, policy)
		if err != nil {
			return err
		}
		head := headOf(c)
		shown.Log = &head
		shown.Entries, err = entriesOf(d, c)
		return err
	})
	return shown, err
}

func entriesOf(fsys fs.FS, c *custody.Checkpoint) ([]string, error) {
	var out []string
	for e, err := range custody.Entries(fsys, c) {
		if err != nil {
			return nil, err
		}
		out = append(out, e.String())
	}
	return out, nil
}
