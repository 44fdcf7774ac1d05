package main

import (
	"archive/zip"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io/fs"
	"math/big"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/comity-dev/comity/internal/testtsa"
)

// TestStampedContainer: with a time stamper the signature carries its token, and
// openssl holds it good. One that is not trusted leaves no container behind.
func TestStampedContainer(t *testing.T) {
	s := testtsa.New(t)
	server := httptest.NewServer(s)
	defer server.Close()
	t.Chdir(s.Dir)
	if err := s.OpenSSL("req", "-x509", "-config", "cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout", "k.pem", "-out", "c.pem", "-days", "30"); err != nil {
		t.Fatal(err)
	}
	opened, signer := sealedAndOpened(t)
	export := func(out string, more ...string) (int, string) {
		code, _, errs := comity(append([]string{"evidence", "export", "asic-e", opened, "--signer", signer, "--order", "x", "--from", "x", "--to", "x",
			"--means", "x", "--key", "k.pem", "--cert", "c.pem", "-o", out}, more...)...)
		return code, errs
	}
	if code, errs := export("a.asice", "--tsa", server.URL, "--tsa-roots", "cert.pem"); code != exitFine {
		t.Fatal(errs)
	}
	z, err := zip.OpenReader("a.asice")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for from, to := range map[string]string{"META-INF/signature001.p7s": "sig", "META-INF/ASiCManifest001.xml": "xml"} {
		data, err := fs.ReadFile(z, from)
		if err != nil || os.WriteFile(to, data, 0o600) != nil {
			t.Fatal(err)
		}
	}
	if err := s.OpenSSL("cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "sig", "-content", "xml", "-CAfile", "c.pem", "-purpose", "any", "-out", "out"); err != nil {
		t.Error(err)
	}
	if err := s.OpenSSL("cms", "-cmsout", "-print", "-inform", "DER", "-in", "sig", "-out", "printed"); err != nil {
		t.Error(err)
	}
	if text, err := os.ReadFile("printed"); err != nil || !strings.Contains(string(text), "id-smime-aa-timeStampToken") {
		t.Errorf("%v\n%s", err, text)
	}
	if code, errs := export("b.asice", "--tsa", server.URL, "--tsa-roots", "c.pem"); code != exitUsage || !strings.Contains(errs, "root that you trust") {
		t.Error(code, errs)
	}
	if _, err := os.Stat("b.asice"); err == nil {
		t.Error("a container is left behind")
	}
}

// sealedAndOpened makes a bundle with one exhibit, in folders beside each other.
func sealedAndOpened(t *testing.T) (opened, signer string) {
	t.Helper()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	if os.Mkdir(in("x"), 0o700) != nil || os.WriteFile(in("x/a.txt"), []byte("a"), 0o600) != nil {
		t.Fatal("no room for a test")
	}
	for _, args := range [][]string{
		{"keygen", "signer", in("s.key"), "--no-passphrase"}, {"keygen", "reader", in("r.key"), "--no-passphrase"},
		{"seal", in("x"), "--out", in("b"), "--key", in("s.key"), "--to", in("r.pub"), "--origin", "x", "--basis", "x", "--collector", "x"},
		{"open", in("b"), "--into", in("o"), "--key", in("r.key"), "--signer", in("s.pub")},
	} {
		code, out, errs := comity(append([]string{"evidence"}, args...)...)
		if code != exitFine {
			t.Fatal(args, out, errs)
		}
		if args[0] == "keygen" && os.WriteFile(strings.TrimSuffix(args[2], "key")+"pub", []byte(out), 0o600) != nil {
			t.Fatal("no room for a test")
		}
	}
	return in("o"), in("s.pub")
}

// authorityCommand is "authority KEY CERT": a new key in PKCS#8 for its owner
// alone, and a certificate that is valid on the day of the scripts.
func authorityCommand(ts *testscript.TestScript, _ bool, args []string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Authority X"},
		NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	ts.Check(err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600))
}
