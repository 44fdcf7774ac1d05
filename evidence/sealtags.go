package evidence

import (
	"bufio"
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

// memory is a spool for few exhibits.
type memory struct {
	data []byte
	at   int
}

func (m *memory) Write(p []byte) (int, error) {
	m.data = append(m.data, p...)
	return len(p), nil
}

func (m *memory) Read(p []byte) (int, error) {
	if m.at == len(m.data) {
		return 0, io.EOF
	}
	n := copy(p, m.data[m.at:])
	m.at += n
	return n, nil
}

// Seek goes to the beginning, the only place that is ever asked for.
func (m *memory) Seek(int64, int) (int64, error) {
	m.at = 0
	return 0, nil
}

// tagText writes a tag file and keeps its digests for the tag manifest.
func (s *sealer) tagText(name, text string) error {
	return s.tagFile(name, int64(len(text)), strings.NewReader(text))
}

func (s *sealer) tagSpool(name string, sp *spool) error {
	r, err := sp.again()
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	return s.tagFile(name, sp.size, r)
}

func (s *sealer) describe() error {
	if s.o.Describe == nil {
		return nil
	}
	out := s.spools[len(s.names)+1]
	err := s.o.Describe(out, Description{Bundle: s.state.Bundle, Reference: s.o.Reference, Sealed: s.state.Time, Signer: s.signer(),
		Recipients: s.state.Recipients, History: s.o.History}, s.described)
	if err != nil {
		return fmt.Errorf("describe the exhibits: %w", err)
	}
	return s.tagSpool(descriptionName, out)
}

// described goes through the records of what was sealed.
func (s *sealer) described(yield func(Described, error) bool) {
	records, err := s.spools[len(s.names)].again()
	if err != nil {
		yield(Described{}, err)
		return
	}
	sums, err := s.spools[len(s.names)-1].again() // of SHA-512, if there are such
	if err != nil {
		yield(Described{}, err)
		return
	}
	manifest := bufio.NewReader(sums)
	err = lines(records, func(_ int, line []byte) error {
		r, err := ParseRecord(line)
		if err != nil {
			return err
		}
		d := Described{Record: r}
		text, err := manifest.ReadString('\n')
		if len(s.names) > 1 {
			d.SHA512, _, _ = strings.Cut(text, " ")
		}
		if err == nil && !yield(d, nil) {
			err = errEnough
		}
		return err
	})
	if err != nil && !errors.Is(err, errEnough) {
		yield(Described{}, err)
	}
}

var errEnough = errors.New("enough")

// again reads a spool from its beginning.
func (s *spool) again() (io.Reader, error) {
	if err := s.w.Flush(); err != nil {
		return nil, err
	}
	_, err := s.space.Seek(0, io.SeekStart)
	return s.space, err
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
