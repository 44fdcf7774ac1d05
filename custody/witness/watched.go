package witness

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/comity-dev/comity/custody"
)

// watched is one log.
type watched struct {
	origin string
	policy *custody.Policy

	// turn is held by the one request that is answered; it guards the rest.
	turn   chan struct{}
	state  []byte             // as the store has it; nil if nothing was cosigned
	head   custody.Checkpoint // of the state; empty if there is none
	last   time.Time          // of the last cosignature
	broken error              // what is on disk is not known any more
}

// slack is by how much the clock may stand before the last cosignature. A step
// of that size is made when a clock is set, and by requests that wait.
const slack = time.Minute

// load reads the state, which bears our own cosignature. The log's signature is
// not looked at: it may have got other keys.
func (l *watched) load(store Store, keys []*custody.Key) error {
	state, err := store.Load(l.origin)
	if err != nil || state == nil {
		l.head = custody.Checkpoint{Origin: l.origin}
		return err
	}
	head, last, err := custody.OwnCosigned(state, keys)
	if err != nil {
		return err
	}
	if head.Origin != l.origin {
		return fmt.Errorf("it is that of the log %s", head.Origin)
	}
	l.state, l.head, l.last = state, *head, last
	return nil
}

// consistent holds a checkpoint, which the log has signed, against the one
// that was cosigned last.
func (l *watched) consistent(store Store, next *custody.Checkpoint, r *Request) error {
	if l.broken != nil {
		return l.broken
	}
	if l.head.Size == next.Size && l.head.Size > 0 && l.head.Root != next.Root {
		refusal := l.accuse(store, next, nil)
		if r.Old != l.head.Size { // the protocol wants the size told, whatever else is wrong
			refusal.Kind, refusal.Size = Conflict, l.head.Size
		}
		return refusal
	}
	switch {
	case r.Old != l.head.Size:
		return &Refusal{Kind: Conflict, Size: l.head.Size, Why: fmt.Sprintf("the witness knows the log with %d entries, not %d", l.head.Size, r.Old)}
	case next.Size == 0 && next.Root != emptyRoot():
		return &Refusal{Kind: Inconsistent, Why: "the hash of an empty log is wrong"}
	case r.Old == 0 || r.Old == next.Size:
		if len(r.Path) > 0 {
			return &Refusal{Kind: Inconsistent, Why: "there is a path where none is needed"}
		}
		return nil
	}
	if tlog.CheckTree(r.Path, next.Size, next.Root, l.head.Size, l.head.Root) != nil {
		return l.accuse(store, next, r.Path)
	}
	return nil
}

func emptyRoot() tlog.Hash {
	root, err := tlog.TreeHash(0, nil)
	if err != nil {
		panic(err) // it reads nothing
	}
	return root
}

// accuse keeps what speaks against the log. That it could not be kept is told,
// and changes nothing about the refusal.
func (l *watched) accuse(store Store, next *custody.Checkpoint, path []tlog.Hash) *Refusal {
	fork := custody.NewFork(&l.head, next, path)
	r := &Refusal{Kind: Inconsistent, Fork: fork.Marshal(),
		Proved: fork.Prefix != nil || next.Size == l.head.Size,
		Why:    fmt.Sprintf("the checkpoint of %d entries is not shown to extend the one of %d", next.Size, l.head.Size)}
	if r.Proved {
		r.Why = fmt.Sprintf("the log has forked: its checkpoint of %d entries does not extend the one of %d", next.Size, l.head.Size)
	}
	var err error
	if r.Kept, err = store.Accuse(l.origin, r.Fork); err != nil {
		r.Kept = ""
		r.Why += "; the evidence is not kept: " + err.Error()
	}
	return r
}

// cosign signs, makes the new state last, and only then gives the lines away.
func (l *watched) cosign(store Store, keys []*custody.Key, at time.Time, next *custody.Checkpoint) ([]byte, error) {
	if early := l.last.Sub(at); early > slack {
		return nil, fmt.Errorf("the clock stands %v before the last cosignature: set it, or the witness would say what is not so", early.Round(time.Second))
	} else if early > 0 {
		at = l.last
	}
	var lines strings.Builder
	for _, k := range keys {
		line, err := k.Cosign(at, next)
		if err != nil {
			return nil, err
		}
		lines.Write(line)
	}
	state := append(next.OwnLines(), lines.String()...)
	if err := store.Swap(l.origin, l.state, state); err != nil {
		l.broken = errors.Join(errors.New("the witness does not know what is on its disk: start it anew"), err)
		return nil, l.broken
	}
	l.state, l.head, l.last = state, *next, at
	l.head.Signed = state
	return []byte(lines.String()), nil
}
