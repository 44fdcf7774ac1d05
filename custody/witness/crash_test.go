package witness_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// TestCrashAtEveryStep stops the witness at each action on its disk, with and
// without power, while a log of two histories asks it for cosignatures, and
// stops the next one too. Never do both histories get one, and no size that was
// told goes back.
func TestCrashAtEveryStep(t *testing.T) {
	b := newBench(t)
	forks := [2]*history{newHistory(t, 1, 9, b.logKey), newHistory(t, 2, 9, b.logKey)}
	whole := newSeen()
	before := b.dir.Steps
	if err := whole.round(t, b, forks, 0); err != nil {
		t.Fatal(err)
	}
	total := before - b.dir.Steps + 10 // and what opening takes
	if total < 20 || whole.size != 9 {
		t.Fatalf("%d steps to size %d prove little", total, whole.size)
	}
	for _, power := range []bool{false, true} {
		for at := 0; at <= total; at++ {
			for seed := range 6 {
				dice := rand.New(rand.NewPCG(uint64(at), uint64(seed)))
				crashAt(t, b, forks, at, power, dice)
			}
		}
	}
}

func crashAt(t *testing.T, b *bench, forks [2]*history, at int, power bool, dice *rand.Rand) {
	t.Helper()
	b.dir, b.store = faultdisk.New(), nil
	if err := witness.CreateDir(b.dir); err != nil {
		t.Fatal(err)
	}
	s := newSeen()
	for n, steps := range []int{at, dice.IntN(16), faultdisk.Unlimited} {
		b.dir.Steps = steps
		err := b.open()
		if err == nil {
			err = s.round(t, b, forks, dice.IntN(2))
		}
		if n == 2 && err != nil {
			t.Fatalf("step %d: the witness can not be used again: %v", at, err)
		}
		b.dir.Restart(power && n == 0 || dice.IntN(2) == 0, dice)
	}
	if s.size != 9 {
		t.Fatalf("step %d: the log came to %d", at, s.size)
	}
}

// seen is what anyone was told by the witness, in all its lives.
type seen struct {
	cosigned map[int]bool // histories
	size     int          // the largest
}

func newSeen() *seen { return &seen{cosigned: map[int]bool{}} }

// round lets the histories ask in turn until both are done or refused.
func (s *seen) round(t *testing.T, b *bench, forks [2]*history, first int) error {
	if err := s.look(t, b); err != nil { // what a process before this one left
		return err
	}
	for _, size := range []int{2, 3, 7, 9} {
		for n := range forks {
			fork := (first + n) % 2
			if err := s.ask(t, b, forks[fork], fork, size); err != nil {
				return err
			}
			if err := s.look(t, b); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *seen) ask(t *testing.T, b *bench, h *history, fork, size int) error {
	t.Helper()
	old := s.size
	for range 3 {
		_, err := b.cosign(h.ask(t, max(size, old), old))
		var r *witness.Refusal
		switch {
		case err == nil:
			s.tell(t, fork, max(size, old))
			return nil
		case errors.As(err, &r) && r.Kind == witness.Conflict:
			if int(r.Size) < s.size {
				t.Fatalf("the witness told of %d entries, and now of %d", s.size, r.Size)
			}
			old = int(r.Size)
		case errors.As(err, &r) && r.Kind == witness.Inconsistent:
			return nil
		default:
			return err
		}
	}
	return fmt.Errorf("size %d: three conflicts", size)
}

func (s *seen) tell(t *testing.T, fork, size int) {
	t.Helper()
	s.cosigned[fork] = true
	s.size = max(s.size, size)
	if len(s.cosigned) > 1 {
		t.Fatalf("two histories were cosigned, the second at %d entries", size)
	}
}

// look reads what the witness shows, which must not be taken back either.
func (s *seen) look(t *testing.T, b *bench) error {
	latest, err := b.w.Latest(context.Background(), hashOf(origin))
	if err != nil || latest == nil {
		return err
	}
	c, err := b.quorum(t).Verify(latest)
	if err != nil {
		t.Fatal(err)
	}
	if int(c.Size) < s.size {
		t.Fatalf("the witness shows %d entries, and cosigned %d", c.Size, s.size)
	}
	s.size = int(c.Size)
	return nil
}
