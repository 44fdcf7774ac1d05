package law_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/law"
)

func snapshot(t testing.TB, c *law.Corpus) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.WriteSnapshot(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A snapshot holds the corpus, the same corpus gives the same bytes, and what
// is opened gives them again.
func TestSnapshotRoundTrip(t *testing.T) {
	c := load(t, small(t), nil)
	first := snapshot(t, c)
	opened, err := law.OpenSnapshot(first)
	if err != nil {
		t.Fatal(err)
	}
	if opened.Digest() != c.Digest() {
		t.Errorf("digest %s, was %s", opened.Digest(), c.Digest())
	}
	if !bytes.Equal(first, snapshot(t, load(t, small(t), nil))) || !bytes.Equal(first, snapshot(t, opened)) {
		t.Error("the same corpus gives other bytes")
	}
}

func TestSnapshotThatIsNone(t *testing.T) {
	good := snapshot(t, load(t, small(t), nil))
	for name, data := range map[string][]byte{"empty": nil, "text": []byte("no archive"), "half": good[:len(good)/2]} {
		if c, err := law.OpenSnapshot(data); err == nil {
			t.Errorf("%s: opened %v", name, c.States())
		}
	}
}

// The digest by the words of docs/spec/corpus.md: the SHA-256 of a line for
// each unit, in the order of their names, of the name and the SHA-256 of the
// canonical JSON.
func TestDigestByTheSpecification(t *testing.T) {
	c := load(t, small(t), nil)
	units := map[string]any{
		"vocabulary.json":         c.Vocabulary,
		"states/FRA.json":         c.State("FRA"),
		"states/KEN.json":         c.State("KEN"),
		"instruments/treaty.json": c.Instrument("treaty"),
		"concepts/KEN.json":       c.Concept("KEN"),
	}
	var lines []string
	for name, unit := range units {
		text, err := json.Marshal(unit)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %x\n", name, sha256.Sum256(text)))
	}
	sort.Strings(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	if got := hex.EncodeToString(sum[:]); got != c.Digest() {
		t.Errorf("digest %s, by the specification %s", c.Digest(), got)
	}
}

// How a file is written, and what a file of the vocabulary is called, does
// not change the digest. What it says does.
func TestDigestIsOfTheContent(t *testing.T) {
	was := load(t, small(t), nil).Digest()
	for _, m := range []struct {
		name string
		same bool
		edit func(fstest.MapFS)
	}{
		{"comment", true, func(f fstest.MapFS) { f[kenya].Data = append([]byte("# a comment\n"), f[kenya].Data...) }},
		{"order of fields", true, func(f fstest.MapFS) {
			replace(t, f, france, "iso2: FR\n", "")
			replace(t, f, france, "region: Europe\n", "region: Europe\niso2: FR\n")
		}},
		{"block for flow, quotes", true, func(f fstest.MapFS) {
			replace(t, f, kenya, "memberships: [au]", "memberships:\n- \"au\"")
		}},
		{"order of keys", true, func(f fstest.MapFS) {
			replace(t, f, kenya, "  m49: {what: a list of states, read: none}\n", "")
			replace(t, f, kenya, "  kl: {what: a portal of laws}\n", "  kl: {what: a portal of laws}\n  m49: {read: none, what: a list of states}\n")
		}},
		{"file of the vocabulary renamed", true, func(f fstest.MapFS) {
			f["vocabulary/a.yaml"] = f[lists]
			delete(f, lists)
		}},
		{"other word", false, func(f fstest.MapFS) { replace(t, f, kenya, "label: Access", "label: Entry") }},
		{"other order of a list", false, func(f fstest.MapFS) {
			replace(t, f, treaty, "[protection-broken, 'mind:dishonest']", "['mind:dishonest', protection-broken]")
		}},
		{"state removed", false, func(f fstest.MapFS) {
			delete(f, concepts)
		}},
	} {
		t.Run(m.name, func(t *testing.T) {
			files := small(t)
			m.edit(files)
			if got := load(t, files, nil).Digest(); (got == was) != m.same {
				t.Errorf("digest %s, was %s", got, was)
			}
		})
	}
}
