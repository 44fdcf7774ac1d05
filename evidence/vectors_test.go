package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"c2sp.org/CCTV/age"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/comity-dev/comity/custody"
)

var update = flag.Bool("update", false, "write testdata/bundle and testdata/opened anew")

// fixed is no randomness at all: the vectors must come out the same but for age.
type fixed byte

func (f *fixed) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(*f)
		*f++
	}
	return len(p), nil
}

func TestVectorsOfABundle(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	key := strings.TrimSpace(string(read(t, "testdata/signer.pub")))
	signer, err := ParseVerifyingKey(key)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := ParseIdentities(read(t, "testdata/reader.key"), nil)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := custody.ParsePolicy(read(t, "testdata/policy"))
	if err != nil {
		t.Fatal(err)
	}
	o := CheckOptions{Trust: Trust{Keys: []VerifyingKey{signer}, Expect: strings.TrimSpace(string(read(t, "testdata/statement.digest")))}, Policy: policy}
	m := newMem()
	v, err := Open(t.Context(), os.DirFS("testdata/bundle"), memFolder{m}, ids, o)
	if err != nil || !v.Proved || len(v.Custody) != 2 || !v.Custody[1].Proved || v.Seal == nil || !v.Seal.Proved {
		t.Fatal(err, v)
	}
	opened := os.DirFS("testdata/opened")
	n := 0
	for name, f := range m.fs {
		want, err := fs.ReadFile(opened, name)
		if err != nil || !bytes.Equal(want, f.Data) {
			t.Errorf("%s differs from the vector: %v", name, err)
		}
		n++
	}
	for _, err := range walk(opened, ".", Portable) {
		if n--; err != nil {
			t.Fatal(err)
		}
	}
	if n != 0 {
		t.Errorf("%d files more or less than the vector", n)
	}
	if v, err := CheckFolder(t.Context(), opened, o); err != nil || !v.Proved {
		t.Fatal(err, v.Findings)
	}
	sealsTheSame(t, m.fs)
}

// sealsTheSame seals the exhibits again: everything that age does not draw itself
// comes out the same.
func sealsTheSame(t *testing.T, want fstest.MapFS) {
	var history []Held
	for n := range 2 {
		opening, proof := HistoryName(n + 1)
		history = append(history, Held{want[opening].Data, want[proof].Data})
	}
	k := sealVectors(t, history)
	st, _, err := ParseSeal(t.Context(), want[SealName].Data)
	if err != nil || !reflect.DeepEqual(st.Predicate, k.st.Predicate) {
		t.Errorf("the statement comes out as %+v, not %+v: %v", k.st.Predicate, st.Predicate, err)
	}
}

var vectorSource = fstest.MapFS{
	"letter.txt":           {Data: []byte("An exhibit.\n")},
	"empty":                {},
	"证据/聊天: 1.txt":         {Data: []byte("made portable\n")},
	"Cafe\u0301/image.bin": {Data: bytes.Repeat([]byte("0123456789abcdef"), 10_000)},
}

