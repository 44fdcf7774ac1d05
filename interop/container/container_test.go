package container

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/evidence"
)

// found looks into one file, and writes each claim as a line.
func found(t *testing.T, dir fs.FS, name string) (*Found, []string) {
	t.Helper()
	f, err := NewFinder(dir, nil).Claims(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range f.Claims {
		e := evidence.Exhibit{Name: "x", Claimed: []evidence.Claim{c}}
		if err := e.Check(); err != nil {
			t.Errorf("no record can hold %+v: %v", c, err)
		}
		out = append(out, fmt.Sprintf("%s %s %.8s %s", c.Algorithm, c.Result, c.Value, c.By))
	}
	return f, out
}

// The digests are those that ewfverify gives for the images (testdata/ewfverify.txt),
// and the verdicts are its own too.
func TestVectors(t *testing.T) {
	dir := os.DirFS("testdata")
	for name, want := range map[string][]string{
		"encase6.E01": {"md5 matches 29a54dff E01 digest section", "sha1 matches 1f9c5f50 E01 digest section", "md5 matches 29a54dff E01 hash section"},
		"ftk.E01":     {"md5 matches 29a54dff E01 hash section"},
		"plain.E01":   {"md5 matches 75688b22 E01 hash section"},
		"zeros.E01":   {"md5 matches fcd6bcb5 E01 digest section", "sha1 matches 1adc95be E01 digest section", "md5 matches fcd6bcb5 E01 hash section"},
		"odd.E01":     {"md5 differs 667a0573 E01 digest section", "sha1 differs cac8ae5d E01 digest section", "md5 differs 667a0573 E01 hash section"},
		"good.zip":    {"crc32 matches 68d2ffd7 ZIP member 1 of 4: a.txt", "crc32 matches 00000000 ZIP member 3 of 4: folder/б.txt", "crc32 matches 060b1780 ZIP member 4 of 4: c.bin"},
		"zip64.zip":   {"crc32 matches 68d2ffd7 ZIP member 1 of 1: a.txt"},
		"crc.zip":     {"crc32 differs 7cd4a58a ZIP member 2 of 2: b.txt", "crc32 matches 68d2ffd7 ZIP member 1 of 2: a.txt"},
		"locked.zip":  {"crc32 matches 68d2ffd7 ZIP member 1 of 2: a.txt", "crc32 unchecked "},
		"volume.aff4": {"md5 matches ", "sha1 differs 00000000 AFF4 hash of aff4://11111111-2222-3333-4444-555555555555/notes/мемо.txt (FileImage, Image, zip_segment)",
			"sha256 unchecked 2d711642 AFF4 hash of aff4://aaaaaaaa-0000-0000-0000-000000000000 (ImageStream)", "crc32 matches", "crc32 matches", "crc32 matches", "crc32 matches"},
		"empty-simple.eml":  {"sha256 matches 7eb70257"},
		"empty-relaxed.eml": {"sha256 matches e3b0c442 DKIM body hash of example.org, selector sel; the signature was not checked"},
		"lines-simple.eml":  {"sha256 matches "},
		"lines-relaxed.eml": {"sha256 matches e3b0c442"},
		"white-simple.eml":  {"sha256 matches "},
		"white-relaxed.eml": {"sha256 matches "},
		"open-simple.eml":   {"sha256 matches "},
		"open-relaxed.eml":  {"sha256 matches "},
		"text-simple.eml":   {"sha256 matches "},
		"text-relaxed.eml":  {"sha256 matches "},
		"make.py":           nil,
	} {
		f, got := found(t, dir, name)
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s:\n%s\nwant\n%s\nnotes %q", name, strings.Join(got, "\n"), strings.Join(want, "\n"), f.Notes)
		}
	}
}

// What cannot be read is said, and is no error.
func TestOddFiles(t *testing.T) {
	whole := func(name string) []byte {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	e01, zip := whole("encase6.E01"), whole("good.zip")
	changed := slices.Clone(e01)
	changed[20000] ^= 1
	header := slices.Clone(e01)
	header[40] ^= 1
	big := slices.Clone(zip)
	end := len(big) - 22
	copy(big[end+12:], "\xff\xff\xff\x7f")
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"cut.E01":     {e01[:30000], "looks like E01, and could not be read as such"},
		"head.E01":    {e01[:13], "was cut"},
		"changed.E01": {changed, "were not computed again: section \"table\""},
		"header.E01":  {header, "another checksum than it states"},
		"cut.zip":     {zip[:len(zip)/2], "it was cut, or is no ZIP"},
		"big.zip":     {big, "its list of members has 2147483647 bytes"},
		"zip64.zip":   {slices.Concat(zip[:end], []byte("PK\x05\x06"), make([]byte, 8), []byte("\xff\xff\xff\xff"), make([]byte, 6)), "Zip64 record"},
		"broken.aff4": {whole("broken.aff4"), "its description could not be read: information.turtle: line "},
		"no-end.eml":  {[]byte("Subject: x\r\n"), "its header has no end"},
		"bad.eml":     {[]byte("DKIM-Signature: a=rsa-md4; bh=xx\r\n\r\nx"), "is not known"},
		"logical.L01": {append([]byte(ewfLogicalSignature), make([]byte, 100)...), "looks like L01"},
		"short.Ex01":  {append([]byte(ewf2Signature), make([]byte, 100)...), "looks like Ex01"},
	} {
		f, _ := found(t, fstest.MapFS{name: {Data: test.data}}, name)
		if !strings.Contains(strings.Join(f.Notes, "\n"), test.want) {
			t.Errorf("%s: %q, want %q", name, f.Notes, test.want)
		}
		for _, c := range f.Claims {
			if c.Result == evidence.Matches && name != "broken.aff4" {
				t.Errorf("%s: %+v", name, c)
			}
		}
	}
	f, got := found(t, fstest.MapFS{"changed.E01": {Data: changed}}, "changed.E01")
	if len(got) != 3 || f.Claims[0].Result != evidence.Unchecked {
		t.Errorf("an image with a damaged chunk: %q", got)
	}
	if f, _ := found(t, fstest.MapFS{}, "gone"); len(f.Notes) != 1 {
		t.Errorf("a file that is gone: %+v", f)
	}
}

