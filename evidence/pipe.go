package evidence

import (
	"io"
	"sync"
)

const blockSize = 256 << 10

// ahead lets the writer run ahead of w by a few blocks: both work at once, each on
// its own core. The goroutine ends when Close is called, which must be.
type ahead struct {
	full   chan []byte
	free   chan []byte
	done   chan struct{}
	broken chan struct{} // closed when w has failed; err is set before
	err    error
	block  []byte
	once   sync.Once
}

func newAhead(w io.Writer) *ahead {
	const blocks = 4
	a := &ahead{full: make(chan []byte, blocks), free: make(chan []byte, blocks),
		done: make(chan struct{}), broken: make(chan struct{})}
	for range blocks {
		a.free <- make([]byte, 0, blockSize)
	}
	a.block = <-a.free
	go a.run(w)
	return a
}

func (a *ahead) run(w io.Writer) {
	defer close(a.done)
	for b := range a.full {
		if a.err == nil {
			if _, a.err = w.Write(b); a.err != nil {
				close(a.broken)
			}
		}
		a.free <- b[:0]
	}
}

func (a *ahead) Write(p []byte) (int, error) {
	n := 0
	for len(p) > 0 {
		select {
		case <-a.broken:
			return n, a.err
		default:
		}
		k := copy(a.block[len(a.block):cap(a.block)], p)
		a.block, p, n = a.block[:len(a.block)+k], p[k:], n+k
		if len(a.block) == cap(a.block) {
			a.full <- a.block
			a.block = <-a.free
		}
	}
	return n, nil
}

// Close waits until everything is written, and gives the first error of w.
func (a *ahead) Close() error {
	a.once.Do(func() {
		if len(a.block) > 0 {
			a.full <- a.block
		}
		close(a.full)
	})
	<-a.done
	return a.err
}
