// Package corpus holds the embedded corpus: the YAML files, which are the
// source, and a snapshot of them, which is what the program opens.
//
//	c, err := corpus.Open()
//
// The snapshot is made from the files by go generate and by nothing else. A
// test makes it anew and compares every byte, and "comity law check" does the
// same, so the two cannot drift apart.
package corpus

import (
	"embed"
	_ "embed" // the snapshot
	"io/fs"

	"github.com/comity-dev/comity/law"
)

//go:generate go run ./pack

//go:embed states instruments concepts vocabulary
var files embed.FS

//go:embed corpus.zip
var snapshot []byte

// Open opens the embedded corpus.
func Open() (*law.Corpus, error) { return law.OpenSnapshot(snapshot) }

// Files gives the YAML files of the embedded corpus.
func Files() fs.FS { return files }

// Snapshot gives the bytes of the embedded snapshot.
func Snapshot() []byte { return snapshot }
