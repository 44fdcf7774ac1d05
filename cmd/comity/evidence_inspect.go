package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/comity-dev/comity/evidence"
)

// inspected is the folder of a bundle, and what its check goes by.
type inspected struct {
	dir fs.FS
	o   evidence.CheckOptions
	ids evidence.Identities
}

// opened says whether it is the folder of an opened bundle.
func (b *inspected) opened() bool {
	_, err := fs.Stat(b.dir, "bagit.txt")
	return err == nil
}

// inspect does a check with progress, and passes its verdict on. Work is the verb
// for it; option names the key in messages.
func (t *trust) inspect(a *app, p *passphrase, work, bundle, option, key string,
	check func(context.Context, *inspected) (*evidence.Verdict, error), then func(context.Context, *evidence.Verdict) error) error {
	o, ids, err := checking(a, t, p, option, key)
	if err != nil {
		return err
	}
	dir, done, err := folderFS(bundle)
	if err != nil {
		return fmt.Errorf("read the bundle: %w", err)
	}
	defer done()
	ctx, stop := interruptible()
	defer stop()
	progress := a.progress(work + "ing")
	o.Progress = progress.at
	v, err := check(ctx, &inspected{dir, o, ids})
	progress.end()
	if err != nil {
		return fmt.Errorf("%s %s: %w", work, bundle, err)
	}
	return then(ctx, v)
}

// checking reads what a check needs.
func checking(a *app, t *trust, p *passphrase, option, key string) (o evidence.CheckOptions, ids evidence.Identities, err error) {
	if o.Trust, err = t.trust(); err != nil {
		return o, ids, err
	}
	if t.Policy != "" {
		if o.Policy, err = readPolicy(t.Policy); err != nil {
			return o, ids, fmt.Errorf("--policy: %w", err)
		}
	}
	if o.Roots, err = readRoots(t.Roots); err != nil {
		return o, ids, fmt.Errorf("--tsa-roots: %w", err)
	}
	o.Time = a.now()
	if key == "" {
		return o, ids, nil
	}
	file, err := secretFile(key)
	if err != nil {
		return o, ids, fmt.Errorf("%s: %w", option, err)
	}
	if ids, err = evidence.ParseIdentities(file, p.asker(a, key)); err != nil {
		return o, ids, fmt.Errorf("%s: %s: %w", option, key, err)
	}
	return o, ids, nil
}
