package check

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/comity-dev/comity/evidence"
)

// Request is what the reader of the page gave, as it was typed.
type Request struct {
	Expect     string `json:"expect"`     // lines: keys or a fingerprint of signers, a digest, an id
	Identity   string `json:"identity"`   // the content of an age identity file; empty: check the seal only
	Passphrase string `json:"passphrase"` // of the identity, if it has one
	Policy     string `json:"policy"`     // a c2sp.org/tlog-policy of the logs that count; empty: none does
	Roots      string `json:"roots"`      // certificates in PEM of the time stampers that count; empty: none does
	// Now is the time of the reader's clock: a time stamp that is later is wrong.
	Now time.Time `json:"now"`
}

// Answer is what the page shows. It has a verdict or a problem.
type Answer struct {
	Verdict *evidence.Verdict `json:"verdict,omitempty"`
	Problem *Problem          `json:"problem,omitempty"`
}

// Field is a field of the page.
type Field string

// The fields of the page that a problem can stand in.
const (
	FieldBundle     Field = "bundle"
	FieldExpect     Field = "expect"
	FieldIdentity   Field = "identity"
	FieldPassphrase Field = "passphrase"
	FieldPolicy     Field = "policy"
	FieldRoots      Field = "roots"
)

// Problem says why no check could be made. It says nothing against the bundle.
type Problem struct {
	Field Field    `json:"field"`
	Code  string   `json:"code"` // a message of the catalogues
	Text  string   `json:"text"` // the same in English, with the cause
	Args  []string `json:"args,omitempty"`
}

func (p *Problem) Error() string { return p.Text }

// Page hears of a check while it runs. The calls come one at a time.
type Page interface {
	// Progress tells how many bytes are done, and of how many.
	Progress(done, total int64)
	// Records gets the records of the exhibits, as a JSON array, in pieces. They
	// are good only if the verdict says that the bundle is whole.
	Records(list json.RawMessage)
}

// Run makes the check that fits the bundle and what was given.
func Run(ctx context.Context, bundle fs.FS, q Request, page Page) Answer {
	v, err := run(ctx, bundle, q, page)
	var p *Problem
	switch {
	case err == nil:
		return Answer{Verdict: v}
	case errors.As(err, &p):
		return Answer{Problem: p}
	}
	return Answer{Problem: &Problem{Field: FieldBundle, Code: "unreadable", Text: err.Error(), Args: []string{err.Error()}}}
}

func run(ctx context.Context, bundle fs.FS, q Request, page Page) (*evidence.Verdict, error) {
	o := evidence.CheckOptions{Progress: page.Progress, Time: q.Now}
	var err error
	if o.Trust, err = trust(ctx, bundle, q.Expect); err != nil {
		return nil, err
	}
	if o.Policy, err = policy(q.Policy); err != nil {
		return nil, err
	}
	if o.Roots, err = roots(q.Roots); err != nil {
		return nil, err
	}
	if _, e := fs.Stat(bundle, "bagit.txt"); e == nil {
		return folder(ctx, bundle, o, page)
	}
	if q.Identity == "" {
		return evidence.Verify(ctx, bundle, o)
	}
	ids, err := identities(q)
	if err != nil {
		return nil, err
	}
	into := &listing{records: newRecords(page)}
	v, err := evidence.Open(ctx, bundle, into, ids, o)
	if errors.Is(err, evidence.ErrNoReader) {
		return nil, &Problem{Field: FieldIdentity, Code: "no-reader", Text: err.Error()}
	}
	into.records.flush()
	return v, err
}

func folder(ctx context.Context, dir fs.FS, o evidence.CheckOptions, page Page) (*evidence.Verdict, error) {
	v, err := evidence.CheckFolder(ctx, dir, o)
	if err != nil || !v.Whole {
		return v, err
	}
	f, err := dir.Open(recordsName)
	if err != nil {
		return nil, fmt.Errorf("read the records: %w", err)
	}
	r := newRecords(page)
	_, err = io.Copy(r, f)
	r.flush()
	return v, errors.Join(err, f.Close())
}

func identities(q Request) (evidence.Identities, error) {
	asked := false
	ids, err := evidence.ParseIdentities([]byte(q.Identity), func() (string, error) {
		asked = true
		return q.Passphrase, nil
	})
	switch {
	case err == nil:
		return ids, nil
	case asked && q.Passphrase == "":
		return ids, &Problem{Field: FieldPassphrase, Code: "need-passphrase", Text: "the key is protected: its passphrase is needed"}
	case asked:
		return ids, &Problem{Field: FieldIdentity, Code: "passphrase", Text: err.Error()}
	}
	return ids, &Problem{Field: FieldIdentity, Code: "identity", Text: err.Error()}
}
