package evidence

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
)

// spool holds a tag file until the data before it is through.
type spool struct {
	space io.ReadWriteSeeker
	w     *bufio.Writer
	size  int64
}

type spools []*spool

func newSpools(space func() (io.ReadWriteSeeker, error), n int) (spools, error) {
	var out spools
	for range n {
		var rw io.ReadWriteSeeker = new(memory)
		if space != nil {
			var err error
			if rw, err = space(); err != nil {
				return nil, fmt.Errorf("make temporary space: %w", err)
			}
		}
		out = append(out, &spool{space: rw, w: bufio.NewWriter(rw)})
	}
	return out, nil
}

func (s *spool) write(text string) error {
	n, err := s.w.WriteString(text)
	s.size += int64(n)
	return err
}

// Write takes what a describer writes.
func (s *spool) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.size += int64(n)
	return n, err
}

// memory is a spool for few exhibits: written first, then read once.
type memory struct{ bytes.Buffer }

func (*memory) Seek(int64, int) (int64, error) { return 0, nil }

// tagText writes a tag file and keeps its digests for the tag manifest.
func (s *sealer) tagText(name, text string) error {
	return s.tagFile(name, int64(len(text)), strings.NewReader(text))
}

func (s *sealer) tagSpool(name string, sp *spool) error {
	if err := sp.w.Flush(); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	if _, err := sp.space.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return s.tagFile(name, sp.size, sp.space)
}

func (s *sealer) describe() error {
	if s.teller == nil {
		return nil
	}
	if err := s.teller.Close(); err != nil {
		return fmt.Errorf("end the description: %w", err)
	}
	return s.tagSpool(descriptionName, s.spools[len(s.names)+1])
}

func (s *sealer) tagFile(name string, size int64, r io.Reader) error {
	if err := s.tar.WriteHeader(tarHeader(s.path(name), size)); err != nil {
		return err
	}
	hashes := newDigests(s.names)
	n, err := io.Copy(io.MultiWriter(hashes, s.tar), r)
	if err == nil && n != size {
		err = errors.New("the temporary space lost data")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	s.tags = append(s.tags, append([]string{name}, hashes.take()...))
	return nil
}

func (s *sealer) tagManifests() error {
	for i, n := range s.names {
		text := tagManifest(s.tags, i)
		if i == 0 {
			h := sha256.Sum256([]byte(text))
			s.tag256 = sum(h[:])
		}
		if err := s.tar.WriteHeader(tarHeader(s.path(tagManifestName(n)), int64(len(text)))); err != nil {
			return err
		}
		if _, err := io.WriteString(s.tar, text); err != nil {
			return err
		}
	}
	return nil
}

// tagManifest lists tag files, each a name and its digests, with the i-th digest.
func tagManifest(tags [][]string, i int) string {
	var b strings.Builder
	for _, t := range tags {
		b.WriteString(manifestLine(t[i+1], t[0]))
	}
	return b.String()
}

// finish signs what was written.
func (s *sealer) finish(ctx context.Context, to Store) (*SealedBundle, error) {
	root := s.tree.root()
	st := &Statement{Type: statementType, PredicateType: PredicateType, Predicate: Predicate{
		Bag:         Bag{Digests: s.names, TagManifest: s.tag256},
		Bundle:      s.state.Bundle,
		Commitments: Commitments{Root: sum(root[:]), Size: s.tree.size},
		Proofs:      s.o.Proofs,
		Recipients:  s.state.Recipients,
		Sealed:      s.state.Time,
		Signer:      s.signer(),
	}}
	list := partsList(s.parts.made)
	h := sha256.Sum256([]byte(list))
	st.Subject = []Subject{{SubjectDigest{sum(h[:])}, PartsName}}
	seal, err := sign(ctx, st, s.o.Signer)
	if err != nil {
		return nil, err
	}
	_, digest, err := ParseSeal(ctx, seal) // what cannot be checked is not handed out
	if err != nil {
		return nil, err
	}
	if err := keep(to, PartsName, []byte(list)); err != nil {
		return nil, err
	}
	return &SealedBundle{st, digest, s.info.octets, len(s.parts.made)}, keep(to, SealName, seal)
}

// keep writes a small file.
func keep(to Store, name string, data []byte) error {
	f, err := to.Create(name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := f.Commit(); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return nil
}