func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	f := NewFinder(os.DirFS("testdata"), func(int64, int64) { stop() })
	if _, err := f.Claims(ctx, "encase6.E01"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Checksum files of every form, in the folder and above it.
func TestChecksumFiles(t *testing.T) {
	const sha256, md5, sha1 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", "b1946ac92492d2347c6235b4d2611184", "f572d396fae9206628714fb2ce00f72e94f2258f"
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	dir := fstest.MapFS{
		"a/b/x.bin":         text("hello\n"),
		"a/b/x.bin.sha256":  text(strings.ToUpper(sha256) + "\r\n"),
		"a/b/x.bin.md5":     text("MD5 (x.bin) = " + md5 + "\n"),
		"a/b/x.bin.sha1":    text(sha1 + "  other.bin\n" + strings.Repeat("0", 40) + " *x.bin\n"),
		"a/b/x.bin.sha512":  text("not a digest\n"),
		"a/SHA256SUMS":      text(sha256 + "  ./b/x.bin\n" + sha256 + "  x.bin\n"),
		"md5sums.txt":       text("\ufeff" + md5 + " *a/b/x.bin\n"),
		"a/b/c/SHA1SUMS":    text(sha1 + "  x.bin\n"),
		"a/b/y.bin":         text("other"),
		"a/b/SHA512SUM":     text(sha256 + "  x.bin\n"),
		"z/x.bin":           text("hello\n"),
		"z/x.bin.sha256sum": {Data: make([]byte, maxSums+1)},
	}
	f := NewFinder(dir, nil)
	want := map[string][]string{
		"a/b/x.bin": {"md5 matches checksum file a/b/x.bin.md5", "sha1 differs checksum file a/b/x.bin.sha1", "sha256 matches checksum file a/b/x.bin.sha256",
			"md5 matches checksum file md5sums.txt", "sha256 matches checksum file a/SHA256SUMS"},
		"a/b/y.bin": nil,
		"z/x.bin":   nil,
	}
	for _, name := range []string{"a/b/x.bin", "a/b/y.bin", "z/x.bin", "a/b/x.bin"} {
		got, err := f.Claims(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, c := range got.Claims {
			lines = append(lines, fmt.Sprint(c.Algorithm, " ", c.Result, " ", c.By))
		}
		if !slices.Equal(lines, want[name]) {
			t.Errorf("%s: %q", name, lines)
		}
		if noted := len(got.Notes) > 0; noted != (name == "z/x.bin") {
			t.Errorf("%s: %q", name, got.Notes)
		}
	}
}

// Of more digests than a record can hold, those that differ are kept, and what is
// left out is said.
func TestMoreDigestsThanARecordHolds(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	turtle := "@prefix aff4: <http://aff4.org/Schema#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
	for i := range 100 {
		name, value := fmt.Sprintf("f%03d", i), "5d41402abc4b2a76b9719d911017c592" // MD5 of hello
		if i == 99 {
			value = strings.Repeat("0", 32)
		}
		write(name, "hello")
		turtle += fmt.Sprintf("<aff4://x/%s> a aff4:zip_segment ; aff4:stored <aff4://x> ; aff4:hash \"%s\"^^aff4:MD5 .\n", name, value)
	}
	write("information.turtle", turtle)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f, _ := found(t, fstest.MapFS{"many.aff4": {Data: b.Bytes()}}, "many.aff4")
	differs := slices.ContainsFunc(f.Claims, func(c evidence.Claim) bool { return c.Algorithm == "md5" && c.Result == evidence.Differs })
	if len(f.Claims) != maxClaims || !differs || !strings.Contains(strings.Join(f.Notes, "\n"), "it states 100 digests; 64 are kept") {
		t.Errorf("%d claims, one differs: %v; %q", len(f.Claims), differs, f.Notes)
	}
}
