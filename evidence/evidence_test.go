package evidence

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// mem is a store and a folder in memory.
type mem struct{ fs fstest.MapFS }

type memFile struct {
	bytes.Buffer
	name string
	m    *mem
}

func newMem() *mem { return &mem{fstest.MapFS{}} }

func (m *mem) Create(name string) (File, error) {
	if m.fs[name] != nil {
		return nil, fs.ErrExist
	}
	return &memFile{name: name, m: m}, nil
}

func (f *memFile) Commit() error {
	f.m.fs[f.name] = &fstest.MapFile{Data: bytes.Clone(f.Bytes()), Mode: 0o644}
	return nil
}
func (f *memFile) Abort()       {}
func (f *memFile) Close() error { return f.Commit() }

type memFolder struct{ *mem }

func (m memFolder) Create(name string) (io.WriteCloser, error) {
	f, err := m.mem.Create(name)
	if err != nil {
		return nil, err
	}
	return f.(*memFile), nil
}

// clone makes a copy to change.
func clone(m fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for n, f := range m {
		out[n] = &fstest.MapFile{Data: bytes.Clone(f.Data), Mode: f.Mode}
	}
	return out
}

func exhibits(files fstest.MapFS) iter.Seq2[Exhibit, error] {
	return func(yield func(Exhibit, error) bool) {
		for f, err := range Walk(files) {
			e := Exhibit{Name: f.Name, Size: f.Size, Origin: "server 4", Basis: "order 17/2026", Collector: "Unit 5",
				Collected: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC),
				Open:      func() (io.ReadCloser, error) { return files.Open(f.Path) }}
			if f.Path != f.Name {
				e.Original = f.Path
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// kit is one sealed bundle and who made it and may read it.
type kit struct {
	bundle fstest.MapFS
	key    *SigningKey
	ids    Identities
	st     *Statement
	digest string
	o      SealOptions
}

func (k *kit) trust() CheckOptions {
	return CheckOptions{Trust: Trust{Keys: []VerifyingKey{k.key.Public()}}}
}

var sample = fstest.MapFS{
	"a.txt":             {Data: []byte("first\n")},
	"mail/inbox.mbox":   {Data: []byte(strings.Repeat("From x\n", 300))},
	"mail/empty":        {},
	"фото/снимок.jpg":   {Data: []byte("jpg")},
	"مجلد/ملف.txt":      {Data: []byte("نص")},
	"证据/聊天记录.json":      {Data: []byte("{}")},
	"Cafe\u0301: 1.txt": {Data: []byte("decomposed, and a colon")},
}

func sealed(t testing.TB, files fstest.MapFS, change func(*SealOptions)) *kit {
	t.Helper()
	k := &kit{}
	var err error
	if k.key, err = NewSigningKey(rand.Reader); err != nil {
		t.Fatal(err)
	}
	file, recipient, err := NewIdentity(true, "")
	if err != nil {
		t.Fatal(err)
	}
	if k.ids, err = ParseIdentities(file, nil); err != nil {
		t.Fatal(err)
	}
	k.o = SealOptions{Exhibits: exhibits(files), Recipients: []string{recipient}, Signer: k.key, SignerName: "Authority X",
		Reference: "case 9", Time: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Random: rand.Reader}
	if change != nil {
		change(&k.o)
	}
	m := newMem()
	made, err := Seal(t.Context(), m, k.o)
	if err != nil {
		t.Fatal(err)
	}
	k.st, k.digest = made.Statement, made.Digest
	k.bundle = m.fs
	return k
}

func (k *kit) open(t testing.TB, bundle fs.FS) (*Verdict, fstest.MapFS) {
	t.Helper()
	m := newMem()
	v, err := Open(t.Context(), bundle, memFolder{m}, k.ids, k.trust())
	if err != nil {
		t.Fatal(err)
	}
	return v, m.fs
}

func big(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

func TestSealOpenAndCheckAgain(t *testing.T) {
	files := maps.Clone(sample)
	files["disk.img"] = &fstest.MapFile{Data: big(700_000)}
	for _, sha512 := range []bool{false, true} {
		k := sealed(t, files, func(o *SealOptions) { o.PartSize, o.SHA512 = minPartSize, sha512 })
		v, err := Verify(t.Context(), k.bundle, k.trust())
		if err != nil || !v.Proved || v.Depth != DepthSealed {
			t.Fatal(err, v.Findings)
		}
		v, out := k.open(t, k.bundle)
		if !v.Proved || v.Exhibits != int64(len(files)) || v.Parts < 6 {
			t.Fatal(v.Findings, v.Exhibits, v.Parts)
		}
		if !bytes.Equal(out["data/disk.img"].Data, files["disk.img"].Data) {
			t.Fatal("the content came out different")
		}
		if out["data/Caf\u00e9_ 1.txt"] == nil || !bytes.Contains(out[recordsName].Data, []byte("\"original\":\"Cafe\u0301: 1.txt\"")) {
			t.Fatal("the name was not made portable and kept")
		}
		v, err = CheckFolder(t.Context(), out, k.trust())
		if err != nil || !v.Proved {
			t.Fatal(err, v.Findings)
		}
		for n, f := range k.bundle {
			if len(f.Data) > minPartSize && n != SealName {
				t.Errorf("%s has %d bytes", n, len(f.Data))
			}
		}
	}
}

func TestNoExhibits(t *testing.T) {
	k := sealed(t, fstest.MapFS{}, nil)
	v, out := k.open(t, k.bundle)
	if !v.Proved {
		t.Fatal(v.Findings)
	}
	if v, err := CheckFolder(t.Context(), out, k.trust()); err != nil || !v.Proved {
		t.Fatal(err, v.Findings)
	}
}

func TestTrust(t *testing.T) {
	k := sealed(t, sample, nil)
	other, _ := NewSigningKey(rand.Reader)
	for name, c := range map[string]struct {
		trust Trust
		want  string
	}{
		"nobody":         {Trust{}, "whole"},
		"signer":         {Trust{Keys: []VerifyingKey{other.Public(), k.key.Public()}}, "proved"},
		"other signer":   {Trust{Keys: []VerifyingKey{other.Public()}}, "wrong"},
		"digest":         {Trust{Expect: k.digest}, "proved"},
		"id alone":       {Trust{Expect: k.st.Predicate.Bundle}, "whole"},
		"id and signer":  {Trust{Expect: k.st.Predicate.Bundle, Keys: []VerifyingKey{k.key.Public()}}, "proved"},
		"other id":       {Trust{Expect: strings.Repeat("0", 32), Keys: []VerifyingKey{k.key.Public()}}, "wrong"},
		"other digest":   {Trust{Expect: "sha256:" + strings.Repeat("0", 64)}, "wrong"},
		"no expectation": {Trust{Expect: "x"}, "error"},
	} {
		v, err := Verify(t.Context(), k.bundle, CheckOptions{Trust: c.trust})
		got := "error"
		switch {
		case err != nil:
		case v.Proved:
			got = "proved"
		case v.Whole:
			got = "whole"
		default:
			got = "wrong"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestOtherIdentity(t *testing.T) {
	k := sealed(t, sample, nil)
	file, _, _ := NewIdentity(false, "")
	ids, err := ParseIdentities(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), k.bundle, nil, ids, k.trust()); !errors.Is(err, ErrNoReader) {
		t.Fatal(err)
	}
}

func TestHybridIsNotMixed(t *testing.T) {
	file, hybrid, _ := NewIdentity(false, "")
	k := sealed(t, sample, func(o *SealOptions) { o.Recipients = []string{hybrid} })
	k.ids, _ = ParseIdentities(file, nil)
	if v, _ := k.open(t, k.bundle); !v.Proved {
		t.Fatal(v.Findings)
	}
	_, classic, _ := NewIdentity(true, "")
	k.o.Recipients = []string{hybrid, classic}
	if _, err := Seal(t.Context(), newMem(), k.o); err == nil || !strings.Contains(err.Error(), "cannot share a bundle") {
		t.Fatal(err)
	}
}

func TestResume(t *testing.T) {
	files := fstest.MapFS{"disk": {Data: big(900_000)}, "z": {Data: []byte("z")}}
	m := newMem()
	var state State
	stop := errors.New("power")
	k := sealed(t, files, func(o *SealOptions) { o.PartSize = minPartSize })
	o := k.o
	o.Checkpoint = func(s State) error {
		if state = s; len(s.Parts) == 3 {
			return stop
		}
		return nil
	}
	if _, err := Seal(t.Context(), m, o); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", state, state, state), state.Seed) {
		t.Fatal("the state prints its secret")
	}
	o.Checkpoint, o.Resume = nil, &state
	first := m.fs[PartName(1)]
	if _, err := Seal(t.Context(), m, o); err != nil {
		t.Fatal(err)
	}
	if m.fs[PartName(1)] != first {
		t.Fatal("a finished part was written again")
	}
	if v, _ := k.open(t, m.fs); !v.Proved {
		t.Fatal(v.Findings)
	}
	files["disk"].Data[1000]++
	delete(m.fs, SealName)
	delete(m.fs, PartsName)
	if _, err := Seal(t.Context(), m, o); err == nil || !strings.Contains(err.Error(), "changed since") {
		t.Fatal(err)
	}
}

func TestSourceThatChanges(t *testing.T) {
	for name, size := range map[string]int64{"grew": 3, "shrank": 9} {
		k := sealed(t, sample, nil)
		k.o.Exhibits = func(yield func(Exhibit, error) bool) {
			yield(Exhibit{Name: "x", Size: size, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("12345")), nil }}, nil)
		}
		m := newMem()
		if _, err := Seal(t.Context(), m, k.o); err == nil || m.fs[SealName] != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
