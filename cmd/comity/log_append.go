package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

type logAppendCommand struct {
	Dir     string `arg:"" help:"The folder of the log."`
	Opening string `arg:"" help:"The file that tells what the entry says. It is made, or appended again as it is."`
	Keys    string `required:"" help:"The folder of the secret keys." placeholder:"DIR"`

	Kind    string   `help:"What happened: collected, sealed, handed-over, received, opened, copied, derived, returned or destroyed." placeholder:"KIND"`
	Exhibit string   `help:"The exhibit: a file, or sha256: and its digest." placeholder:"FILE"`
	Actor   string   `help:"Who did it." placeholder:"WHO"`
	From    string   `help:"Who handed it over, if it was received." placeholder:"WHO"`
	To      string   `help:"Who gets it, if it was handed over or returned." placeholder:"WHO"`
	Source  []string `help:"What a derived exhibit was made from: a file, or sha256: and its digest. May be repeated." placeholder:"FILE" sep:"none"`
	After   string   `help:"The opening of the entry before this one about the same exhibit." placeholder:"FILE"`
	Note    string   `help:"What else is to be said." placeholder:"TEXT"`
	At      string   `help:"When it happened, such as 2026-11-23T12:00:00Z; without it, now." placeholder:"TIME"`
}

func (logAppendCommand) Help() string {
	return `The log gets a commitment only; what happened is written to the opening, which is as secret as the exhibit. Keep it with the exhibit: without it the entry says nothing for ever.

The opening is on disk before the log is touched. If the command is interrupted or fails, run it again with the same opening and no other flag than --keys: an entry that is in the log already keeps its place. When the command ends well, the entry is on disk and under a signed checkpoint.

Examples:

    comity log append custody phone.opening --keys keys --kind collected --exhibit phone.img --actor "Officer 4411, Nairobi"
    comity log append custody given.opening --keys keys --kind handed-over --exhibit phone.img --actor "Officer 4411, Nairobi" --to "National Police Agency, Tokyo" --after phone.opening
    comity log append custody given.opening --keys keys`
}

// logAppended is the answer of append.
type logAppended struct {
	Index      custody.Index `json:"index"`
	Commitment string        `json:"commitment"`
	Opening    string        `json:"opening"`
	Log        logHead       `json:"log"`
}

func (k *logAppendCommand) Run(a *app) error {
	keys, err := logKeys(k.Keys)
	if err != nil {
		return err
	}
	opening, err := k.opening(a)
	if err != nil {
		return err
	}
	c := opening.Commitment()
	var answer logAppended
	err = withLog(k.Dir, func(d *logdir.Dir) (err error) {
		index, head, err := appendTo(d, keys, a.now(), c)
		if err != nil {
			return err
		}
		answer = logAppended{index, c.String(), k.Opening, headOf(&head)}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%w; what happened is kept in %s: append it again", err, k.Opening)
	}
	if a.JSON {
		return a.json(answer)
	}
	a.page().line(fmt.Sprintf("entry %d, opened by %s", answer.Index, k.Opening))
	a.page().line(answer.Log.String())
	return nil
}

// appendTo opens a log for one entry.
func appendTo(d *logdir.Dir, keys []*custody.Key, at time.Time, c custody.Commitment) (index custody.Index, head custody.Checkpoint, err error) {
	l, err := custody.Open(d, keys...)
	if err != nil {
		return 0, head, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	all, head, err := l.Append(context.Background(), at, c)
	if err != nil {
		return 0, head, err
	}
	return all[0], head, nil
}

// opening makes the opening, or takes the one that is there.
func (k *logAppendCommand) opening(a *app) (*custody.Opening, error) {
	_, err := os.Lstat(k.Opening)
	if err == nil {
		if !k.bare() {
			return nil, fmt.Errorf("%s is there already: name a new file, or leave out what it says to append it again", k.Opening)
		}
		o, _, err := readOpening(k.Opening)
		return o, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read a custody opening: %w", err)
	}
	r, err := k.record(a)
	if err != nil {
		return nil, err
	}
	o, err := custody.Seal(r)
	if err != nil {
		return nil, err
	}
	if err := keep(k.Opening, o.Marshal()); err != nil {
		return nil, fmt.Errorf("keep the opening: %w", err)
	}
	return o, nil
}

func (k *logAppendCommand) bare() bool {
	return k.Kind+k.Exhibit+k.Actor+k.From+k.To+k.After+k.Note+k.At == "" && len(k.Source) == 0
}

func (k *logAppendCommand) record(a *app) (*custody.Record, error) {
	r := &custody.Record{Kind: custody.Kind(k.Kind), Time: a.now().UTC().Truncate(time.Second),
		Actor: k.Actor, From: k.From, To: k.To, Note: k.Note}
	if k.Kind == "" || k.Exhibit == "" || k.Actor == "" {
		return nil, fmt.Errorf("%s is not there: to make it, give --kind, --exhibit and --actor", k.Opening)
	}
	var err error
	if k.At != "" {
		if r.Time, err = time.Parse(time.RFC3339, k.At); err != nil {
			return nil, fmt.Errorf("--at: %q is no time such as 2026-11-23T12:00:00Z", k.At)
		}
	}
	if k.After != "" {
		before, _, err := readOpening(k.After)
		if err != nil {
			return nil, fmt.Errorf("--after: %w", err)
		}
		c := before.Commitment()
		r.After = &c
	}
	if r.Exhibit, err = digestOf(k.Exhibit); err != nil {
		return nil, fmt.Errorf("--exhibit: %w", err)
	}
	for _, s := range k.Source {
		d, err := digestOf(s)
		if err != nil {
			return nil, fmt.Errorf("--source: %w", err)
		}
		r.Sources = append(r.Sources, d)
	}
	slices.SortFunc(r.Sources, func(a, b custody.Digest) int { return bytes.Compare(a[:], b[:]) })
	return r, nil
}
