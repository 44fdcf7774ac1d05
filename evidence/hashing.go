package evidence

import (
	"context"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync"
)

// hashing is an exhibit in a folder whose digests are being made.
type hashing struct {
	Found
	err    error // of coming by it
	ctx    context.Context
	cancel context.CancelFunc // for who needs no digests
	done   chan struct{}      // closed when there is a result
	result []string
	failed error
}

func (e *hashing) wait() ([]string, error) {
	<-e.done
	return e.result, e.failed
}

// maxAhead is how many exhibits may be taken up before the first is done.
const maxAhead = 64

// hashAhead hashes exhibits on all cores and gives them in their order, most of
// them before they are done. Nothing of it runs any more when the loop over it ends.
func (f *folder) hashAhead(list iter.Seq2[Found, error]) iter.Seq[*hashing] {
	return func(yield func(*hashing) bool) {
		ctx, stop := context.WithCancel(f.ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer stop()
		work, inOrder := make(chan *hashing, maxAhead), make(chan *hashing, maxAhead)
		for range runtime.GOMAXPROCS(0) {
			running.Go(func() { f.hash(work) })
		}
		running.Go(func() {
			defer close(work)
			defer close(inOrder)
			for found, err := range list {
				e := &hashing{Found: found, err: err, done: make(chan struct{})}
				e.ctx, e.cancel = context.WithCancel(ctx)
				select {
				case inOrder <- e:
				case <-ctx.Done():
					return
				}
				work <- e
			}
		})
		for e := range inOrder {
			if !yield(e) {
				return
			}
		}
	}
}

// hash works until there is no more.
func (f *folder) hash(work <-chan *hashing) {
	hashes := newDigests(f.st.Predicate.Bag.Digests)
	var buf []byte
	for e := range work {
		if buf == nil {
			buf = make([]byte, blockSize)
		}
		if e.err == nil {
			e.failed = f.hashOne(e, hashes, buf)
			e.result = hashes.take()
		}
		close(e.done)
	}
}

func (f *folder) hashOne(e *hashing, hashes digests, buf []byte) error {
	r, _, err := openPlain(f.dir, e.Path)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	in := &reported{io.LimitReader(r, e.Size), f}
	var total int64
	for {
		if err := e.ctx.Err(); err != nil {
			return outside{err}
		}
		n, err := in.Read(buf)
		total += int64(n)
		_, _ = hashes.Write(buf[:n])
		switch {
		case err == io.EOF && total != e.Size:
			return fmt.Errorf("%q: it has %d bytes, not %d", dataFolder+e.Name, total, e.Size)
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%q: %w", dataFolder+e.Name, err)
		}
	}
}
