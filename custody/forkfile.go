package custody

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	forkHeader = "comity.dev/log-fork@v1"
	maxPath    = 63 // hashes of a path in a tree of less than 2^63 entries
	maxFork    = 3 * MaxCheckpoint
)

// Marshal writes the evidence as a file.
func (f *Fork) Marshal() []byte {
	var b strings.Builder
	b.WriteString(forkHeader + "\n")
	if f.Prefix != nil {
		b.WriteString("prefix " + f.Prefix.String() + "\n")
	}
	for _, h := range f.Path {
		b.WriteString("path " + h.String() + "\n")
	}
	return append(append(append([]byte(b.String()+"\n"), f.Older...), '\n'), f.Newer...)
}

// ParseFork reads a file of evidence.
func ParseFork(text []byte) (*Fork, error) {
	f, err := parseFork(text)
	if err != nil {
		return nil, fmt.Errorf("read the evidence of a fork: %w", err)
	}
	return f, nil
}

func parseFork(text []byte) (*Fork, error) {
	if len(text) > maxFork {
		return nil, fmt.Errorf("%d bytes, %d are allowed", len(text), maxFork)
	}
	// Neither header nor checkpoint has an empty line but the one before its
	// signatures, so there are just these five pieces.
	pieces := strings.Split(string(text), "\n\n")
	if len(pieces) != 5 {
		return nil, errors.New("write the header, the older checkpoint and the newer one, with an empty line between")
	}
	f := &Fork{Older: []byte(pieces[1] + "\n\n" + pieces[2] + "\n"), Newer: []byte(pieces[3] + "\n\n" + pieces[4])}
	for n, line := range strings.Split(pieces[0], "\n") {
		if err := f.line(n, line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	if len(f.Path) > maxPath {
		return nil, fmt.Errorf("a path of %d hashes, %d are allowed", len(f.Path), maxPath)
	}
	for _, signed := range [][]byte{f.Older, f.Newer} {
		if _, err := note.Open(signed, nil); !errors.As(err, new(*note.UnverifiedNoteError)) {
			return nil, fmt.Errorf("no signed checkpoint: %w", err)
		}
	}
	return f, nil
}

func (f *Fork) line(n int, line string) error {
	if n == 0 {
		if line != forkHeader {
			return fmt.Errorf("%q is not %q", shorten(line), forkHeader)
		}
		return nil
	}
	name, value, _ := strings.Cut(line, " ")
	raw, err := decode32(value)
	if err != nil {
		return fmt.Errorf("%q has no hash", shorten(line))
	}
	h := tlog.Hash(raw)
	switch {
	case name == "prefix" && n == 1:
		f.Prefix = &h
	case name == "path" && f.Prefix != nil:
		f.Path = append(f.Path, h)
	default:
		return fmt.Errorf("%q does not belong here", shorten(name))
	}
	return nil
}
