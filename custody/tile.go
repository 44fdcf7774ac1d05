package custody

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	bundle     = -1 // the level of entry bundles, as tlog numbers it
	slotSize   = 2 + entrySize
)

// tilePath is the path of a tile or bundle as tlog-tiles has it. It is that of
// tlog without the height.
func tilePath(t tlog.Tile) string {
	rest := strings.TrimPrefix(t.Path(), "tile/8/")
	if after, ok := strings.CutPrefix(rest, "data/"); ok {
		rest = "entries/" + after
	}
	return tileDir + "/" + rest
}

// parseTilePath is the inverse, for no other spelling.
func parseTilePath(name string) (tlog.Tile, bool) {
	rest, ok := strings.CutPrefix(name, tileDir+"/")
	if after, is := strings.CutPrefix(rest, "entries/"); is {
		rest = "data/" + after
	}
	t, err := tlog.ParseTilePath("tile/8/" + rest)
	return t, ok && err == nil && tilePath(t) == name
}

// size is how many bytes the tile has.
func tileSize(t tlog.Tile) int {
	if t.L == bundle {
		return t.W * slotSize
	}
	return t.W * tlog.HashSize
}

// wide gives the tile its width in a tree of that size: 0 if it is not there.
func wide(t tlog.Tile, size int64) int {
	shift := tileHeight * max(t.L, 0)
	if shift >= 63 {
		return 0
	}
	return int(min(max(size>>shift-t.N*tileWidth, 0), tileWidth))
}

// covered reports whether a tree of that size has the tile, or had it on its
// way there.
func covered(t tlog.Tile, size int64) bool {
	return t.N < 1<<46 && t.W <= wide(t, size)
}

// tiles reads hashes for tlog from the files of a log. It verifies nothing:
// tlog.TileHashReader does.
type tiles struct{ fsys fs.FS }

func (tiles) Height() int                     { return tileHeight }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (r tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range want {
		data, err := readTile(r.fsys, t)
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

// readTile reads a tile or bundle. Where a partial one is gone the full one
// is there.
func readTile(fsys fs.FS, t tlog.Tile) ([]byte, error) {
	data, err := fs.ReadFile(fsys, tilePath(t))
	if errors.Is(err, fs.ErrNotExist) && t.W < tileWidth {
		full := t
		full.W = tileWidth
		if data, err = fs.ReadFile(fsys, tilePath(full)); err == nil && len(data) == tileSize(full) {
			data = data[:tileSize(t)]
		}
	}
	if err == nil && len(data) != tileSize(t) {
		err = &Fault{tilePath(t), int64(min(len(data), tileSize(t))), fmt.Sprintf("%d bytes, not %d", len(data), tileSize(t))}
	}
	return data, err
}

// appendSlot adds an entry to a bundle.
func appendSlot(b []byte, c Commitment) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(entrySize)), c.Entry()...)
}

// parseBundle reads the entries of a bundle. With an error it tells which byte
// is the first bad one.
func parseBundle(data []byte) (out []Commitment, bad int, err error) {
	for at := 0; at < len(data); at += slotSize {
		if i := differ(data[at:min(at+2, len(data))], []byte{0, byte(entrySize)}); i >= 0 {
			return nil, at + i, fmt.Errorf("the length of an entry is not %d", entrySize)
		}
		c, i, err := parseEntry(data[at+2 : min(at+slotSize, len(data))])
		if err != nil {
			return nil, at + 2 + i, err
		}
		out = append(out, c)
	}
	return out, 0, nil
}

// bundles are the entry bundles of a tree of that size.
func bundles(size int64) func(yield func(tlog.Tile) bool) {
	return func(yield func(tlog.Tile) bool) {
		for n := int64(0); n*tileWidth < size; n++ {
			t := tlog.Tile{H: tileHeight, L: bundle, N: n}
			t.W = wide(t, size)
			if !yield(t) {
				return
			}
		}
	}
}
