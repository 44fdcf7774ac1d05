package asic

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"encoding/xml"
	"errors"
	"io"
	"math/big"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var now = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

// authority is a test authority: a root, and a signer under it.
func authority(t *testing.T, key crypto.Signer) Signer {
	t.Helper()
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test root"}, NotBefore: now.AddDate(-1, 0, 0),
		NotAfter: now.AddDate(9, 0, 0), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Authority X"}, NotBefore: now.AddDate(-1, 0, 0),
		NotAfter: now.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageContentCommitment}
	out := Signer{Key: key, Time: now, Random: rand.Reader}
	for _, c := range []struct {
		template, parent *x509.Certificate
		public           any
	}{{leaf, root, key.Public()}, {root, root, rootKey.Public()}} {
		der, err := x509.CreateCertificate(rand.Reader, c.template, c.parent, c.public, rootKey)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		out.Chain = append(out.Chain, parsed)
	}
	return out
}

func keys(t *testing.T) map[string]crypto.Signer {
	t.Helper()
	out := map[string]crypto.Signer{}
	for name, curve := range map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()} {
		k, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = k
	}
	k, err := rsa.GenerateKey(rand.Reader, minRSA)
	if err != nil {
		t.Fatal(err)
	}
	out["RSA"] = k
	return out
}

