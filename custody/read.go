package custody

import (
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Read gives the checkpoint in force of a log, as the policy trusts it.
func Read(fsys fs.FS, p *Policy) (*Checkpoint, error) {
	signed, err := fs.ReadFile(fsys, checkpointFile)
	if err != nil {
		return nil, fmt.Errorf("read a custody log: %w", err)
	}
	return p.Verify(signed)
}

// ReadUnseen gives the checkpoint in force as the log has signed it, whoever has
// seen it. It is for those who bring it before the quorum.
func ReadUnseen(fsys fs.FS, p *Policy) (*Checkpoint, error) {
	signed, err := fs.ReadFile(fsys, checkpointFile)
	if err != nil {
		return nil, fmt.Errorf("read a custody log: %w", err)
	}
	return p.VerifyLog(signed)
}

// Entries gives the entries of a log from the first to the last, each held
// against the checkpoint. It ends after the first error.
func Entries(fsys fs.FS, c *Checkpoint) func(yield func(Commitment, error) bool) {
	return func(yield func(Commitment, error) bool) {
		for b, err := range readBundles(fsys, *c) {
			if err != nil {
				yield(Commitment{}, fmt.Errorf("read a custody log: %w", err))
				return
			}
			for _, e := range b.entries {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// Find looks for an entry. It reads the log until it is found.
func Find(fsys fs.FS, c *Checkpoint, entry Commitment) (Index, bool, error) {
	var at Index
	for e, err := range Entries(fsys, c) {
		if err != nil {
			return 0, false, err
		}
		if e == entry {
			return at, true, nil
		}
		at++
	}
	return 0, false, nil
}

// Extends proves that the log holds, in front, the tree of an older checkpoint
// of it, which a log of the policy must have signed.
func Extends(fsys fs.FS, p *Policy, older []byte) error {
	old, err := p.VerifyLog(older)
	if err != nil {
		return err
	}
	now, err := Read(fsys, p)
	if err != nil {
		return err
	}
	if old.Origin != now.Origin {
		return fmt.Errorf("compare checkpoints: they are of two logs, %s and %s", old.Origin, now.Origin)
	}
	if old.Size > now.Size {
		return fmt.Errorf("compare checkpoints: the log has shrunk from %d entries to %d", old.Size, now.Size)
	}
	root, err := tlog.TreeHash(old.Size, verified(fsys, *now))
	if err != nil {
		return fmt.Errorf("compare checkpoints: %w", err)
	}
	if root != old.Root {
		return fmt.Errorf("compare checkpoints: the log is not the one that had %d entries before: it has forked", old.Size)
	}
	return nil
}
