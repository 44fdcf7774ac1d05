package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// tsaPatience is how long a time stamper may take for all of its answer.
const tsaPatience = 30 * time.Second

// postQuery sends a query to a time stamper (RFC 3161, section 3.4) and gives
// its response as it is: nothing in it is checked. It is asked where the user
// says and nowhere else, so it can not send us on.
func postQuery(ctx context.Context, address string, query []byte) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, tsaPatience)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", stamp.QueryType)
	request.Header.Set("Accept", stamp.ResponseType)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return nil, tsaSilent(err)
	}
	defer func() { _ = response.Body.Close() }()
	if err := tsaAnswered(response); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, stamp.MaxSize+1))
	switch {
	case err != nil:
		return nil, tsaSilent(err)
	case len(body) > stamp.MaxSize:
		return nil, fmt.Errorf("the answer has more than %d bytes, which no time stamp has", stamp.MaxSize)
	}
	return body, nil
}

// tsaAddress refuses what is no address. It does not repeat it, for there may
// be a password in it.
func tsaAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return errors.New("--tsa: that is no address: write http:// or https:// and a host")
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return errors.New("--tsa: the address of a time stamper starts with http:// or https:// and a host")
	case u.User != nil:
		return errors.New("--tsa: a name and password in an address end up in lists of processes: ask from where none is needed")
	}
	return nil
}

// tsaSilent says what hindered an answer.
func tsaSilent(err error) error {
	var wrapped *url.Error
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer within %v", tsaPatience)
	}
	if errors.As(err, &wrapped) {
		err = wrapped.Err // the address is named already
	}
	return fmt.Errorf("no answer: %w", err)
}

// tsaAnswered refuses what is no answer of a time stamper, such as the page of
// a portal.
func tsaAnswered(r *http.Response) error {
	if to := r.Header.Get("Location"); r.StatusCode >= 300 && r.StatusCode < 400 && to != "" {
		return fmt.Errorf("it sends us on to %.200q: ask there, if you trust it", to)
	}
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("it answered %d %s", r.StatusCode, http.StatusText(r.StatusCode))
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != stamp.ResponseType {
		return fmt.Errorf("it answered with %.100q, not with %s: is that the address of a time stamper?", r.Header.Get("Content-Type"), stamp.ResponseType)
	}
	return nil
}
