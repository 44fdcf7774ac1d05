package evidence

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

const root = "0123456789abcdef0123456789abcdef"

type member struct {
	tar.Header
	data string
}

func file(name, data string) member {
	return member{*tarHeader(root+"/"+name, int64(len(data))), data}
}

func archive(t testing.TB, list ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range list {
		if err := w.WriteHeader(&m.Header); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, m.data)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (m member) with(change func(*tar.Header)) member {
	change(&m.Header)
	return m
}

// preamble is what stands before the exhibits.
func preamble(octets, exhibits int64) []member {
	i := info{id: root, date: "2026-11-23", octets: octets, exhibits: exhibits}
	return []member{file(readmeName, readme), file(infoName, i.text()), file(bagitName, bagitText)}
}

// inspect3 begins a check of a bundle of three exhibits.
func inspect3(t testing.TB) *inspection {
	return &inspection{ctx: t.Context(), st: &Statement{Predicate: Predicate{Bundle: root, Sealed: "2026-11-23T12:00:00Z",
		Bag: Bag{Digests: []string{"sha256"}}, Commitments: Commitments{Size: 3}}}}
}

// strict fails the test if it is asked for a name that should never come through.
type strict struct{ t *testing.T }

func (s strict) Create(name string) (io.WriteCloser, error) {
	if strings.Contains(name, "evil") {
		s.t.Errorf("asked to create %q", name)
	}
	return nowhere{}, nil
}

func TestHostileArchives(t *testing.T) {
	evil := file("data/evil", "x")
	header := func(change func(*tar.Header)) []member { return []member{evil.with(change)} }
	empty := func(h *tar.Header) { h.Size = 0 }
	for what, c := range map[string]struct {
		list []member
		want string
	}{
		"climbs":         {[]member{file("data/../../evil", "x")}, `".." lead`},
		"climbs out":     {header(func(h *tar.Header) { h.Name = "../evil" }), "not in the folder"},
		"absolute":       {header(func(h *tar.Header) { h.Name = "/etc/evil" }), "not in the folder"},
		"absolute below": {[]member{file("data//etc/evil", "x")}, "absolute"},
		"other root":     {header(func(h *tar.Header) { h.Name = "x/data/evil" }), "not in the folder"},
		"drive":          {[]member{file("data/C:evil", "x")}, `':'`},
		"backslash":      {[]member{file(`data/..\evil`, "x")}, `'\\'`},
		"device name":    {[]member{file("data/evil/CON.txt", "x")}, "device"},
		"trailing dot":   {[]member{file("data/evil.", "x")}, "dot"},
		"stream":         {[]member{file("data/evil.txt:hidden", "x")}, `':'`},
		"not NFC":        {[]member{file("data/evile\u0301", "x")}, "NFC"},
		"not UTF-8":      {[]member{file("data/evil\xff", "x")}, "UTF-8"},
		"control":        {[]member{file("data/evil\n", "x")}, `'\n'`},
		"link":           {[]member{evil.with(empty).with(func(h *tar.Header) { h.Typeflag, h.Linkname = tar.TypeSymlink, "/etc/passwd" })}, "no plain file"},
		"hard link":      {[]member{evil.with(empty).with(func(h *tar.Header) { h.Typeflag, h.Linkname = tar.TypeLink, "/etc/passwd" })}, "no plain file"},
		"device":         {[]member{evil.with(empty).with(func(h *tar.Header) { h.Typeflag = tar.TypeChar })}, "no plain file"},
		"pipe":           {[]member{evil.with(empty).with(func(h *tar.Header) { h.Typeflag = tar.TypeFifo })}, "no plain file"},
		"folder":         {[]member{evil.with(empty).with(func(h *tar.Header) { h.Typeflag, h.Name = tar.TypeDir, root+"/data/evil/" })}, "no plain file"},
		"setuid":         {header(func(h *tar.Header) { h.Mode = 0o4755 }), "fixed ones"},
		"owner":          {header(func(h *tar.Header) { h.Uname = "root" }), "fixed ones"},
		"dialect":        {header(func(h *tar.Header) { h.Format = tar.FormatGNU }), "dialect"},
		"attribute":      {header(func(h *tar.Header) { h.PAXRecords = map[string]string{"SCHILY.xattr.user.x": "y"} }), "not allowed"},
		"twice":          {[]member{file("data/a", ""), file("data/a", "")}, "twice"},
		"case":           {[]member{file("data/A", ""), file("data/a", "")}, "case"},
		"folders":        {[]member{file("data/D/a", ""), file("data/d/b", "")}, "case"},
		"sharp s":        {[]member{file("data/SS", ""), file("data/ß", "")}, "case"},
		"both":           {[]member{file("data/a", ""), file("data/a/b", "")}, "folder"},
		"order":          {[]member{file("data/b", ""), file("data/a", "")}, "order"},
		"bomb":           {[]member{file("data/evil", strings.Repeat("x", 100))}, "larger than"},
		"too many":       {[]member{file("data/a", ""), file("data/b", ""), file("data/c", ""), file("data/evil", "")}, "one more"},
		"tag file":       {[]member{file("evil.txt", "x")}, "stands where"},
		"no data":        {[]member{file("records.jsonl", "x")}, "stands where"},
	} {
		_, err := run(t, append(preamble(10, 3), c.list...))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", what, err, c.want)
		}
	}
}

