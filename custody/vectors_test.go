package custody_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

var update = flag.Bool("update", false, "write the vectors anew, but for the keys")

// proven are the entries of which proofs and openings are in the vectors.
var proven = []int{0, 255, 256, 599}

// vectorRecord is one record of records.json.
type vectorRecord struct {
	Salt       string `json:"salt"`
	Record     string `json:"record"`
	Commitment string `json:"commitment"`
	Leaf       string `json:"leaf_hash"`
}

type vectorRecords struct {
	Good []vectorRecord `json:"good"`
	Bad  []badRecord    `json:"bad"`
}

type badRecord struct {
	Why    string `json:"why"`
	Record string `json:"record"`
}

// TestVectors makes all vectors anew and compares them byte by byte with those
// that are kept. An ML-DSA signature is different each time, so where a
// checkpoint is compared, its last line is verified instead.
func TestVectors(t *testing.T) {
	made := makeVectors(t)
	if *update {
		writeVectors(t, made)
	}
	kept := os.DirFS("testdata")
	err := fs.WalkDir(kept, ".", func(name string, d fs.DirEntry, err error) error {
		if d.IsDir() || name == "keys.json" || strings.HasPrefix(name, "fuzz/") {
			return err
		}
		if _, ok := made[name]; !ok {
			t.Errorf("%s is no vector", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		got, err := fs.ReadFile(kept, name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(withoutMLDSA(got), withoutMLDSA(want)) {
			t.Errorf("%s is not what is made today", name)
		}
	}
}

// withoutMLDSA cuts a last line that is an ML-DSA signature.
func withoutMLDSA(b []byte) []byte {
	at := bytes.LastIndexByte(bytes.TrimRight(b, "\n"), '\n') + 1
	if len(b)-at > 3000 && bytes.HasPrefix(b[at:], []byte("— ")) {
		return b[:at]
	}
	return b
}

func makeVectors(t *testing.T) map[string][]byte {
	keys := testKeys(t)
	dir := filepath.Join(t.TempDir(), "log")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	growVectorLog(t, dir, keys)
	out := map[string][]byte{"policy": []byte(bothOf(keys)), "records.json": recordVectors(t)}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != "lock" {
			out["log/"+name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := custody.Read(fsys, testPolicy(t, keys))
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range proven {
		proof, err := custody.Prove(fsys, c, custody.Index(i))
		if err != nil {
			t.Fatal(err)
		}
		out[fmt.Sprintf("proofs/good/%d.tlog-proof", i)] = proof
		out[fmt.Sprintf("openings/%d.opening", i)] = opening(t, i).Marshal()
	}
	for name, bad := range badProofs(out["proofs/good/0.tlog-proof"]) {
		out["proofs/bad/"+name+".tlog-proof"] = bad
	}
	for name, bad := range badPolicies(keys) {
		out["policies/bad/"+name] = []byte(bad)
	}
	return out
}

func growVectorLog(t *testing.T, dir string, keys []*custody.Key) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	l := opened(t, logdir.New(root), keys...)
	from := 0
	for _, n := range []int{1, 2, 3, 250, 344} {
		if _, _, err := l.Append(context.Background(), start, commitments(t, from, from+n)...); err != nil {
			t.Fatal(err)
		}
		from += n
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func writeVectors(t *testing.T, made map[string][]byte) {
	for _, d := range []string{"log", "openings", "proofs", "policies"} {
		if err := os.RemoveAll(filepath.Join("testdata", d)); err != nil {
			t.Fatal(err)
		}
	}
	for name, b := range made {
		file := filepath.Join("testdata", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func recordVectors(t *testing.T) []byte {
	var v vectorRecords
	for i := range 18 {
		o := opening(t, i)
		leaf := o.Commitment().LeafHash()
		v.Good = append(v.Good, vectorRecord{base64.StdEncoding.EncodeToString(o.Salt[:]), string(o.Record), o.Commitment().String(), leaf.String()})
	}
	good := v.Good[0].Record
	change := func(why, old, new string) {
		v.Bad = append(v.Bad, badRecord{why, strings.Replace(good, old, new, 1)})
	}
	change("another header", "@v1", "@v2")
	change("a kind that is none", "kind collected", "kind Collected")
	change("no such day", "11-23", "02-30")
	change("not in UTC", "00Z", "00+00:00")
	change("parts of a second", "00Z", "00.0Z")
	change("capital digits", "sha256:", "SHA256:")
	change("no actor", "actor actor 0\n", "")
	change("an actor without a name", "actor actor 0\n", "actor \n")
	change("a space at the end", "actor 0\n", "actor 0 \n")
	change("two spaces", "kind ", "kind  ")
	change("to where none belongs", "actor 0\n", "actor 0\nto other\n")
	change("from where none belongs", "actor 0\n", "actor 0\nfrom other\n")
	change("a source where none belongs", "actor actor", "source sha256:"+strings.Repeat("00", 32)+"\nactor actor")
	change("a line twice", "actor actor 0\n", "actor actor 0\nactor actor 0\n")
	change("lines in another order", "kind collected\ntime 2026-11-23T12:00:00Z\n", "time 2026-11-23T12:00:00Z\nkind collected\n")
	change("CR LF", "\n", "\r\n")
	change("an empty line", "\nkind", "\n\nkind")
	change("an unknown line", "actor 0\n", "actor 0\nplace Nairobi\n")
	change("a line separator in a name", "actor 0\n", "actor\u20280\n")
	change("a control character", "actor 0\n", "actor\u00850\n")
	change("an after that is no commitment", "actor 0\n", "actor 0\nafter AAAA\n")
	change("Base64 with bits left over", "actor 0\n", "actor 0\nafter "+strings.Repeat("A", 42)+"B=\n")
	v.Bad = append(v.Bad, badRecord{"no end of the last line", strings.TrimSuffix(good, "\n")}, badRecord{"nothing", ""})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func badProofs(good []byte) map[string][]byte {
	swap := func(old, new string) []byte { return bytes.Replace(good, []byte(old), []byte(new), 1) }
	lines := bytes.SplitAfter(good, []byte("\n"))
	join := func(l ...[]byte) []byte { return bytes.Join(l, nil) }
	// The last digit before the padding has bits that say nothing.
	loose := bytes.Clone(lines[len(lines)-3])
	loose[bytes.LastIndexByte(loose, '=')-1]++
	return map[string][]byte{
		"loose-base64":    join(join(lines[:len(lines)-3]...), loose, lines[len(lines)-2]),
		"header":          swap("@v1", "@v2"),
		"another-index":   swap("index 0", "index 1"),
		"index-zeros":     swap("index 0", "index 00"),
		"index-beyond":    swap("index 0", "index 600"),
		"index-huge":      swap("index 0", "index 18446744073709551615"),
		"carriage-return": swap("index 0\n", "index 0\r\n"),
		"size":            swap("\n600\n", "\n601\n"),
		"origin":          swap("\n"+origin+"\n", "\nother.example/custody\n"),
		"path-short":      join(lines[0], lines[1], join(lines[3:]...)),
		"path-long":       join(lines[0], lines[1], lines[2], lines[2], join(lines[3:]...)),
		"path-swapped":    join(lines[0], lines[1], lines[3], lines[2], join(lines[4:]...)),
		"no-ed25519":      join(join(lines[:len(lines)-3]...), lines[len(lines)-2]),
		"no-ml-dsa":       join(lines[:len(lines)-2]...),
		"ends-early":      good[:len(good)-2],
		"trailing":        append(bytes.Clone(good), "\n"...),
	}
}

// otherID is the key with one digit of its ID changed.
func otherID(vkey string) string {
	b := []byte(vkey)
	at := strings.IndexByte(vkey, '+') + 1
	if b[at] == '0' {
		b[at] = '1'
	} else {
		b[at] = '0'
	}
	return string(b)
}

func badPolicies(keys []*custody.Key) map[string]string {
	log, pq := keys[0].Verifier(), keys[1].Verifier()
	head := "log " + log + "\nwitness w " + pq + "\n"
	return map[string]string{
		"no-quorum":           head,
		"two-quorums":         head + "quorum none\nquorum none\n",
		"unknown-quorum":      head + "quorum x\n",
		"unknown-line":        head + "quorum w\nthreshold 1\n",
		"unknown-member":      head + "group g any w x\nquorum g\n",
		"member-twice":        head + "group g all w w\nquorum g\n",
		"member-of-two":       head + "group g all w\ngroup h all w\nquorum g\n",
		"none-as-member":      head + "group g any none\nquorum g\n",
		"none-as-name":        head + "group none any w\nquorum none\n",
		"threshold-zero":      head + "group g 0 w\nquorum g\n",
		"threshold-beyond":    head + "group g 2 w\nquorum g\n",
		"threshold-zeros":     head + "group g 01 w\nquorum g\n",
		"empty-group":         head + "group g all\nquorum g\n",
		"name-taken":          head + "group w all w\nquorum w\n",
		"log-twice":           head + "log " + log + "\nquorum w\n",
		"witness-twice":       head + "witness v " + pq + "\nquorum w\n",
		"witness-of-log-type": "witness w " + log + "\nquorum w\n",
		"key-id":              "log " + strings.Replace(log, path.Base(origin)+"+", path.Base(origin)+"+0", 1) + "\nquorum none\n",
		"witness-key-id":      "log " + log + "\nwitness w " + otherID(pq) + "\nquorum w\n",
		"key-name":            "log " + strings.Replace(log, "kenya", "tonga", 1) + "\nquorum none\n",
		"carriage-return":     head + "quorum w\r\n",
		"no-end":              head + "quorum w",
		"quorum-first":        "quorum w\n" + head,
	}
}
