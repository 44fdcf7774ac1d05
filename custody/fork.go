package custody

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// A Fork is evidence that a log has signed two histories: two of its
// checkpoints, of which the newer does not hold the older in front.
type Fork struct {
	Older, Newer []byte // signed checkpoints; of one size, or the older is smaller
	// Prefix is the root that the tree of the newer checkpoint had at the size
	// of the older one, and Path proves it. Without them, and with two sizes,
	// nothing is proved yet: the log has to show that the one extends the other.
	Prefix *tlog.Hash
	Path   []tlog.Hash
}

// A ForkVerdict is what a fork shows to those who hold a policy.
type ForkVerdict struct {
	Older, Newer Checkpoint
	// Proved says that the log has forked. If not, it owes a proof that the
	// newer checkpoint extends the older one.
	Proved bool
}

// NewFork gives the evidence that is in a path which ought to prove that the
// newer checkpoint extends the older one, and does not.
func NewFork(older, newer *Checkpoint, path []tlog.Hash) *Fork {
	f := &Fork{Older: older.Signed, Newer: newer.Signed}
	if older.Size == newer.Size {
		return f
	}
	prefix, root, ok := climbPath(older.Size, newer.Size, older.Root, path)
	// The path belongs to the tree of the newer checkpoint, so what it makes of
	// the older size is what that tree had there.
	if ok && root == newer.Root && prefix != older.Root {
		f.Prefix, f.Path = &prefix, path
	}
	return f
}

// FindFork looks, in the files of a log, for what an older checkpoint says. It
// is nil if the checkpoint of the files extends the older one.
func FindFork(fsys fs.FS, now, older *Checkpoint) (*Fork, error) {
	if older.Size > now.Size {
		return nil, fmt.Errorf("look for a fork: the files have %d entries, the checkpoint %d: ask for the files of the larger one", now.Size, older.Size)
	}
	if older.Origin != now.Origin {
		return nil, fmt.Errorf("look for a fork: the checkpoints are of two logs, %s and %s", older.Origin, now.Origin)
	}
	prefix, err := tlog.TreeHash(older.Size, verified(fsys, *now))
	if err != nil {
		return nil, fmt.Errorf("look for a fork: %w", err)
	}
	if prefix == older.Root {
		return nil, nil
	}
	if older.Size == now.Size {
		return &Fork{Older: older.Signed, Newer: now.Signed}, nil
	}
	path, err := ProveExtension(fsys, now, older.Size)
	return &Fork{Older: older.Signed, Newer: now.Signed, Prefix: &prefix, Path: path}, err
}

// ProveExtension gives the path, as RFC 6962, 2.1.2 defines it, from the tree
// that the log had at an older size to its checkpoint.
func ProveExtension(fsys fs.FS, c *Checkpoint, older int64) ([]tlog.Hash, error) {
	if older < 0 || older > c.Size {
		return nil, fmt.Errorf("prove that the log has grown: it has %d entries, and never had %d", c.Size, older)
	}
	if older == 0 || older == c.Size {
		return nil, nil
	}
	path, err := tlog.ProveTree(c.Size, older, verified(fsys, *c))
	if err != nil {
		return nil, fmt.Errorf("prove that the log has grown: %w", err)
	}
	return path, nil
}

// Verify holds the evidence against the policy that the log is trusted by. With
// an error it is no evidence.
func (f *Fork) Verify(p *Policy) (*ForkVerdict, error) {
	v, err := f.verify(p)
	if err != nil {
		return nil, fmt.Errorf("verify the evidence of a fork: %w", err)
	}
	return v, nil
}

func (f *Fork) verify(p *Policy) (*ForkVerdict, error) {
	older, err := p.VerifyLog(f.Older)
	if err != nil {
		return nil, fmt.Errorf("the older checkpoint: %w", err)
	}
	newer, err := p.VerifyLog(f.Newer)
	if err != nil {
		return nil, fmt.Errorf("the newer checkpoint: %w", err)
	}
	v := &ForkVerdict{Older: *older, Newer: *newer}
	switch {
	case older.Origin != newer.Origin:
		return nil, fmt.Errorf("the checkpoints are of two logs, %s and %s", older.Origin, newer.Origin)
	case older.Size > newer.Size || older.Size < 1:
		return nil, fmt.Errorf("checkpoints of sizes %d and %d, in this order, show nothing", older.Size, newer.Size)
	case older.Size == newer.Size && (older.Root == newer.Root || f.Prefix != nil):
		return nil, errors.New("the checkpoints do not differ, or there is a path between trees of one size")
	case older.Size == newer.Size:
		v.Proved = true
	case f.Prefix == nil:
	case *f.Prefix == older.Root:
		return nil, errors.New("the newer checkpoint extends the older one")
	case tlog.CheckTree(f.Path, newer.Size, newer.Root, older.Size, *f.Prefix) != nil:
		return nil, errors.New("the path does not lead to the newer checkpoint")
	default:
		v.Proved = true
	}
	return v, nil
}

// climbPath computes what a path makes of an older tree, of a size above 0 and
// below that of the newer one, and of the newer tree (RFC 9162, 2.1.4.2). The
// root of the older tree stands in the path only if no full tree has its size.
func climbPath(older, newer int64, root tlog.Hash, path []tlog.Hash) (before, after tlog.Hash, ok bool) {
	if older < 1 || older >= newer {
		return before, after, false
	}
	if older&(older-1) == 0 {
		path = append([]tlog.Hash{root}, path...)
	}
	if len(path) == 0 {
		return before, after, false
	}
	at, last := older-1, newer-1
	for ; at&1 == 1; at, last = at>>1, last>>1 {
	}
	before, after = path[0], path[0]
	for _, h := range path[1:] {
		if last == 0 {
			return before, after, false
		}
		if at&1 == 1 || at == last {
			before, after = tlog.NodeHash(h, before), tlog.NodeHash(h, after)
			for ; at&1 == 0 && at != 0; at, last = at>>1, last>>1 {
			}
		} else {
			after = tlog.NodeHash(after, h)
		}
		at, last = at>>1, last>>1
	}
	return before, after, last == 0
}
