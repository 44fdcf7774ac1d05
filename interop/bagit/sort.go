package bagit

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"slices"
)

// entry is what one source says about one name. On the disk, value is the size.
type entry struct {
	key, name string
	source    int
	line      int
	value     string
}

func compare(a, b entry) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.name, b.name), cmp.Compare(a.source, b.source), cmp.Compare(a.line, b.line))
}

// sorter sorts entries in bounded memory: full runs go to temporary space, and are
// merged at the end.
type sorter struct {
	spool  func() (io.ReadWriteSeeker, error) // nil: everything stays in memory
	limit  int                                // bytes of one run
	held   []entry
	size   int
	spaces []io.ReadWriteSeeker
}

const entryOverhead = 72 // of the struct itself

func (s *sorter) add(e entry) error {
	s.held = append(s.held, e)
	s.size += entryOverhead + len(e.key) + len(e.name) + len(e.value)
	if s.spool == nil || s.size < s.limit {
		return nil
	}
	return s.spill()
}

func (s *sorter) spill() error {
	space, err := s.spool()
	if err != nil {
		return fmt.Errorf("make temporary space: %w", err)
	}
	slices.SortFunc(s.held, compare)
	w := bufio.NewWriter(space)
	for _, e := range s.held {
		if err := e.write(w); err != nil {
			return fmt.Errorf("write to temporary space: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write to temporary space: %w", err)
	}
	if _, err := space.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read temporary space: %w", err)
	}
	s.spaces, s.held, s.size = append(s.spaces, space), s.held[:0], 0
	return nil
}

// all gives the entries in order, once.
func (s *sorter) all() iter.Seq2[entry, error] {
	slices.SortFunc(s.held, compare)
	return func(yield func(entry, error) bool) {
		runs := []*run{{held: s.held}}
		for _, space := range s.spaces {
			runs = append(runs, &run{r: bufio.NewReader(space)})
		}
		for _, r := range runs {
			if err := r.advance(); err != nil {
				yield(entry{}, err)
				return
			}
		}
		for {
			least := leastOf(runs)
			if least == nil {
				return
			}
			if !yield(least.head, nil) {
				return
			}
			if err := least.advance(); err != nil {
				yield(entry{}, err)
				return
			}
		}
	}
}

// run is a sorted part: in memory, or in temporary space.
type run struct {
	held []entry
	r    *bufio.Reader
	head entry
	over bool
}

// leastOf looks at every run: there are few.
func leastOf(runs []*run) *run {
	var least *run
	for _, r := range runs {
		if !r.over && (least == nil || compare(r.head, least.head) < 0) {
			least = r
		}
	}
	return least
}

func (r *run) advance() error {
	if r.r == nil {
		if r.over = len(r.held) == 0; !r.over {
			r.head, r.held = r.held[0], r.held[1:]
		}
		return nil
	}
	if _, err := r.r.Peek(1); err == io.EOF {
		r.over = true
		return nil
	}
	if err := r.head.read(r.r); err != nil {
		return fmt.Errorf("read temporary space: %w", err)
	}
	return nil
}

func (e *entry) write(w *bufio.Writer) error {
	var b []byte
	for _, text := range []string{e.key, e.name, e.value} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(e.source)), uint64(e.line))
	_, err := w.Write(b)
	return err
}

func (e *entry) read(r *bufio.Reader) error {
	for _, text := range []*string{&e.key, &e.name, &e.value} {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return err
		}
		*text = string(b)
	}
	for _, number := range []*int{&e.source, &e.line} {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		*number = int(n)
	}
	return nil
}
