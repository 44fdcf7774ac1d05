package witness_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/internal/faultdisk"
)

var update = flag.Bool("update", false, "write testdata anew")

// vectorStep is a request to one witness after those before it.
type vectorStep struct {
	Request string `json:"request"` // its file
	Status  int    `json:"status"`
	Size    int64  `json:"size,omitempty"`    // told with a conflict
	Ed25519 string `json:"ed25519,omitempty"` // the line of this key, at the time of the vectors
	Fork    string `json:"fork,omitempty"`    // the evidence that is kept
	Proved  bool   `json:"proved,omitempty"`
}

// vectorKeys are the keys of the vectors, secret ones too.
type vectorKeys struct {
	Warning string   `json:"warning"`
	Log     string   `json:"log"`
	Witness []string `json:"witness"`
}

var statuses = map[witness.Kind]int{witness.Malformed: 400, witness.UnknownLog: 404, witness.Unsigned: 403, witness.Conflict: 409, witness.Inconsistent: 422}

func vector(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeVector(t testing.TB, name string, data []byte) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}

func decode(t testing.TB, name string, v any) {
	t.Helper()
	if err := json.Unmarshal(vector(t, name), v); err != nil {
		t.Fatal(err)
	}
}

func readVectorKeys(t testing.TB) (log *custody.Key, keys []*custody.Key) {
	t.Helper()
	var v vectorKeys
	decode(t, "keys.json", &v)
	for i, s := range append([]string{v.Log}, v.Witness...) {
		k, err := custody.ParseKey(s)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			log = k
		} else {
			keys = append(keys, k)
		}
	}
	return log, keys
}

