package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/comity-dev/comity/custody"
)

// writer is a log open to write. Add returns when all entries are durable.
type writer interface {
	add(ctx context.Context, entries []custody.Commitment) error
	close(ctx context.Context) error
}

// load is a way in which entries come.
type load struct {
	name    string
	callers int
	list    int // entries that a caller gives at once
}

// inFlight is how many entries wait at a time, the size of Tessera's batches.
func (l load) inFlight() int { return l.callers * l.list }

var loads = []load{
	{"one caller, one entry at a time", 1, 1},
	{"one caller, lists of 16", 1, 16},
	{"one caller, lists of 256", 1, 256},
	{"one caller, lists of 4,096", 1, 4096},
	{"64 callers, one entry each", 64, 1},
	{"256 callers, one entry each", 256, 1},
	{"1,024 callers, one entry each", 1024, 1},
}

// row is what was found for one load: medians over the rounds.
type row struct {
	name               string
	ours, theirs       float64 // entries a second
	ratio, least, most float64 // of a round
}

// opener makes a new log in a folder.
type opener func(dir string) (writer, error)

// openers are those of Comity and of Tessera.
func openers(ctx context.Context, key *custody.Key, l load) (ours, theirs opener) {
	return func(dir string) (writer, error) { return openComity(dir, key) },
		func(dir string) (writer, error) { return openTessera(ctx, dir, key, l) }
}

func compare(ctx context.Context, dir string, q *quantity) ([]row, error) {
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(loads))
	for i, l := range loads {
		var ours, theirs, ratios []float64
		openOurs, openTheirs := openers(ctx, key, l)
		for range q.rounds {
			a, err := rate(ctx, dir, l, q.run, openOurs)
			if err != nil {
				return nil, fmt.Errorf("comity: %w", err)
			}
			b, err := rate(ctx, dir, l, q.run, openTheirs)
			if err != nil {
				return nil, fmt.Errorf("tessera: %w", err)
			}
			ours, theirs, ratios = append(ours, a), append(theirs, b), append(ratios, a/b)
		}
		rows[i] = row{l.name, at(ours, 50), at(theirs, 50), at(ratios, 50), at(ratios, 0), at(ratios, 100)}
	}
	return rows, nil
}

func newKey() (*custody.Key, error) {
	return custody.GenerateKey(custody.Ed25519, "bench.example/custody")
}

// rate gives the entries a second that a new log acknowledged in the time d.
func rate(ctx context.Context, parent string, l load, d time.Duration, open opener) (_ float64, err error) {
	dir := filepath.Join(parent, "run")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir), settle(parent)) }()
	w, err := open(dir)
	if err != nil {
		return 0, err
	}
	var made, done atomic.Int64
	errs := make([]error, l.callers)
	var wait sync.WaitGroup
	from := time.Now()
	for c := range l.callers {
		wait.Go(func() {
			list := make([]custody.Commitment, l.list)
			for time.Since(from) < d && errs[c] == nil {
				for i := range list {
					list[i] = commitment(made.Add(1))
				}
				errs[c] = w.add(ctx, list)
				if errs[c] == nil && time.Since(from) < d { // later ones are in neither count
					done.Add(int64(l.list))
				}
			}
		})
	}
	wait.Wait()
	if err := errors.Join(append(errs, w.close(ctx))...); err != nil {
		return 0, err
	}
	size, err := published(dir)
	if err == nil && size < done.Load() {
		err = fmt.Errorf("the checkpoint covers %d entries, %d were acknowledged", size, done.Load())
	}
	if err != nil {
		return 0, err
	}
	return float64(done.Load()) / d.Seconds(), nil
}

// published is the size that the checkpoint of a log tells.
func published(dir string) (int64, error) {
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint")) //nolint:gosec // of a log that this program made
	if err != nil {
		return 0, err
	}
	lines := strings.SplitN(string(text), "\n", 3)
	if len(lines) < 3 {
		return 0, errors.New("the checkpoint is cut")
	}
	return strconv.ParseInt(lines[1], 10, 64)
}

// commitment is that of a made-up opening.
func commitment(n int64) custody.Commitment {
	return sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(n))) //nolint:gosec // a number
}
