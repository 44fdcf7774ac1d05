package custody_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// steps of growth: within a tile, over its end, exactly full, empty.
var growth = []int{1, 2, 0, 252, 1, 3, 300}

// witness remembers what anyone was told or could have read.
type witness struct {
	runs  int
	acked map[custody.Commitment]custody.Index
	roots map[int64]string // of every checkpoint that could be read, by size
	// cosigned are the sizes whose cosignature was acknowledged.
	cosigned map[int64]bool
}

func newWitness() *witness {
	return &witness{acked: map[custody.Commitment]custody.Index{}, roots: map[int64]string{}, cosigned: map[int64]bool{}}
}

// TestCrashAtEveryStep stops an append at each action on the disk, with and
// without power, lets a new process go on, stops that one too, and looks for
// what was lost, doubled or forked.
func TestCrashAtEveryStep(t *testing.T) {
	total := countSteps(t)
	for _, power := range []bool{false, true} {
		t.Run(fmt.Sprintf("power lost %v", power), func(t *testing.T) {
			t.Parallel()
			for at := 0; at <= total; at++ {
				for seed := range 2 {
					crashAt(t, at, power, rand.New(rand.NewPCG(uint64(at), uint64(seed))))
				}
			}
		})
	}
}

func countSteps(t *testing.T) int {
	d := faultdisk.New()
	if err := grow(t, d, newWitness()); err != nil {
		t.Fatal(err)
	}
	return faultdisk.Unlimited - d.Steps
}

func crashAt(t *testing.T, at int, power bool, dice *rand.Rand) {
	t.Helper()
	d := faultdisk.New()
	w := newWitness()
	d.Steps = at
	first := grow(t, d, w)
	w.look(t, d)
	d.Restart(power, dice)
	d.Steps = dice.IntN(40) // and again while it recovers or goes on
	second := grow(t, d, w)
	w.look(t, d)
	d.Restart(power || dice.IntN(2) == 0, dice)
	if err := grow(t, d, w); err != nil {
		t.Fatalf("step %d: after %v and %v the log can not be used: %v", at, first, second, err)
	}
	w.look(t, d)
	w.verify(t, d, at)
}

// grow makes the log if need be and appends all there is to append.
func grow(t *testing.T, d *faultdisk.Disk, w *witness) error {
	key := edOnly(t)
	if d.Bytes("checkpoint") == nil {
		if err := custody.Create(d, start, key); err != nil {
			return err
		}
	}
	l, err := custody.Open(d, key)
	if err != nil {
		return err
	}
	// Each run begins with an entry of its own: if a checkpoint was seen and
	// taken back, another of its size follows.
	w.runs++
	batches := [][]custody.Commitment{{{byte(w.runs), 0, 8}}}
	from := 0
	for _, n := range growth {
		batches = append(batches, all[from:from+n])
		from += n
	}
	for _, entries := range batches {
		w.look(t, d)
		index, head, err := l.Append(context.Background(), start, entries...)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		for i, c := range entries {
			if old, ok := w.acked[c]; ok && old != index[i] {
				t.Fatalf("entry %v was at %d and is at %d", c, old, index[i])
			}
			w.acked[c] = index[i]
			if int64(index[i]) >= head.Size {
				t.Fatalf("entry %d acknowledged beyond the checkpoint of size %d", index[i], head.Size)
			}
		}
		if err := w.cosign(t, d, l, &head); err != nil {
			return errors.Join(err, l.Close())
		}
	}
	return l.Close()
}

// cosign puts a cosignature under the checkpoint in force.
func (w *witness) cosign(t *testing.T, d *faultdisk.Disk, l *custody.Log, head *custody.Checkpoint) error {
	t.Helper()
	w.look(t, d)
	key, policy := crashWitness(t)
	line, err := key.Cosign(start, head)
	if err != nil {
		t.Fatal(err)
	}
	now, err := l.AddCosignatures(head, line, policy)
	if err != nil {
		return err
	}
	w.cosigned[now.Size] = true
	if _, err := policy.Verify(now.Signed); err != nil {
		t.Fatal(err)
	}
	w.look(t, d)
	return nil
}

var crashWitness = func() func(t *testing.T) (*custody.Key, *custody.Policy) {
	var once sync.Once
	var key *custody.Key
	var policy *custody.Policy
	return func(t *testing.T) (*custody.Key, *custody.Policy) {
		log := edOnly(t)
		once.Do(func() {
			var err error
			if key, err = custody.GenerateKey(custody.Ed25519Cosigned, "witness.example/ghana"); err != nil {
				t.Fatal(err)
			}
			policy, err = custody.ParsePolicy(fmt.Appendf(nil, "log %s\nwitness w %s\nquorum w\n", log.Verifier(), key.Verifier()))
			if err != nil {
				t.Fatal(err)
			}
		})
		return key, policy
	}
}()

var all []custody.Commitment

func TestMain(m *testing.M) {
	for i := range 600 {
		all = append(all, custody.Commitment{byte(i), byte(i >> 8), 7})
	}
	m.Run()
}

// look reads the checkpoint as a reader could at this moment.
func (w *witness) look(t *testing.T, d *faultdisk.Disk) {
	t.Helper()
	if d.Bytes("checkpoint") == nil {
		if len(w.roots) > 0 {
			t.Fatal("the checkpoint is gone")
		}
		return
	}
	c, err := edPolicy(t).Verify(d.Bytes("checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	if old, ok := w.roots[c.Size]; ok && old != c.Root.String() {
		t.Fatalf("the log has forked: two checkpoints of size %d", c.Size)
	}
	w.roots[c.Size] = c.Root.String()
	if _, policy := crashWitness(t); w.cosigned[c.Size] {
		if _, err := policy.Verify(c.Signed); err != nil {
			t.Fatalf("the cosignature of the checkpoint of size %d is lost: %v", c.Size, err)
		}
	}
}

// verify compares the log with all that was seen of it.
func (w *witness) verify(t *testing.T, d *faultdisk.Disk, at int) {
	t.Helper()
	fsys := d.Files()
	r, err := custody.Check(fsys, edPolicy(t))
	if err != nil {
		t.Fatalf("step %d: %v", at, err)
	}
	if len(r.Unfinished) > 0 {
		t.Fatalf("step %d: left behind: %v", at, r.Unfinished)
	}
	var entries []custody.Commitment
	for e, err := range custody.Entries(fsys, &r.Checkpoint) {
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	for c, i := range w.acked {
		if entries[i] != c {
			t.Fatalf("step %d: entry %d is another one than was acknowledged", at, i)
		}
	}
	for size, root := range w.roots {
		if got := rootOf(t, entries[:size]); got != root {
			t.Fatalf("step %d: what was read at size %d is no part of the log", at, size)
		}
	}
	w.complete(t, entries, at)
}

// complete looks for each entry, once, in the order in which they were given.
func (w *witness) complete(t *testing.T, entries []custody.Commitment, at int) {
	t.Helper()
	var grown []custody.Commitment
	for _, c := range entries {
		if c[2] == 7 {
			grown = append(grown, c)
		}
	}
	sum := 0
	for _, n := range growth {
		sum += n
	}
	if !slices.Equal(grown, all[:sum]) || len(entries) > sum+w.runs {
		t.Fatalf("step %d: %d entries, want %d in their order: something was lost or doubled", at, len(grown), sum)
	}
}