func text(name, content string) File {
	return File{Name: name, MIME: "text/plain", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

var sample = []File{text("eu-manifest.txt", "one"), text("Café/聊天: a b%20&.txt", "two"), text("empty", "")}

func container(t *testing.T, s Signer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(t.Context(), &b, sample, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unzip(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// The first bytes of the file say what it is (EN 319 162-1, A.1): an entry
// "mimetype", stored, without extra field, so that the type stands at byte 38.
func TestMimetypeStandsFirst(t *testing.T) {
	data := container(t, authority(t, keys(t)["P-256"]))
	if head := data[:38+len(MIME)]; string(head[:4]) != "PK\x03\x04" || head[6]&8 != 0 || head[8] != 0 || head[28] != 0 ||
		string(head[30:38]) != "mimetype" || string(head[38:]) != MIME {
		t.Errorf("%q", head)
	}
}

// openssl holds the signature good over the manifest, with the certificate bound
// in as CAdES wants it, and the manifest lists the digests of all files.
func TestOpenSSLVerifies(t *testing.T) {
	for name, key := range keys(t) {
		t.Run(name, func(t *testing.T) {
			s := authority(t, key)
			files := unzip(t, container(t, s))
			if out, err := openssl(t, s, files[signatureName], files[manifestName]); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if _, err := openssl(t, s, files[signatureName], append(files[manifestName], ' ')); err == nil {
				t.Error("a changed manifest is good too")
			}
			checkDigests(t, files)
		})
	}
}

func openssl(t *testing.T, s Signer, signature, content []byte) ([]byte, error) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Fatal("openssl 3 is needed: apt-get install openssl")
	}
	dir := t.TempDir()
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Chain[len(s.Chain)-1].Raw})
	for name, data := range map[string][]byte{"sig": signature, "content": content, "root": root} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.CommandContext(t.Context(), "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "sig", "-content", "content",
		"-CAfile", "root", "-purpose", "any", "-attime", "1795435200", "-out", "out")
	c.Dir = dir
	return c.CombinedOutput()
}

func checkDigests(t *testing.T, files map[string][]byte) {
	t.Helper()
	var m struct {
		Signature struct {
			URI string `xml:",attr"`
		} `xml:"http://uri.etsi.org/02918/v1.2.1# SigReference"`
		Objects []struct {
			URI    string `xml:",attr"`
			Method struct {
				Algorithm string `xml:",attr"`
			} `xml:"http://www.w3.org/2000/09/xmldsig# DigestMethod"`
			Value string `xml:"http://www.w3.org/2000/09/xmldsig# DigestValue"`
		} `xml:"http://uri.etsi.org/02918/v1.2.1# DataObjectReference"`
	}
	if err := xml.Unmarshal(files[manifestName], &m); err != nil {
		t.Fatal(err)
	}
	if m.Signature.URI != signatureName || len(m.Objects) != len(sample) || len(files) != len(sample)+3 {
		t.Fatalf("%+v", m)
	}
	for _, o := range m.Objects {
		name, err := url.PathUnescape(o.URI)
		if err != nil {
			t.Fatal(err)
		}
		want := sha512.Sum512(files[name])
		if o.Value != base64.StdEncoding.EncodeToString(want[:]) || o.Method.Algorithm != sha512Algorithm || files[name] == nil {
			t.Errorf("%+v", o)
		}
	}
}

// RSA signs the same each time, so the whole container is the same; with ECDSA
// only the signature differs.
func TestDeterministic(t *testing.T) {
	all := keys(t)
	s := authority(t, all["RSA"])
	if !bytes.Equal(container(t, s), container(t, s)) {
		t.Error("two containers differ")
	}
	s = authority(t, all["P-256"])
	a, b := unzip(t, container(t, s)), unzip(t, container(t, s))
	for name := range a {
		if bytes.Equal(a[name], b[name]) == (name == signatureName) {
			t.Errorf("%s", name)
		}
	}
}

func TestRefusals(t *testing.T) {
	all := keys(t)
	good, other := authority(t, all["P-256"]), authority(t, all["P-384"])
	late, foreign, unused := good, good, good
	late.Time = now.AddDate(2, 0, 0)
	foreign.Chain = other.Chain
	unused.Chain = append([]*x509.Certificate{good.Chain[0]}, other.Chain[1])
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	changing := File{Name: "a", Open: func() (io.ReadCloser, error) {
		calls++
		return io.NopCloser(strings.NewReader(strings.Repeat("x", calls))), nil
	}}
	broken := File{Name: "a", Open: func() (io.ReadCloser, error) { return nil, errors.New("disk trouble") }}
	for want, c := range map[string]struct {
		s     Signer
		files []File
	}{
		"not that of the key":       {foreign, sample},
		"is not within":             {late, sample},
		"did not issue":             {unused, sample},
		"at least 2048":             {authority(t, small), sample},
		"1 to 60000 files":          {good, nil},
		"needs itself":              {good, []File{text("META-INF/x", "")}},
		"is no name":                {good, []File{text("../x", "")}},
		"there twice":               {good, []File{text("a", ""), text("A", "")}},
		"changed while it was read": {good, []File{changing}},
		"disk trouble":              {good, []File{broken}},
		"key and its certificate":   {Signer{}, sample},
	} {
		if err := Write(t.Context(), io.Discard, c.files, c.s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := Write(ended, io.Discard, sample, good); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestParseKeyAndChain(t *testing.T) {
	key := keys(t)["P-256"]
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	of := func(kind string, data []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}) }
	if k, err := ParseKey(of("PRIVATE KEY", der)); err != nil || !k.Public().(*ecdsa.PublicKey).Equal(key.Public()) {
		t.Error(err)
	}
	for want, file := range map[string][]byte{
		"no key in PEM":   []byte("x"),
		"age -p":          of("ENCRYPTED PRIVATE KEY", der),
		"-topk8":          of("EC PRIVATE KEY", der),
		"not a private":   of("CERTIFICATE", der),
		"cannot be read":  of("PRIVATE KEY", der[:9]),
		"cannot be read ": nil,
	} {
		if _, err := ParseKey(file); err == nil || file != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	chain := authority(t, key).Chain
	text := append(of("CERTIFICATE", chain[0].Raw), of("CERTIFICATE", chain[1].Raw)...)
	if got, err := ParseChain(text); err != nil || len(got) != 2 || !got[0].Equal(chain[0]) {
		t.Error(err)
	}
	for _, bad := range [][]byte{nil, of("PRIVATE KEY", der), of("CERTIFICATE", der)} {
		if _, err := ParseChain(bad); err == nil {
			t.Errorf("%s", bad)
		}
	}
}

// Files of keys and certificates come from outside: they are read or refused.
func FuzzParse(f *testing.F) {
	f.Add([]byte("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"))
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if k, err := ParseKey(data); err == nil && k == nil {
			t.Error("neither a key nor an error")
		}
		if c, err := ParseChain(data); err == nil && len(c) == 0 {
			t.Error("neither a chain nor an error")
		}
	})
}
