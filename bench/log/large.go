package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// large is what a log of many entries costs.
type large struct {
	entries          int64
	built            time.Duration
	warm, warm95     time.Duration // of a proof, its tiles in memory
	cold, cold95     time.Duration // of a proof, its files read from the disk
	opened, checked  time.Duration
	openRSS, checkRS int64
}

// unsynced is a folder that need not last.
type unsynced struct{ *logdir.Dir }

type unsyncedFile struct{ custody.File }

func (d unsynced) Create(name string) (custody.File, error) {
	f, err := d.Dir.Create(name)
	return unsyncedFile{f}, err
}
func (unsynced) Sync(string) error    { return nil }
func (unsynced) SyncDir(string) error { return nil }
func (unsyncedFile) Sync() error      { return nil }

func measureLarge(ctx context.Context, parent string, q *quantity) (*large, error) {
	dir := filepath.Join(parent, "large")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	l := &large{entries: q.large}
	if err := l.build(ctx, dir, key); err != nil {
		return nil, fmt.Errorf("build the large log: %w", err)
	}
	if err := l.prove(dir, key, q.proofs); err != nil {
		return nil, err
	}
	if l.opened, l.openRSS, err = inChild("open", dir, key.Secret()); err != nil {
		return nil, err
	}
	l.checked, l.checkRS, err = inChild("check", dir, key.Verifier())
	return l, err
}

// build appends as much as one call takes at a time, and syncs once at the end.
func (l *large) build(ctx context.Context, dir string, key *custody.Key) error {
	from := time.Now()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	d := unsynced{logdir.New(root)}
	if err := custody.Create(d, time.Now(), key); err != nil {
		return err
	}
	log, err := custody.Open(d, key)
	if err != nil {
		return err
	}
	list := make([]custody.Commitment, 0, custody.MaxAppend)
	for n := int64(0); n < l.entries; list = list[:0] {
		for ; n < l.entries && len(list) < custody.MaxAppend; n++ {
			list = append(list, commitment(n))
		}
		if _, _, err := log.Append(ctx, time.Now(), list...); err != nil {
			return err
		}
	}
	if err := log.Close(); err != nil {
		return err
	}
	l.built = time.Since(from)
	syscall.Sync()
	return nil
}

// prove makes proofs of entries all over the log, each checked against a policy.
func (l *large) prove(dir string, key *custody.Key, n int) error {
	policy, err := policyOf(key.Verifier())
	if err != nil {
		return err
	}
	fsys := os.DirFS(dir)
	head, err := custody.Read(fsys, policy)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // which entries does not matter
	var warm, cold []time.Duration
	for range n {
		i := r.Int64N(l.entries)
		for _, times := range []*[]time.Duration{&cold, &warm} {
			if times == &cold {
				if err := forget(dir, i, l.entries); err != nil {
					return err
				}
			}
			from := time.Now()
			proof, err := custody.Prove(fsys, head, custody.Index(i))
			*times = append(*times, time.Since(from))
			if err != nil {
				return err
			}
			if _, err := custody.Verify(proof, commitment(i), policy); err != nil {
				return err
			}
		}
	}
	l.warm, l.warm95, l.cold, l.cold95 = at(warm, 50), at(warm, 95), at(cold, 50), at(cold, 95)
	return nil
}

func policyOf(verifier string) (*custody.Policy, error) {
	return custody.ParsePolicy([]byte("log " + verifier + "\nquorum none\n"))
}

// childName is the first argument of this program when it measures itself.
const childName = "child-of-bench"

// inChild does one thing in a process of its own, for its memory.
func inChild(what, dir, key string) (took time.Duration, rss int64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, 0, err
	}
	c := exec.Command(self, childName, what, dir, key) //nolint:gosec // this program
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return 0, 0, fmt.Errorf("%s the large log: %w", what, err)
	}
	if _, err := fmt.Sscan(string(out), &took); err != nil {
		return 0, 0, err
	}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		rss = usage.Maxrss * 1024
	}
	return took, rss, nil
}

func child(w io.Writer, args []string) error {
	what, dir, key := args[0], args[1], args[2]
	from := time.Now()
	if what == "open" {
		k, err := custody.ParseKey(key)
		if err != nil {
			return err
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		if _, err := custody.Open(logdir.New(root), k); err != nil {
			return err
		}
	} else {
		policy, err := policyOf(key)
		if err != nil {
			return err
		}
		if _, err := custody.Check(os.DirFS(dir), policy); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, time.Since(from).Nanoseconds())
	return err
}

func (l *large) markdown(p func(string, ...any)) {
	p("| a log of %d entries | time | 95 of 100 within | most memory |\n| --- | --- | --- | --- |\n", l.entries)
	p("| proof of one entry, files in memory | **%s** | %s | |\n", l.warm.Round(time.Microsecond), l.warm95.Round(time.Microsecond))
	p("| proof of one entry, files read from disk | %s | %s | |\n", l.cold.Round(time.Microsecond), l.cold95.Round(time.Microsecond))
	p("| open to write | %.1f s | | %s |\n", l.opened.Seconds(), size(l.openRSS))
	p("| check every byte | %.1f s | | %s |\n", l.checked.Seconds(), size(l.checkRS))
	p("| build, %d entries an append, without syncs | %.1f s | | |\n", custody.MaxAppend, l.built.Seconds())
}
