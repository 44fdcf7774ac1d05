package custody

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
)

const (
	recordHeader = "comity.dev/custody-record@v1"
	timeLayout   = "2006-01-02T15:04:05Z"
)

// Marshal writes the record in its one spelling.
func (r *Record) Marshal() ([]byte, error) {
	if err := r.Valid(); err != nil {
		return nil, fmt.Errorf("write a custody record: %w", err)
	}
	return r.marshal(), nil
}

func (r *Record) marshal() []byte {
	var b bytes.Buffer
	line := func(name, value string) {
		if value != "" {
			b.WriteString(name + " " + value + "\n")
		}
	}
	b.WriteString(recordHeader + "\n")
	line("kind", string(r.Kind))
	line("time", r.Time.UTC().Format(timeLayout))
	line("exhibit", r.Exhibit.String())
	for _, s := range r.Sources {
		line("source", s.String())
	}
	line("actor", r.Actor)
	line("from", r.From)
	line("to", r.To)
	if r.After != nil {
		line("after", r.After.String())
	}
	line("note", r.Note)
	return b.Bytes()
}

// ParseRecord reads a record and refuses every spelling but the one.
func ParseRecord(text []byte) (*Record, error) {
	if len(text) > maxRecord {
		return nil, fmt.Errorf("read a custody record: %d bytes, %d are allowed", len(text), maxRecord)
	}
	r, err := parseRecord(string(text))
	if err != nil {
		return nil, fmt.Errorf("read a custody record: %w", err)
	}
	if err := r.Valid(); err != nil {
		return nil, fmt.Errorf("read a custody record: %w", err)
	}
	// Lines out of order or twice were read above; what they would be written
	// as differs.
	if i := differ(r.marshal(), text); i >= 0 {
		return nil, fmt.Errorf("read a custody record: byte %d is not as it would be written; lines have one order and stand once", i)
	}
	return r, nil
}

func parseRecord(text string) (*Record, error) {
	head, rest, _ := strings.Cut(text, "\n")
	if head != recordHeader {
		return nil, fmt.Errorf("the first line is not %q", recordHeader)
	}
	if !strings.HasSuffix(text, "\n") {
		return nil, errors.New("the last line has no end")
	}
	r := &Record{}
	for n, line := range strings.Split(strings.TrimSuffix(rest, "\n"), "\n") {
		name, value, _ := strings.Cut(line, " ")
		if err := r.set(name, value); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+2, err)
		}
	}
	return r, nil
}

func (r *Record) set(name, value string) (err error) {
	switch name {
	case "kind":
		r.Kind = Kind(value)
	case "time":
		r.Time, err = time.Parse(timeLayout, value)
	case "exhibit":
		r.Exhibit, err = ParseDigest(value)
	case "source":
		var d Digest
		d, err = ParseDigest(value)
		r.Sources = append(r.Sources, d)
	case "actor":
		r.Actor = value
	case "from":
		r.From = value
	case "to":
		r.To = value
	case "after":
		var c Commitment
		c, err = ParseCommitment(value)
		r.After = &c
	case "note":
		r.Note = value
	default:
		err = fmt.Errorf("%q is no line of a record", shorten(name))
	}
	return err
}

// differ is the first byte in which a and b differ, or -1.
func differ(a, b []byte) int {
	if bytes.Equal(a, b) {
		return -1
	}
	for i, c := range a {
		if i >= len(b) || c != b[i] {
			return i
		}
	}
	return len(a)
}
