package evidence

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
)

// Found is a file that [Walk] came by.
type Found struct {
	Name string // its portable name
	Path string // in the file system
	Size int64
}

// Walk goes through a folder in the order of a bundle. It holds no more than the
// names of the open folders. A link or a device ends it with an error: evidence
// is made of plain files.
func Walk(fsys fs.FS) iter.Seq2[Found, error] { return walk(fsys, ".", Portable) }

func walk(fsys fs.FS, root string, name func(string) string) iter.Seq2[Found, error] {
	return func(yield func(Found, error) bool) { walkInto(fsys, root, "", name, yield) }
}

type named struct {
	fs.DirEntry
	name, key string
}

func walkInto(fsys fs.FS, dir, prefix string, name func(string) string, yield func(Found, error) bool) bool {
	list, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return yield(Found{}, fmt.Errorf("read the folder: %w", err))
	}
	sorted := make([]named, len(list))
	for i, e := range list {
		n := name(e.Name())
		sorted[i] = named{e, n, sortKey(n)}
	}
	slices.SortStableFunc(sorted, func(a, b named) int { return cmp.Compare(a.key, b.key) })
	for _, e := range sorted {
		f := Found{Name: prefix + e.name, Path: path.Join(dir, e.Name())}
		if e.IsDir() {
			if !walkInto(fsys, f.Path, f.Name+"/", name, yield) {
				return false
			}
			continue
		}
		if !yield(inspect(e, f)) {
			return false
		}
	}
	return true
}

func inspect(e fs.DirEntry, f Found) (Found, error) {
	if !e.Type().IsRegular() {
		return f, fmt.Errorf("%q is no plain file but a link, a device or the like", f.Path)
	}
	i, err := e.Info()
	if err != nil {
		return f, err
	}
	f.Size = i.Size()
	return f, nil
}
