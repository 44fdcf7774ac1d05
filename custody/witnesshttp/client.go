package witnesshttp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
)

// A Client asks witnesses for cosignatures.
type Client struct{ HTTP *http.Client }

// maxAnswer bounds what a witness may answer: lines of many keys, or evidence.
const maxAnswer = 4 * custody.MaxCheckpoint

// A Refused is the answer no of a witness. A conflict is one with a size.
type Refused struct {
	Status int
	Why    string
	// Conflict says that the witness knows the log with Size entries.
	Conflict bool
	Size     int64
	Fork     []byte // evidence against the log, not verified; nil if none came
}

func (r *Refused) Error() string {
	return fmt.Sprintf("it answers %d: %s", r.Status, r.Why)
}

// CheckURL says whether a witness can be asked there.
func CheckURL(prefix string) error {
	u, err := url.Parse(prefix)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is no address of a witness, such as https://witness.example/comity", prefix)
	}
	return nil
}

// Ask sends a request to the witness with this submission prefix and gives its
// signature lines, which are not verified. The answer no is a [*Refused].
func (c *Client) Ask(ctx context.Context, prefix string, r *witness.Request) ([]byte, error) {
	if err := CheckURL(prefix); err != nil {
		return nil, err
	}
	target := strings.TrimSuffix(prefix, "/") + "/add-checkpoint"
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(r.Marshal()))
	if err != nil {
		return nil, err
	}
	post.Header.Set("Content-Type", typeText)
	answer, err := c.HTTP.Do(post)
	if err != nil {
		return nil, plain(err)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return nil, fmt.Errorf("the answer did not come whole: %w", err)
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("the answer has more than %d bytes", maxAnswer)
	}
	if answer.StatusCode == http.StatusOK {
		return body, nil
	}
	return nil, refused(answer, body)
}

// plain leaves out the method and address, which who asks has named already.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		if u.Timeout() {
			return errors.New("it did not answer in time")
		}
		return u.Err
	}
	return err
}

func refused(answer *http.Response, body []byte) *Refused {
	r := &Refused{Status: answer.StatusCode, Why: firstLine(body)}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	switch {
	case r.Status == http.StatusConflict && kind == typeSize:
		size, err := strconv.ParseInt(strings.TrimSuffix(string(body), "\n"), 10, 64)
		if err != nil || size < 0 {
			r.Why = "it tells no size of the log that it knows"
			return r
		}
		r.Conflict, r.Size = true, size
		r.Why = fmt.Sprintf("it knows the log with %d entries", size)
	case kind == typeFork:
		r.Fork = body
		r.Why = "it says that the log has signed two histories, and sends the evidence"
	case r.Why == "":
		r.Why = http.StatusText(r.Status)
	}
	return r
}

// firstLine is what a witness says, fit to be shown.
func firstLine(body []byte) string {
	line, _, _ := strings.Cut(string(body), "\n")
	line = strings.Map(func(c rune) rune {
		if c < 0x20 || c >= 0x7f && c < 0xa0 {
			return -1
		}
		return c
	}, strings.ToValidUTF8(line, ""))
	const most = 200
	if len(line) > most {
		line = strings.ToValidUTF8(line[:most], "") + "…"
	}
	return line
}
