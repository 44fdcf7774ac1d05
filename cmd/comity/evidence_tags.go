package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

// tags reads the tag files of an opened bundle, and holds each against the signed
// statement while it is read.
type tags struct {
	dir       fs.FS
	statement *evidence.Statement
	digest    string            // of the statement
	signed    map[string]string // digests of the tag files, by name
}

// errChanged says that a tag file is not what was signed.
var errChanged = errors.New("it is not what was signed")

const tagManifest = "tagmanifest-sha256.txt"

func openTags(ctx context.Context, dir fs.FS) (*tags, error) {
	t := &tags{dir: dir, signed: map[string]string{}}
	seal, err := fs.ReadFile(dir, evidence.SealName)
	if err != nil {
		return nil, err
	}
	if t.statement, t.digest, err = evidence.ParseSeal(ctx, seal); err != nil {
		return nil, err
	}
	list, err := fs.ReadFile(dir, tagManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New(`it is not an opened bundle: open it with "comity evidence open"`)
	}
	if err != nil {
		return nil, err
	}
	t.signed[tagManifest] = t.statement.Predicate.Bag.TagManifest
	h := sha256.Sum256(list)
	if hex.EncodeToString(h[:]) != t.signed[tagManifest] {
		return nil, fmt.Errorf("%s: %w", tagManifest, errChanged)
	}
	for line := range strings.Lines(string(list)) {
		digest, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		t.signed[name] = digest
	}
	return t, nil
}

// lines gives the lines of a tag file. The last thing it gives is an error if the
// file was not what was signed.
func (t *tags) lines(name string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := t.dir.Open(name)
		if err != nil {
			yield("", err)
			return
		}
		defer func() { _ = f.Close() }()
		h := sha256.New()
		s := bufio.NewScanner(io.TeeReader(f, h))
		s.Buffer(nil, 128<<10)
		s.Split(whole)
		for s.Scan() {
			if !yield(s.Text(), nil) {
				return
			}
		}
		if err := t.same(name, h, s.Err()); err != nil {
			yield("", err)
		}
	}
}

func (t *tags) same(name string, h hash.Hash, err error) error {
	if err == nil && hex.EncodeToString(h.Sum(nil)) != t.signed[name] {
		err = errChanged
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// whole splits at line feeds alone.
func whole(data []byte, end bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if end && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
