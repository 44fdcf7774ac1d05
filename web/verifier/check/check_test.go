package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/evidence"
)

const vectors = "../../../evidence/testdata/"

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(vectors + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// chosen is a folder as a browser gives it: a list of names and sizes.
func chosen(t *testing.T, dir string) fs.FS {
	t.Helper()
	var list []File
	root := os.DirFS(vectors + dir)
	err := fs.WalkDir(root, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		i, err := e.Info()
		list = append(list, File{p, i.Size()})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := Files(list, func(i int, p []byte, at int64) (int, error) {
		f, err := os.Open(filepath.Join(vectors, dir, list[i].Path))
		if err != nil {
			return 0, err
		}
		defer f.Close()
		n, err := f.ReadAt(p, at)
		if err == io.EOF {
			err = nil
		}
		return n, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// listener is a page that remembers.
type listener struct {
	done, total int64
	records     []evidence.Record
}

func (l *listener) Progress(done, total int64) { l.done, l.total = done, total }
func (l *listener) Records(list json.RawMessage) {
	var some []evidence.Record
	if err := json.Unmarshal(list, &some); err != nil {
		panic(err)
	}
	l.records = append(l.records, some...)
}

func TestEachDepthOfACheck(t *testing.T) {
	signer, key := read(t, "signer.pub"), read(t, "reader.key")
	for _, c := range []struct {
		name, dir string
		q         Request
		depth     evidence.Depth
		proved    bool
		records   int
	}{
		{"seal only", "bundle", Request{Expect: signer}, evidence.DepthSealed, true, 0},
		{"with a key", "bundle", Request{Expect: signer, Identity: key}, evidence.DepthOpened, true, 4},
		{"by the digest", "bundle", Request{Expect: read(t, "statement.digest")}, evidence.DepthSealed, true, 0},
		{"by the fingerprint", "bundle", Request{Expect: "sha256:56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c"}, evidence.DepthSealed, true, 0},
		{"by nothing", "bundle", Request{Identity: key}, evidence.DepthOpened, false, 4},
		{"with a policy", "bundle", Request{Expect: signer, Identity: key, Policy: "\r\n" + strings.ReplaceAll(read(t, "policy"), "\n", "\r\n")}, evidence.DepthOpened, true, 4},
		{"opened", "opened", Request{Expect: "# the office\n\n " + signer}, evidence.DepthFolder, true, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			var page listener
			a := Run(t.Context(), chosen(t, c.dir), c.q, &page)
			if a.Problem != nil {
				t.Fatal(a.Problem)
			}
			v := a.Verdict
			if !v.Whole || v.Proved != c.proved || v.Depth != c.depth {
				t.Errorf("whole %v, proved %v, depth %v; findings %v", v.Whole, v.Proved, v.Depth, v.Findings)
			}
			if page.done == 0 || page.done > page.total {
				t.Errorf("progress ended at %d of %d", page.done, page.total)
			}
			if logged := v.Seal != nil && v.Seal.Proved; logged != (c.q.Policy != "") {
				t.Errorf("the log of the seal counts: %v", logged)
			}
			if len(page.records) != c.records {
				t.Fatalf("%d records came to the page, want %d", len(page.records), c.records)
			}
			for _, r := range page.records {
				if r.Salt != "" || r.SHA256 == "" {
					t.Errorf("record of %s: salt %q, digest %q", r.Name, r.Salt, r.SHA256)
				}
			}
		})
	}
}

func TestWhatIsWrongIsInTheVerdict(t *testing.T) {
	other, err := evidence.NewSigningKey(strings.NewReader(strings.Repeat("x", 32)))
	if err != nil {
		t.Fatal(err)
	}
	a := Run(t.Context(), chosen(t, "bundle"), Request{Expect: other.Public().String()}, &listener{})
	if a.Verdict == nil || a.Verdict.Proved || len(a.Verdict.Findings) != 1 || a.Verdict.Findings[0].Code != "other-signer" {
		t.Errorf("the key of another: %+v", a)
	}
	a = Run(t.Context(), chosen(t, "bundle"), Request{Expect: strings.Repeat("0", 32)}, &listener{})
	if a.Verdict == nil || a.Verdict.Proved || len(a.Verdict.Findings) != 1 || a.Verdict.Findings[0].Code != "not-expected" {
		t.Errorf("the id of another: %+v", a)
	}
	a = Run(t.Context(), fstest.MapFS{}, Request{}, &listener{})
	if a.Verdict == nil || a.Verdict.Whole || a.Verdict.Findings[0].Code != "no-seal" {
		t.Errorf("an empty folder: %+v", a)
	}
}

func TestProblemsNameTheirField(t *testing.T) {
	file, _, err := evidence.NewIdentity(true, "right horse")
	if err != nil {
		t.Fatal(err)
	}
	stranger, _, err := evidence.NewIdentity(false, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		q     Request
		field Field
		code  string
	}{
		{Request{Expect: "ed25519:nonsense"}, FieldExpect, "expect"},
		{Request{Expect: strings.Repeat("0", 32) + "\n" + strings.Repeat("1", 32)}, FieldExpect, "expect-twice"},
		{Request{Identity: "AGE-SECRET-KEY-1NONSENSE"}, FieldIdentity, "identity"},
		{Request{Roots: "no certificate"}, FieldRoots, "roots"},
		{Request{Policy: "log nonsense"}, FieldPolicy, "policy"},
		{Request{Identity: string(file)}, FieldPassphrase, "need-passphrase"},
		{Request{Identity: string(file), Passphrase: "wrong"}, FieldIdentity, "passphrase"},
		{Request{Identity: string(stranger)}, FieldIdentity, "no-reader"},
	} {
		a := Run(t.Context(), chosen(t, "bundle"), c.q, &listener{})
		if a.Verdict != nil || a.Problem == nil || a.Problem.Field != c.field || a.Problem.Code != c.code {
			t.Errorf("%s: got %+v %v", c.code, a.Problem, a.Verdict)
			continue
		}
		if strings.Contains(a.Problem.Text, "SECRET") {
			t.Errorf("%s: the text holds of the key: %s", c.code, a.Problem.Text)
		}
	}
}

// TestBrokenReading: a disk that fails is not the fault of the bundle's signer,
// and is told as what it is.
func TestBrokenReading(t *testing.T) {
	fsys, err := Files([]File{{evidence.SealName, 10}}, func(int, []byte, int64) (int, error) { return 0, errors.New("the stick was pulled") })
	if err != nil {
		t.Fatal(err)
	}
	a := Run(t.Context(), fsys, Request{}, &listener{})
	told := ""
	if a.Problem != nil {
		told = a.Problem.Text
	} else {
		told = a.Verdict.Findings[0].What
	}
	if !strings.Contains(told, "the stick was pulled") {
		t.Errorf("told: %+v", a)
	}
}

func TestRecordsInPieces(t *testing.T) {
	text := read(t, "opened/records.jsonl")
	var long bytes.Buffer
	for long.Len() < 3*len(text)*batch {
		long.WriteString(text)
	}
	var page listener
	r := newRecords(&page)
	for b := long.Bytes(); len(b) > 0; {
		n := min(777, len(b))
		if _, err := r.Write(b[:n]); err != nil {
			t.Fatal(err)
		}
		b = b[n:]
	}
	r.flush()
	if want := strings.Count(long.String(), "\n"); len(page.records) != want {
		t.Errorf("%d records, want %d", len(page.records), want)
	}
	r = newRecords(&page)
	page.records = nil
	for range maxListed {
		_, _ = r.Write([]byte(text))
	}
	if len(page.records) != maxListed {
		t.Errorf("%d records are listed, at most %d should", len(page.records), maxListed)
	}
}
