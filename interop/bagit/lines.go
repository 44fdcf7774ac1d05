package bagit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxLine bounds a line of a tag file: twice the longest path that a system has,
// with every byte percent-encoded, and a URL of the same length.
const maxLine = 64 << 10

// lines reads a tag file line by line. A line ends with LF, CR or CRLF.
type lines struct {
	r     *bufio.Reader
	n     int // of the line last read
	space [maxLine + 1]byte
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, 32<<10)} }

var errLongLine = fmt.Errorf("the line is longer than %d bytes", maxLine)

func (l *lines) next() (string, error) {
	n := 0
	for {
		b, err := l.r.ReadByte()
		switch {
		case err == io.EOF && n > 0:
			l.n++
			return string(l.space[:n]), nil
		case err != nil:
			return "", err
		case b == '\r':
			if after, err := l.r.Peek(1); err == nil && after[0] == '\n' {
				_, _ = l.r.Discard(1)
			}
			fallthrough
		case b == '\n':
			l.n++
			return string(l.space[:n]), nil
		case n == maxLine:
			l.n++
			return "", errLongLine
		}
		l.space[n] = b
		n++
	}
}

// decoder finds the encoding that bagit.txt names; nil means UTF-8. Encodings are
// those of IANA that x/text knows, in any case.
func decoder(name string) (encoding.Encoding, error) {
	switch strings.ToUpper(name) {
	case "UTF-8", "UTF8", "US-ASCII", "ASCII":
		return nil, nil
	case "UTF-16", "UTF16": // RFC 2781: a mark decides, and big endian without one
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), nil
	}
	e, err := ianaindex.IANA.Encoding(name)
	if err == nil && e == nil {
		err = errors.New("it is not supported")
	}
	return e, err
}

// decoded reads a tag file as UTF-8.
func (c *checker) decoded(r io.Reader) io.Reader {
	if c.encoding == nil {
		return r
	}
	return transform.NewReader(r, c.encoding.NewDecoder())
}

// eachLine hands the lines of a tag file to take. Errors of the text are findings;
// only those of reading come back.
func (c *checker) eachLine(name string, take func(text string, line int) error) error {
	f, err := c.dir.Open(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	defer func() { _ = f.Close() }()
	l := newLines(c.decoded(f))
	for {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		text, err := l.next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, errLongLine):
			c.wrong(CodeForm, name, l.n, "%v: the rest of the file was not read", err)
			return nil
		case err != nil:
			return fmt.Errorf("read %s: %w", name, err)
		case !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError):
			c.wrong(CodeEncoding, name, l.n, "it is not text in %s, as bagit.txt says", c.Encoding)
			continue
		}
		if err := take(text, l.n); err != nil {
			return err
		}
	}
}
