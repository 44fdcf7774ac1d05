package euevidence

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const opened = "../../evidence/testdata/opened"

func filesOf(t *testing.T, dir fs.FS) []File {
	t.Helper()
	files, err := Files(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sample is a manifest that is right.
func sample(t *testing.T) Manifest {
	t.Helper()
	return Manifest{Sender: "Provider X, legal representative", Recipient: "Staatsanwaltschaft Y", Order: "EPOC 17/2026",
		At: "2026-11-23T12:00:00Z", Means: "https://files.provider.example/17", AvailableUntil: "2026-12-23", Files: filesOf(t, os.DirFS(opened))}
}

// The program sha512sum says the same of every exhibit, both when the bundle has
// a manifest with SHA-512 and when it has none.
func TestFilesHaveTheDigestsOfSha512sum(t *testing.T) {
	without := fstest.MapFS{}
	if err := fs.WalkDir(os.DirFS(opened), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && p != sums {
			var data []byte
			data, err = os.ReadFile(filepath.Join(opened, p))
			without[p] = &fstest.MapFile{Data: data}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	with := filesOf(t, os.DirFS(opened))
	if got := filesOf(t, without); len(got) != 4 || !slices.EqualFunc(got, with, func(a, b File) bool {
		return a.Name == b.Name && a.Size == b.Size && slices.Equal(a.Digests, b.Digests)
	}) {
		t.Errorf("%+v\n%+v", got, with)
	}
	for _, f := range with {
		out, err := exec.CommandContext(t.Context(), "sha512sum", filepath.Join(opened, "data", f.Name)).Output()
		if err != nil {
			t.Fatalf("sha512sum of coreutils is needed: %v", err)
		}
		if want, _, _ := strings.Cut(string(out), " "); f.Digests[0] != (Digest{"SHA-512", strings.TrimPrefix(want, `\`)}) {
			t.Errorf("%s: %v, want %s", f.Name, f.Digests[0], want)
		}
	}
}

func TestFilesRefusesWhatIsNotAsRecorded(t *testing.T) {
	records, err := os.ReadFile(opened + "/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	digest := strings.Repeat("0", 128)
	for name, dir := range map[string]fstest.MapFS{
		"changed":    {"records.jsonl": {Data: records}, "data/Café/image.bin": {Data: []byte("x")}},
		"missing":    {"records.jsonl": {Data: records}},
		"not listed": {"records.jsonl": {Data: records}, sums: {Data: []byte(digest + "  data/other\n")}},
		"twice":      {"records.jsonl": {Data: records}, sums: {Data: []byte(strings.Repeat(digest+"  data/a\n", 2))}},
		"no form":    {"records.jsonl": {Data: records}, sums: {Data: []byte("x\n")}},
		"no bundle":  {},
		"no record":  {"records.jsonl": {Data: []byte("{}\n")}},
	} {
		if got, err := Files(t.Context(), dir); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ at, until, extension, wrong string }{
		{"2026-11-23T12:00:00Z", "2026-12-03", "", ""},
		{"2026-11-23T23:59:59Z", "2026-12-03", "", ""},
		{"2026-11-23T12:00:00Z", "2026-12-02", "", "at least 10: until 2026-12-03"},
		{"2026-11-23T12:00:00Z", "2027-01-07", "", ""},
		{"2026-11-23T12:00:00Z", "2027-01-08", "", "at most 45, until 2027-01-07"},
		{"2026-11-23T12:00:00Z", "2027-01-08", "letter of 20 November", ""},
		{"2026-11-23T12:00:00Z", "2026-12-02", "letter of 20 November", "at least 10"},
		{"2026-11-23T12:00:00Z", "2026-12-03", "letter of 20 November", "needs no extension"},
		{"2026-11-23T12:00:00Z", "2026-13-03", "", "no date"},
		{"2026-11-23T12:00:00Z", "", "letter", "say available_until too"},
		{"2026-11-23T13:00:00+01:00", "2026-12-03", "", "no time in UTC"},
		{"2028-02-20T00:00:00Z", "2028-03-01", "", ""}, // a leap year: nine days of February, one of March
	} {
		m := sample(t)
		m.At, m.AvailableUntil, m.Extension = c.at, c.until, c.extension
		if _, err := New(m); c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%v: %v", c, err)
		}
	}
}

func TestThreshold(t *testing.T) {
	for octets, want := range map[int64]Weight{0: Carried, 25_600_000: Carried, 25_600_001: Unclear, 26_214_400: Unclear, 26_214_401: TooLarge} {
		if got := Weigh(octets); got != want || (got.Advice() == "") != (got == TooLarge) {
			t.Errorf("%d: %s, want %s; %q", octets, got, want, got.Advice())
		}
	}
}

// The JSON has the fields of the regulation and its own form, and no others.
func TestJSONHasTheFieldsAndNoOthers(t *testing.T) {
	m, err := New(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	text, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"at", "available_until", "files", "format", "means", "order", "recipient", "sender"}
	if keys := slices.Sorted(maps.Keys(got)); !slices.Equal(keys, want) {
		t.Errorf("%v, want %v", keys, want)
	}
	vector, err := os.ReadFile("testdata/manifest.json")
	if err != nil || !bytes.Equal(vector, text) {
		t.Errorf("testdata/manifest.json differs: %v\n%s", err, text)
	}
}

func TestEachFieldIsNeeded(t *testing.T) {
	for name, spoil := range map[string]func(*Manifest){
		"sender":    func(m *Manifest) { m.Sender = "" },
		"recipient": func(m *Manifest) { m.Recipient = "a\nb" },
		"order":     func(m *Manifest) { m.Order = "" },
		"means":     func(m *Manifest) { m.Means = "\xff" },
		"at":        func(m *Manifest) { m.At = "" },
		"files":     func(m *Manifest) { m.Files = nil },
		"files[0]":  func(m *Manifest) { m.Files = []File{{Name: "a", Digests: []Digest{{"MD5", strings.Repeat("0", 32)}}}} },
	} {
		m := sample(t)
		spoil(&m)
		if _, err := New(m); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is printed says all, and lets no name act on the page.
func TestPrint(t *testing.T) {
	s := sample(t)
	s.Sender = `<script>alert("x")</script>`
	m, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	html, err := m.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(html), "<script>") || !strings.Contains(string(html), "&lt;script&gt;") {
		t.Error("a name is markup")
	}
	for _, page := range []string{string(html), string(m.Text())} {
		for _, want := range []string{m.Recipient, m.Order, m.At, m.Means, m.AvailableUntil, "160026", "Café/image.bin", m.Files[0].Digests[0].Value, "no syntax"} {
			if !strings.Contains(strings.ReplaceAll(page, "\n", " "), want) {
				t.Errorf("%s is not in\n%s", want, page)
			}
		}
	}
	s.AvailableUntil = ""
	if m, err = New(s); err != nil || !strings.Contains(string(m.Text()), "\nSent: ") {
		t.Error(err)
	}
}

// A list of digests from a stranger is read or refused, and nothing it holds is more than it says.
func FuzzParseSums(f *testing.F) {
	f.Add([]byte(strings.Repeat("0", 128) + "  data/a\n"))
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := parseSums(bytes.NewReader(data))
		if err != nil {
			return
		}
		for name, digest := range got {
			if !bytes.Contains(data, []byte(digest+"  data/"+name)) {
				t.Errorf("%q %q", name, digest)
			}
		}
	})
}
