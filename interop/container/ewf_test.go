package container

import (
	"encoding/binary"
	"encoding/hex"
	"hash/adler32"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSegmentNames(t *testing.T) {
	for _, c := range []struct {
		last string
		n    int
		want string
	}{{"d/x.E03", 1, "d/x.E01"}, {"x.e12", 9, "x.e09"}, {"x.EAB", 99, "x.E99"}, {"x.EAB", 100, "x.EAA"}, {"x.EBA", 125, "x.EAZ"},
		{"x.FAB", 776, "x.FAA"}, {"x.faa", 775, "x.ezz"}, {"x.ZZZ", maxSegments, "x.ZZZ"}} {
		if got, ok := segmentName(c.last, c.n); !ok || got != c.want {
			t.Errorf("segment %d of %s is %s, %v; want %s", c.n, c.last, got, ok, c.want)
		}
	}
	if _, ok := segmentName("x.bin.1", 1); ok {
		t.Error("a name without a segment has one")
	}
}

// section builds a section for a test, with its checksum.
func sectionOf(kind string, at int64, data []byte, last bool) []byte {
	b := make([]byte, 76, 76+len(data))
	copy(b, kind)
	size := int64(76 + len(data))
	next := at + size
	if last {
		next, size = at, 0
	}
	binary.LittleEndian.PutUint64(b[16:], uint64(next))
	binary.LittleEndian.PutUint64(b[24:], uint64(size))
	binary.LittleEndian.PutUint32(b[72:], adler32.Checksum(b[:72]))
	return append(b, data...)
}

// split makes two segments out of an image with one: the first chunk, the others.
func split(t *testing.T, image []byte) (one, two []byte) {
	t.Helper()
	parts := map[string][]byte{}
	at := int64(13)
	var sectorsAt int64
	for {
		n := int64(binary.LittleEndian.Uint64(image[at+16:]))
		kind := strings.TrimRight(string(image[at:at+16]), "\x00")
		parts[kind] = image[at+76 : max(n, at+76)]
		if kind == "sectors" {
			sectorsAt = at + 76
		}
		if n == at {
			break
		}
		at = n
	}
	table := parts["table"]
	n := binary.LittleEndian.Uint32(table)
	base := int64(binary.LittleEndian.Uint64(table[8:]))
	cut := base + int64(binary.LittleEndian.Uint32(table[28:])&^(1<<31)) - sectorsAt
	build := func(number byte, more []string, data []byte, entries []byte, shift int64, end []string) []byte {
		out := append([]byte(ewfSignature), 1, number, 0, 0, 0)
		add := func(kind string, data []byte, last bool) {
			out = append(out, sectionOf(kind, int64(len(out)), data, last)...)
		}
		for _, kind := range more {
			add(kind, parts[kind], false)
		}
		start := int64(len(out)) + 76
		add("sectors", data, false)
		head := make([]byte, 24)
		binary.LittleEndian.PutUint32(head, uint32(len(entries)/4))
		binary.LittleEndian.PutUint32(head[20:], adler32.Checksum(head[:20]))
		entries = slices.Clone(entries)
		for i := 0; i < len(entries); i += 4 {
			e := binary.LittleEndian.Uint32(entries[i:])
			place := start + base + int64(e&^(1<<31)) - sectorsAt - shift
			binary.LittleEndian.PutUint32(entries[i:], e&(1<<31)|uint32(place))
		}
		add("table", slices.Concat(head, entries, []byte{0, 0, 0, 0}), false)
		for i, kind := range end {
			add(kind, parts[kind], i == len(end)-1)
		}
		return out
	}
	data := parts["sectors"]
	one = build(1, []string{"header", "volume"}, data[:cut], table[24:28], 0, []string{"next"})
	two = build(2, nil, data[cut:], table[28:24+4*n], cut, []string{"digest", "hash", "done"})
	return one, two
}

// An image in segments is read over all of them; one that is missing, or is
// another, is said.
func TestSegments(t *testing.T) {
	image, err := os.ReadFile("testdata/encase6.E01")
	if err != nil {
		t.Fatal(err)
	}
	one, two := split(t, image)
	dir := fstest.MapFS{"d/x.E01": {Data: one}, "d/x.E02": {Data: two}, "e/x.E02": {Data: two}, "f/x.E02": {Data: two}, "f/x.E01": {Data: two}}
	f, got := found(t, dir, "d/x.E02")
	want := []string{"md5 matches 29a54dff E01 digest section", "sha1 matches 1f9c5f50 E01 digest section", "md5 matches 29a54dff E01 hash section"}
	if !slices.Equal(got, want) {
		t.Errorf("%q %q", got, f.Notes)
	}
	if f, got := found(t, dir, "d/x.E01"); len(got) != 0 || len(f.Notes) != 0 || f.Kind != "E01" {
		t.Errorf("%q %q", got, f.Notes)
	}
	for name, why := range map[string]string{"e/x.E02": "segment 1 of 2", "f/x.E02": "it is segment 2"} {
		f, got := found(t, dir, name)
		if len(got) != 3 || !strings.HasPrefix(got[0], "md5 unchecked") || !strings.Contains(f.Notes[0], why) {
			t.Errorf("%s: %q %q", name, got, f.Notes)
		}
	}
}

// Ex01 as its documentation has it: descriptors behind the data, from the end on.
func TestEx01(t *testing.T) {
	file := append([]byte(ewf2Signature), make([]byte, ewf2Head-8)...)
	before := 0
	for _, s := range []struct {
		kind uint32
		data string
	}{{1, "device"}, {8, "0123456789abcdefsumm            "}, {9, "0123456789abcdefghijsumm        "}, {15, ""}} {
		file = append(file, s.data...)
		d := make([]byte, 64)
		binary.LittleEndian.PutUint32(d, s.kind)
		binary.LittleEndian.PutUint64(d[8:], uint64(before))
		binary.LittleEndian.PutUint64(d[16:], uint64(len(s.data)))
		binary.LittleEndian.PutUint32(d[60:], adler32.Checksum(d[:60]))
		before = len(file)
		file = append(file, d...)
	}
	f, err := NewFinder(fstest.MapFS{"x.Ex01": {Data: file}}, nil).Claims(t.Context(), "x.Ex01")
	if err != nil || len(f.Claims) != 2 || f.Claims[1].Value != hex.EncodeToString([]byte("0123456789abcdef")) || f.Claims[0].Algorithm != "sha1" {
		t.Errorf("%v %+v", err, f)
	}
}
