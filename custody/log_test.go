package custody_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// rootOf is the tree hash as RFC 6962, 2.1 defines it, by recursion.
func rootOf(t testing.TB, entries []custody.Commitment) string {
	t.Helper()
	h := mth(entries)
	return base64.StdEncoding.EncodeToString(h[:])
}

func mth(entries []custody.Commitment) [32]byte {
	switch len(entries) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, entries[0].Entry()...))
	}
	k := 1
	for k*2 < len(entries) {
		k *= 2
	}
	left, right := mth(entries[:k]), mth(entries[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func folder(t testing.TB) custody.Dir {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return logdir.New(root)
}

func opened(t testing.TB, d custody.Dir, keys ...*custody.Key) *custody.Log {
	t.Helper()
	if err := custody.Create(d, start, keys...); err != nil {
		t.Fatal(err)
	}
	l, err := custody.Open(d, keys...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestAppendTwiceKeepsThePlace(t *testing.T) {
	d := folder(t)
	l := opened(t, d, testKeys(t)...)
	ctx := context.Background()
	first, head, err := l.Append(ctx, start, all[0], all[1], all[0])
	if err != nil || first[0] != 0 || first[1] != 1 || first[2] != 0 || head.Size != 2 {
		t.Fatal(first, head.Size, err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if l, err = custody.Open(d, testKeys(t)...); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	again, head, err := l.Append(ctx, start, all[1], all[2])
	if err != nil || again[0] != 1 || again[1] != 2 || head.Size != 3 {
		t.Fatal(again, head.Size, err)
	}
	if got := rootOf(t, all[:3]); got != head.Root.String() || l.Checkpoint().Root != head.Root {
		t.Errorf("root %v, want %v", head.Root, got)
	}
}

func TestOneWriter(t *testing.T) {
	d := folder(t)
	l := opened(t, d, edOnly(t))
	_, err := custody.Open(d, edOnly(t))
	if !errors.Is(err, custody.ErrLocked) {
		t.Errorf("a second writer got %v", err)
	}
	if err := errors.Join(l.Close(), l.Close()); err != nil {
		t.Error(err)
	}
	if _, _, err := l.Append(context.Background(), start, all[0]); !errors.Is(err, custody.ErrClosed) {
		t.Errorf("append to a closed log: %v", err)
	}
	wants(t, custody.Create(d, start, edOnly(t)), "not empty")
}

func TestManyWritersInOneProcess(t *testing.T) {
	d := folder(t)
	l := opened(t, d, edOnly(t))
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 40 {
				ctx, cancel := context.WithCancel(context.Background())
				if i%5 == 4 { // give up at once, then ask again
					cancel()
					_, _, _ = l.Append(ctx, start, all[g*20+i])
				}
				index, head, err := l.Append(context.Background(), start, all[g*20+i])
				if err != nil || int64(index[0]) >= head.Size {
					t.Error(index, err)
				}
				cancel()
			}
		})
	}
	wg.Wait()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := custody.Check(d, edPolicy(t))
	if err != nil || r.Checkpoint.Size != 180 {
		t.Fatalf("%+v %v", r, err)
	}
}

func TestWrongKeysDoNotOpen(t *testing.T) {
	d := folder(t)
	keys := testKeys(t)
	l := opened(t, d, keys[0])
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	stranger, err := custody.GenerateKey(custody.Ed25519, origin)
	if err != nil {
		t.Fatal(err)
	}
	for name, ring := range map[string][]*custody.Key{
		"none": nil, "another": {stranger}, "one more": keys, "no Ed25519": keys[1:], "twice": {keys[0], keys[0]},
	} {
		if _, err := custody.Open(d, ring...); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}

func TestDamagedLogDoesNotOpen(t *testing.T) {
	d := faultdisk.New()
	l := opened(t, d, edOnly(t))
	if _, _, err := l.Append(context.Background(), start, all[:300]...); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1"} {
		d.Bytes(name)[20] ^= 1
		if _, err := custody.Open(d, edOnly(t)); err == nil {
			t.Errorf("opened with a changed %s", name)
		}
		d.Bytes(name)[20] ^= 1
	}
}

func TestDiskErrorStopsTheLog(t *testing.T) {
	d := faultdisk.New()
	l := opened(t, d, edOnly(t))
	d.Steps = 5
	_, _, err := l.Append(context.Background(), start, all[0])
	if !errors.Is(err, faultdisk.ErrPower) {
		t.Fatal(err)
	}
	d.Steps, d.Dead = faultdisk.Unlimited, false
	if _, _, again := l.Append(context.Background(), start, all[0]); !errors.Is(again, faultdisk.ErrPower) {
		t.Errorf("after an error of the disk the log went on: %v", again)
	}
}

// BenchmarkAppend is durable appends with both signatures, from one goroutine
// and from many, who share commits.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 64, 1024} {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			l := opened(b, folder(b), testKeys(b)...)
			var next atomic.Int64
			var wg sync.WaitGroup
			for range writers {
				wg.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						c := custody.Commitment(sha256.Sum256(fmt.Append(nil, n)))
						if _, _, err := l.Append(context.Background(), start, c); err != nil {
							b.Error(err)
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "entries/s")
		})
	}
}
