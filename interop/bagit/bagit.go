package bagit

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"golang.org/x/text/encoding"
)

// Digest is what a manifest states about a file.
type Digest struct {
	Algorithm string // md5, sha256, sha3-256, …
	By        string // the manifest
	Value     string // as it stands there, in lower-case hex
	Matches   bool   // the file has it
}

// File is one file of a bag that is there.
type File struct {
	Name    string // from the top of the bag, with slashes
	Size    int64
	Payload bool // it is in data/
	Digests []Digest
}

// Options say how to check. The zero value serves for bags with few files.
type Options struct {
	// Spool gives temporary space, some 32 MB at a time. Nil means memory.
	Spool func() (io.ReadWriteSeeker, error)
	// Each is told of every file after it was read, in the order of folded names.
	// An error from it ends the check.
	Each func(File) error
	// Progress is told how many bytes were read, of those in the bag.
	Progress func(done, total int64)
}

// Check reads a bag and says whether it is complete and valid. The error is about
// reading, never about the bag.
func Check(ctx context.Context, dir fs.FS, o Options) (*Report, error) {
	c := &checker{Report: new(Report), ctx: ctx, dir: dir, o: o,
		sources: []source{onDisk: {name: "the bag", kind: onDisk}, inFetch: {name: fetchName, kind: inFetch}},
		sorter:  sorter{spool: o.Spool, limit: 32 << 20}}
	readable, err := c.declaration()
	if err != nil {
		return nil, err
	}
	if readable {
		err = c.bag()
	}
	if err != nil {
		return nil, err
	}
	c.conclude()
	return c.Report, nil
}

type checker struct {
	*Report
	ctx         context.Context
	dir         fs.FS
	o           Options
	first       bool // it is BagIt 1.0, not one of the drafts
	encoding    encoding.Encoding
	sources     []source // the bag itself, fetch.txt, then the manifests
	sorter      sorter
	infoLines   []int // of the entries of Info
	buffer      []byte
	done, total int64
}

func (c *checker) bag() error {
	top, err := c.top()
	if err != nil {
		return err
	}
	if err := c.tagFiles(top); err != nil {
		return err
	}
	if err := c.walk("."); err != nil {
		return err
	}
	if err := c.match(); err != nil {
		return err
	}
	c.oxum()
	return nil
}

// top lists the plain files at the top of the bag that say something about it.
func (c *checker) top() ([]string, error) {
	var names []string
	data := false
	err := c.readDir(".", func(e fs.DirEntry) error {
		_, isManifest := manifestOf(e.Name())
		switch {
		case e.Name()+"/" == dataFolder:
			data = e.IsDir()
		case e.Type().IsRegular() && (isManifest || e.Name() == fetchName || e.Name() == c.infoName()):
			names = append(names, e.Name())
		}
		return nil
	})
	if !data {
		c.wrong(CodeMissing, dataFolder, 0, "there is no such folder")
	}
	slices.Sort(names)
	return names, err
}

func (c *checker) tagFiles(top []string) error {
	for _, name := range top {
		var err error
		switch s, isManifest := manifestOf(name); {
		case name == fetchName:
			err = c.fetch(int(inFetch))
		case name == c.infoName():
			err = c.info(name)
		case isManifest:
			err = c.takeManifest(s)
		}
		if err != nil {
			return err
		}
	}
	if len(c.Algorithms) == 0 {
		c.wrong(CodeMissing, "manifest-….txt", 0, "there is no payload manifest that can be checked")
	}
	return nil
}

func (c *checker) takeManifest(s source) error {
	alg, known := algorithms[s.algorithm]
	if !known {
		c.wrong(CodeAlgorithm, s.name, 0, "the algorithm is not known: its digests were not checked")
		return nil
	}
	for _, other := range c.sources {
		if other.kind == s.kind && other.algorithm == s.algorithm {
			c.wrong(CodeTwice, s.name, 0, "%s is a manifest of the same algorithm", other.name)
		}
	}
	if s.kind == payloadManifest {
		c.Algorithms = append(c.Algorithms, Algorithm{standard(s.algorithm), alg.strong})
	}
	if !alg.strong {
		c.warn(CodeAlgorithm, s.name, 0, "%s proves nothing against somebody who made two files with one digest", s.algorithm)
	}
	c.sources = append(c.sources, s)
	return c.manifest(len(c.sources) - 1)
}

// readDir hands over the entries of a folder, a few at a time.
func (c *checker) readDir(name string, take func(fs.DirEntry) error) error {
	f, err := c.dir.Open(name)
	if err != nil {
		return fmt.Errorf("read the folder: %w", err)
	}
	defer func() { _ = f.Close() }()
	dir, ok := f.(fs.ReadDirFile)
	if !ok {
		return fmt.Errorf("%q is not a folder", name)
	}
	for {
		list, err := dir.ReadDir(256)
		for _, e := range list {
			if err := take(e); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("read the folder %q: %w", name, err)
		}
	}
}
