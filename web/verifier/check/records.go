package check

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/comity-dev/comity/evidence"
)

const (
	recordsName = "records.jsonl"
	batch       = 1000    // records a message to the page
	maxListed   = 100_000 // records that are listed; all are checked
	maxLine     = 64 << 10
)

// records takes records.jsonl and hands it to the page in batches.
type records struct {
	page  Page
	line  []byte // what is there of the next line
	batch []*evidence.Record
	given int
}

func newRecords(p Page) *records { return &records{page: p} }

// Write never fails: what is wrong with the records, the check finds.
func (r *records) Write(p []byte) (int, error) {
	rest := p
	for r.given < maxListed {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		if len(r.line)+len(line) <= maxLine {
			r.line = append(r.line, line...)
		}
		if !ok {
			break
		}
		r.add()
		rest = after
	}
	return len(p), nil
}

func (r *records) add() {
	rec, err := evidence.ParseRecord(r.line)
	r.line = r.line[:0]
	if err != nil {
		return
	}
	rec.Salt = "" // the page has no use for it, and it keeps the record unguessable
	r.batch = append(r.batch, rec)
	r.given++
	if len(r.batch) == batch || r.given == maxListed {
		r.flush()
	}
}

func (r *records) flush() {
	if len(r.batch) == 0 {
		return
	}
	if list, err := json.Marshal(r.batch); err == nil {
		r.page.Records(list)
	}
	r.batch = r.batch[:0]
}

// listing is a folder that keeps nothing and listens to the records.
type listing struct{ records *records }

func (l *listing) Create(name string) (io.WriteCloser, error) {
	if name == recordsName {
		return closer{l.records}, nil
	}
	return closer{io.Discard}, nil
}

type closer struct{ io.Writer }

func (closer) Close() error { return nil }
