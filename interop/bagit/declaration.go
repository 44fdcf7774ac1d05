package bagit

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const declarationName = "bagit.txt"

// versions that this package knows.
var versions = []string{"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"}

// Section 2.1.1 has one form. Bags from before 1.0 are taken with spaces too.
var (
	strictVersion  = regexp.MustCompile(`^BagIt-Version: ([0-9]+\.[0-9]+)$`)
	strictEncoding = regexp.MustCompile(`^Tag-File-Character-Encoding: ([^\s]+)$`)
	looseVersion   = regexp.MustCompile(`^BagIt-Version[ \t]*:[ \t]*([0-9]+\.[0-9]+)[ \t]*$`)
	looseEncoding  = regexp.MustCompile(`^Tag-File-Character-Encoding[ \t]*:[ \t]*([^\s]+)[ \t]*$`)
)

// declaration reads bagit.txt, always in UTF-8, and says whether the rest of the
// bag can be read by it.
func (c *checker) declaration() (bool, error) {
	there, plain := false, false // asked before it is opened: a pipe would wait for ever
	err := c.readDir(".", func(e fs.DirEntry) error {
		if e.Name() == declarationName {
			there, plain = true, e.Type().IsRegular()
		}
		return nil
	})
	switch {
	case err != nil:
		return false, err
	case !there:
		c.wrong(CodeMissing, declarationName, 0, "it is missing: this is no bag")
		return false, nil
	case !plain:
		c.wrong(CodeKind, declarationName, 0, "it is a link or another kind of file than it should be")
		return false, nil
	}
	f, err := c.dir.Open(declarationName)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", declarationName, err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxLine))
	if err != nil {
		return false, fmt.Errorf("read %s: %w", declarationName, err)
	}
	return c.declares(data), nil
}

func (c *checker) declares(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		c.wrong(CodeForm, declarationName, 1, "it begins with a byte order mark, which must not be there")
		data = data[3:]
	}
	if !utf8.Valid(data) {
		c.wrong(CodeEncoding, declarationName, 0, "it is not UTF-8")
		return false
	}
	var text []string
	for l := newLines(bytes.NewReader(data)); ; {
		line, err := l.next()
		if err != nil {
			break
		}
		text = append(text, line)
	}
	if len(text) < 2 {
		c.wrong(CodeForm, declarationName, len(text), "it must have two lines: BagIt-Version and Tag-File-Character-Encoding")
		return false
	}
	if len(text) > 2 {
		c.wrong(CodeForm, declarationName, 3, "it must have two lines and no more")
	}
	return c.version(text[0]) && c.tagEncoding(text[1])
}

func (c *checker) version(line string) bool {
	m := looseVersion.FindStringSubmatch(line)
	if m == nil {
		c.wrong(CodeForm, declarationName, 1, "it must be %q with a number such as 1.0", "BagIt-Version: ")
		return false
	}
	c.Version = m[1]
	if !slices.Contains(versions, c.Version) {
		c.wrong(CodeVersion, declarationName, 1, "version %s is not known; known are %s", c.Version, strings.Join(versions, ", "))
		return false
	}
	c.first = c.Version == "1.0"
	if !strictVersion.MatchString(line) {
		c.judge(c.first, CodeForm, declarationName, 1, "there are spaces beside the one after the colon")
	}
	return true
}

func (c *checker) tagEncoding(line string) bool {
	m := looseEncoding.FindStringSubmatch(line)
	if m == nil {
		c.wrong(CodeForm, declarationName, 2, "it must be %q with the name of an encoding", "Tag-File-Character-Encoding: ")
		return false
	}
	if !strictEncoding.MatchString(line) {
		c.judge(c.first, CodeForm, declarationName, 2, "there are spaces beside the one after the colon")
	}
	c.Encoding = m[1]
	var err error
	if c.encoding, err = decoder(c.Encoding); err != nil {
		c.wrong(CodeEncoding, declarationName, 2, "the encoding %q is not known: the tag files cannot be read", c.Encoding)
		return false
	}
	return true
}
