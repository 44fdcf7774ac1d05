package custody

import (
	"io/fs"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// tiles holds the tiles that the checkpoint needs against the entries, which
// are the signed ones by now.
func (k *checker) tiles() error {
	for _, t := range tlog.NewTiles(tileHeight, 0, k.head.Size) {
		data, err := readTile(k.fsys, t)
		if err != nil {
			return missing(tilePath(t), err)
		}
		if i := differ(data, k.want(t)); i >= 0 {
			return &Fault{tilePath(t), int64(i), "the hash is not that of what is below"}
		}
	}
	return nil
}

// older holds all other files against the same: partial ones of smaller trees.
func (k *checker) older() error {
	for _, t := range k.files {
		k.report.Files++
		if t.W == wide(t, k.head.Size) {
			continue // it is no older one, and was held against the entries
		}
		data, err := fs.ReadFile(k.fsys, tilePath(t))
		if err != nil {
			return err
		}
		want := k.want(t)
		if t.L == bundle {
			if want, err = readTile(k.fsys, tlog.Tile{H: tileHeight, L: bundle, N: t.N, W: wide(t, k.head.Size)}); err != nil {
				return err
			}
			want = want[:tileSize(t)]
		}
		if i := differ(data, want); i >= 0 {
			return &Fault{tilePath(t), int64(i), "not what the larger tree has in this place"}
		}
	}
	slices.Sort(k.report.Unfinished)
	return nil
}

// climb computes the hashes of full tiles, level by level.
func (k *checker) climb() {
	for {
		below := k.levels[len(k.levels)-1]
		if len(below) < tileWidth {
			return
		}
		var level []tlog.Hash
		for ; len(below) >= tileWidth; below = below[tileWidth:] {
			level = append(level, fold(below[:tileWidth]))
		}
		k.levels = append(k.levels, level)
	}
}

// fold is the hash of a full subtree.
func fold(leaves []tlog.Hash) tlog.Hash {
	if len(leaves) == 1 {
		return leaves[0]
	}
	half := len(leaves) / 2
	return tlog.NodeHash(fold(leaves[:half]), fold(leaves[half:]))
}

// want is what a tile must hold.
func (k *checker) want(t tlog.Tile) []byte {
	if t.L == bundle {
		return nil
	}
	var out []byte
	for _, h := range k.levels[t.L][t.N*tileWidth:][:t.W] {
		out = append(out, h[:]...)
	}
	return out
}

// read gives any hash of the tree from those computed.
func (k *checker) read(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		level, n := tlog.SplitStoredHashIndex(i)
		width := int64(1) << (level % tileHeight)
		out = append(out, fold(k.levels[level/tileHeight][n*width:][:width]))
	}
	return out, nil
}
