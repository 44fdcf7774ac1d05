package evidence

import (
	"io"
	"sync"
)

const (
	blockSize = 256 << 10
	blocks    = 4 // in a pipe
)

// pipe takes bytes from one goroutine to another in blocks, so that both work at
// once, each on its own core. The writer must call end, and the reader must read
// to the end or call stop.
type pipe struct {
	full, free chan []byte
	stopped    chan struct{} // closed when nobody reads any more; cause is set before
	cause      error
	err        error // what ended the writing; set before full is closed

	made  int    // blocks; small work needs but one
	block []byte // that the writer fills; nil once it has been stopped
	read  []byte // the block that the reader has
	rest  []byte // what is left of it
}

func newPipe() *pipe {
	return &pipe{full: make(chan []byte, blocks), free: make(chan []byte, blocks), stopped: make(chan struct{}),
		made: 1, block: make([]byte, 0, blockSize)}
}

// pass hands the block on and takes another.
func (p *pipe) pass() error {
	p.full <- p.block // never waits: it has room for all blocks
	if len(p.free) == 0 && p.made < blocks {
		p.made++
		p.block = make([]byte, 0, blockSize)
		return nil
	}
	select {
	case p.block = <-p.free:
		return nil
	case <-p.stopped:
		p.block = nil
		return p.cause
	}
}

func (p *pipe) Write(b []byte) (int, error) {
	n := 0
	for len(b) > 0 {
		if p.block == nil {
			return n, p.cause
		}
		k := copy(p.block[len(p.block):cap(p.block)], b)
		p.block, b, n = p.block[:len(p.block)+k], b[k:], n+k
		if len(p.block) == cap(p.block) {
			if err := p.pass(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// take writes all that r has.
func (p *pipe) take(r io.Reader) (int64, error) {
	var total int64
	for p.block != nil {
		n, err := r.Read(p.block[len(p.block):cap(p.block)])
		p.block, total = p.block[:len(p.block)+n], total+int64(n)
		switch {
		case err == io.EOF:
			return total, nil
		case err != nil:
			return total, err
		case len(p.block) < cap(p.block):
			continue
		}
		if err := p.pass(); err != nil {
			return total, err
		}
	}
	return total, p.cause
}

// end says that no more comes, and why, if that is not the end of all.
func (p *pipe) end(err error) {
	if len(p.block) > 0 {
		p.full <- p.block
	}
	p.err = err
	close(p.full)
}

// next gives the next block, which is the reader's until it asks again.
func (p *pipe) next() ([]byte, error) {
	if p.read != nil {
		p.free <- p.read[:0]
	}
	var more bool
	if p.read, more = <-p.full; more {
		return p.read, nil
	}
	if p.err != nil {
		return nil, p.err
	}
	return nil, io.EOF
}

func (p *pipe) Read(b []byte) (n int, err error) {
	if len(p.rest) == 0 {
		if p.rest, err = p.next(); err != nil {
			return 0, err
		}
	}
	n = copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// drain reads to the end and keeps nothing.
func (p *pipe) drain() error {
	for {
		if _, err := p.next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// stop tells the writer that nobody reads, which it gets as an error.
func (p *pipe) stop(cause error) {
	p.cause = cause
	close(p.stopped)
}

// ahead lets the writer run ahead of w. The goroutine ends when Close is called,
// which must be.
type ahead struct {
	*pipe
	done chan struct{}
	err  error
	once sync.Once
}

func newAhead(w io.Writer) *ahead {
	a := &ahead{pipe: newPipe(), done: make(chan struct{})}
	go a.run(w)
	return a
}

func (a *ahead) run(w io.Writer) {
	defer close(a.done)
	for {
		b, err := a.next()
		if err != nil {
			return // the end
		}
		if _, a.err = w.Write(b); a.err != nil {
			a.stop(a.err)
			return
		}
	}
}

// Close waits until everything is written, and gives the first error of w.
func (a *ahead) Close() error {
	a.once.Do(func() { a.end(nil) })
	<-a.done
	return a.err
}

// behind reads r ahead of the one who reads from it. The goroutine ends at the
// end of r, or when close is called, which must be.
type behind struct{ *pipe }

func newBehind(r io.Reader) behind {
	p := newPipe()
	go func() {
		_, err := p.take(r)
		p.end(err)
	}()
	return behind{p}
}

// close waits until r is not used any more.
func (b behind) close() {
	b.stop(io.ErrClosedPipe)
	for range b.full { // to its end
	}
}
