// Package exhibits reads and writes lists of what is stated about exhibits before
// they are sealed: a JSON object a line, docs/spec/exhibits.md. A list comes from a
// case system, from a foreign bag, or from hand.
//
//	list, err := exhibits.Read(file, size)
//	…
//	found, err := list.Find("mail/inbox.mbox")
//	if found != nil {
//		found.Apply(&exhibit)
//	}
//
// [Read] checks every line before the first is used, so that a mistake shows before
// long work and not in the middle of it. It keeps where the lines stand, some 60
// bytes each (BenchmarkRead), and not the lines.
package exhibits

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/comity-dev/comity/evidence"
)

// Line is what is stated about one exhibit. What is empty is not stated.
type Line struct {
	Name      string            `json:"name"` // its path in the folder, with slashes
	Origin    string            `json:"origin,omitempty"`
	Basis     string            `json:"basis,omitempty"`
	Collector string            `json:"collector,omitempty"`
	Tool      string            `json:"tool,omitempty"`
	Collected string            `json:"collected,omitempty"` // 2026-11-23T12:00:00Z
	Claimed   []evidence.Claim  `json:"claimed,omitempty"`
	Derived   *evidence.Derived `json:"derived,omitempty"`
}

// Apply lets the line speak over what is stated about all exhibits.
func (l *Line) Apply(e *evidence.Exhibit) {
	for _, f := range []struct {
		to   *string
		text string
	}{{&e.Origin, l.Origin}, {&e.Basis, l.Basis}, {&e.Collector, l.Collector}, {&e.Tool, l.Tool}} {
		if f.text != "" {
			*f.to = f.text
		}
	}
	if t, err := evidence.ParseTime(l.Collected); err == nil { // empty, or checked by Read
		e.Collected = t
	}
	if l.Derived != nil {
		e.Derived = l.Derived
	}
	e.Claimed = append(e.Claimed, l.Claimed...)
}

// Write appends a line to a list.
func Write(w io.Writer, l *Line) error {
	if err := l.check(); err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(l)
}

func (l *Line) check() error {
	if !fs.ValidPath(l.Name) || l.Name == "." {
		return fmt.Errorf("name: %q is no path in a folder", l.Name)
	}
	if l.Collected != "" {
		if _, err := evidence.ParseTime(l.Collected); err != nil {
			return fmt.Errorf("collected: %w", err)
		}
	}
	e := evidence.Exhibit{Name: "x", Original: evidence.Original(l.Name)}
	l.Apply(&e)
	return e.Check()
}

// maxLine is more than a record can have.
const maxLine = 256 << 10

// List finds lines by name.
type List struct {
	r     io.ReaderAt
	lines map[key]*place
}

// key stands for a name. Nobody finds two names with one key.
type key [16]byte

type place struct {
	start  int64
	length int32
	number int32
	found  bool
}

func keyOf(name string) key {
	h := sha256.Sum256([]byte(name))
	return key(h[:16])
}

// Read checks a whole list. The errors name the line.
func Read(r io.ReaderAt, size int64) (*List, error) {
	l := &List{r: r, lines: map[key]*place{}}
	lines := bufio.NewScanner(io.NewSectionReader(r, 0, size))
	lines.Buffer(nil, maxLine)
	var start int64
	lines.Split(func(data []byte, end bool) (int, []byte, error) {
		n, token, err := bufio.ScanLines(data, end)
		start += int64(n)
		return n, token, err
	})
	for number := int32(1); ; number++ {
		before := start
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
			return l, nil
		}
		if err := l.take(lines.Bytes(), place{start: before, length: int32(len(lines.Bytes())), number: number}); err != nil { //nolint:gosec // at most maxLine
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
}

func (l *List) take(data []byte, at place) error {
	line, err := parse(data)
	if err != nil {
		return err
	}
	k := keyOf(line.Name)
	if before := l.lines[k]; before != nil {
		return fmt.Errorf("%q is in line %d already", line.Name, before.number)
	}
	l.lines[k] = &at
	return nil
}

// Len is the number of lines.
func (l *List) Len() int { return len(l.lines) }

// Find gives the line about an exhibit, or nil.
func (l *List) Find(name string) (*Line, error) {
	at := l.lines[keyOf(name)]
	if at == nil {
		return nil, nil
	}
	data := make([]byte, at.length)
	if _, err := l.r.ReadAt(data, at.start); err != nil {
		return nil, fmt.Errorf("line %d: %w", at.number, err)
	}
	line, err := parse(data)
	if err == nil && line.Name != name {
		err = errors.New("the list was changed while it was being used")
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", at.number, err)
	}
	at.found = true
	return line, nil
}

// Left is the number of the first line that Find never gave, or 0: a line that
// names no exhibit is a mistake.
func (l *List) Left() int {
	left := int32(0)
	for _, at := range l.lines {
		if !at.found && (left == 0 || at.number < left) {
			left = at.number
		}
	}
	return int(left)
}

// parse reads a line strictly: known fields, each once, in their own case.
func parse(data []byte) (*Line, error) {
	l := new(Line)
	var claimed []json.RawMessage
	var derived json.RawMessage
	err := object(data, map[string]any{"name": &l.Name, "origin": &l.Origin, "basis": &l.Basis, "collector": &l.Collector,
		"tool": &l.Tool, "collected": &l.Collected, "claimed": &claimed, "derived": &derived})
	if err != nil {
		return nil, err
	}
	for i, c := range claimed {
		var x evidence.Claim
		if err := object(c, map[string]any{"algorithm": &x.Algorithm, "by": &x.By, "result": &x.Result, "value": &x.Value}); err != nil {
			return nil, fmt.Errorf("claimed: claim %d: %w", i+1, err)
		}
		l.Claimed = append(l.Claimed, x)
	}
	if len(derived) > 0 && string(derived) != "null" {
		l.Derived = new(evidence.Derived)
		if err := object(derived, map[string]any{"how": &l.Derived.How, "sources": &l.Derived.Sources}); err != nil {
			return nil, fmt.Errorf("derived: %w", err)
		}
	}
	return l, l.check()
}

// object reads one object with no other fields than these, which it uses up.
func object(data []byte, fields map[string]any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.New("it is not a JSON object")
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		to, ok := fields[name]
		if !ok {
			return fmt.Errorf("the field %q is not known, or there twice", name)
		}
		delete(fields, name)
		if err := d.Decode(to); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("there is more than one JSON object")
	}
	return nil
}
