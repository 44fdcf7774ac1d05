package evidence

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// tag checks one tag file against what was seen before it.
func (c *checker) tag(name string, size int64, r io.Reader) error {
	out, err := c.into.Create(name)
	if err != nil {
		return outside{fmt.Errorf("write %q: %w", name, err)}
	}
	hashes := newDigests(c.st.Predicate.Bag.Digests)
	w := &sink{w: io.MultiWriter(hashes, out)}
	err = c.content(name, size, io.TeeReader(r, w))
	if err == nil {
		_, err = io.Copy(w, r)
	}
	if e := out.Close(); w.err == nil {
		w.err = e
	}
	switch {
	case w.err != nil:
		return outside{fmt.Errorf("write %q: %w", name, w.err)}
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	}
	if !strings.HasPrefix(name, "tagmanifest-") {
		c.tags = append(c.tags, append([]string{name}, hashes.take()...))
	}
	if err := c.ctx.Err(); err != nil {
		return outside{err}
	}
	return nil
}

// sink keeps the error of a writer apart from those of the reader beside it.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	if s.err == nil {
		_, s.err = s.w.Write(p)
	}
	return len(p), s.err
}

func (c *checker) content(name string, size int64, r io.Reader) error {
	kind, digest, _ := strings.Cut(strings.TrimSuffix(name, ".txt"), "-")
	i := 0
	if digest == "sha512" {
		i = 1
	}
	switch {
	case name == recordsName:
		return c.records(r)
	case name == descriptionName:
		return nil // whoever made it may say what they like: the seal vouches for its bytes
	case strings.HasPrefix(name, sourceFolder):
		return c.sourceFile(name, size, r)
	case strings.HasPrefix(name, custodyFolder):
		return c.historyFile(name, size, r)
	case kind == "manifest":
		return c.manifest(name, i, r)
	case size > maxTagFile:
		return fmt.Errorf("it has %d bytes, at most %d are allowed", size, maxTagFile)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch {
	case kind == "tagmanifest":
		c.tagManifest(name, i, string(text))
	case name == infoName:
		c.info(string(text))
	case name == bagitName && string(text) != bagitText:
		c.v.wrong(codeNoBag, name, "it is not the declaration of a BagIt 1.0 bag")
	}
	return nil
}

func (c *checker) info(text string) {
	got, err := parseInfo(text)
	if err != nil {
		c.v.wrong(codeForm, infoName, "%v", err)
		return
	}
	c.oxum = got
	if want := c.o.Trust.Request; want != "" && got.reference != want {
		c.v.wrong(codeRequest, infoName, "it bears the reference %q, and answers another request than %q", got.reference, want)
	}
	p := c.st.Predicate
	want := info{id: p.Bundle, reference: got.reference, organisation: p.Signer.Name, date: p.Sealed[:10],
		octets: got.octets, exhibits: p.Commitments.Size}
	if *got != want {
		c.v.wrong(codeInfo, infoName, "it does not agree with the statement, after which it would be %q", want.text())
	}
}

// lines reads lines and hands them out without their line feeds, until there is an
// error.
func lines(r io.Reader, each func(n int, line []byte) error) error {
	b := bufio.NewReaderSize(r, maxLine+1)
	for n := 1; ; n++ {
		line, err := b.ReadSlice('\n')
		switch {
		case err == io.EOF && len(line) == 0:
			return nil
		case err == io.EOF:
			return fmt.Errorf("line %d does not end with a line feed", n)
		case errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("line %d has more than %d bytes", n, maxLine)
		case err != nil:
			return err
		}
		if err := each(n, bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
}

func (c *checker) manifest(file string, i int, r io.Reader) error {
	at, before := &cursor{ledger: c.ledger, file: file, v: c.v}, c.v.count()
	whole := sha256.New()
	var names order
	err := lines(io.TeeReader(r, whole), func(n int, line []byte) error {
		digest, name, err := parseManifestLine(string(line))
		if err == nil {
			err = names.next(name)
		}
		if err != nil {
			c.v.wrong(codeLine, file, "line %d: %v", n, err)
			return nil
		}
		if s := at.see(name); s != nil && s.digests[i] != digest {
			c.v.wrong(codeDigest, dataFolder+name, "its digest is %s; line %d of %s says %s", s.digests[i], n, file, digest)
		}
		return nil
	})
	if err != nil {
		return err
	}
	at.end(bytes.Equal(whole.Sum(nil), c.ledger.lines[i].Sum(nil)), before)
	return nil
}

func (c *checker) records(r io.Reader) error {
	c.readSource()
	at, before := &cursor{ledger: c.ledger, file: recordsName, v: c.v}, c.v.count()
	essence := sha256.New()
	var names order
	var t tree
	err := lines(r, func(n int, line []byte) error {
		t.add(line)
		rec, err := ParseRecord(line)
		if err == nil {
			err = names.next(rec.Name)
		}
		if err != nil {
			c.v.wrong(codeLine, recordsName, "line %d: %v", n, err)
			return nil
		}
		_, _ = io.WriteString(essence, recordEssence(rec.Name, rec.SHA256, rec.Size))
		if s := at.see(rec.Name); s != nil && (s.digests[0] != rec.SHA256 || s.size != rec.Size) {
			c.v.wrong(codeRecord, dataFolder+rec.Name, "it has %d bytes and digest %s; its record, line %d of %s, says %d and %s",
				s.size, s.digests[0], n, recordsName, rec.Size, rec.SHA256)
		}
		c.source.meet(rec)
		return nil
	})
	if err != nil {
		return err
	}
	at.end(bytes.Equal(essence.Sum(nil), c.ledger.records.Sum(nil)), before)
	want, root := c.st.Predicate.Commitments, t.root()
	if t.size != want.Size || sum(root[:]) != want.Root {
		c.v.wrong(codeRoot, recordsName, "its %d records have the root %s; the statement commits to %d with the root %s", t.size, sum(root[:]), want.Size, want.Root)
	}
	return nil
}

func (c *checker) tagManifest(file string, i int, text string) {
	want := tagManifest(c.tags, i)
	if text != want {
		c.tagLines(file, text, i)
		return
	}
	if h := sha256.Sum256([]byte(text)); i == 0 && sum(h[:]) != c.st.Predicate.Bag.TagManifest {
		c.v.wrong(codeTagList, file, "its digest is %s; the statement says %s: a tag file was changed, and this list with it", sum(h[:]), c.st.Predicate.Bag.TagManifest)
	}
}

// tagLines says which of the tag files differs.
func (c *checker) tagLines(file, text string, digest int) {
	before := c.v.count()
	listed := map[string]string{}
	for line := range strings.Lines(text) {
		d, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		listed[name] = d
	}
	for _, t := range c.tags {
		switch d, ok := listed[t[0]]; {
		case !ok:
			c.v.wrong(codeUnlisted, t[0], "it is there, but %s does not list it", file)
		case d != t[digest+1]:
			c.v.wrong(codeTagFile, t[0], "its digest is %s; %s says %s: one of them was changed", t[digest+1], file, d)
		}
		delete(listed, t[0])
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		c.v.wrong(codeListedOnly, fmt.Sprintf("%q", name), "%s lists it, but it is not there", file)
	}
	if before == c.v.count() {
		c.v.wrong(codeTagForm, file, "it is not in the order, or not in the form, that it has")
	}
}
