package main

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
	"k8s.io/klog/v2"

	"github.com/comity-dev/comity/custody"
)

// rival is a log of Tessera. It acknowledges an entry when it is on disk, and
// publishes checkpoints as often as it can: every tenth of a second.
type rival struct {
	log      *tessera.Appender
	shutdown func(context.Context) error
	stop     context.CancelFunc
}

func openTessera(ctx context.Context, dir string, key *custody.Key, l load) (*rival, error) {
	klog.LogToStderr(false) // it tells of every new log
	klog.SetOutput(io.Discard)
	signer, err := note.NewSigner(key.Secret()[:len(key.Secret())-1])
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	if err != nil {
		stop()
		return nil, err
	}
	const interval = 100 * time.Millisecond // the least it takes
	log, shutdown, _, err := tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(interval).
		WithBatching(uint(l.inFlight()), tessera.DefaultBatchMaxAge)) //nolint:gosec // small
	if err != nil {
		stop()
		return nil, err
	}
	return &rival{log, shutdown, stop}, nil
}

func (r *rival) add(ctx context.Context, entries []custody.Commitment) error {
	futures := make([]tessera.IndexFuture, len(entries))
	for i, c := range entries {
		futures[i] = r.log.Add(ctx, tessera.NewEntry(c.Entry()))
	}
	var errs []error
	for _, f := range futures {
		if _, err := f(); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (r *rival) close(ctx context.Context) error {
	defer r.stop()
	return r.shutdown(ctx)
}
