package evidence

import (
	"archive/tar"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"
)

// sealer is one bundle being sealed.
type sealer struct {
	ctx    context.Context
	o      SealOptions
	state  State
	seed   []byte
	names  []string // of the digests
	teller Describer
	past   history
	info   info
	parts  *parts
	tar    *tar.Writer
	spools spools
	tags   [][]string // name and digests of each tag file so far
	tree   tree
	done   int64
	tag256 string // digest of the tag manifest
}

func begin(ctx context.Context, to Store, o SealOptions) (*sealer, error) {
	s := &sealer{ctx: ctx, o: o, names: []string{"sha256"}}
	if o.SHA512 {
		s.names = append(s.names, "sha512")
	}
	if s.o.PartSize == 0 {
		s.o.PartSize = defaultParts
	}
	if err := s.identify(); err != nil {
		return nil, err
	}
	readers, err := ParseRecipients(s.state.Recipients)
	if err != nil {
		return nil, err
	}
	if err := s.survey(); err != nil {
		return nil, err
	}
	return s, s.prepare(to, readers)
}

// identify draws the id and the secret of the salts, or takes them up again.
func (s *sealer) identify() error {
	keys := slices.Compact(slices.Sorted(slices.Values(s.o.Recipients)))
	if r := s.o.Resume; r != nil {
		if !slices.Equal(r.Recipients, keys) || r.PartSize != s.o.PartSize {
			return errors.New("the recipients or the size of the parts are not those of the unfinished work")
		}
		seed, err := hex.DecodeString(r.Seed)
		if _, e := parseTime(r.Time); err != nil || e != nil || len(seed) != 32 || !hex32.MatchString(r.Bundle) {
			return errors.New("the state of the unfinished work is damaged: begin anew")
		}
		s.state, s.seed = *r, seed
		return nil
	}
	random := make([]byte, 48)
	if _, err := io.ReadFull(s.o.Random, random); err != nil {
		return fmt.Errorf("draw the id of the bundle: %w", err)
	}
	s.seed = random[16:]
	s.state = State{Bundle: sum(random[:16]), Seed: sum(s.seed), Time: formatTime(s.o.Time), Recipients: keys, PartSize: s.o.PartSize}
	return nil
}

// survey goes through the exhibits once, without their data.
func (s *sealer) survey() error {
	s.info = info{id: s.state.Bundle, reference: s.o.Reference, organisation: s.o.SignerName, date: s.state.Time[:10]}
	for _, text := range []string{s.o.Reference, s.o.SignerName} {
		if err := checkText(text); err != nil {
			return fmt.Errorf("the reference or the name of the signer: %w", err)
		}
	}
	var names order
	for e, err := range s.o.Exhibits {
		if err != nil {
			return err
		}
		if err := e.Check(); err != nil {
			return fmt.Errorf("take up the exhibits: %w", err)
		}
		if err := names.next(e.Name); err != nil {
			return fmt.Errorf("take up the exhibits: %w", err)
		}
		if e.Size < 0 || e.Size > maxOctets-s.info.octets {
			return fmt.Errorf("%q: a size of %d cannot be", e.Name, e.Size)
		}
		s.info.octets += e.Size
		s.info.exhibits++
	}
	return s.ctx.Err()
}

func (s *sealer) prepare(to Store, readers []age.Recipient) error {
	room, err := plainRoom(s.o.PartSize, readers)
	if err != nil {
		return err
	}
	s.parts = &parts{store: to, readers: readers, room: room, before: s.state.Parts}
	if s.o.Checkpoint != nil {
		s.parts.done = func(made []Sealed) error {
			now := s.state
			now.Parts = slices.Clone(made)
			return s.o.Checkpoint(now)
		}
	}
	if s.spools, err = newSpools(s.o.Spool, len(s.names)+2); err != nil || s.o.Describe == nil {
		return err
	}
	s.teller, err = s.o.Describe(s.spools[len(s.names)+1], Description{Bundle: s.state.Bundle, Reference: s.o.Reference, Sealed: s.state.Time,
		Signer: s.signer(), Recipients: s.state.Recipients, History: s.o.History})
	return err
}

// run writes the archive. Reading and hashing the exhibits, encrypting, and
// hashing and writing the parts go on at the same time.
func (s *sealer) run() error {
	out := newAhead(s.parts)
	s.tar = tar.NewWriter(out)
	err := s.archive()
	if err == nil {
		err = s.tar.Close()
	}
	if e := out.Close(); e != nil {
		err = e // the cause; what the writer saw is its echo
	}
	if err == nil {
		err = s.parts.close()
	}
	if err != nil {
		s.parts.abort()
	}
	return err
}

