package check

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// File is a file that the reader of the page chose.
type File struct {
	Path string // with /, from the folder of the bundle
	Size int64
}

// ReadAt reads from the file with this number in the list.
type ReadAt func(file int, p []byte, at int64) (int, error)

// block is read at once: each reading in a browser crosses between processes.
const block = 4 << 20

// Files makes a file system of a list of files. A name that cannot be, or stands
// twice, is an error.
func Files(list []File, read ReadAt) (fs.FS, error) {
	t := &tree{read: read, nodes: map[string]*node{".": {name: ".", dir: true}}}
	for i, f := range list {
		if !fs.ValidPath(f.Path) || f.Path == "." {
			return nil, fmt.Errorf("%q is no name of a file", f.Path)
		}
		if err := t.add(f.Path, &node{name: path.Base(f.Path), file: i, size: f.Size}); err != nil {
			return nil, err
		}
	}
	for _, n := range t.nodes {
		slices.SortFunc(n.list, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
	return t, nil
}

type tree struct {
	nodes map[string]*node
	read  ReadAt
	spare []byte // of the file read last: the next takes it
}

// node is a file or a folder: what fs asks of each.
type node struct {
	name string
	dir  bool
	file int // in the list
	size int64
	list []*node
}

func (t *tree) add(name string, n *node) error {
	if t.nodes[name] != nil {
		return fmt.Errorf("%q is there twice", name)
	}
	t.nodes[name] = n
	dir := path.Dir(name)
	if t.nodes[dir] == nil {
		if err := t.add(dir, &node{name: path.Base(dir), dir: true}); err != nil {
			return err
		}
	}
	if !t.nodes[dir].dir {
		return fmt.Errorf("%q is a file and a folder", dir)
	}
	t.nodes[dir].list = append(t.nodes[dir].list, n)
	return nil
}

func (t *tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t.nodes[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Stat needs no open file.
func (t *tree) Stat(name string) (fs.FileInfo, error) { return nodeOrError(t.find("stat", name)) }

func nodeOrError(n *node, err error) (fs.FileInfo, error) {
	if err != nil {
		return nil, err
	}
	return n, nil
}

func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.dir {
		return &openDir{node: n}, nil
	}
	return &openFile{node: n, tree: t}, nil
}

func (n *node) Name() string               { return n.name }
func (n *node) IsDir() bool                { return n.dir }
func (n *node) Size() int64                { return n.size }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatDirEntry(n) }
func (n *node) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// openFile reads in blocks.
type openFile struct {
	*node
	tree  *tree
	at    int64  // of the next block
	block []byte // all of the block, for the next file
	left  []byte
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }

func (f *openFile) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(f.left) == 0 {
		if err := f.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.left)
	f.left = f.left[n:]
	return n, nil
}

func (f *openFile) fill() error {
	want := min(block, f.size-f.at)
	if want <= 0 {
		return io.EOF
	}
	if f.block == nil {
		f.block, f.tree.spare = f.tree.spare, nil
	}
	if int64(cap(f.block)) < want {
		f.block = make([]byte, want)
	}
	n, err := f.tree.read(f.file, f.block[:want], f.at)
	if err != nil {
		return err
	}
	if n == 0 {
		return io.ErrUnexpectedEOF // it was cut since it was chosen
	}
	f.at, f.left = f.at+int64(n), f.block[:n]
	return nil
}

func (f *openFile) Close() error {
	if f.block != nil {
		f.tree.spare, f.block, f.left = f.block, nil, nil
	}
	return nil
}

type openDir struct {
	*node
	at int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.list[d.at:]
	if n > 0 && len(rest) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		rest = rest[:min(n, len(rest))]
	}
	d.at += len(rest)
	out := make([]fs.DirEntry, len(rest))
	for i, e := range rest {
		out[i] = e
	}
	return out, nil
}
