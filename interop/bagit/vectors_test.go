package bagit

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// vector is a bag of testdata/bags.json; testdata/make.py says what the fields are.
type vector struct {
	Name, Why       string
	Complete, Valid bool
	Codes, Warnings []string
	Files           map[string]json.RawMessage
}

func vectors(t testing.TB) []vector {
	data, err := os.ReadFile("testdata/bags.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []vector
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func (v *vector) fs(t testing.TB) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range v.Files {
		var plain string
		var other struct {
			Base64 []byte
			Link   string
		}
		switch {
		case bytes.HasPrefix(text, []byte(`"`)):
			if err := json.Unmarshal(text, &plain); err != nil {
				t.Fatal(err)
			}
			out[name] = &fstest.MapFile{Data: []byte(plain), Mode: 0o644}
		case json.Unmarshal(text, &other) != nil:
			t.Fatalf("%s: %s", name, text)
		case other.Link != "":
			out[name] = &fstest.MapFile{Data: []byte(other.Link), Mode: fs.ModeSymlink | 0o777}
		default:
			out[name] = &fstest.MapFile{Data: other.Base64, Mode: 0o644}
		}
	}
	return out
}

// Every bag of the vectors comes out as they say, code by code.
func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			r, err := Check(t.Context(), v.fs(t), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Valid != v.Valid || r.Complete != v.Complete {
				t.Errorf("valid %v, complete %v; want %v, %v (%s)", r.Valid, r.Complete, v.Valid, v.Complete, v.Why)
			}
			if got := codes(r.Findings); !slices.Equal(got, v.Codes) {
				t.Errorf("findings %v, want %v: %v", got, v.Codes, r.Findings)
			}
			warned := codes(r.Warnings)
			for _, w := range v.Warnings {
				if !slices.Contains(warned, w) {
					t.Errorf("no warning %q: %v", w, r.Warnings)
				}
			}
			if len(v.Warnings) == 0 && len(warned) > 0 && r.Valid {
				t.Errorf("warned of %v", r.Warnings)
			}
		})
	}
}

// Whatever is changed in a bag that is valid, it is valid no more, or what was
// changed is a tag file that nothing lists.
func TestEveryChangeShows(t *testing.T) {
	for _, v := range vectors(t) {
		if !v.Valid {
			continue
		}
		for name := range v.fs(t) {
			if !strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, "manifest-") {
				continue
			}
			for what, change := range map[string]func(fstest.MapFS){
				"changed": func(dir fstest.MapFS) { dir[name].Data = append(dir[name].Data, '!') },
				"removed": func(dir fstest.MapFS) { delete(dir, name) },
				"linked":  func(dir fstest.MapFS) { dir[name].Mode |= fs.ModeSymlink },
				"doubled": func(dir fstest.MapFS) { dir["data/"+name+"~"] = dir[name] },
			} {
				dir := v.fs(t)
				change(dir)
				r, err := Check(t.Context(), dir, Options{})
				if err != nil || r.Valid {
					t.Errorf("%s: %s was %s: %v %+v", v.Name, name, what, err, r)
				}
			}
		}
	}
}

func codes(list []Finding) []string {
	out := []string{}
	for _, f := range list {
		out = append(out, f.Code)
	}
	slices.Sort(out)
	return out
}
