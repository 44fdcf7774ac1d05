package witness

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/comity-dev/comity/custody"
)

// A Request asks a witness to cosign a checkpoint.
type Request struct {
	Old        int64       // the size that the witness is thought to know; 0 for none
	Path       []tlog.Hash // that the checkpoint extends the tree of that size
	Checkpoint []byte      // the signed checkpoint
}

const (
	maxPath = 63
	// MaxRequest is more than any request has bytes.
	MaxRequest = custody.MaxCheckpoint + (maxPath+2)*64
)

// NewRequest makes the request for a checkpoint of the log in these files. Only
// the log's own signatures go with it.
func NewRequest(fsys fs.FS, c *custody.Checkpoint, old int64) (*Request, error) {
	path, err := custody.ProveExtension(fsys, c, old)
	if err != nil {
		return nil, fmt.Errorf("ask a witness: %w", err)
	}
	return &Request{old, path, c.OwnLines()}, nil
}

// Marshal writes the body of an add-checkpoint request.
func (r *Request) Marshal() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "old %d\n", r.Old)
	for _, h := range r.Path {
		b.WriteString(h.String() + "\n")
	}
	b.WriteByte('\n')
	b.Write(r.Checkpoint)
	return b.Bytes()
}

// ParseRequest reads the body of an add-checkpoint request, of one spelling. No
// signature is verified.
func ParseRequest(body []byte) (*Request, error) {
	if len(body) > MaxRequest {
		return nil, fmt.Errorf("%d bytes, %d are allowed", len(body), MaxRequest)
	}
	head, checkpoint, ok := strings.Cut(string(body), "\n\n")
	if !ok {
		return nil, errors.New("no empty line before the checkpoint")
	}
	lines := strings.Split(head, "\n")
	old, ok := strings.CutPrefix(lines[0], "old ")
	size, err := strconv.ParseInt(old, 10, 64)
	if !ok || err != nil || size < 0 || strconv.FormatInt(size, 10) != old {
		return nil, errors.New("the first line is not \"old \" and a size")
	}
	r := &Request{Old: size, Checkpoint: []byte(checkpoint)}
	if len(lines)-1 > maxPath {
		return nil, fmt.Errorf("a path of %d hashes, %d are allowed", len(lines)-1, maxPath)
	}
	for n, line := range lines[1:] {
		h, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(h) != tlog.HashSize || strings.ContainsRune(line, '\r') {
			return nil, fmt.Errorf("line %d is no hash", n+2)
		}
		r.Path = append(r.Path, tlog.Hash(h))
	}
	return r, wellFormed(checkpoint)
}

// wellFormed refuses what no log can have signed.
func wellFormed(checkpoint string) error {
	if len(checkpoint) > custody.MaxCheckpoint || strings.Count(checkpoint, "\n\n") != 1 {
		return errors.New("the checkpoint is too long, or has not one empty line")
	}
	var unknown *note.UnverifiedNoteError
	if _, err := note.Open([]byte(checkpoint), nil); !errors.As(err, &unknown) {
		return errors.New("the checkpoint is no signed note")
	}
	lines := strings.SplitN(checkpoint, "\n", 4)
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return errors.New("the checkpoint has no size that a log can have")
	}
	h, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(h) != tlog.HashSize {
		return errors.New("the checkpoint has no hash")
	}
	return nil
}

// Origin is the name of the log that the checkpoint is said to be of.
func (r *Request) Origin() string {
	name, _, _ := strings.Cut(string(r.Checkpoint), "\n")
	return name
}
