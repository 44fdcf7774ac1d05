package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// large is what a log of many entries costs.
type large struct {
	entries                     int64
	warm, warm95                time.Duration // of a proof, its tiles in memory
	cold, cold95                time.Duration // of a proof, its files read from the disk
	built, opened, checked      time.Duration
	buildRSS, openRSS, checkRSS int64
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
	if l.built, l.buildRSS, err = inChild(ctx, "build", dir, key.Secret(), strconv.FormatInt(q.large, 10)); err != nil {
		return nil, err
	}
	if l.opened, l.openRSS, err = inChild(ctx, "open", dir, key.Secret()); err != nil {
		return nil, err
	}
	if l.checked, l.checkRSS, err = inChild(ctx, "check", dir, key.Verifier()); err != nil {
		return nil, err
	}
	return l, l.prove(dir, key, q.proofs)
}

// build appends as much as one call takes at a time, and syncs once at the end.
func build(ctx context.Context, dir string, key *custody.Key, entries int64) error {
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
	for n := int64(0); n < entries; list = list[:0] {
		for ; n < entries && len(list) < custody.MaxAppend; n++ {
			list = append(list, commitment(n))
		}
		if _, _, err := log.Append(ctx, time.Now(), list...); err != nil {
			return err
		}
	}
	return log.Close()
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
func inChild(ctx context.Context, args ...string) (took time.Duration, rss int64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, 0, err
	}
	c := exec.CommandContext(ctx, self, append([]string{childName}, args...)...) //nolint:gosec // this program
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return 0, 0, fmt.Errorf("%s the large log: %w", args[0], err)
	}
	if _, err := fmt.Sscan(string(out), &took); err != nil {
		return 0, 0, err
	}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		rss = usage.Maxrss * 1024
	}
	return took, rss, nil
}

// child does what it is told to the log in dir, and writes how long it took.
func child(ctx context.Context, w io.Writer, args []string) error {
	what, dir, key := args[0], args[1], args[2]
	from := time.Now()
	if err := childWork(ctx, what, dir, key, args[3:]); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, time.Since(from).Nanoseconds())
	return err
}

func childWork(ctx context.Context, what, dir, key string, rest []string) error {
	if what == "check" {
		policy, err := policyOf(key)
		if err != nil {
			return err
		}
		_, err = custody.Check(os.DirFS(dir), policy)
		return err
	}
	k, err := custody.ParseKey(key)
	if err != nil {
		return err
	}
	if what == "build" {
		entries, err := strconv.ParseInt(rest[0], 10, 64)
		if err != nil {
			return err
		}
		return build(ctx, dir, k, entries)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	_, err = custody.Open(logdir.New(root), k)
	return err
}

func (l *large) markdown(p func(string, ...any)) {
	p("| a log of %d entries | time | 95 of 100 within | most memory |\n| --- | --- | --- | --- |\n", l.entries)
	p("| proof of one entry, files in memory | **%s** | %s | |\n", l.warm.Round(time.Microsecond), l.warm95.Round(time.Microsecond))
	p("| proof of one entry, files read from disk | %s | %s | |\n", l.cold.Round(time.Microsecond), l.cold95.Round(time.Microsecond))
	p("| open to write | %.1f s | | %s |\n", l.opened.Seconds(), size(l.openRSS))
	p("| check every byte | %.1f s | | %s |\n", l.checked.Seconds(), size(l.checkRSS))
	p("| build, %d entries an append, without syncs | %.1f s | | %s |\n", custody.MaxAppend, l.built.Seconds(), size(l.buildRSS))
}