func (s *sealer) archive() error {
	before := [][2]string{{readmeName, readme}, {infoName, s.info.text()}, {bagitName, bagitText}}
	s.past.met = map[string]bool{}
	for i, h := range s.o.History {
		opening, proof := HistoryName(i + 1)
		if len(h.Opening) > maxOpening || len(h.Proof) > maxLogProof {
			return fmt.Errorf("custody entry %d: its opening or its proof is too long", i+1)
		}
		err := s.past.opening(opening, h.Opening)
		if err == nil {
			err = s.past.proof(proof, h.Proof, nil)
		}
		if err != nil {
			return fmt.Errorf("custody entry %d: %w", i+1, err)
		}
		before = append(before, [2]string{opening, string(h.Opening)}, [2]string{proof, string(h.Proof)})
	}
	if s.o.Source != nil {
		files, err := s.o.Source.files()
		if err != nil {
			return err
		}
		for _, f := range files {
			before = append(before, [2]string{sourceFolder + f.Name, string(f.Data)})
		}
	}
	for _, f := range before {
		if err := s.tagText(f[0], f[1]); err != nil {
			return err
		}
	}
	if err := s.exhibits(); err != nil {
		return err
	}
	if err := s.pastFits(); err != nil {
		return err
	}
	if err := s.describe(); err != nil {
		return err
	}
	for i, n := range s.names {
		if err := s.tagSpool(manifestName(n), s.spools[i]); err != nil {
			return err
		}
	}
	if err := s.tagSpool(recordsName, s.spools[len(s.names)]); err != nil {
		return err
	}
	return s.tagManifests()
}

// pastFits says whether the custody entries are about the exhibits.
func (s *sealer) pastFits() error {
	v := new(Verdict)
	if s.past.finish(v); len(v.Findings) > 0 {
		return fmt.Errorf("custody entry %s", v.Findings[0])
	}
	return nil
}

func (s *sealer) exhibits() error {
	hashes := newDigests(s.names)
	buf := make([]byte, blockSize)
	var octets, count int64
	for e, err := range s.o.Exhibits {
		if err != nil {
			return err
		}
		if octets, count = octets+e.Size, count+1; octets > s.info.octets || count > s.info.exhibits {
			return fmt.Errorf("%q: the exhibits changed while they were being sealed", e.Name)
		}
		if err := s.exhibit(e, hashes, buf); err != nil {
			return fmt.Errorf("seal %q: %w", e.Name, err)
		}
	}
	if octets != s.info.octets || count != s.info.exhibits {
		return errors.New("the exhibits changed while they were being sealed: some are gone")
	}
	return nil
}

func (s *sealer) exhibit(e Exhibit, hashes digests, buf []byte) error {
	if err := s.tar.WriteHeader(tarHeader(s.path(dataFolder+e.Name), e.Size)); err != nil {
		return err
	}
	f, err := e.Open()
	if err != nil {
		return err
	}
	err = s.copy(f, e.Size, hashes, buf)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	found := hashes.take()
	s.past.meet(found[0])
	for i, d := range found {
		if err := s.spools[i].write(manifestLine(d, dataFolder+e.Name)); err != nil {
			return err
		}
	}
	r := Record{Basis: e.Basis, Claimed: e.Claimed, Collector: e.Collector, Derived: e.Derived, Name: e.Name, Origin: e.Origin, Original: e.Original,
		Salt: s.salt(s.tree.size), SHA256: found[0], Size: e.Size, Tool: e.Tool}
	if !e.Collected.IsZero() {
		r.Collected = formatTime(e.Collected)
	}
	line, err := r.line()
	if err != nil {
		return err
	}
	s.tree.add(line)
	if s.teller != nil {
		if err := s.teller.Record(&r); err != nil {
			return fmt.Errorf("describe it: %w", err)
		}
	}
	return s.spools[len(s.names)].write(string(line) + "\n")
}

// copy takes just the announced size.
func (s *sealer) copy(f io.Reader, size int64, hashes digests, buf []byte) error {
	for left := size; ; {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		n, err := f.Read(buf)
		if left -= int64(n); left < 0 {
			return fmt.Errorf("it grew while it was being sealed: %d bytes were announced", size)
		}
		_, _ = hashes.Write(buf[:n])
		if _, e := s.tar.Write(buf[:n]); e != nil {
			return e
		}
		s.done += int64(n)
		if s.o.Progress != nil && n > 0 {
			s.o.Progress(s.done, s.info.octets)
		}
		switch {
		case err == io.EOF && left > 0:
			return fmt.Errorf("it ended %d bytes before the %d that were announced", left, size)
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// salt is a pseudorandom function of the exhibit's number: one seed is all that
// unfinished work must remember.
func (s *sealer) salt(n int64) string {
	h := hmac.New(sha256.New, s.seed)
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	_, _ = h.Write(append([]byte("comity evidence salt"), b[:]...))
	return sum(h.Sum(nil))
}

func (s *sealer) signer() Signer {
	return Signer{Key: s.o.Signer.Public().String(), Name: s.o.SignerName}
}

func (s *sealer) path(name string) string { return s.state.Bundle + "/" + name }
