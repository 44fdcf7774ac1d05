package stamp_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/notaryproject/tspclient-go"

	"github.com/comity-dev/comity/custody/stamp"
)

// openssl runs the program that anyone can check a stamp with.
func openssl(t *testing.T, args ...string) (string, error) {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		t.Fatal("openssl is missing, against which time stamps are tested: apt-get install openssl")
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = "testdata"
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// opensslHolds is the judgement of OpenSSL on a vector at a time in seconds.
func opensslHolds(t *testing.T, response, message string, at int64) bool {
	root := map[string]string{"good/self.tsr": "self-tsa.pem", "bad/self-no-eku.tsr": "self-no-eku.pem"}[response]
	if root == "" {
		root = "root.pem"
	}
	out, err := openssl(t, "ts", "-verify", "-in", response, "-data", message, "-CAfile", root, "-attime", fmt.Sprint(at))
	return err == nil && strings.Contains(out, "Verification: OK")
}

// laxer are vectors that OpenSSL takes and we do not; the specification says
// why.
var laxer = map[string]string{
	"sha1":            "an imprint of SHA-1",
	"md5":             "an imprint of MD5",
	"stranger-beside": "a certificate that belongs to no other",
	"weak":            "RSA of 1024 bits",
}

// harder are vectors that OpenSSL does not take and we do.
var harder = map[string]string{
	"rsa-pss": "its ts command knows no RSASSA-PSS",
}

func TestOpenSSLAgrees(t *testing.T) {
	for _, name := range vectors(t, "good") {
		s, err := check(t, read(t, "good/"+name+".tsr"), read(t, "message"), nil)
		if err != nil {
			t.Fatal(err)
		}
		at := s.Time.Unix()
		if got := opensslHolds(t, "good/"+name+".tsr", "message", at); got == (harder[name] != "") {
			t.Errorf("%s: OpenSSL says %v", name, got)
		}
		if opensslHolds(t, "good/"+name+".tsr", "other-message", at) {
			t.Errorf("%s: OpenSSL takes it for another message", name)
		}
	}
	for _, name := range vectors(t, "bad") {
		if got := opensslHolds(t, "bad/"+name+".tsr", "message", when.Unix()); got != (laxer[name] != "") {
			t.Errorf("%s: OpenSSL says %v", name, got)
		}
	}
}

// TestOpenSSLReads: what a result says is what OpenSSL reads in the response.
func TestOpenSSLReads(t *testing.T) {
	for _, name := range vectors(t, "good") {
		got, err := check(t, read(t, "good/"+name+".tsr"), read(t, "message"), nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := openssl(t, "ts", "-reply", "-text", "-in", "good/"+name+".tsr")
		if err != nil {
			t.Fatal(text, err)
		}
		clock := got.Time.Format("Jan _2 15:04:05.999999 2006") + " GMT"
		ordering := map[bool]string{true: "yes", false: "no"}[got.Ordering]
		for _, line := range []string{
			"Policy OID: " + got.Policy + "\n", "Time stamp: " + clock + "\n", "Ordering: " + ordering + "\n",
			"Serial number: 0x" + strings.ToUpper(fmt.Sprintf("%016s", got.Serial[2:])) + "\n",
		} {
			if !strings.Contains(text, line) {
				t.Errorf("%s: OpenSSL does not read %q:\n%s", name, line, text)
			}
		}
		if half := got.Latest.Sub(got.Time); half != got.Time.Sub(got.Earliest) || !strings.Contains(text, accuracy[half.String()]) {
			t.Errorf("%s: accuracy %v:\n%s", name, half, text)
		}
	}
}

// accuracy as OpenSSL writes it.
var accuracy = map[string]string{
	"1.5001s": "Accuracy: 0x01 seconds, 0x01F4 millis, 0x64 micros",
	"1s":      "Accuracy: 0x01 seconds, unspecified millis, unspecified micros",
	"20ms":    "Accuracy: unspecified seconds, 0x14 millis, unspecified micros",
	"0s":      "Accuracy: unspecified",
}

// TestOpenSSLQuery: OpenSSL reads our query as it was meant, and makes the
// same one.
func TestOpenSSLQuery(t *testing.T) {
	for _, name := range []string{"rsa", "rsa-no-nonce", "rsa-sha512"} {
		theirs := read(t, "good/"+name+".tsq")
		text, err := openssl(t, "ts", "-query", "-text", "-in", "good/"+name+".tsq")
		if err != nil {
			t.Fatal(text, err)
		}
		var nonce []byte
		if _, hex, ok := strings.Cut(text, "Nonce: 0x"); ok {
			hex, _, _ = strings.Cut(hex, "\n")
			if _, err := fmt.Sscanf(hex, "%X", &nonce); err != nil {
				t.Fatal(err)
			}
		}
		s, err := stamp.Parse(read(t, "good/"+name+".tsr"))
		if err != nil {
			t.Fatal(err)
		}
		ours, err := stamp.Query(imprint(t, s.Hash(), read(t, "message")), nonce)
		if err != nil || !bytes.Equal(ours, theirs) {
			t.Errorf("%s: %x, %v, OpenSSL made %x", name, ours, err, theirs)
		}
	}
}

// TestSecondReader: another implementation takes what we take. It knows no
// ESSCertID with SHA-1.
func TestSecondReader(t *testing.T) {
	pool := x509.NewCertPool()
	for _, name := range []string{"root.pem", "self-tsa.pem"} {
		pool.AppendCertsFromPEM(read(t, name))
	}
	for _, name := range vectors(t, "good") {
		var response tspclient.Response
		if err := response.UnmarshalBinary(read(t, "good/"+name+".tsr")); err != nil {
			t.Fatal(err)
		}
		token, err := response.SignedToken()
		if err != nil {
			t.Fatal(err)
		}
		chain, err := token.Verify(context.Background(), x509.VerifyOptions{Roots: pool, CurrentTime: when})
		if name == "ess-v1" {
			if err == nil {
				t.Error("it learned ESSCertID with SHA-1: compare it too")
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		info, err := token.Info()
		if err != nil {
			t.Fatal(err)
		}
		time, err := info.Validate(read(t, "message"))
		got, err2 := check(t, read(t, "good/"+name+".tsr"), read(t, "message"), roots(t, "root.pem", "self-tsa.pem"))
		if err != nil || err2 != nil || !got.Time.Equal(time.Value) || got.Latest.Sub(got.Time) != time.Accuracy ||
			got.TSA != chain[0].Subject.String() || got.Root != chain[len(chain)-1].Subject.String() {
			t.Errorf("%s: %+v, %v; it reads %+v, %v", name, got, err2, time, err)
		}
	}
}
