package custody

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// sweep removes what the checkpoint does not cover, and partial files whose
// full one is there. New files of the same names can then be written.
func (l *Log) sweep() error {
	var files, dirs []string
	err := fs.WalkDir(l.dir, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if strings.HasSuffix(name, ".p") {
				dirs = append(dirs, name)
			}
		default:
			if t, ok := parseTilePath(name); ok && !l.keeps(t) {
				files = append(files, name)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	dirty := map[string]bool{}
	for _, name := range files {
		if err := l.dir.Remove(name); err != nil {
			return err
		}
		dirty[path.Dir(name)] = true
	}
	if err := (&batch{dir: l.dir, dirty: dirty}).sync(); err != nil {
		return err
	}
	for _, name := range slices.Backward(dirs) {
		if left, err := fs.ReadDir(l.dir, name); err == nil && len(left) == 0 {
			if err := l.dir.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Log) keeps(t tlog.Tile) bool {
	return covered(t, l.head.Size) && (t.W == tileWidth || wide(t, l.head.Size) < tileWidth)
}
