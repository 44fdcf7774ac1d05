package container

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/evidence"
)

const (
	maxHeader     = 1 << 20
	maxSignatures = 16
)

// mail claims the body hash of each DKIM signature (RFC 6376). The signatures
// themselves are not checked: their keys are in the DNS, and change.
func (x *exhibit) mail(r readable) error {
	x.Kind = "mail"
	head := make([]byte, min(x.size, maxHeader))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	body := headerEnd(head)
	if body < 0 {
		return errors.New("its header has no end, or is longer than 1 MiB")
	}
	m, err := mail.ReadMessage(bytes.NewReader(head[:body]))
	if err != nil {
		return err
	}
	signatures := m.Header["Dkim-Signature"]
	if len(signatures) > maxSignatures {
		x.note("it has %d DKIM signatures; %d are looked at", len(signatures), maxSignatures)
		signatures = signatures[:maxSignatures]
	}
	for _, text := range signatures {
		if err := x.dkim(r, int64(body), tags(text)); err != nil {
			x.note("DKIM signature: %v", err)
		}
	}
	return nil
}

// headerEnd is where the body begins: behind the first empty line.
func headerEnd(b []byte) int {
	crlf, lf := bytes.Index(b, []byte("\r\n\r\n")), bytes.Index(b, []byte("\n\n"))
	switch {
	case crlf >= 0 && (lf < 0 || crlf < lf):
		return crlf + 4
	case lf >= 0:
		return lf + 2
	}
	return -1
}

// tags reads tag=value pairs, without white space: section 3.2.
func tags(s string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(s, ";") {
		name, value, _ := strings.Cut(part, "=")
		out[strings.TrimSpace(name)] = strings.Join(strings.Fields(value), "")
	}
	return out
}

func (x *exhibit) dkim(r readable, body int64, t map[string]string) error {
	algorithm := t["a"][strings.LastIndexByte(t["a"], '-')+1:]
	h := newHash(algorithm)
	want, err := base64.StdEncoding.DecodeString(t["bh"])
	if h == nil || err != nil || len(want) != h.Size() {
		return fmt.Errorf("of %s: its algorithm %q or body hash is not known", abridged(t["d"], 100), abridged(t["a"], 20))
	}
	_, form, _ := strings.Cut(t["c"], "/")
	by := fmt.Sprintf("DKIM body hash of %s, selector %s; the signature was not checked", abridged(t["d"], 100), abridged(t["s"], 100))
	c := &canonicalBody{to: h, relaxed: form == "relaxed", left: -1}
	if l, ok := t["l"]; ok {
		if c.left, err = strconv.ParseInt(l, 10, 64); err != nil || c.left < 0 {
			return fmt.Errorf("of %s: its length is not a number", abridged(t["d"], 100))
		}
		by += ", over the first " + l + " bytes"
	}
	result := evidence.Unchecked
	if form == "relaxed" || form == "simple" || form == "" {
		x.done = 0 // each signature reads the body anew
		if _, err := io.Copy(c, &told{x, io.NewSectionReader(r, body, x.size-body), x.size}); err != nil {
			return err
		}
		c.close()
		result = verdict(hex.EncodeToString(want), h)
	}
	x.claim(algorithm, by, result, hex.EncodeToString(want))
	return nil
}

// canonicalBody brings a body into the form that is hashed: sections 3.4.3 and
// 3.4.4. Lines that end with LF alone are taken as if they had been sent.
type canonicalBody struct {
	to      io.Writer
	relaxed bool
	left    int64 // bytes still to hash; negative: all
	out     []byte
	lines   int64 // empty ones, perhaps the last
	white   bool  // white space, perhaps at the end of a line
	cr      bool
	any     bool
}

func (c *canonicalBody) Write(p []byte) (int, error) {
	for _, b := range p {
		if c.cr && b != '\n' {
			c.char('\r')
		}
		if c.cr = b == '\r'; c.cr {
			continue
		}
		if b == '\n' {
			c.lines++
			c.white = false
			continue
		}
		c.char(b)
	}
	c.flush()
	return len(p), nil
}

func (c *canonicalBody) char(b byte) {
	if c.relaxed && (b == ' ' || b == '\t') {
		c.white = true
		return
	}
	for ; c.lines > 0; c.lines-- {
		c.emit('\r', '\n')
	}
	if c.white {
		c.emit(' ')
		c.white = false
	}
	c.emit(b)
	c.any = true
}

func (c *canonicalBody) emit(b ...byte) {
	if c.out = append(c.out, b...); len(c.out) >= 32<<10 {
		c.flush()
	}
}

func (c *canonicalBody) flush() {
	if c.left >= 0 && int64(len(c.out)) > c.left {
		c.out = c.out[:c.left]
	}
	if c.left >= 0 {
		c.left -= int64(len(c.out))
	}
	_, _ = c.to.Write(c.out) // a hash does not fail
	c.out = c.out[:0]
}

// close ends the last line. Without any, the simple form is one empty line.
func (c *canonicalBody) close() {
	if c.cr {
		c.char('\r')
	}
	if c.any || !c.relaxed {
		c.emit('\r', '\n')
	}
	c.flush()
}
