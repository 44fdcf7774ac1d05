package custody

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// A Fault is the first bad byte of a log.
type Fault struct {
	File   string
	Offset int64
	What   string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s, byte %d: %s", f.File, f.Offset, f.What) }

// A Report tells what [Check] has seen in a log without a fault.
type Report struct {
	Checkpoint Checkpoint
	Files      int      // tiles and bundles that were held against the entries
	Unfinished []string // files of an append that did not end; no fault
	Unknown    []string // names of signatures that the policy knows nothing of
}

// Check holds every byte of a log against its checkpoint, and that against the
// policy. A bad byte is returned as a [Fault]. The log should be at rest: one
// that is written meanwhile removes files that Check looks for.
//
// The policy decides what is proved. A signature whose key it does not name
// proves nothing, and is told in the report.
func Check(fsys fs.FS, p *Policy) (*Report, error) {
	k := &checker{fsys: fsys, report: &Report{}, levels: [][]tlog.Hash{nil}}
	for _, step := range []func() error{
		func() error { return k.checkpoint(p) },
		k.inventory,
		k.entries,
		k.tiles,
		k.older,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("check a custody log: %w", err)
		}
	}
	return k.report, nil
}

type checker struct {
	fsys   fs.FS
	report *Report
	head   *Checkpoint
	files  []tlog.Tile // those covered by the checkpoint
	// levels are the hashes computed from the entries: of all leaves, of all
	// full tiles of leaves, and so on.
	levels [][]tlog.Hash
}

func (k *checker) checkpoint(p *Policy) error {
	signed, err := fs.ReadFile(k.fsys, checkpointFile)
	if err != nil {
		return err
	}
	lines, fault := signatureLines(signed)
	if fault != nil {
		return fault
	}
	if k.head, err = p.Verify(signed); err != nil {
		return &Fault{checkpointFile, badSignature(lines, err), err.Error()}
	}
	want := k.head.text() + "\n"
	if i := differ(signed[:min(len(want), len(signed))], []byte(want)); i >= 0 {
		return &Fault{checkpointFile, int64(i), "lines that no checkpoint of a custody log has"}
	}
	known, seen := p.known(), map[signatureKey]bool{}
	for _, line := range lines {
		switch {
		case !knows(known, line):
			k.report.Unknown = append(k.report.Unknown, line.name)
		case seen[line.signatureKey]: // who reads notes passes it over
			return &Fault{checkpointFile, int64(line.offset), "a second signature of one key"}
		}
		seen[line.signatureKey] = true
	}
	k.report.Checkpoint = *k.head
	return nil
}

// inventory names the files that are no part of a log.
func (k *checker) inventory() error {
	return fs.WalkDir(k.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == checkpointFile {
			return err
		}
		if name == lockFile {
			if info, err := d.Info(); err != nil || info.Size() == 0 {
				return err
			}
			return &Fault{name, 0, "the lock is not empty"}
		}
		t, ok := parseTilePath(name)
		switch {
		case name == nextFile, ok && !covered(t, k.head.Size):
			k.report.Unfinished = append(k.report.Unfinished, name)
		case ok:
			k.files = append(k.files, t)
		default:
			return &Fault{name, 0, "no file of a custody log"}
		}
		return nil
	})
}

// entries reads all bundles, and holds them against the checkpoint.
func (k *checker) entries() error {
	seen := map[Commitment]bool{}
	for t := range bundles(k.head.Size) {
		b, err := readBundle(k.fsys, t)
		if err != nil {
			return missing(tilePath(t), err)
		}
		for i, c := range b.entries {
			if seen[c] {
				return &Fault{tilePath(t), int64(i * slotSize), "the entry is in the log twice"}
			}
			seen[c] = true
			k.levels[0] = append(k.levels[0], c.LeafHash())
		}
	}
	k.climb()
	root, err := tlog.TreeHash(k.head.Size, tlog.HashReaderFunc(k.read))
	if err != nil || root == k.head.Root {
		return err
	}
	return k.badEntry()
}

// badEntry finds the entry that makes the root another one.
func (k *checker) badEntry() error {
	// The entries are not those that were signed. If a tile still has the hash
	// of the right one, the first entry beside it is the bad one.
	for t := range bundles(k.head.Size) {
		tile := tlog.Tile{H: tileHeight, N: t.N, W: t.W}
		data, err := readTile(k.fsys, tile)
		if err != nil {
			return missing(tilePath(tile), err)
		}
		if i := differ(data, k.want(tile)); i >= 0 {
			return &Fault{tilePath(t), int64(i / tlog.HashSize * slotSize), "the entry is not the one that was signed"}
		}
	}
	return &Fault{checkpointFile, int64(len(fmt.Sprintf("%s\n%d\n", k.head.Origin, k.head.Size))), "the hash is not that of the entries"}
}

// missing names a file that can not be read as a fault.
func missing(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Fault{name, 0, "the file is missing"}
	}
	return err
}
