package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// A tsa is a time stamper made with OpenSSL in a folder of its own.
type tsa struct{ dir string }

const tsaConfig = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = TSA of a test
[x]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = this
[this]
serial = serial
signer_cert = cert.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.2.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
`

func newTSA(t *testing.T) *tsa {
	s := &tsa{t.TempDir()}
	for name, text := range map[string]string{"cnf": tsaConfig, "serial": "01\n"} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.openssl("req", "-x509", "-config", "cnf", "-extensions", "x", "-newkey", "rsa:2048", "-noenc", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30"); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *tsa) openssl(args ...string) error {
	cmd := exec.Command("openssl", args...)
	cmd.Dir = s.dir
	out, err := cmd.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("openssl is missing, with which a time stamper is made: apt-get install openssl")
	}
	if err != nil {
		return fmt.Errorf("%v: %s", err, out)
	}
	return nil
}

// reply answers a query as the TSA.
func (s *tsa) reply(query []byte) ([]byte, error) {
	if err := os.WriteFile(filepath.Join(s.dir, "q"), query, 0o600); err != nil {
		return nil, err
	}
	if err := s.openssl("ts", "-reply", "-config", "cnf", "-queryfile", "q", "-out", "r"); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(s.dir, "r"))
}

func (s *tsa) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query, err := io.ReadAll(r.Body)
	if err == nil && (r.Method != http.MethodPost || r.Header.Get("Content-Type") != stamp.QueryType) {
		err = errors.New("not a query")
	}
	var out []byte
	if err == nil {
		out, err = s.reply(query)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", stamp.ResponseType)
	_, _ = w.Write(out)
}

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
	s := newTSA(t)
	server := httptest.NewServer(s)
	defer server.Close()
	dir := t.TempDir()
	file, root := filepath.Join(dir, "checkpoint"), filepath.Join(s.dir, "cert.pem")
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
		if err := s.openssl("ts", "-verify", "-data", file, "-in", tsr, "-CAfile", root); err != nil {
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
	s := newTSA(t)
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
					first, _ = s.reply(query)
				}
				answer(stamp.ResponseType, first)(w, r)
			}
		}(), "the nonce differs"},
	} {
		server := httptest.NewServer(x.serve)
		dir := t.TempDir()
		file, tsr := filepath.Join(s.dir, "cnf"), filepath.Join(dir, "x.tsr")
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