// TestVectors gives the requests of the vectors to one witness, in their order.
func TestVectors(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	_, keys := readVectorKeys(t)
	store := newStore(t)
	policy, err := custody.ParsePolicy(vector(t, "policy"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := witness.New(store, keys, []*custody.Policy{policy})
	if err != nil {
		t.Fatal(err)
	}
	quorum, err := custody.ParsePolicy(vector(t, "quorum"))
	if err != nil {
		t.Fatal(err)
	}
	var steps []vectorStep
	decode(t, "steps.json", &steps)
	for _, s := range steps {
		body := vector(t, s.Request)
		lines, got := answerOf(t, w, body)
		got.Request, got.Fork = s.Request, s.Fork
		if got != s {
			t.Errorf("%s: %+v, want %+v", s.Request, got, s)
		}
		if s.Status == 200 {
			_, checkpoint, _ := bytes.Cut(body, []byte("\n\n"))
			if _, err := quorum.Verify(append(checkpoint, lines...)); err != nil {
				t.Errorf("%s: %v", s.Request, err)
			}
		}
	}
}

// answerOf is what a witness answers, without the name of the evidence.
func answerOf(t *testing.T, w *witness.Witness, body []byte) ([]byte, vectorStep) {
	t.Helper()
	lines, err := w.Cosign(context.Background(), start, body)
	var no *witness.Refusal
	switch {
	case err == nil:
		ed, _, _ := strings.Cut(string(lines), "\n")
		return lines, vectorStep{Status: 200, Ed25519: ed + "\n"}
	case !errors.As(err, &no):
		t.Fatal(err)
	}
	return no.Fork, vectorStep{Status: statuses[no.Kind], Size: no.Size, Proved: no.Proved}
}

func TestForkVectors(t *testing.T) {
	policy, err := custody.ParsePolicy(vector(t, "policy"))
	if err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]string{"forks/proved/*": "true <nil>", "forks/open/*": "false <nil>", "forks/bad/*": "error"} {
		files, err := filepath.Glob("testdata/" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := judged(text, policy); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	}
}

func judged(text []byte, p *custody.Policy) string {
	f, err := custody.ParseFork(text)
	if err != nil {
		return "error"
	}
	v, err := f.Verify(p)
	if err != nil {
		return "error"
	}
	return fmt.Sprint(v.Proved, " <nil>")
}

// vectorHistory is a log of entries 0 to size, of which those from the fork on
// are others.
func vectorHistory(t testing.TB, key *custody.Key, fork, size int) *history {
	t.Helper()
	h := &history{dir: faultdisk.New()}
	if err := custody.Create(h.dir, start, key); err != nil {
		t.Fatal(err)
	}
	var err error
	if h.log, err = custody.Open(h.dir, key); err != nil {
		t.Fatal(err)
	}
	h.heads = append(h.heads, h.log.Checkpoint())
	for i := range size {
		text := fmt.Sprintf("entry %d", i)
		if i >= fork {
			text = "forked " + text
		}
		_, head, err := h.log.Append(context.Background(), start, sha256.Sum256([]byte(text)))
		if err != nil {
			t.Fatal(err)
		}
		h.heads = append(h.heads, head)
	}
	return h
}

func writeVectors(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll("testdata"); err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	v := vectorKeys{"These keys are published. Never use them.", b.logKey.Secret(), []string{b.keys[0].Secret(), b.keys[1].Secret()}}
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	writeVector(t, "keys.json", append(text, '\n'))
	writeVector(t, "policy", fmt.Appendf(nil, "log %s\nquorum none\n", b.logKey.Verifier()))
	writeVector(t, "quorum", fmt.Appendf(nil, "log %s\nwitness ghana-ed %s\nwitness ghana-pq %s\ngroup ghana all ghana-ed ghana-pq\nquorum ghana\n",
		b.logKey.Verifier(), b.keys[0].Verifier(), b.keys[1].Verifier()))
	a, x := vectorHistory(t, b.logKey, 40, 40), vectorHistory(t, b.logKey, 9, 40)
	strange := vectorHistory(t, newKey(t, custody.Ed25519, origin), 40, 12)
	other := vectorHistory(t, newKey(t, custody.Ed25519, "japan.example/custody"), 40, 12)
	good := string(a.ask(t, 40, 11))
	var steps []vectorStep
	for n, r := range []struct{ name, body string }{
		{"empty", string(a.ask(t, 0, 0))},
		{"first", string(a.ask(t, 8, 0))},
		{"path-without-need", strings.Replace(string(a.ask(t, 8, 8)), "\n\n", "\n"+a.heads[8].Root.String()+"\n\n", 1)},
		{"grown", string(a.ask(t, 11, 8))},
		{"again", string(a.ask(t, 11, 11))},
		{"behind", string(a.ask(t, 40, 8))},
		{"ahead", string(a.ask(t, 40, 30))},
		{"from-nothing", string(a.ask(t, 40, 0))},
		{"rolled-back", string(a.ask(t, 8, 3))},
		{"old-above-size", strings.Replace(string(a.ask(t, 8, 8)), "old 8", "old 11", 1)},
		{"unknown-log", string(other.ask(t, 12, 11))},
		{"another-key", string(strange.ask(t, 12, 11))},
		{"wrong-signature", strings.Replace(good, string(signature(a.heads[40].Signed)), string(signature(a.heads[39].Signed)), 1)},
		{"fork-same-size", string(x.ask(t, 11, 11))},
		{"fork-same-size-other-old", string(x.ask(t, 11, 4))},
		{"fork-grown", string(x.ask(t, 40, 11))},
		{"wrong-path", strings.Replace(good, "\n", "\n"+a.heads[1].Root.String()+"\n", 1)},
		{"leading-zero", strings.Replace(good, "old 11", "old 011", 1)},
		{"loose-base64", strings.Replace(good, "=\n", "\n", 1)},
		{"no-signature", good[:strings.LastIndex(good, "— ")]},
		{"size-beyond-all", strings.Replace(good, "\n40\n", "\n9223372036854775808\n", 1)},
		{"at-last", good},
	} {
		name := fmt.Sprintf("requests/%02d-%s", n+1, r.name)
		writeVector(t, name, []byte(r.body))
		fork, s := answerOf(t, b.w, []byte(r.body))
		if s.Request = name; s.Status == 409 || s.Status == 422 {
			s.Fork = writeFork(t, r.name, fork, s.Proved)
		}
		steps = append(steps, s)
	}
	if text, err = json.MarshalIndent(steps, "", "  "); err != nil {
		t.Fatal(err)
	}
	writeVector(t, "steps.json", append(text, '\n'))
	writeBadForks(t, a, x)
}

func writeFork(t testing.TB, name string, fork []byte, proved bool) string {
	t.Helper()
	if fork == nil {
		return ""
	}
	file := "forks/open/" + name + ".fork"
	if proved {
		file = "forks/proved/" + name + ".fork"
	}
	writeVector(t, file, fork)
	return file
}

func writeBadForks(t testing.TB, a, x *history) {
	t.Helper()
	found, err := custody.FindFork(x.dir, &x.heads[40], &a.heads[16]) // of a full tree: only files convict
	if err != nil {
		t.Fatal(err)
	}
	writeFork(t, "from-files", found.Marshal(), true)
	good := string(found.Marshal())
	honest := (&custody.Fork{Older: a.heads[11].Signed, Newer: a.heads[40].Signed, Prefix: &a.heads[11].Root})
	if honest.Path, err = custody.ProveExtension(a.dir, &a.heads[40], 11); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"extends":        string(honest.Marshal()),
		"same-twice":     string((&custody.Fork{Older: a.heads[11].Signed, Newer: a.heads[11].Signed}).Marshal()),
		"newer-first":    string((&custody.Fork{Older: x.heads[40].Signed, Newer: a.heads[16].Signed}).Marshal()),
		"wrong-prefix":   strings.Replace(good, "prefix "+found.Prefix.String(), "prefix "+a.heads[3].Root.String(), 1),
		"path-cut":       strings.Replace(good, "path "+found.Path[0].String()+"\n", "", 1),
		"unsigned":       strings.Replace(good, string(signature(a.heads[16].Signed)), string(signature(a.heads[15].Signed)), 1),
		"another-header": strings.Replace(good, "@v1", "@v2", 1),
		"empty-line":     strings.Replace(good, "\n\n", "\n\n\n", 1),
		"no-prefix":      strings.Replace(good, "prefix "+found.Prefix.String()+"\n", "", 1),
	} {
		writeVector(t, "forks/bad/"+name+".fork", []byte(text))
	}
}
