package check

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// memory reads from texts.
func memory(texts ...string) ReadAt {
	return func(i int, p []byte, at int64) (int, error) { return copy(p, texts[i][at:]), nil }
}

func TestFilesAreAFileSystem(t *testing.T) {
	big := strings.Repeat("0123456789", block/10+7)
	fsys, err := Files([]File{{"a", 1}, {"d/b", 3}, {"d/e/c", int64(len(big))}, {"empty", 0}}, memory("x", "abc", big, ""))
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(fsys, "a", "d/b", "d/e/c", "empty"); err != nil {
		t.Error(err)
	}
	for range 2 { // the second takes the block of the first
		got, err := fs.ReadFile(fsys, "d/e/c")
		if err != nil || !bytes.Equal(got, []byte(big)) {
			t.Fatalf("%d of %d bytes came out: %v", len(got), len(big), err)
		}
	}
}

func TestTwoOpenFilesDoNotShareABlock(t *testing.T) {
	fsys, err := Files([]File{{"a", 4}, {"b", 4}}, memory("aaaa", "bbbb"))
	if err != nil {
		t.Fatal(err)
	}
	var open []fs.File
	for _, name := range []string{"a", "b"} {
		f, err := fsys.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		one := make([]byte, 1)
		if _, err := f.Read(one); err != nil {
			t.Fatal(err)
		}
		open = append(open, f)
	}
	rest, err := io.ReadAll(open[0])
	if err != nil || string(rest) != "aaa" {
		t.Errorf("the rest of a is %q: %v", rest, err)
	}
}

func TestNamesThatCannotBe(t *testing.T) {
	for _, list := range [][]File{
		{{"../a", 1}}, {{"/a", 1}}, {{"", 1}}, {{".", 1}}, {{"a//b", 1}},
		{{"a", 1}, {"a", 1}}, {{"a", 1}, {"a/b", 1}}, {{"a/b", 1}, {"a", 1}},
	} {
		if _, err := Files(list, memory("x", "y")); err == nil {
			t.Errorf("%v was taken", list)
		}
	}
}

func TestAFileThatWasCutMeanwhile(t *testing.T) {
	fsys, err := Files([]File{{"a", 9}}, memory("x"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := fsys.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	short := &openFile{node: f.(*openFile).node, tree: f.(*openFile).tree, at: 1}
	if _, err := short.Read(make([]byte, 4)); err != io.ErrUnexpectedEOF {
		t.Errorf("reading behind the cut: %v", err)
	}
}
