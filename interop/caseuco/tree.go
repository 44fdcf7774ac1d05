package caseuco

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

const (
	// MaxDocument is the largest document that is read, in bytes.
	MaxDocument = 32 << 20

	maxDepth  = 100
	maxValues = 1_000_000
)

// treeReader reads JSON with bounds. It refuses what other readers settle in
// silence: a key that stands twice, bytes that are not UTF-8, text behind the end.
type treeReader struct {
	d      *json.Decoder
	values int
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxDocument {
		return nil, fmt.Errorf("it has more than %d bytes: split it", MaxDocument)
	}
	return data, nil
}

func readTree(data []byte) (any, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, errors.New("it is not UTF-8")
	}
	t := &treeReader{d: json.NewDecoder(bytes.NewReader(data))}
	t.d.UseNumber() // sizes stay what they are
	v, err := t.value(0)
	if err == nil {
		if _, e := t.d.Token(); e != io.EOF {
			err = errors.New("there is more behind the end")
		}
	}
	if err == io.EOF {
		err = errors.New("it ends too early")
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", lineAt(data, t.d.InputOffset()), err)
	}
	return v, nil
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func (t *treeReader) value(depth int) (any, error) {
	if t.values++; t.values > maxValues {
		return nil, fmt.Errorf("more than %d values: split it", maxValues)
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("more than %d levels", maxDepth)
	}
	tok, err := t.d.Token()
	if err != nil {
		return nil, err
	}
	switch tok {
	case json.Delim('{'):
		return t.object(depth)
	case json.Delim('['):
		return t.array(depth)
	}
	return tok, nil
}

func (t *treeReader) object(depth int) (any, error) {
	out := map[string]any{}
	for t.d.More() {
		tok, err := t.d.Token()
		if err != nil {
			return nil, err
		}
		key := tok.(string) // the decoder gives no other
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("the key %q stands twice in one object", key)
		}
		if out[key], err = t.value(depth + 1); err != nil {
			return nil, err
		}
	}
	_, err := t.d.Token()
	return out, err
}

func (t *treeReader) array(depth int) (any, error) {
	out := []any{}
	for t.d.More() {
		v, err := t.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := t.d.Token()
	return out, err
}
