package evidence

import (
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// paths computes the inclusion paths of some leaves while all leaves come, and
// keeps one hash a level and those of the paths.
type paths struct {
	tree
	wanted []int64       // indices, ascending
	found  [][]tlog.Hash // of each, from the leaf up
}

func newPaths(wanted []int64) *paths {
	return &paths{wanted: wanted, found: make([][]tlog.Hash, len(wanted))}
}

func (p *paths) add(leaf []byte) { p.addHash(tlog.RecordHash(leaf)) }

// addHash merges full subtrees of one size, as [tree] does.
func (p *paths) addHash(h tlog.Hash) {
	size := int64(1)
	for n := p.size; n&1 == 1; n >>= 1 {
		last := len(p.peaks) - 1
		left := p.peaks[last]
		start := p.size + 1 - 2*size
		p.give(start, start+size, h)
		p.give(start+size, start+2*size, left)
		h, p.peaks, size = tlog.NodeHash(left, h), p.peaks[:last], 2*size
	}
	p.peaks = append(p.peaks, h)
	p.size++
}

// give appends a hash to the paths of the leaves from start to end.
func (p *paths) give(start, end int64, h tlog.Hash) {
	i, _ := slices.BinarySearch(p.wanted, start)
	for ; i < len(p.wanted) && p.wanted[i] < end; i++ {
		p.found[i] = append(p.found[i], h)
	}
}

// finish completes the paths when all leaves have come.
func (p *paths) finish() [][]tlog.Hash {
	if p.size == 0 {
		return p.found
	}
	end := len(p.peaks) - 1
	h, start := p.peaks[end], p.size
	rest := p.size
	for i := end; i >= 0; i-- {
		size := rest & -rest
		rest -= size
		if start -= size; i < end {
			p.give(start, start+size, h)
			p.give(start+size, p.size, p.peaks[i])
			h = tlog.NodeHash(p.peaks[i], h)
		}
	}
	return p.found
}
