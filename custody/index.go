package custody

import (
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// readIndex reads all entries and holds them against the tree.
func readIndex(fsys fs.FS, head Checkpoint) (map[Commitment]Index, error) {
	index := map[Commitment]Index{}
	// One reader a bundle, so that the hashes of one at a time are in memory.
	for t := range bundles(head.Size) {
		entries, err := readBundle(fsys, t, head)
		if err != nil {
			return nil, err
		}
		for i, c := range entries {
			if _, ok := index[c]; ok {
				return nil, &Fault{tilePath(t), int64(i * slotSize), "the entry is in the log twice"}
			}
			index[c] = Index(t.N*tileWidth + int64(i))
		}
	}
	if head.Size == 0 {
		if empty, err := tlog.TreeHash(0, nil); err != nil || empty != head.Root {
			return nil, &Fault{checkpointFile, 0, "the hash of an empty log is wrong"}
		}
	}
	return index, nil
}

// readBundle reads a bundle whose entries are those of the tree.
func readBundle(fsys fs.FS, t tlog.Tile, head Checkpoint) ([]Commitment, error) {
	data, err := readTile(fsys, t)
	if err != nil {
		return nil, err
	}
	entries, bad, err := parseBundle(data)
	if err != nil {
		return nil, &Fault{tilePath(t), int64(bad), err.Error()}
	}
	indexes := make([]int64, len(entries))
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, t.N*tileWidth+int64(i))
	}
	leaves, err := newHashes(fsys, head).ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	for i, c := range entries {
		if c.LeafHash() != leaves[i] {
			return nil, &Fault{tilePath(t), int64(i * slotSize), "the entry is not the one in the tree"}
		}
	}
	return entries, nil
}
