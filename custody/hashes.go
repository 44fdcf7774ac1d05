package custody

import (
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// hashes reads hashes of a tree that grows: new ones from memory, old ones
// from tiles that are verified against the checkpoint.
type hashes struct {
	have map[int64]tlog.Hash
	old  tlog.HashReader
}

func newHashes(fsys fs.FS, c Checkpoint) *hashes {
	return &hashes{map[int64]tlog.Hash{}, verified(fsys, c)}
}

// verified reads hashes from tiles, which it verifies against the checkpoint.
func verified(fsys fs.FS, c Checkpoint) tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: c.Root}, tiles{fsys})
}

// ReadHashes is the one of [tlog.HashReader].
func (h *hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var missing []int64
	for _, i := range indexes {
		if _, ok := h.have[i]; !ok {
			missing = append(missing, i)
		}
	}
	if len(missing) > 0 {
		read, err := h.old.ReadHashes(missing)
		if err != nil {
			return nil, err
		}
		for n, i := range missing {
			h.have[i] = read[n]
		}
	}
	out := make([]tlog.Hash, len(indexes))
	for n, i := range indexes {
		out[n] = h.have[i]
	}
	return out, nil
}

// add hashes new entries and gives the unsigned checkpoint behind them.
func (h *hashes) add(old Checkpoint, fresh []Commitment) (Checkpoint, error) {
	size := old.Size
	for _, c := range fresh {
		made, err := tlog.StoredHashesForRecordHash(size, c.LeafHash(), h)
		if err != nil {
			return Checkpoint{}, err
		}
		for i, x := range made {
			h.have[tlog.StoredHashIndex(0, size)+int64(i)] = x
		}
		size++
	}
	return headOf(old.Origin, size, h)
}
