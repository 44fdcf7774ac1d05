package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// comity is a custody log. It signs and publishes a checkpoint before it
// acknowledges an entry.
type comity struct {
	root *os.Root
	log  *custody.Log
}

func openComity(dir string, key *custody.Key) (*comity, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := custody.Create(logdir.New(root), time.Now(), key); err != nil {
		return nil, err
	}
	l, err := custody.Open(logdir.New(root), key)
	return &comity{root, l}, err
}

func (c *comity) add(ctx context.Context, entries []custody.Commitment) error {
	_, _, err := c.log.Append(ctx, time.Now(), entries...)
	return err
}

func (c *comity) close(context.Context) error { return errors.Join(c.log.Close(), c.root.Close()) }
