// Package testtsa is a time stamper for tests: the one of OpenSSL, so that what
// this project makes is judged by another program.
package testtsa

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/comity-dev/comity/custody/stamp"
)

// TSA is a time stamper made with OpenSSL in a folder of its own.
type TSA struct{ Dir string }

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

// New makes a time stamper with a key and a certificate of its own.
func New(t testing.TB) *TSA {
	t.Helper()
	s := &TSA{t.TempDir()}
	for name, text := range map[string]string{"cnf": tsaConfig, "serial": "01\n"} {
		if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.OpenSSL("req", "-x509", "-config", "cnf", "-extensions", "x", "-newkey", "rsa:2048", "-noenc", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30"); err != nil {
		t.Fatal(err)
	}
	return s
}

// OpenSSL runs it in the folder.
func (s *TSA) OpenSSL(args ...string) error {
	cmd := exec.Command("openssl", args...)
	cmd.Dir = s.Dir
	out, err := cmd.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("openssl is missing, with which a time stamper is made: apt-get install openssl")
	}
	if err != nil {
		return fmt.Errorf("%v: %s", err, out)
	}
	return nil
}

// Reply answers a query as the TSA.
func (s *TSA) Reply(query []byte) ([]byte, error) {
	if err := os.WriteFile(filepath.Join(s.Dir, "q"), query, 0o600); err != nil {
		return nil, err
	}
	if err := s.OpenSSL("ts", "-reply", "-config", "cnf", "-queryfile", "q", "-out", "r"); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(s.Dir, "r"))
}

// ServeHTTP answers queries as RFC 3161, section 3.4, has it.
func (s *TSA) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query, err := io.ReadAll(r.Body)
	if err == nil && (r.Method != http.MethodPost || r.Header.Get("Content-Type") != stamp.QueryType) {
		err = errors.New("not a query")
	}
	var out []byte
	if err == nil {
		out, err = s.Reply(query)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", stamp.ResponseType)
	_, _ = w.Write(out)
}

// Roots is the file of its root certificate.
func (s *TSA) Roots() string { return filepath.Join(s.Dir, "cert.pem") }
