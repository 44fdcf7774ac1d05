package evidence

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// The files of a source: another bundle, from which exhibits were taken.
const (
	inclusionName = "inclusion.jsonl"
	maxSource     = 16 << 20 // bytes of each file
)

var sourceName = regexp.MustCompile(`^source/(inclusion\.jsonl|proofs\.dsse\.json|records\.jsonl|seal-[1-9]\.tsr|seal\.dsse\.json|seal\.opening|seal\.tlog-proof)$`)

// Included says that a leaf is in the tree of a source. It does not say what the
// record is of which it is the hash.
type Included struct {
	Index int64    `json:"index"`
	Leaf  string   `json:"leaf"` // hex
	Path  []string `json:"path"` // hex, from the leaf up
}

// Source shows that exhibits come from another sealed set: its seal, what lies
// beside that, and for some of its records that they are in it. A record that is
// opened is disclosed; of the others nothing is given away.
type Source struct {
	Beside   []SourceFile // the seal and what lies beside it
	Included []Included
	Records  [][]byte // lines of those that are opened, in the order of the set
}

// SourceFile is one file of a source, by its name there.
type SourceFile struct {
	Name string
	Data []byte
}

// files are those of the bag.
func (s *Source) files() ([]SourceFile, error) {
	out := slices.Clone(s.Beside)
	var included bytes.Buffer
	for _, i := range s.Included {
		line, err := canonical(i)
		if err != nil {
			return nil, err
		}
		included.Write(append(line, '\n'))
	}
	out = append(out, SourceFile{inclusionName, included.Bytes()})
	if len(s.Records) > 0 {
		out = append(out, SourceFile{recordsName, append(bytes.Join(s.Records, []byte("\n")), '\n')})
	}
	slices.SortFunc(out, func(a, b SourceFile) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	for _, f := range out {
		if !sourceName.MatchString(sourceFolder + f.Name) {
			return nil, fmt.Errorf("%q is no file of a source", f.Name)
		}
		if len(f.Data) > maxSource {
			return nil, fmt.Errorf("%s of the source has %d bytes, at most %d are allowed: disclose fewer exhibits at once", f.Name, len(f.Data), maxSource)
		}
	}
	return out, nil
}

// SourceVerdict is what a check says of the source of a bundle.
type SourceVerdict struct {
	Bundle      string        `json:"bundle"`
	Digest      string        `json:"digest"` // of the signed statement
	Signer      string        `json:"signer"`
	SignerKey   string        `json:"signer_key"`
	Name        string        `json:"signer_name,omitempty"` // a claim
	ClaimedTime string        `json:"claimed_time"`
	Exhibits    int64         `json:"exhibits"` // in the whole set
	Disclosed   int           `json:"disclosed"`
	Included    int           `json:"included"` // the disclosed ones among them
	Same        int64         `json:"same"`     // exhibits here that are disclosed ones, byte for byte
	Origins     int           `json:"origins"`  // included ones that exhibits here are said to be made from
	Vouched     bool          `json:"vouched"`  // the caller named the signer
	Seal        *CustodyEntry `json:"seal,omitempty"`
	Stamps      []SealStamp   `json:"stamps,omitempty"`
}

// source is the source of a bundle that is being checked.
type source struct {
	files   map[string][]byte
	st      *Statement
	leaves  map[string]bool     // included, and whether an exhibit needs it
	opened  map[string][]string // leaves by digest and size: exhibits may be equal
	origins map[string]bool     // leaves that derived exhibits name
	told    *SourceVerdict
}

func sameness(digest string, size int64) string { return fmt.Sprintf("%s %d", digest, size) }

// sourceFile takes up a file.
func (c *checker) sourceFile(name string, size int64, r io.Reader) error {
	most := int64(maxProof)
	switch strings.TrimPrefix(name, sourceFolder) {
	case inclusionName, recordsName:
		most = maxSource
	case SealName, ProofsName:
		most = maxSeal
	}
	if size > most {
		return fmt.Errorf("it has %d bytes, at most %d are allowed", size, most)
	}
	data, err := io.ReadAll(r)
	if c.source.files == nil {
		c.source = source{files: map[string][]byte{}, leaves: map[string]bool{}, opened: map[string][]string{}, origins: map[string]bool{}}
	}
	c.source.files[name[len(sourceFolder):]] = data
	return err
}

func (s *source) read(name string, most int64) ([]byte, error) {
	data, ok := s.files[name]
	switch {
	case !ok:
		return nil, flawed(codeMissing, "it is missing")
	case int64(len(data)) > most:
		return nil, fmt.Errorf("it has more than %d bytes", most)
	}
	return data, nil
}

// readSource checks the source, once all its files are there.
func (c *checker) readSource() {
	if c.source.files == nil {
		return
	}
	in := &inspection{ctx: c.ctx, o: c.o, read: c.source.read}
	v := new(Verdict)
	err := in.parse()
	if err == nil {
		err = in.attachments(v)
	}
	if err != nil {
		c.v.wrong(codeSource, sourceFolder+SealName, "%v", err)
		return
	}
	for _, f := range v.Findings {
		c.v.find(sourceFolder+f.Where, &flaw{f.Code, f.What, f.Args})
	}
	p := in.st.Predicate
	key, _ := ParseVerifyingKey(p.Signer.Key) // checked with the statement
	c.source.st = in.st
	c.source.told = &SourceVerdict{Bundle: p.Bundle, Digest: in.digest, Signer: key.ID(), SignerKey: p.Signer.Key, Name: p.Signer.Name,
		ClaimedTime: p.Sealed, Exhibits: p.Commitments.Size, Vouched: slices.Contains(c.o.Trust.Keys, key), Seal: v.Seal, Stamps: v.Stamps}
	for name := range c.source.files {
		if name != SealName && name != inclusionName && name != recordsName && in.file(name) == nil {
			c.v.wrong(codeForeign, sourceFolder+name, "no list of proofs names it")
		}
	}
	if err := c.source.included(); err != nil {
		c.v.wrong(codeSource, sourceFolder+inclusionName, "%v", err)
		return
	}
	if err := c.source.disclosed(); err != nil {
		c.v.wrong(codeSource, sourceFolder+recordsName, "%v", err)
	}
	c.v.Source = c.source.told
}

// included checks that every leaf is in the tree of the source.
func (s *source) included() error {
	root, err := hashOf(s.st.Predicate.Commitments.Root)
	if err != nil {
		return err
	}
	before := int64(-1)
	return lines(bytes.NewReader(s.files[inclusionName]), func(_ int, line []byte) error {
		var i Included
		if err := strictly(line, &i); err != nil {
			return err
		}
		if i.Index <= before || i.Index >= s.st.Predicate.Commitments.Size {
			return fmt.Errorf("the index %d is out of order, or not in the set", i.Index)
		}
		before = i.Index
		leaf, err := hashOf(i.Leaf)
		var path tlog.RecordProof
		for _, p := range i.Path {
			h, e := hashOf(p)
			path, err = append(path, h), errors.Join(err, e)
		}
		if err != nil {
			return err
		}
		if tlog.CheckRecord(path, s.st.Predicate.Commitments.Size, root, i.Index, leaf) != nil {
			return fmt.Errorf("the leaf %d is not in the set that was sealed", i.Index)
		}
		s.leaves[i.Leaf] = false
		s.told.Included++
		return nil
	})
}

// disclosed reads the records that are opened.
func (s *source) disclosed() error {
	return lines(bytes.NewReader(s.files[recordsName]), func(_ int, line []byte) error {
		r, err := ParseRecord(line)
		if err != nil {
			return err
		}
		h := tlog.RecordHash(line)
		leaf := sum(h[:])
		if _, ok := s.leaves[leaf]; !ok {
			return fmt.Errorf("that the record of %q is in the set is not shown", r.Name)
		}
		same := sameness(r.SHA256, r.Size)
		s.opened[same] = append(s.opened[same], leaf)
		s.told.Disclosed++
		return nil
	})
}

// meet notes what of the source an exhibit needs.
func (s *source) meet(r *Record) {
	if s.st == nil {
		return
	}
	if all := s.opened[sameness(r.SHA256, r.Size)]; len(all) > 0 {
		for _, leaf := range all {
			s.leaves[leaf] = true
		}
		s.told.Same++
	}
	if r.Derived == nil {
		return
	}
	for _, leaf := range r.Derived.Sources {
		if _, ok := s.leaves[leaf]; ok {
			s.leaves[leaf], s.origins[leaf] = true, true
			s.told.Origins = len(s.origins)
		}
	}
}

// finish finds what is shown of the source and belongs to no exhibit.
func (s *source) finish(v *Verdict) {
	if s.st == nil || !v.whole() {
		return
	}
	for _, leaf := range slices.Sorted(maps.Keys(s.leaves)) {
		if !s.leaves[leaf] {
			v.wrong(codeUnneeded, sourceFolder+inclusionName, "the record with leaf hash %s belongs to no exhibit here", leaf)
		}
	}
}

func hashOf(s string) (h tlog.Hash, err error) {
	if !hex64.MatchString(s) {
		return h, errors.New("a hash is not 32 bytes in lower-case hex")
	}
	_, err = hex.Decode(h[:], []byte(s))
	return h, err
}
