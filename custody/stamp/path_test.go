package stamp_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// An authority issues certificates in a test.
type authority struct {
	name string
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T, name string) *authority {
	return &authority{name, newKey(t, elliptic.P256())}
}

// keyID is the name of a key in certificates.
func keyID(k *ecdsa.PrivateKey) []byte {
	b, err := k.PublicKey.Bytes()
	if err != nil {
		panic(err)
	}
	h := sha256.Sum256(b)
	return h[:20]
}

// issues makes a certificate for another authority, or for itself.
func (a *authority) issues(t *testing.T, to *authority) *x509.Certificate {
	c := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: to.name}, SubjectKeyId: keyID(to.key),
		NotBefore: forgedDay.AddDate(-1, 0, 0), NotAfter: forgedDay.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
	}
	return a.signs(t, c, to.key)
}

func (a *authority) signs(t *testing.T, c *x509.Certificate, key *ecdsa.PrivateKey) *x509.Certificate {
	by := &x509.Certificate{Subject: pkix.Name{CommonName: a.name}, SubjectKeyId: keyID(a.key)}
	raw, err := x509.CreateCertificate(rand.Reader, c, by, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// changed is a certificate with a bit of one byte changed.
func changed(t *testing.T, c *x509.Certificate, at int) *x509.Certificate {
	raw := bytes.Clone(c.Raw)
	raw[at] ^= 1
	out, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// under puts the forger below an authority.
func (f *forger) under(t *testing.T, a *authority) {
	c := *f.cert
	c.ExtraExtensions = slices.DeleteFunc(slices.Clone(c.Extensions), func(x pkix.Extension) bool { return x.Id[3] != 37 })
	c.ExtKeyUsage, c.SubjectKeyId, c.AuthorityKeyId = nil, keyID(f.key), nil
	f.cert = a.signs(t, &c, f.key)
}

// TestPaths: the ways in which authorities stand over a TSA, and what of them
// a stamp may carry.
func TestPaths(t *testing.T) {
	root, old, middle, stranger := newAuthority(t, "root"), newAuthority(t, "old root"), newAuthority(t, "middle"), newAuthority(t, "stranger")
	self, oldSelf, below := root.issues(t, root), old.issues(t, old), root.issues(t, middle)
	cross, namesake := old.issues(t, root), newAuthority(t, "root").issues(t, middle)
	alone := stranger.issues(t, stranger)
	broken, renamed := changed(t, self, len(self.Raw)-1), changed(t, self, bytes.Index(self.Raw, []byte("root")))
	for _, x := range []struct {
		name    string
		carried []*x509.Certificate
		trusted []*x509.Certificate
		want    stamp.Code
	}{
		{"the middle", []*x509.Certificate{below}, []*x509.Certificate{self}, ""},
		{"the middle and the root", []*x509.Certificate{below, self}, []*x509.Certificate{self}, ""},
		{"in another order", []*x509.Certificate{self, below}, []*x509.Certificate{self}, ""},
		{"the root above the one that is trusted", []*x509.Certificate{below, self}, []*x509.Certificate{below}, ""},
		{"a root that an older one has signed", []*x509.Certificate{below, cross}, []*x509.Certificate{self}, ""},
		{"the older root is trusted", []*x509.Certificate{below, cross}, []*x509.Certificate{oldSelf}, ""},
		{"both roots", []*x509.Certificate{below, cross, oldSelf}, []*x509.Certificate{self, oldSelf}, ""},
		{"nothing", nil, []*x509.Certificate{self}, stamp.NoAnchor},
		{"the middle is trusted", nil, []*x509.Certificate{below}, ""},
		{"another root is trusted", []*x509.Certificate{below, self}, []*x509.Certificate{alone}, stamp.NoAnchor},
		{"another middle of the same name", []*x509.Certificate{namesake}, []*x509.Certificate{self}, stamp.NoAnchor},
		{"two of them, one signed by nobody who is trusted", []*x509.Certificate{below, namesake}, []*x509.Certificate{self}, stamp.BadPath},
		{"a stranger", []*x509.Certificate{below, alone}, []*x509.Certificate{self}, stamp.BadPath},
		{"a root that was changed", []*x509.Certificate{below, broken}, []*x509.Certificate{self}, stamp.BadPath},
		{"a root whose issuer was changed", []*x509.Certificate{below, renamed}, []*x509.Certificate{self}, stamp.BadPath},
		{"the middle twice", []*x509.Certificate{below, below}, []*x509.Certificate{self}, stamp.BadPath},
	} {
		f := newForger(t)
		f.under(t, middle)
		f.certs = f.cert.Raw
		for _, c := range x.carried {
			f.certs = append(slices.Clip(f.certs), c.Raw...)
		}
		trusted, err := stamp.ParseRoots(pemOf(x.trusted...))
		if err != nil {
			t.Fatal(err)
		}
		got, err := check(t, f.response(t), forgedOn, trusted)
		if code(err) != x.want || (err == nil) != (x.want == "") {
			t.Errorf("%s: %+v, %v, want %q", x.name, got, err, x.want)
		}
	}
}

// TestUntil: the path lasts as long as its first certificate; without roots
// only that of the signer counts, for nothing protects the others.
func TestUntil(t *testing.T) {
	root, middle := newAuthority(t, "root"), newAuthority(t, "middle")
	below := root.issues(t, middle)
	f := newForger(t)
	f.certify(t, func(c *x509.Certificate) { c.NotAfter = forgedDay.AddDate(9, 0, 0) })
	f.under(t, middle)
	f.certs = slices.Concat(f.cert.Raw, below.Raw)
	trusted, err := stamp.ParseRoots(pemOf(root.issues(t, root)))
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[*stamp.Roots]time.Time{trusted: below.NotAfter, nil: f.cert.NotAfter} {
		if got, err := check(t, f.response(t), forgedOn, r); err != nil || !got.Until.Equal(want) {
			t.Errorf("%+v, %v, want until %v", got, err, want)
		}
	}
}