func run(t *testing.T, list []member) (*Verdict, error) {
	t.Helper()
	v := &Verdict{}
	c := newChecker(inspect3(t), v, strict{t})
	return v, walkTar(bytes.NewReader(archive(t, list...)), root, c.entry)
}

// A sparse file claims more than the archive holds.
func TestSparse(t *testing.T) {
	var pax []byte
	for _, k := range []string{"GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=" + root + "/data/evil", "GNU.sparse.realsize=1000000000000"} {
		pax = fmt.Appendf(pax, "%d %s\n", len(k)+4, k)
	}
	raw := archive(t, file("x", string(pax)), file("data/evil", "0\n"+strings.Repeat("\x00", 510)))
	raw[156] = 'x' // the first member is the PAX header of the second
	fix(raw[:512])
	err := walkTar(bytes.NewReader(raw), root, func(name string, size int64, _ io.Reader) error {
		t.Errorf("handed out %q with %d bytes", name, size)
		return nil
	})
	if err == nil {
		t.Fatal("a sparse file came through")
	}
}

// fix makes the checksum of a header right.
func fix(h []byte) {
	n := 0
	for i, b := range h {
		if i >= 148 && i < 156 {
			b = ' '
		}
		n += int(b)
	}
	copy(h[148:156], fmt.Sprintf("%06o\x00 ", n))
}

func TestCutAndTrailingArchive(t *testing.T) {
	raw := archive(t, preamble(10, 3)...)
	for i := 0; i < len(raw)-1024; i += 100 {
		c := newChecker(inspect3(t), &Verdict{}, nowhere{})
		err := walkTar(bytes.NewReader(raw[:i]), root, c.entry)
		if c.finish(); err == nil && c.v.whole() {
			t.Fatalf("cut at %d: not found", i)
		}
	}
	c := newChecker(inspect3(t), &Verdict{}, nowhere{})
	if err := walkTar(bytes.NewReader(append(raw, 'x')), root, c.entry); err == nil {
		t.Fatal("what follows the archive was not found")
	}
}

// With more exhibits than the ledger lists, the running hashes still find all.
func TestMoreExhibitsThanTheListHolds(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 50 {
		files[fmt.Sprintf("%03d", i)] = &fstest.MapFile{Data: fmt.Append(nil, i)}
	}
	k := sealed(t, files, nil)
	_, out := k.open(t, k.bundle)
	for _, bad := range []string{"", "data/017", recordsName, "manifest-sha256.txt"} {
		m := clone(out)
		if bad != "" {
			m[bad].Data[0] ^= 1
		}
		v := &Verdict{}
		c := newChecker(&inspection{ctx: t.Context(), dir: m, st: k.st}, v, nowhere{})
		c.ledger.room = 3000
		if err := (&folder{inspection: c.inspection, c: c}).check(); err != nil {
			t.Fatal(err)
		}
		if !c.ledger.full || v.whole() != (bad == "") {
			t.Errorf("%q: %v", bad, v.Findings)
		}
	}
}
