package law

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// A snapshot is the corpus in its canonical form: a zip archive of one JSON
// document a unit, and an index. It is made from the YAML and holds nothing
// else, so it is checked against it byte by byte; it is there because parsing
// YAML takes a hundred times longer than starting the program may take.
const (
	indexName      = "index.json"
	vocabularyName = "vocabulary.json"
)

// index is what a corpus must know before any unit is decoded.
type index struct {
	Format    int                 `json:"format"`
	Digest    string              `json:"digest"`
	Names     map[string]Names    `json:"names"`
	ISO2      map[string]string   `json:"iso2"`
	Relations map[string][]string `json:"relations"`
	Heads     map[string]Head     `json:"heads"`
}

const snapshotFormat = 1

// canonical gives the units of a corpus in their canonical form by name.
func (c *Corpus) canonical() (map[string][]byte, error) {
	out := map[string][]byte{}
	add := func(name string, v any, err error) error {
		if err != nil {
			return err
		}
		b, err := json.Marshal(v)
		out[name] = b
		return err
	}
	if err := add(vocabularyName, c.Vocabulary, nil); err != nil {
		return nil, err
	}
	if err := canonicalUnits("states/", c.states, add); err != nil {
		return nil, err
	}
	if err := canonicalUnits("instruments/", c.instruments, add); err != nil {
		return nil, err
	}
	return out, canonicalUnits("concepts/", c.concepts, add)
}

func canonicalUnits[T any](prefix string, units map[string]*unit[T], add func(string, any, error) error) error {
	for id, u := range units {
		v, err := u.get()
		if err := add(prefix+id+".json", v, err); err != nil {
			return fmt.Errorf("unit %s%s: %w", prefix, id, err)
		}
	}
	return nil
}

// digestOf is the SHA-256 of the names and SHA-256 digests of all units, in
// the order of their names.
func digestOf(units map[string][]byte) string {
	h := sha256.New()
	for _, name := range sortedKeys(units) {
		sum := sha256.Sum256(units[name])
		_, _ = fmt.Fprintf(h, "%s %x\n", name, sum) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}

// WriteSnapshot writes the corpus in its canonical form. The same corpus
// gives the same bytes.
func (c *Corpus) WriteSnapshot(w io.Writer) error {
	units, err := c.canonical()
	if err != nil {
		return err
	}
	units[indexName], err = json.Marshal(index{snapshotFormat, c.digest, c.names, c.iso2, c.relations, c.heads})
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, name := range sortedKeys(units) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := f.Write(units[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// OpenSnapshot opens a snapshot made by this version of the program. Units
// are decoded when they are first asked for.
func OpenSnapshot(data []byte) (*Corpus, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open the snapshot of the corpus: %w", err)
	}
	c := empty()
	for _, f := range z.File {
		if err := c.addEntry(f); err != nil {
			return nil, fmt.Errorf("open the snapshot of the corpus: %s: %w", f.Name, err)
		}
	}
	if c.Vocabulary == nil || c.digest == "" {
		return nil, fmt.Errorf("open the snapshot of the corpus: index or vocabulary is missing")
	}
	return c, c.prepare()
}

func (c *Corpus) addEntry(f *zip.File) error {
	dir, base := path.Split(f.Name)
	id := strings.TrimSuffix(base, ".json")
	switch dir {
	case "states/":
		c.states[id] = &unit[State]{decode: decoder[State](f)}
	case "instruments/":
		decode := decoder[Instrument](f)
		c.instruments[id] = &unit[Instrument]{decode: func() (*Instrument, error) {
			i, err := decode()
			if err == nil {
				i.indexParties()
			}
			return i, err
		}}
	case "concepts/":
		c.concepts[id] = &unit[Concept]{decode: decoder[Concept](f)}
	case "":
		if f.Name == vocabularyName {
			v, err := decoder[Vocabulary](f)()
			c.Vocabulary = v
			return err
		}
		x, err := decoder[index](f)()
		if err != nil {
			return err
		}
		if x.Format != snapshotFormat {
			return fmt.Errorf("it has format %d, this program reads %d", x.Format, snapshotFormat)
		}
		c.digest, c.names, c.iso2, c.relations, c.heads = x.Digest, x.Names, x.ISO2, x.Relations, x.Heads
	default:
		return fmt.Errorf("no such folder in a snapshot")
	}
	return nil
}

func decoder[T any](f *zip.File) func() (*T, error) {
	return func() (*T, error) {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer func() { _ = r.Close() }() // it was only read
		v := new(T)
		return v, json.NewDecoder(r).Decode(v)
	}
}
