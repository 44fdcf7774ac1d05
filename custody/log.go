package custody

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// An Index is the place of an entry in the log, from 0.
type Index int64

// A Log is open to write. Its methods may be called by many goroutines.
type Log struct {
	dir  Dir
	keys []*Key
	lock io.Closer

	// token is held by the one goroutine that commits; it guards the state of
	// the log below.
	token  chan struct{}
	head   Checkpoint
	index  map[Commitment]Index
	known  map[string]bool // directories whose own names last
	broken error           // what is on disk is not known any more
	last   int             // calls that waited for the last commit

	mu      sync.Mutex // guards waiting
	waiting []*appended
}

// appended is one call of Append, until it is done.
type appended struct {
	at      time.Time
	entries []Commitment
	index   []Index
	head    Checkpoint
	err     error
	done    chan struct{} // closed after the fields above are set
}

// MaxAppend is how many entries one call of Append takes.
const MaxAppend = 1 << 16

// ErrClosed says that the log was closed.
var ErrClosed = errors.New("the log is closed")

// Close waits for the commit under way and ends the log. Calls that wait get
// [ErrClosed].
func (l *Log) Close() error {
	l.token <- struct{}{}
	defer func() { <-l.token }()
	if errors.Is(l.broken, ErrClosed) {
		return nil
	}
	l.broken = ErrClosed
	return l.lock.Close()
}

// Checkpoint is the one in force.
func (l *Log) Checkpoint() Checkpoint {
	l.token <- struct{}{}
	defer func() { <-l.token }()
	return l.head
}

// Append puts the entries into the log in their order and returns where they
// are, when they are on disk and covered by the checkpoint. An entry that is
// in the log already keeps its place. The time is that of the signature.
//
// After an error it is not known whether the entries are in the log: append
// them again. After an error of the disk every call fails until the log is
// opened anew.
func (l *Log) Append(ctx context.Context, at time.Time, entries ...Commitment) ([]Index, Checkpoint, error) {
	if len(entries) > MaxAppend {
		return nil, Checkpoint{}, fmt.Errorf("append to the log: %d entries, %d are allowed", len(entries), MaxAppend)
	}
	a := &appended{at: at, entries: entries, done: make(chan struct{})}
	l.mu.Lock()
	l.waiting = append(l.waiting, a)
	l.mu.Unlock()
	select {
	case l.token <- struct{}{}: // commit for all who wait; perhaps someone has done it for us
		l.commitWaiting(a)
		<-l.token
	case <-a.done:
	case <-ctx.Done():
		if l.withdraw(a) {
			return nil, Checkpoint{}, ctx.Err()
		}
		<-a.done // too late: it is being committed
	}
	if a.err != nil {
		return nil, Checkpoint{}, fmt.Errorf("append to the log: %w", a.err)
	}
	return a.index, a.head, nil
}

// withdraw takes back what nobody has begun to commit.
func (l *Log) withdraw(a *appended) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, w := range l.waiting {
		if w == a {
			l.waiting = append(l.waiting[:i:i], l.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// take gives the calls of one commit, oldest first. The token is held.
func (l *Log) take() []*appended {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, entries, whole := 0, 0, 0
	for n < len(l.waiting) && (n == 0 || entries+len(l.waiting[n].entries) <= MaxAppend) {
		entries += len(l.waiting[n].entries)
		n++
		if (l.head.Size+int64(entries))%tileWidth == 0 {
			whole = n
		}
	}
	if whole > 0 && 2*whole >= n { // the rest begins a tile, which is then written once less
		n = whole
	}
	l.last = len(l.waiting)
	out := l.waiting[:n:n]
	l.waiting = l.waiting[n:]
	return out
}
