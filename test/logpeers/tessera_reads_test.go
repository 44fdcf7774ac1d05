package logpeers

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"

	"github.com/comity-dev/comity/custody"
)

// leaves hashes the entries of a bundle as Tessera reads them.
func leaves(bundle []byte) ([][]byte, error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range b.Entries {
		out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return out, nil
}

func verifier(t *testing.T, k *custody.Key) note.Verifier {
	t.Helper()
	v, err := note.NewVerifier(k.Verifier())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestTesseraChecksOurLog lets Tessera's fsck judge a log of ours at sizes on
// both sides of full tiles, and after a byte was changed.
func TestTesseraChecksOurLog(t *testing.T) {
	l := newLog(t, logKeys(t))
	ctx, v := context.Background(), verifier(t, l.keys[0])
	check := func() error {
		return fsck.New(origin, v, client.FileFetcher{Root: l.path}, leaves, fsck.Opts{N: 2}).Check(ctx)
	}
	size := 0
	for _, to := range []int{1, 2, 255, 256, 257, 600, 66000} {
		l.grow(t, entries("a", size, to))
		size = to
		if err := check(); err != nil {
			t.Fatalf("size %d: %.300v", size, err)
		}
	}
	for _, name := range []string{"tile/entries/000", "tile/0/001", "tile/1/000"} {
		file := filepath.Join(l.path, filepath.FromSlash(name))
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		bad := bytes.Clone(good)
		bad[len(bad)/2] ^= 1
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := check(); err == nil {
			t.Errorf("a changed byte in %s is let through", name)
		}
		if err := os.WriteFile(file, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTesseraProvesOurLog compares the paths that Tessera's client makes from
// our files with ours, and verifies them with the code of a third.
func TestTesseraProvesOurLog(t *testing.T) {
	l := newLog(t, logKeys(t))
	heads := []*custody.Checkpoint{}
	size := 0
	for _, to := range []int{5, 256, 300, 700} {
		heads = append(heads, l.grow(t, entries("a", size, to)))
		size = to
	}
	ctx, files := context.Background(), client.FileFetcher{Root: l.path}
	now := heads[len(heads)-1]
	builder, err := client.NewProofBuilder(ctx, uint64(size), files.ReadTile)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []uint64{0, 4, 255, 256, 511, 699} {
		path, err := builder.InclusionProof(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		entry := entries("a", int(at), int(at)+1)[0]
		leaf := rfc6962.DefaultHasher.HashLeaf(entry.Entry())
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, at, uint64(size), leaf, path, now.Root[:]); err != nil {
			t.Error(err)
		}
		ours, err := custody.Prove(l.dir, now, custody.Index(at))
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("index %d\n%s\n", at, lines(path)); !bytes.Contains(ours, []byte(want)) {
			t.Errorf("entry %d: our proof is\n%s\nwant in it\n%s", at, ours, want)
		}
	}
	for _, old := range heads {
		ours, err := custody.ProveExtension(l.dir, now, old.Size)
		if err != nil {
			t.Fatal(err)
		}
		var path [][]byte
		for _, h := range ours {
			path = append(path, h[:])
		}
		theirs, err := builder.ConsistencyProof(ctx, uint64(old.Size), uint64(size))
		if err != nil || lines(theirs) != lines(path) {
			t.Errorf("from %d: %v", old.Size, err)
		}
		if err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(old.Size), uint64(size), path, old.Root[:], now.Root[:]); err != nil {
			t.Error(err)
		}
	}
}
