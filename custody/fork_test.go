package custody_test

import (
	"bytes"
	"context"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/internal/faultdisk"
)

// historyOf is a log of the same keys that holds these entries.
func historyOf(t testing.TB, steps ...[]custody.Commitment) (*faultdisk.Disk, []custody.Checkpoint) {
	t.Helper()
	d := faultdisk.New()
	l := opened(t, d, edOnly(t))
	var heads []custody.Checkpoint
	for _, s := range steps {
		_, head, err := l.Append(context.Background(), start, s...)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
	}
	return d, heads
}

// verdict reads the evidence back from its file.
func verdict(t testing.TB, f *custody.Fork) (*custody.ForkVerdict, error) {
	t.Helper()
	again, err := custody.ParseFork(f.Marshal())
	if err != nil {
		t.Fatalf("%v in\n%s", err, f.Marshal())
	}
	if !bytes.Equal(again.Marshal(), f.Marshal()) {
		t.Fatal("the evidence is written in another way than it was read")
	}
	return again.Verify(edPolicy(t))
}

func TestForkOfOneSize(t *testing.T) {
	_, a := historyOf(t, all[:5])
	_, b := historyOf(t, all[5:10])
	v, err := verdict(t, custody.NewFork(&a[0], &b[0], nil))
	if err != nil || !v.Proved || v.Older.Size != 5 || v.Older.Root == v.Newer.Root {
		t.Fatalf("%+v %v", v, err)
	}
	_, err = verdict(t, custody.NewFork(&a[0], &a[0], nil))
	wants(t, err, "do not differ")
}

// TestForkByAPath: the path of the other history, which leads to its own root,
// convicts the log, unless the older tree is a full one whose root the path
// leaves out. Then the files of the log do.
func TestForkByAPath(t *testing.T) {
	for older := int64(1); older < 12; older++ {
		_, a := historyOf(t, all[:older])
		d, b := historyOf(t, all[20:40])
		path, err := custody.ProveExtension(d, &b[0], older)
		if err != nil {
			t.Fatal(err)
		}
		full := older&(older-1) == 0
		v, err := verdict(t, custody.NewFork(&a[0], &b[0], path))
		if err != nil || v.Proved == full {
			t.Fatalf("size %d: %+v %v", older, v, err)
		}
		found, err := custody.FindFork(d, &b[0], &a[0])
		if err != nil || found == nil {
			t.Fatal(err)
		}
		if v, err := verdict(t, found); err != nil || !v.Proved {
			t.Fatalf("size %d, from the files: %+v %v", older, v, err)
		}
	}
}

// TestNoForkIsMadeUp: against a log that has not forked, nobody can make
// evidence that convicts it.
func TestNoForkIsMadeUp(t *testing.T) {
	d, heads := historyOf(t, all[:7], all[7:30])
	a, b := &heads[0], &heads[1]
	if f, err := custody.FindFork(d, b, a); err != nil || f != nil {
		t.Fatal(f, err)
	}
	path, err := custody.ProveExtension(d, b, 7)
	if err != nil {
		t.Fatal(err)
	}
	_, err = verdict(t, &custody.Fork{Older: a.Signed, Newer: b.Signed, Prefix: &a.Root, Path: path})
	wants(t, err, "extends the older one")
	for i := range path {
		bad := append([]tlog.Hash{}, path...)
		bad[i][0] ^= 1
		if v, err := verdict(t, custody.NewFork(a, b, bad)); err != nil || v.Proved {
			t.Fatalf("a path with a wrong hash %d convicts: %+v %v", i, v, err)
		}
	}
	_, err = verdict(t, &custody.Fork{Older: a.Signed, Newer: b.Signed, Prefix: &b.Root, Path: path})
	wants(t, err, "does not lead to the newer")
	_, err = verdict(t, &custody.Fork{Older: b.Signed, Newer: a.Signed})
	wants(t, err, "show nothing")
	stranger, err := custody.GenerateKey(custody.Ed25519, origin)
	if err != nil {
		t.Fatal(err)
	}
	_, c, err := opened(t, faultdisk.New(), stranger).Append(context.Background(), start, all[9])
	if err != nil {
		t.Fatal(err)
	}
	_, err = verdict(t, &custody.Fork{Older: c.Signed, Newer: b.Signed})
	wants(t, err, "the older checkpoint")
}

// TestPathsConvictOrHold draws two histories with some entries in common: the
// verdict is that of the entries.
func TestPathsConvictOrHold(t *testing.T) {
	edOnly(t)
	rapid.Check(t, func(rt *rapid.T) {
		older := rapid.IntRange(1, 40).Draw(rt, "older")
		newer := rapid.IntRange(older, 60).Draw(rt, "newer")
		common := rapid.IntRange(0, newer).Draw(rt, "common")
		_, a := historyOf(t, all[:older])
		d, b := historyOf(t, append(append([]custody.Commitment{}, all[:common]...), all[100:100+newer-common]...))
		f, err := custody.FindFork(d, &b[0], &a[0])
		if err != nil {
			rt.Fatal(err)
		}
		if (f != nil) != (common < older) {
			rt.Fatalf("%d of %d entries in common with %d: %v", common, older, newer, f)
		}
		if f == nil {
			return
		}
		if v, err := verdict(t, f); err != nil || !v.Proved {
			rt.Fatal(v, err)
		}
	})
}

func FuzzFork(f *testing.F) {
	_, a := historyOf(f, all[:5])
	d, b := historyOf(f, all[20:40])
	path, err := custody.ProveExtension(d, &b[0], 5)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(custody.NewFork(&a[0], &b[0], path).Marshal())
	f.Add(custody.NewFork(&a[0], &b[0], nil).Marshal())
	_, honest := historyOf(f, all[:5], all[5:9])
	f.Add(custody.NewFork(&honest[0], &honest[1], nil).Marshal())
	p := edPolicy(f)
	known := map[string]bool{a[0].Root.String(): true, b[0].Root.String(): true}
	f.Fuzz(func(t *testing.T, text []byte) {
		x, err := custody.ParseFork(text)
		if err != nil {
			return
		}
		if !bytes.Equal(x.Marshal(), text) {
			t.Fatalf("%q comes back as %q", text, x.Marshal())
		}
		v, err := x.Verify(p)
		if err == nil && v.Proved && (!known[v.Older.Root.String()] || !known[v.Newer.Root.String()]) {
			t.Fatalf("convicted by %q", text)
		}
	})
}
