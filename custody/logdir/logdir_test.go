package logdir_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// A process that is started with these appends until it is killed, and writes
// a line for each entry that was acknowledged.
const (
	appendIn  = "CUSTODY_TEST_APPEND_IN"
	appendKey = "CUSTODY_TEST_KEY"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(appendIn); dir != "" {
		if err := appendUntilKilled(dir); err != nil {
			_, _ = fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func appendUntilKilled(dir string) error {
	key, err := custody.ParseKey(os.Getenv(appendKey))
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	l, err := custody.Open(logdir.New(root), key)
	if err != nil {
		return err
	}
	for i := l.Checkpoint().Size; ; i++ {
		index, _, err := l.Append(context.Background(), time.Now(), entry(i))
		if err != nil {
			return err
		}
		fmt.Println(index[0])
	}
}

func entry(i int64) custody.Commitment { return sha256.Sum256(fmt.Append(nil, i)) }

// TestKill kills the writing process again and again.
func TestKill(t *testing.T) {
	dir, key := t.TempDir(), newKey(t)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	if err := custody.Create(logdir.New(root), time.Now(), key); err != nil {
		t.Fatal(err)
	}
	policy, err := custody.ParsePolicy([]byte("log " + key.Verifier() + "\nquorum none\n"))
	if err != nil {
		t.Fatal(err)
	}
	var acknowledged, size int64
	for round := range 20 {
		acknowledged = max(acknowledged, killed(t, dir, key, 5+3*round)+1)
		// The next process has still to end what this one began.
		r, err := custody.Check(os.DirFS(dir), policy)
		if err != nil {
			t.Fatal(err)
		}
		if r.Checkpoint.Size < max(acknowledged, size) {
			t.Fatalf("%d entries, %d were acknowledged, %d seen", r.Checkpoint.Size, acknowledged, size)
		}
		size = r.Checkpoint.Size
		var i int64
		for e, err := range custody.Entries(os.DirFS(dir), &r.Checkpoint) {
			if err != nil || e != entry(i) {
				t.Fatalf("entry %d is another one, %v", i, err)
			}
			i++
		}
	}
	if size < 100 {
		t.Errorf("only %d entries in 20 rounds", size)
	}
}

// killed gives the last index that the process acknowledged.
func killed(t *testing.T, dir string, key *custody.Key, lines int) int64 {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self)
	child.Env = append(os.Environ(), appendIn+"="+dir, appendKey+"="+key.Secret())
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := int64(-1)
	read := bufio.NewReader(out)
	for n := 0; ; n++ {
		if n == lines { // what it has written until then is read below
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		line, err := read.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if last, err = strconv.ParseInt(strings.TrimSpace(line), 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	_ = child.Wait() // it was killed
	return last
}

func newKey(t *testing.T) *custody.Key {
	t.Helper()
	key, err := custody.GenerateKey(custody.Ed25519, "kenya.example/custody")
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestDirKeepsItsWord(t *testing.T) {
	path := t.TempDir()
	root, err := os.OpenRoot(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	d := logdir.New(root)
	f, err := d.Create("a")
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write([]byte("x"))
	if err = errors.Join(err, f.Sync(), f.Close(), d.Sync("a"), d.SyncDir(".")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Create("a"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file was made over another: %v", err)
	}
	first, err := d.Lock("lock")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Lock("lock"); !errors.Is(err, custody.ErrLocked) {
		t.Errorf("locked twice: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := d.Lock("lock"); err != nil || again.Close() != nil {
		t.Error(err)
	}
	if _, err := d.Create("../out"); err == nil {
		t.Error("a file was made outside the folder")
	}
	if _, err := os.Stat(filepath.Join(path, "a")); err != nil {
		t.Error(err)
	}
}
