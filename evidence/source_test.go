package evidence

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// disclose hands some exhibits of an opened bundle on, sealed by another.
func disclose(t *testing.T, out fstest.MapFS, disclosed, closed []string, more ...Exhibit) *kit {
	t.Helper()
	s, open, _, err := TakeFrom(out, disclosed, closed)
	if err != nil {
		t.Fatal(err)
	}
	return sealed(t, fstest.MapFS{}, func(o *SealOptions) {
		o.Source = s
		o.Exhibits = func(yield func(Exhibit, error) bool) {
			for _, r := range open {
				e := Exhibit{Name: r.Name, Size: r.Size, Origin: r.Origin, Basis: r.Basis, Collector: r.Collector,
					Open: func() (io.ReadCloser, error) { return out.Open(dataFolder + r.Name) }}
				if !yield(e, nil) {
					return
				}
			}
			for _, e := range more {
				if !yield(e, nil) {
					return
				}
			}
		}
	})
}

func text(name, s string, d *Derived) Exhibit {
	return Exhibit{Name: name, Size: int64(len(s)), Derived: d, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

// everything is all bytes that a reader of the bundle has.
func everything(t *testing.T, k *kit) []byte {
	t.Helper()
	v, out := k.open(t, k.bundle)
	if !v.Proved {
		t.Fatal(v.Findings)
	}
	var b bytes.Buffer
	for name, f := range out {
		b.WriteString(name)
		b.Write(f.Data)
	}
	return b.Bytes()
}

func TestDisclosingSomeExhibits(t *testing.T) {
	k := sealed(t, sample, nil)
	_, out := k.open(t, k.bundle)
	d := disclose(t, out, []string{"a.txt", "证据/聊天记录.json"}, nil)
	v, given := d.open(t, d.bundle)
	if s := v.Source; !v.Proved || s == nil || s.Same != 2 || s.Disclosed != 2 || s.Included != 2 || s.Exhibits != int64(len(sample)) || s.Digest != k.digest || s.Vouched {
		t.Fatalf("%+v %+v", v, v.Source)
	}
	if !has(v.Proves, "source") || !has(v.NotProved, "source-signer") || !has(v.NotProved, "source-rest") || has(v.NotProved, "source-others") {
		t.Errorf("%v %v", v.Proves, v.NotProved)
	}
	o := d.trust()
	o.Trust.Keys = append(o.Trust.Keys, k.key.Public())
	if v, err := CheckFolder(t.Context(), given, o); err != nil || !v.Proved || !v.Source.Vouched || !has(v.Proves, "source-signer-named") {
		t.Errorf("%+v %v", v, err)
	}
	// Nothing of the others is there: no name, no digest, no salt, no size.
	all := everything(t, d)
	for line := range bytes.Lines(out[recordsName].Data) {
		r, err := ParseRecord(bytes.TrimSuffix(line, []byte("\n")))
		if err != nil {
			t.Fatal(err)
		}
		hidden := r.Name != "a.txt" && r.Name != "证据/聊天记录.json"
		for _, secret := range []string{r.Name, r.SHA256, r.Salt} {
			if bytes.Contains(all, []byte(secret)) == hidden {
				t.Errorf("%q, hidden %v: %q", r.Name, hidden, secret)
			}
		}
	}
}

// Two exhibits with the same bytes are two records, and both are disclosed.
func TestDisclosingEqualExhibits(t *testing.T) {
	k := sealed(t, fstest.MapFS{"a": {Data: []byte("same")}, "b": {Data: []byte("same")}, "c": {}}, nil)
	_, out := k.open(t, k.bundle)
	d := disclose(t, out, []string{"a", "b"}, nil)
	if v, _ := d.open(t, d.bundle); !v.Proved || v.Source.Same != 2 || v.Source.Included != 2 {
		t.Errorf("%+v %+v", v, v.Source)
	}
}

func TestDerivedExhibits(t *testing.T) {
	k := sealed(t, sample, nil)
	_, out := k.open(t, k.bundle)
	_, _, shut, err := TakeFrom(out, nil, []string{"mail/inbox.mbox"})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := shut[0].LeafHash()
	if err != nil {
		t.Fatal(err)
	}
	d := disclose(t, out, nil, []string{"mail/inbox.mbox"}, text("redacted.mbox", "From █\n", &Derived{How: Redaction, Sources: []string{leaf}}))
	v, _ := d.open(t, d.bundle)
	if s := v.Source; !v.Proved || s == nil || s.Same != 0 || s.Included != 1 || s.Origins != 1 || s.Disclosed != 0 || !has(v.NotProved, "source-others") {
		t.Fatalf("%+v %+v", v, v.Source)
	}
	if all := everything(t, d); bytes.Contains(all, []byte("inbox")) || bytes.Contains(all, []byte(shut[0].SHA256)) || bytes.Contains(all, []byte(shut[0].Salt)) {
		t.Error("the source is given away")
	}
	alone := disclose(t, out, nil, []string{"a.txt"}, text("new", "x", nil))
	v, _ = alone.open(t, alone.bundle)
	found(t, "a leaf that nothing needs", v, inclusionName)
}

func TestSourceThatDoesNotFit(t *testing.T) {
	k, other := sealed(t, sample, nil), sealed(t, sample, nil)
	_, out := k.open(t, k.bundle)
	_, foreign := other.open(t, other.bundle)
	if _, _, _, err := TakeFrom(out, []string{"a.txt", "none"}, nil); err == nil || !strings.Contains(err.Error(), `no exhibit has the name "none"`) {
		t.Error(err)
	}
	for what, change := range map[string]func(s, f *Source){
		"the seal of another set":   func(s, f *Source) { s.Beside = f.Beside },
		"a record of another set":   func(s, f *Source) { s.Records = f.Records },
		"a leaf of another set":     func(s, f *Source) { s.Included = f.Included },
		"another place":             func(s, _ *Source) { s.Included[0].Index++ },
		"a shorter path":            func(s, _ *Source) { s.Included[0].Path = s.Included[0].Path[1:] },
		"no seal":                   func(s, _ *Source) { s.Beside = nil },
		"a leaf twice":              func(s, _ *Source) { s.Included = append(s.Included, s.Included[0]) },
		"a file that nobody signed": func(s, _ *Source) { s.Beside = append(s.Beside, SourceFile{OpeningName, []byte("x")}) },
	} {
		s, open, _, err := TakeFrom(out, []string{"a.txt"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		f, _, _, err := TakeFrom(foreign, []string{"a.txt"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		change(s, f)
		d := sealed(t, fstest.MapFS{"a.txt": out[dataFolder+open[0].Name]}, func(o *SealOptions) { o.Source = s })
		v, _ := d.open(t, d.bundle)
		found(t, what, v, sourceFolder)
	}
}

func TestEveryByteOfASource(t *testing.T) {
	k, _ := logged(t)
	_, out := k.open(t, k.bundle)
	d := disclose(t, out, []string{"a.txt"}, nil)
	_, given := d.open(t, d.bundle)
	n := 0
	for name, f := range given {
		if !strings.HasPrefix(name, sourceFolder) {
			continue
		}
		for i := range f.Data {
			f.Data[i] ^= 1 << (i % 8)
			found(t, name, d.check(t, given), name)
			f.Data[i] ^= 1 << (i % 8)
		}
		n++
	}
	if n != 6 || !d.check(t, given).Proved {
		t.Errorf("%d files of a source", n)
	}
}

func FuzzSource(f *testing.F) {
	k := sealed(f, small, nil)
	m := newMem()
	if _, err := Open(f.Context(), k.bundle, memFolder{m}, k.ids, k.trust()); err != nil {
		f.Fatal(err)
	}
	s, _, _, err := TakeFrom(fs.FS(m.fs), []string{"a.txt"}, nil)
	if err != nil {
		f.Fatal(err)
	}
	files, err := s.files()
	if err != nil {
		f.Fatal(err)
	}
	byName := map[string][]byte{}
	for _, x := range files {
		byName[x.Name] = x.Data
	}
	f.Add(byName[inclusionName], byName[recordsName])
	f.Fuzz(func(t *testing.T, included, records []byte) {
		v := &Verdict{}
		c := newChecker(inspect3(t), v, nowhere{})
		c.source = source{leaves: map[string]bool{}, opened: map[string][]string{}, origins: map[string]bool{}, files: map[string][]byte{
			SealName: byName[SealName], inclusionName: included, recordsName: records}}
		c.readSource()
		if v.whole() && c.source.told.Included > 0 && !bytes.Contains(included, []byte(s.Included[0].Leaf)) {
			leaf2 := sha2(t, m.fs)
			if !bytes.Contains(included, []byte(leaf2)) {
				t.Fatalf("a leaf that is not in the set: %q", included)
			}
		}
	})
}

// sha2 is the leaf hash of the second record.
func sha2(t *testing.T, dir fs.FS) string {
	_, _, shut, err := TakeFrom(dir, nil, []string{"b/é.txt"})
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := shut[0].LeafHash()
	if err != nil {
		t.Fatal(err)
	}
	return leaf
}
