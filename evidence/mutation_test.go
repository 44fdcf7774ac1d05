package evidence

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a bundle of a few kilobytes, so that every byte can be changed.
var small = fstest.MapFS{"a.txt": {Data: []byte("first\n")}, "b/é.txt": {Data: []byte("second\n")}}

// found says whether a check found something, and at a place that it should name.
func found(t *testing.T, what string, v *Verdict, where ...string) {
	t.Helper()
	if v.Proved || v.Whole {
		t.Fatalf("%s: it verifies", what)
	}
	for _, f := range v.Findings {
		for _, w := range where {
			if strings.Contains(f.String(), w) {
				return
			}
		}
	}
	t.Fatalf("%s: the findings name none of %q: %v", what, where, v.Findings)
}

func (k *kit) verify(t *testing.T, bundle fstest.MapFS) *Verdict {
	t.Helper()
	v, err := Verify(t.Context(), bundle, k.trust())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (k *kit) check(t *testing.T, dir fstest.MapFS) *Verdict {
	t.Helper()
	v, err := CheckFolder(t.Context(), dir, k.trust())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestEveryByteOfASealedBundle(t *testing.T) {
	t.Parallel()
	k := sealed(t, small, nil)
	m := clone(k.bundle)
	for name, f := range m {
		for i := range f.Data {
			old := f.Data[i]
			f.Data[i] ^= 1 << (i % 8)
			found(t, name, k.verify(t, m), name)
			if i%11 == 0 {
				v, _ := k.open(t, m)
				found(t, name, v, name)
			}
			f.Data[i] = old
		}
	}
	if !k.verify(t, m).Proved {
		t.Fatal("the copy was not restored")
	}
}

func TestEveryByteOfAnOpenedBundle(t *testing.T) {
	t.Parallel()
	k := sealed(t, small, func(o *SealOptions) { o.SHA512 = true })
	_, out := k.open(t, k.bundle)
	for name, f := range out {
		for i := range f.Data {
			old := f.Data[i]
			f.Data[i] ^= 1 << (i % 8)
			found(t, name, k.check(t, out), name)
			f.Data[i] = old
		}
		whole := f.Data
		for i := 0; i < len(whole); i += 1 + len(whole)/300 {
			f.Data = whole[:i]
			found(t, name, k.check(t, out), name)
		}
		f.Data = append(slices.Clone(whole), '\n')
		found(t, name, k.check(t, out), name)
		f.Data = whole
	}
	if !k.check(t, out).Proved {
		t.Fatal("the copy was not restored")
	}
}

func TestRandomBytesAndCutsOfALargerBundle(t *testing.T) {
	k := sealed(t, fstest.MapFS{"disk": {Data: big(600_000)}}, func(o *SealOptions) { o.PartSize = minPartSize })
	names := slices.Sorted(maps.Keys(k.bundle))
	for range 150 {
		m := clone(k.bundle)
		name := names[rand.IntN(len(names))]
		f := m[name]
		i := rand.IntN(len(f.Data))
		if rand.IntN(2) == 0 {
			f.Data[i] ^= byte(1 + rand.IntN(255))
		} else {
			f.Data = f.Data[:i]
		}
		found(t, name, k.verify(t, m), name)
		v, _ := k.open(t, m)
		found(t, name, v, name)
	}
}

func TestPartsMovedAround(t *testing.T) {
	k := sealed(t, fstest.MapFS{"disk": {Data: big(400_000)}}, func(o *SealOptions) { o.PartSize = minPartSize })
	other := sealed(t, small, nil)
	for what, change := range map[string]func(fstest.MapFS){
		"swapped":       func(m fstest.MapFS) { m[PartName(1)], m[PartName(2)] = m[PartName(2)], m[PartName(1)] },
		"dropped":       func(m fstest.MapFS) { delete(m, PartName(2)) },
		"doubled":       func(m fstest.MapFS) { m[PartName(2)] = m[PartName(1)] },
		"foreign":       func(m fstest.MapFS) { m[PartName(2)] = other.bundle[PartName(1)] },
		"added":         func(m fstest.MapFS) { m["part-00000002x.age"] = m[PartName(1)] },
		"longer":        func(m fstest.MapFS) { m[PartName(2)].Data = append(m[PartName(2)].Data, 0) },
		"foreign file":  func(m fstest.MapFS) { m["part-00000002.age.exe"] = m[PartName(1)] },
		"empty":         func(m fstest.MapFS) { m[PartName(2)].Data = nil },
		"cut at chunk":  func(m fstest.MapFS) { m[PartName(2)].Data = m[PartName(2)].Data[:200+16+chunkSize+chunkMore] },
		"cut to header": func(m fstest.MapFS) { m[PartName(2)].Data = m[PartName(2)].Data[:216] },
	} {
		m := clone(k.bundle)
		change(m)
		found(t, what, k.verify(t, m), "part-00000002")
		v, _ := k.open(t, m) // stops at the first that is wrong
		found(t, what, v, "part-00000002", "part-00000001")
	}
	m := clone(k.bundle)
	m[SealName] = other.bundle[SealName]
	found(t, "foreign seal", k.verify(t, m), SealName)
	delete(m, SealName)
	found(t, "no seal", k.verify(t, m), SealName)
}

func TestExhibitsMovedAround(t *testing.T) {
	k := sealed(t, sample, nil)
	_, out := k.open(t, k.bundle)
	move := func(from, to string) func(fstest.MapFS) {
		return func(m fstest.MapFS) { m[to] = m[from]; delete(m, from) }
	}
	for what, c := range map[string]struct {
		change func(fstest.MapFS)
		where  string
	}{
		"dropped":       {func(m fstest.MapFS) { delete(m, "data/a.txt") }, "data/a.txt"},
		"emptied":       {func(m fstest.MapFS) { m["data/a.txt"].Data = nil }, "data/a.txt"},
		"empty dropped": {func(m fstest.MapFS) { delete(m, "data/mail/empty") }, "data/mail/empty"},
		"added":         {func(m fstest.MapFS) { m["data/new.txt"] = &fstest.MapFile{} }, "new.txt"},
		"added empty":   {func(m fstest.MapFS) { m["data/zz/new"] = &fstest.MapFile{} }, "zz/new"},
		"renamed":       {move("data/a.txt", "data/b.txt"), "data/a.txt"},
		"other case":    {move("data/a.txt", "data/A.txt"), "data/a.txt"},
		"other NFC":     {move("data/Café_ 1.txt", "data/Cafe\u0301_ 1.txt"), "NFC"},
		"swapped":       {func(m fstest.MapFS) { m["data/a.txt"], m["data/mail/empty"] = m["data/mail/empty"], m["data/a.txt"] }, "data/a.txt"},
		"tag file":      {func(m fstest.MapFS) { m["fetch.txt"] = &fstest.MapFile{} }, "fetch.txt"},
		"no manifest":   {func(m fstest.MapFS) { delete(m, "manifest-sha256.txt") }, "manifest-sha256.txt"},
		"no records":    {func(m fstest.MapFS) { delete(m, recordsName) }, recordsName},
		"no readme":     {func(m fstest.MapFS) { delete(m, readmeName) }, readmeName},
		"link":          {func(m fstest.MapFS) { m["data/a.txt"].Mode |= 1 << 27 }, "a.txt"},
	} {
		m := clone(out)
		c.change(m)
		found(t, what, k.check(t, m), c.where)
	}
}

// A forger who rewrites records, manifest and tag manifest so that they agree
// cannot reach the signed root.
func TestConsistentForgery(t *testing.T) {
	k := sealed(t, small, nil)
	forged := sealed(t, fstest.MapFS{"a.txt": {Data: []byte("FIRST\n")}, "b/é.txt": {Data: []byte("second\n")}}, nil)
	_, out := k.open(t, k.bundle)
	_, other := forged.open(t, forged.bundle)
	m := clone(other)
	m[SealName] = out[SealName]
	v := k.check(t, m)
	found(t, "forgery", v, "the statement commits to")
	found(t, "forgery", v, "tagmanifest-sha256.txt")
	out["data/a.txt"] = other["data/a.txt"]
	found(t, "one exhibit", k.check(t, out), "data/a.txt")
}
