package bagit

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// The kinds of sources that say something about a file.
type kind int

const (
	onDisk kind = iota
	inFetch
	payloadManifest
	tagManifest
)

// source is a file that lists files, or the bag itself.
type source struct {
	name      string
	kind      kind
	algorithm string
}

const fetchName = "fetch.txt"

// manifest takes up the lines of a manifest.
func (c *checker) manifest(number int) error {
	s := c.sources[number]
	return c.eachLine(s.name, func(text string, line int) error {
		if text == "" {
			c.warn(CodeForm, s.name, line, "it is empty")
			return nil
		}
		digest, name, err := c.manifestLine(s, text, line)
		if err != nil {
			c.wrong(CodeForm, s.name, line, "%v", err)
			return nil
		}
		name, ok := c.place(s, name, line)
		if !ok {
			return nil
		}
		return c.sorter.add(entry{key: keyOf(name), name: name, source: number, line: line, value: digest})
	})
}

// manifestLine is a digest, white space, and a name: section 2.1.3. An asterisk
// before the name is what md5sum writes for a file read as bytes.
func (c *checker) manifestLine(s source, text string, line int) (digest, name string, err error) {
	i := strings.IndexAny(text, " \t")
	if i < 0 {
		return "", "", fmt.Errorf("it is not a digest, a space and a name")
	}
	digest, name = strings.ToLower(text[:i]), strings.TrimLeft(text[i:], " \t")
	if b, err := hex.DecodeString(digest); err != nil || len(b) != algorithms[s.algorithm].make().Size() {
		return "", "", fmt.Errorf("%q is no digest of %s in hex", abridged(text[:i]), s.algorithm)
	}
	if rest, ok := strings.CutPrefix(name, "*"); ok {
		c.warn(CodeForm, s.name, line, "an asterisk stands before the name, as md5sum writes it")
		name = rest
	}
	return digest, name, nil
}

// place checks where a listed file may lie.
func (c *checker) place(s source, text string, line int) (string, bool) {
	name, dotted, err := c.clean(text)
	if err != nil {
		c.wrong(CodePath, s.name, line, "%q: %v", abridged(text), err)
		return "", false
	}
	if dotted {
		c.warn(CodeForm, s.name, line, `the name begins with "./"`)
	}
	if c.first && loosePercent.MatchString(text) {
		c.warn(CodeForm, s.name, line, "a percent sign is not written %%25: it is taken as it stands")
	}
	inside := strings.HasPrefix(name, dataFolder)
	switch {
	case s.kind != tagManifest && !inside:
		c.wrong(CodePath, s.name, line, "%q is not below data/", abridged(name))
	case s.kind == tagManifest && inside:
		c.wrong(CodePath, s.name, line, "%q is below data/, and this file lists tag files", abridged(name))
	default:
		return name, true
	}
	return "", false
}

// fetch takes up fetch.txt, a URL, a length and a name a line: section 2.2.3. The
// URL is not used.
func (c *checker) fetch(number int) error {
	return c.eachLine(fetchName, func(text string, line int) error {
		url, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
		length, name, ok := strings.Cut(strings.TrimLeft(rest, " \t"), " ")
		if _, err := strconv.ParseUint(length, 10, 64); url == "" || !ok || err != nil && length != "-" {
			c.wrong(CodeForm, fetchName, line, "it is not a URL, a length or -, and a name")
			return nil
		}
		name, ok = c.place(c.sources[number], strings.TrimLeft(name, " \t"), line)
		if !ok {
			return nil
		}
		return c.sorter.add(entry{key: keyOf(name), name: name, source: number, line: line})
	})
}

// abridged keeps a finding short, whatever a stranger wrote.
func abridged(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}
