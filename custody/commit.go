package custody

import (
	"io/fs"
	"path"
	"runtime"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// commitWaiting commits for calls that wait until this one is done; the next
// to get the token goes on. The token is held.
func (l *Log) commitWaiting(own *appended) {
	for {
		select {
		case <-own.done:
			return
		default:
		}
		l.gather()
		calls := l.take()
		if len(calls) == 0 {
			return
		}
		err := l.commit(calls)
		for _, a := range calls {
			a.err = err
			if err == nil {
				a.head = l.head
				for _, c := range a.entries {
					a.index = append(a.index, l.index[c])
				}
			}
			close(a.done)
		}
	}
}

// gather lets those run who were just answered and may come again, until there
// are as many as the last time: a commit of many costs the disk as much as one
// of few. The token is held.
func (l *Log) gather() {
	for range 2 * l.last {
		l.mu.Lock()
		waiting := len(l.waiting)
		l.mu.Unlock()
		if waiting >= l.last {
			return
		}
		runtime.Gosched()
	}
}

// commit puts what is new in the calls on disk, or breaks the log.
func (l *Log) commit(calls []*appended) error {
	if l.broken != nil {
		return l.broken
	}
	var fresh []Commitment
	at := calls[0].at
	have := map[Commitment]bool{}
	for _, a := range calls {
		if a.at.After(at) {
			at = a.at
		}
		for _, c := range a.entries {
			if _, old := l.index[c]; !old && !have[c] {
				have[c] = true
				fresh = append(fresh, c)
			}
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := l.extend(fresh, at); err != nil {
		l.broken = err // a failed sync may have dropped what it could not write
		return err
	}
	return nil
}

// extend takes the steps of an append in the order of the specification.
func (l *Log) extend(fresh []Commitment, at time.Time) error {
	old := l.head
	reader := newHashes(l.dir, old)
	next, err := reader.add(old, fresh)
	if err != nil {
		return err
	}
	b := newBatch(l.dir, l.known)
	defer b.abandon()
	if err := writeBundles(b, old.Size, fresh); err != nil {
		return err
	}
	for _, t := range tlog.NewTiles(tileHeight, old.Size, next.Size) {
		data, err := tlog.ReadTileData(t, reader)
		if err != nil {
			return err
		}
		if err := b.write(tilePath(t), data); err != nil {
			return err
		}
	}
	if err := b.sync(); err != nil {
		return err
	}
	if err := signCheckpoint(&next, at, l.keys); err != nil {
		return err
	}
	if err := replaceCheckpoint(l.dir, next.Signed); err != nil {
		return err
	}
	l.head = next
	for i, c := range fresh {
		l.index[c] = Index(old.Size + int64(i))
	}
	// What stays behind here, Open removes.
	_ = removeReplaced(l.dir, old.Size, next.Size)
	return nil
}

func writeBundles(b *batch, size int64, fresh []Commitment) error {
	for len(fresh) > 0 {
		t := tlog.Tile{H: tileHeight, L: bundle, N: size / tileWidth, W: int(size % tileWidth)}
		var data []byte
		if t.W > 0 {
			var err error
			if data, err = readTile(b.dir, t); err != nil {
				return err
			}
		}
		n := min(tileWidth-t.W, len(fresh))
		for _, c := range fresh[:n] {
			data = appendSlot(data, c)
		}
		t.W += n
		if err := b.write(tilePath(t), data); err != nil {
			return err
		}
		fresh, size = fresh[n:], size+int64(n)
	}
	return nil
}

// removeReplaced removes the partial files of tiles that became full.
func removeReplaced(dir Dir, old, size int64) error {
	for _, t := range tlog.NewTiles(tileHeight, old, size) {
		if t.W < tileWidth {
			continue
		}
		if err := removePartials(dir, tilePath(t)+".p"); err != nil {
			return err
		}
		if t.L > 0 {
			continue
		}
		t.L = bundle
		if err := removePartials(dir, tilePath(t)+".p"); err != nil {
			return err
		}
	}
	return nil
}

func removePartials(dir Dir, name string) error {
	files, err := fs.ReadDir(dir, name)
	if err != nil {
		return nil // it was never partial
	}
	for _, f := range files {
		if err := dir.Remove(path.Join(name, f.Name())); err != nil {
			return err
		}
	}
	return dir.Remove(name)
}