func sealVectors(t *testing.T, history []Held) *kit {
	t.Helper()
	random := new(fixed)
	key, err := NewSigningKey(random)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := ParseIdentities(read(t, "testdata/reader.key"), nil)
	if err != nil {
		t.Fatal(err)
	}
	reader := strings.TrimSpace(string(read(t, "testdata/reader.pub")))
	m := newMem()
	o := SealOptions{Exhibits: exhibits(vectorSource), Recipients: []string{reader}, Signer: key, SignerName: "Test Authority", Reference: "vector 1",
		Time: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Random: random, PartSize: minPartSize, SHA512: true,
		History: history, Proofs: []string{ProofLog}}
	made, err := Seal(t.Context(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	return &kit{bundle: m.fs, key: key, ids: ids, st: made.Statement, digest: made.Digest, o: o}
}

func writeVectors(t *testing.T) {
	if _, err := os.Stat("testdata/reader.key"); errors.Is(err, fs.ErrNotExist) {
		file, public, err := NewIdentity(false, "")
		if err != nil {
			t.Fatal(err)
		}
		write(t, "testdata/reader.key", file)
		write(t, "testdata/reader.pub", []byte(public+"\n"))
	}
	b := newBook(t)
	letter := sha256.Sum256(vectorSource["letter.txt"].Data)
	k := sealVectors(t, []Held{b.note(custody.Collected, letter), b.note(custody.Copied, letter)})
	k.attach(t, b)
	write(t, "testdata/policy", []byte("log "+b.verifier+"\nquorum none\n"))
	write(t, "testdata/signer.pub", []byte(k.key.Public().String()+"\n"))
	write(t, "testdata/statement.digest", []byte(k.digest+"\n"))
	m := newMem()
	if v, err := Open(t.Context(), k.bundle, memFolder{m}, k.ids, CheckOptions{}); err != nil || !v.Whole {
		t.Fatal(err, v)
	}
	for dir, files := range map[string]fstest.MapFS{"testdata/bundle": k.bundle, "testdata/opened": m.fs} {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for name, f := range files {
			write(t, filepath.Join(dir, filepath.FromSlash(name)), f.Data)
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestVectorsOfNames(t *testing.T) {
	var list []struct {
		Name, Key, Portable string
		OK                  bool
	}
	if err := json.Unmarshal(read(t, "testdata/names.json"), &list); err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if err := CheckName(c.Name); (err == nil) != c.OK {
			t.Errorf("%+q: %v", c.Name, err)
		}
		if got := Portable(c.Name); got != c.Portable {
			t.Errorf("%+q: portable is %+q, want %+q", c.Name, got, c.Portable)
		}
		if got := sortKey(c.Name); c.OK && got != c.Key {
			t.Errorf("%+q: key is %+q, want %+q", c.Name, got, c.Key)
		}
	}
}

// The running root is that of another implementation of RFC 6962, at every size.
func TestTreeAgainstTlog(t *testing.T) {
	var mine tree
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for i, n := range at {
			out[i] = stored[n]
		}
		return out, nil
	})
	for n := range int64(300) {
		want, err := tlog.TreeHash(n, reader)
		if err != nil || mine.root() != want {
			t.Fatalf("%d leaves: %x, want %x (%v)", n, mine.root(), want, err)
		}
		leaf := []byte{byte(n), byte(n >> 8)}
		hashes, err := tlog.StoredHashes(n, leaf, reader)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, hashes...)
		mine.add(leaf)
	}
}

// The test kit of age, through our way of unsealing: what must fail does, and
// nothing that fails late is taken for whole.
func TestKitOfAge(t *testing.T) {
	entries, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil || len(entries) < 100 {
		t.Fatal(err, len(entries))
	}
	tried := 0
	for _, e := range entries {
		data, err := fs.ReadFile(agetest.Vectors, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(data), "\n\n")
		var want string
		var ids []string
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			switch key {
			case "expect":
				want = value
			case "identity":
				ids = append(ids, value)
			case "passphrase", "armored", "compressed":
				want = ""
			}
		}
		if want == "" || len(ids) == 0 || strings.Contains(head, "armored:") || strings.Contains(head, "compressed:") || strings.Contains(head, "passphrase:") {
			continue
		}
		who, err := ParseIdentities([]byte(strings.Join(ids, "\n")), nil)
		if err != nil {
			continue // keys that age itself refuses
		}
		tried++
		nowhere := newAhead(io.Discard)
		err = (&unsealer{inspection: &inspection{ctx: t.Context()}, ids: who}).decrypt(strings.NewReader(body), nowhere.pipe)
		_ = nowhere.Close()
		if (err == nil) != (want == "success") {
			t.Errorf("%s: %v, want %s", e.Name(), err, want)
		}
	}
	if tried < 50 {
		t.Errorf("only %d vectors were tried", tried)
	}
}
