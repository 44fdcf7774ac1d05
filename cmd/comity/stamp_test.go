package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/internal/testtsa"
)

// comity runs a command and gives what it wrote.
func comity(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	w := system()
	w.out, w.err, w.now = &o, &e, time.Now
	code = run(args, w)
	return code, o.String(), e.String()
}

// TestStampAsk: what a real TSA answers is kept, holds here, and holds for
// OpenSSL.
func TestStampAsk(t *testing.T) {
	s := testtsa.New(t)
	server := httptest.NewServer(s)
	defer server.Close()
	dir := t.TempDir()
	file, root := filepath.Join(dir, "checkpoint"), filepath.Join(s.Dir, "cert.pem")
	if err := os.WriteFile(file, []byte("a checkpoint\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"sha256", "sha512"} {
		tsr := filepath.Join(dir, hash+".tsr")
		code, out, errs := comity("stamp", "ask", file, "--tsa", server.URL, "--roots", root, "--hash", hash, "-o", tsr)
		if code != exitFine || !strings.Contains(out, `root "CN=TSA of a test"`) {
			t.Fatal(code, out, errs)
		}
		if code, out, errs = comity("stamp", "verify", file, tsr, "--roots", root); code != exitFine {
			t.Error(code, out, errs)
		}
		if err := s.OpenSSL("ts", "-verify", "-data", file, "-in", tsr, "-CAfile", root); err != nil {
			t.Error(err)
		}
	}
	code, out, errs := comity("stamp", "ask", file, "--tsa", server.URL, "-o", filepath.Join(dir, "x.tsr"), "--json")
	if code != exitFine || !strings.Contains(out, `"anchored": false`) {
		t.Error(code, out, errs)
	}
	code, _, errs = comity("stamp", "ask", file, "--tsa", server.URL, "-o", filepath.Join(dir, "other.tsr"), "--roots", "../../custody/stamp/testdata/root.pem")
	if code != exitUsage || !strings.Contains(errs, "does not lead to a root that you trust") {
		t.Error(code, errs)
	}
	refusal := filepath.Join(dir, "refused.tsr")
	code, _, errs = comity("stamp", "ask", file, "--tsa", server.URL, "--hash", "sha384", "-o", refusal)
	if code != exitUsage || !strings.Contains(errs, "the TSA gave none: rejected; the digest is not known or not taken") {
		t.Error(code, errs)
	}
	if _, err := os.Stat(refusal); !errors.Is(err, os.ErrNotExist) {
		t.Error("a refusal was kept")
	}
}

// TestStampAskIsNotFooled: an old answer, a portal, a flood, another address.
func TestStampAskIsNotFooled(t *testing.T) {
	s := testtsa.New(t)
	vector, err := os.ReadFile("../../custody/stamp/testdata/good/rsa.tsr")
	if err != nil {
		t.Fatal(err)
	}
	answer := func(kind string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = w.Write(body)
		}
	}
	for name, x := range map[string]struct {
		serve http.HandlerFunc
		want  string
	}{
		"a stamp on something else": {answer(stamp.ResponseType, vector), "it answers another query"},
		"a portal":                  {answer("text/html; charset=utf-8", []byte("<html>")), `it answered with "text/html; charset=utf-8"`},
		"nothing":                   {answer(stamp.ResponseType, nil), "TimeStampResp is missing"},
		"a flood":                   {answer(stamp.ResponseType, make([]byte, 10<<20)), "more than 65536 bytes"},
		"an error":                  {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusTooManyRequests) }, "it answered 429 Too Many Requests"},
		"sent on": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example/", http.StatusFound)
		}, `it sends us on to "http://elsewhere.example/"`},
		"hung up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "no answer: "},
		"an old answer": {func() http.HandlerFunc {
			var first []byte
			return func(w http.ResponseWriter, r *http.Request) {
				if first == nil {
					query, _ := io.ReadAll(r.Body)
					first, _ = s.Reply(query)
				}
				answer(stamp.ResponseType, first)(w, r)
			}
		}(), "the nonce differs"},
	} {
		server := httptest.NewServer(x.serve)
		dir := t.TempDir()
		file, tsr := filepath.Join(s.Dir, "cnf"), filepath.Join(dir, "x.tsr")
		if name == "an old answer" {
			if code, _, errs := comity("stamp", "ask", file, "--tsa", server.URL, "-o", filepath.Join(dir, "first.tsr")); code != exitFine {
				t.Error(errs)
			}
		}
		code, _, errs := comity("stamp", "ask", file, "--tsa", server.URL, "-o", tsr)
		if _, err := os.Stat(tsr); code != exitUsage || !strings.Contains(errs, x.want) || err == nil {
			t.Errorf("%s: %d, %q, want %q; kept: %v", name, code, errs, x.want, err == nil)
		}
		server.Close()
	}
}

// TestStampAskEnds when it is told to, though the time stamper says nothing.
func TestStampAskEnds(t *testing.T) {
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer server.Close()
	defer close(done)
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := postQuery(ctx, server.URL, nil); err == nil || !strings.Contains(err.Error(), "no answer within") {
		t.Error(err)
	}
}
