package witness_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
)

// A process that is started with this folder answers requests of two histories
// until it is killed, and writes a line for each cosignature before it asks for
// the next.
const cosignIn = "CUSTODY_TEST_COSIGN_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(cosignIn); dir != "" {
		if err := cosignUntilKilled(dir); err != nil {
			_, _ = fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// killPlan is what the process reads: its keys, and the requests of each history
// for each size, from each smaller one.
type killPlan struct {
	Keys     []string
	Policy   string
	Requests [2][][][]byte
}

const killSizes = 12

func cosignUntilKilled(dir string) error {
	var plan killPlan
	text, err := os.ReadFile(filepath.Join(dir, "plan"))
	if err == nil {
		err = json.Unmarshal(text, &plan)
	}
	if err != nil {
		return err
	}
	var keys []*custody.Key
	for _, s := range plan.Keys {
		k, err := custody.ParseKey(s)
		if err != nil {
			return err
		}
		keys = append(keys, k)
	}
	policy, err := custody.ParsePolicy([]byte(plan.Policy))
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(filepath.Join(dir, "state"))
	if err != nil {
		return err
	}
	store, err := witness.OpenDir(logdir.New(root))
	if err != nil {
		return err
	}
	w, err := witness.New(store, keys, []*custody.Policy{policy})
	if err != nil {
		return err
	}
	return plan.ask(w)
}

// ask begins with a history by chance, so that another process may begin with
// the other, and asks for ever.
func (p *killPlan) ask(w *witness.Witness) error {
	known := int64(0)
	for history := rand.IntN(2); ; history = 1 - history { //nolint:gosec // a dice
		size := min(known+1, killSizes)
		_, err := w.Cosign(context.Background(), time.Now(), p.Requests[history][size][known])
		var no *witness.Refusal
		switch {
		case err == nil:
			fmt.Println(history, size)
			known = size
		case errors.As(err, &no) && no.Kind == witness.Conflict:
			known = no.Size
		case errors.As(err, &no) && no.Kind == witness.Inconsistent:
		default:
			return err
		}
	}
}

// TestKill kills the witness again and again. One history gets cosignatures, and
// no size that was told is forgotten.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	writePlan(t, dir)
	told := map[int]int64{}
	for round := range 25 {
		for _, line := range killed(t, dir, 1+round%4) {
			var history int
			var size int64
			if _, err := fmt.Sscan(line, &history, &size); err != nil {
				t.Fatal(err)
			}
			if size < told[history] {
				t.Fatalf("round %d: the witness cosigned %d entries, and then %d", round, told[history], size)
			}
			told[history] = size
		}
	}
	if len(told) != 1 {
		t.Fatalf("two histories were cosigned: %v", told)
	}
}

func writePlan(t *testing.T, dir string) {
	t.Helper()
	logKey := newKey(t, custody.Ed25519, origin)
	plan := killPlan{Policy: "log " + logKey.Verifier() + "\nquorum none\n"}
	for _, k := range witnessKeys(t) {
		plan.Keys = append(plan.Keys, k.Secret())
	}
	for n := range plan.Requests {
		h := newHistory(t, byte(n), killSizes, logKey)
		for size := range killSizes + 1 {
			var from [][]byte
			for old := range size + 1 {
				from = append(from, h.ask(t, size, old))
			}
			plan.Requests[n] = append(plan.Requests[n], from)
		}
	}
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "plan"), text, 0o600), os.Mkdir(filepath.Join(dir, "state"), 0o700)); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "state"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(witness.CreateDir(logdir.New(root)), root.Close()); err != nil {
		t.Fatal(err)
	}
}

// killed gives the lines that the process wrote until it was killed, after some.
func killed(t *testing.T, dir string, after int) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self)
	child.Env = append(os.Environ(), cosignIn+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for s := bufio.NewScanner(out); s.Scan(); {
		if lines = append(lines, s.Text()); len(lines) == after {
			time.Sleep(time.Duration(rand.IntN(8)) * time.Millisecond)
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // it was killed
	if len(lines) < after {
		t.Fatalf("the process ended by itself after %d lines", len(lines))
	}
	return lines
}
