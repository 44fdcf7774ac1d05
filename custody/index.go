package custody

import (
	"io/fs"
	"iter"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// readIndex reads all entries and holds them against the tree.
func readIndex(fsys fs.FS, head Checkpoint) (map[Commitment]Index, error) {
	index := map[Commitment]Index{}
	for b, err := range readBundles(fsys, head) {
		if err != nil {
			return nil, err
		}
		for i, c := range b.entries {
			if _, ok := index[c]; ok {
				return nil, &Fault{tilePath(b.Tile), int64(i * slotSize), "the entry is in the log twice"}
			}
			index[c] = Index(b.N*tileWidth + int64(i))
		}
	}
	if head.Size == 0 {
		if empty, err := tlog.TreeHash(0, nil); err != nil || empty != head.Root {
			return nil, &Fault{checkpointFile, 0, "the hash of an empty log is wrong"}
		}
	}
	return index, nil
}

// entryBundle is a bundle that was read.
type entryBundle struct {
	tlog.Tile
	entries []Commitment
}

// stretch is how many bundles are held against the tree at a time. Their hashes
// are in memory together, and the tiles above them are read once for all.
const stretch = 32

// readBundles gives the bundles of a log whose entries are those of the tree.
// It ends after the first error.
func readBundles(fsys fs.FS, head Checkpoint) iter.Seq2[entryBundle, error] {
	return func(yield func(entryBundle, error) bool) {
		for tiles := range slices.Chunk(slices.Collect(bundles(head.Size)), stretch) {
			read, err := readStretch(fsys, tiles, head)
			if err != nil {
				yield(entryBundle{}, err)
				return
			}
			for _, b := range read {
				if !yield(b, nil) {
					return
				}
			}
		}
	}
}

func readStretch(fsys fs.FS, tiles []tlog.Tile, head Checkpoint) ([]entryBundle, error) {
	var out []entryBundle
	var indexes []int64
	for _, t := range tiles {
		b, err := readBundle(fsys, t)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
		for i := range b.entries {
			indexes = append(indexes, tlog.StoredHashIndex(0, t.N*tileWidth+int64(i)))
		}
	}
	leaves, err := verified(fsys, head).ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	for _, b := range out {
		for i, c := range b.entries {
			if c.LeafHash() != leaves[i] {
				return nil, &Fault{tilePath(b.Tile), int64(i * slotSize), "the entry is not the one in the tree"}
			}
		}
		leaves = leaves[len(b.entries):]
	}
	return out, nil
}

func readBundle(fsys fs.FS, t tlog.Tile) (entryBundle, error) {
	data, err := readTile(fsys, t)
	if err != nil {
		return entryBundle{}, err
	}
	entries, bad, err := parseBundle(data)
	if err != nil {
		return entryBundle{}, &Fault{tilePath(t), int64(bad), err.Error()}
	}
	return entryBundle{t, entries}, nil
}
