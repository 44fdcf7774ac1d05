package stamp_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// A forger is a TSA of the test that makes stamps which no decent one makes.
// Every part that is not set is as it should be.
type forger struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate

	status, after                     []byte // of the response; bytes after its token
	version, signerVersion            int
	digests, certs, extra             []byte // extra follows the certificates
	infoTail, genTime, accuracy       []byte // of TSTInfo
	serial                            *big.Int
	attrs, named                      [][]byte // attributes to add; certificates that are named
	issuerSerial                      []byte   // of the first that is named
	signatureAlgorithm, afterSigner   []byte
	breakDigest, unsorted, ownContent bool
}

var (
	sha256ID  = tlv(0x30, oid(2, 16, 840, 1, 101, 3, 4, 2, 1), tlv(5))
	ecdsaID   = tlv(0x30, oid(1, 2, 840, 10045, 4, 3, 2))
	forgedOn  = []byte("forged")
	forgedDay = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

// tlv writes an element of DER.
func tlv(tag byte, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	switch n := len(body); {
	case n < 128:
		return slices.Concat([]byte{tag, byte(n)}, body)
	case n < 256:
		return slices.Concat([]byte{tag, 0x81, byte(n)}, body)
	default:
		return slices.Concat([]byte{tag, 0x82, byte(n >> 8), byte(n)}, body)
	}
}

func oid(arcs ...int) []byte { return der(asn1.ObjectIdentifier(arcs)) }

func der(v any) []byte {
	b, err := asn1.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func newForger(t *testing.T) *forger {
	f := &forger{key: newKey(t, elliptic.P256()), version: 3, signerVersion: 1, serial: big.NewInt(7), genTime: []byte("20261123120000Z")}
	f.certify(t, func(*x509.Certificate) {})
	return f
}

func newKey(t *testing.T, c elliptic.Curve) *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(c, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// endless is a certificate with a key of 100 000 bits.
func (f *forger) endless(t *testing.T) *x509.Certificate {
	n := new(big.Int).Lsh(big.NewInt(1), 100_000)
	c := &x509.Certificate{SerialNumber: big.NewInt(3), NotBefore: forgedDay, NotAfter: forgedDay}
	raw, err := x509.CreateCertificate(rand.Reader, c, c, &rsa.PublicKey{N: n.Add(n, big.NewInt(1)), E: 65537}, f.key)
	if err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// certify gives the forger another certificate, signed by itself.
func (f *forger) certify(t *testing.T, change func(*x509.Certificate)) {
	eku := pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: tlv(0x30, oid(1, 3, 6, 1, 5, 5, 7, 3, 8))}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "forger"}, DNSNames: []string{"tsa.example"},
		NotBefore: forgedDay.AddDate(-1, 0, 0), NotAfter: forgedDay.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{eku},
	}
	change(c)
	raw, err := x509.CreateCertificate(rand.Reader, c, c, f.key.Public(), f.key)
	if err != nil {
		t.Fatal(err)
	}
	if f.cert, err = x509.ParseCertificate(raw); err != nil {
		t.Fatal(err)
	}
}

func (f *forger) info() []byte {
	digest := sha256.Sum256(forgedOn)
	return tlv(0x30, der(1), oid(1, 2, 3), tlv(0x30, sha256ID, der(digest[:])), der(f.serial),
		tlv(0x18, f.genTime), f.accuracy, f.infoTail)
}

func attr(id []byte, values ...[]byte) []byte { return tlv(0x30, id, tlv(0x31, values...)) }

var (
	idContentType = oid(1, 2, 840, 113549, 1, 9, 3)
	idDigest      = oid(1, 2, 840, 113549, 1, 9, 4)
	idCertV1      = oid(1, 2, 840, 113549, 1, 9, 16, 2, 12)
	idCertV2      = oid(1, 2, 840, 113549, 1, 9, 16, 2, 47)
	idProtection  = oid(1, 2, 840, 113549, 1, 9, 52)
	idTSTInfo     = oid(1, 2, 840, 113549, 1, 9, 16, 1, 4)
	idSignedData  = oid(1, 2, 840, 113549, 1, 7, 2)
)

// signingCert is the attribute that names certificates by SHA-256.
func signingCert(issuerSerial []byte, certs ...[]byte) []byte {
	var ids [][]byte
	for _, raw := range certs {
		h := sha256.Sum256(raw)
		ids = append(ids, tlv(0x30, der(h[:]), issuerSerial))
		issuerSerial = nil
	}
	return attr(idCertV2, tlv(0x30, tlv(0x30, ids...)))
}

func (f *forger) attributes(info []byte) []byte {
	h := sha256.Sum256(info)
	if f.breakDigest {
		h[0] ^= 1
	}
	named := f.named
	if named == nil {
		named = [][]byte{f.cert.Raw}
	}
	all := [][]byte{attr(idContentType, idTSTInfo), attr(idDigest, der(h[:])), signingCert(f.issuerSerial, named...)}
	if f.ownContent {
		all = nil
	}
	all = append(all, f.attrs...)
	slices.SortFunc(all, bytes.Compare)
	if f.unsorted {
		slices.Reverse(all)
	}
	return slices.Concat(all...)
}

func or(b, instead []byte) []byte {
	if b == nil {
		return instead
	}
	return b
}

func (f *forger) response(t *testing.T) []byte {
	info := f.info()
	attrs := f.attributes(info)
	h := sha256.Sum256(tlv(0x31, attrs))
	signature, err := f.key.Sign(rand.Reader, h[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	signer := tlv(0x30, der(f.signerVersion), tlv(0x30, f.cert.RawIssuer, der(f.cert.SerialNumber)), sha256ID,
		tlv(0xa0, attrs), or(f.signatureAlgorithm, ecdsaID), der(signature), f.afterSigner)
	data := tlv(0x30, der(f.version), or(f.digests, tlv(0x31, sha256ID)), tlv(0x30, idTSTInfo, tlv(0xa0, der(info))),
		tlv(0xa0, or(f.certs, f.cert.Raw)), f.extra, tlv(0x31, signer))
	return tlv(0x30, or(f.status, tlv(0x30, der(0))), tlv(0x30, idSignedData, tlv(0xa0, data)), f.after)
}

func extension(critical bool) []byte {
	parts := [][]byte{oid(1, 2, 3, 4)}
	if critical {
		parts = append(parts, der(true))
	}
	return tlv(0xa1, tlv(0x30, append(parts, der([]byte{5, 0}))...))
}

func directory(name string) []byte {
	return tlv(0xa0, tlv(0xa4, der(pkix.Name{CommonName: name}.ToRDNSequence())))
}

// TestForged: what may stand in a stamp and what may not, where no TSA at hand
// makes it.
func TestForged(t *testing.T) {
	other := newForger(t)
	for _, x := range []struct {
		name   string
		change func(*forger)
		want   stamp.Code
	}{
		{"as it should be", func(*forger) {}, ""},
		{"granted, with words", func(f *forger) { f.status = tlv(0x30, der(0), tlv(0x30, tlv(0x0c, []byte("fine")))) }, ""},
		{"words that are none", func(f *forger) { f.status = tlv(0x30, der(0), tlv(0x30)) }, stamp.Malformed},
		{"words not in UTF-8", func(f *forger) { f.status = tlv(0x30, der(0), tlv(0x30, tlv(0x0c, []byte{0xff}))) }, stamp.Malformed},
		{"granted with changes", func(f *forger) { f.status = tlv(0x30, der(1)) }, stamp.Refused},
		{"granted with a failure", func(f *forger) { f.status = tlv(0x30, der(0), tlv(3, []byte{7, 0x80})) }, stamp.Refused},
		{"a status that is none", func(f *forger) { f.status = tlv(0x30, der(6)) }, stamp.Malformed},
		{"more after the token", func(f *forger) { f.after = tlv(5) }, stamp.Malformed},
		{"another version", func(f *forger) { f.version = 1 }, stamp.Malformed},
		{"another version of signer", func(f *forger) { f.signerVersion = 3 }, stamp.Malformed},
		{"two digests", func(f *forger) { f.digests = tlv(0x31, sha256ID, sha256ID) }, stamp.Malformed},
		{"another digest", func(f *forger) { f.digests = tlv(0x31, tlv(0x30, oid(2, 16, 840, 1, 101, 3, 4, 2, 2))) }, stamp.Malformed},
		{"a list of revocation", func(f *forger) { f.extra = tlv(0xa1, tlv(0x30)) }, stamp.Malformed},
		{"unsigned attributes", func(f *forger) { f.afterSigner = tlv(0xa1, attr(idDigest, der(0))) }, stamp.Malformed},
		{"the certificate twice", func(f *forger) { f.certs = slices.Concat(f.cert.Raw, f.cert.Raw) }, stamp.BadPath},
		{"another certificate beside", func(f *forger) { f.certs = slices.Concat(f.cert.Raw, other.cert.Raw) }, stamp.BadPath},
		{"another certificate instead", func(f *forger) { f.certs = other.cert.Raw }, stamp.BadSigner},
		{"too many certificates", func(f *forger) { f.certs = bytes.Repeat(f.cert.Raw, 17) }, stamp.Malformed},
		{"no certificates in the set", func(f *forger) { f.certs = []byte{} }, stamp.BadSigner},
		{"what is no certificate", func(f *forger) { f.certs = tlv(0x30, der(1)) }, stamp.Malformed},
		{"another digest of what is signed", func(f *forger) { f.breakDigest = true }, stamp.BadSeal},
		{"attributes in another order", func(f *forger) { f.unsorted = true }, stamp.Malformed},
		{"no attribute that is needed", func(f *forger) { f.ownContent = true; f.attrs = [][]byte{attr(idContentType, idTSTInfo)} }, stamp.Malformed},
		{"an attribute twice", func(f *forger) { f.attrs = [][]byte{attr(idDigest, der([]byte{1}))} }, stamp.Malformed},
		{"an attribute with two values", func(f *forger) { f.attrs = [][]byte{attr(idProtection, der(1), der(2))} }, stamp.Malformed},
		{"an attribute that is not known", func(f *forger) { f.attrs = [][]byte{attr(oid(1, 2, 3), der(1))} }, ""},
		{"algorithms protected", func(f *forger) { f.attrs = [][]byte{protection(sha256ID, ecdsaID)} }, ""},
		{"another algorithm protected", func(f *forger) {
			f.attrs = [][]byte{protection(sha256ID, tlv(0x30, oid(1, 2, 840, 113549, 1, 1, 11), tlv(5)))}
		}, stamp.Malformed},
		{"an algorithm of signatures that is not known", func(f *forger) { f.signatureAlgorithm = tlv(0x30, oid(1, 2, 3)) }, stamp.Unsupported},
		{"parameters where none belong", func(f *forger) { f.signatureAlgorithm = tlv(0x30, oid(1, 2, 840, 10045, 4, 3, 2), tlv(5)) }, stamp.Malformed},
		{"named by SHA-1 too, as another", func(f *forger) {
			f.attrs = [][]byte{attr(idCertV1, tlv(0x30, tlv(0x30, tlv(0x30, der(make([]byte, 20))))))}
		}, stamp.BadSigner},
		{"another certificate named beside its own", func(f *forger) {
			f.named = [][]byte{f.cert.Raw, other.cert.Raw}
		}, stamp.BadPath},
		{"another certificate named before its own", func(f *forger) {
			f.named = [][]byte{other.cert.Raw, f.cert.Raw}
		}, stamp.BadSigner},
		{"its own issuer and number", func(f *forger) { f.issuerSerial = issuerSerial(f.cert.RawIssuer, 1) }, ""},
		{"another number", func(f *forger) { f.issuerSerial = issuerSerial(f.cert.RawIssuer, 2) }, stamp.BadSigner},
		{"another issuer", func(f *forger) {
			f.issuerSerial = issuerSerial(der(pkix.Name{CommonName: "other"}.ToRDNSequence()), 1)
		}, stamp.BadSigner},
		{"too many named", func(f *forger) { f.named = slices.Repeat([][]byte{f.cert.Raw}, 17) }, stamp.Malformed},
		{"a digest that the signature has not", func(f *forger) { f.signatureAlgorithm = tlv(0x30, oid(1, 2, 840, 10045, 4, 3, 3)) }, stamp.Unsupported},
		{"another digest protected", func(f *forger) {
			f.attrs = [][]byte{protection(tlv(0x30, oid(2, 16, 840, 1, 101, 3, 4, 2, 2)), tlv(0x30, oid(1, 2, 840, 10045, 4, 3, 3)))}
		}, stamp.Malformed},
		{"a certificate for what is not known too", func(f *forger) {
			f.certify(t, func(c *x509.Certificate) {
				c.ExtraExtensions[0].Value = tlv(0x30, oid(1, 3, 6, 1, 5, 5, 7, 3, 8), oid(1, 2, 3))
			})
		}, stamp.BadPurpose},
		{"a short curve", func(f *forger) { f.key = newKey(t, elliptic.P224()); f.certify(t, func(*x509.Certificate) {}) }, stamp.Unsupported},
		{"a key that is there to cost time", func(f *forger) {
			f.certs = slices.Concat(f.cert.Raw, f.endless(t).Raw)
		}, stamp.Unsupported},
		{"an extension", func(f *forger) { f.infoTail = extension(false) }, ""},
		{"a critical extension", func(f *forger) { f.infoTail = extension(true) }, stamp.Unsupported},
		{"its own name", func(f *forger) { f.infoTail = directory("forger") }, ""},
		{"its other name", func(f *forger) { f.infoTail = tlv(0xa0, tlv(0x82, []byte("tsa.example"))) }, ""},
		{"a name of another", func(f *forger) { f.infoTail = directory("someone else") }, stamp.BadSigner},
		{"ordering that is false", func(f *forger) { f.infoTail = der(false) }, stamp.Malformed},
		{"a negative serial", func(f *forger) { f.serial = big.NewInt(-1) }, stamp.Malformed},
		{"an accuracy", func(f *forger) { f.accuracy = tlv(0x30, der(1), tlv(0x80, []byte{1}), tlv(0x81, []byte{2})) }, ""},
		{"an accuracy of more than a day", func(f *forger) { f.accuracy = tlv(0x30, der(86401)) }, stamp.Malformed},
		{"an accuracy below zero", func(f *forger) { f.accuracy = tlv(0x30, der(-1)) }, stamp.Malformed},
		{"a thousand milliseconds", func(f *forger) { f.accuracy = tlv(0x30, tlv(0x80, []byte{3, 0xe8})) }, stamp.Malformed},
		{"parts of a second", func(f *forger) { f.genTime = []byte("20261123120000.5Z") }, ""},
		{"a zero at the end", func(f *forger) { f.genTime = []byte("20261123120000.50Z") }, stamp.Malformed},
		{"a dot and nothing", func(f *forger) { f.genTime = []byte("20261123120000.Z") }, stamp.Malformed},
		{"a comma", func(f *forger) { f.genTime = []byte("20261123120000,5Z") }, stamp.Malformed},
		{"a zone", func(f *forger) { f.genTime = []byte("20261123120000+0000") }, stamp.Malformed},
		{"no seconds", func(f *forger) { f.genTime = []byte("202611231200Z") }, stamp.Malformed},
		{"no such day", func(f *forger) { f.genTime = []byte("20260230120000Z") }, stamp.Malformed},
		{"a time before the certificate", func(f *forger) { f.genTime = []byte("20201123120000Z") }, stamp.BadTime},
		{"a certificate for more", func(f *forger) {
			f.certify(t, func(c *x509.Certificate) {
				c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageAny}
				c.ExtraExtensions = nil
			})
		}, stamp.BadPurpose},
		{"a certificate that may sign others", func(f *forger) {
			f.certify(t, func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageCertSign })
		}, stamp.BadPurpose},
	} {
		f := newForger(t)
		x.change(f)
		trusted, err := stamp.ParseRoots(pemOf(f.cert))
		if err != nil {
			t.Fatal(err)
		}
		got, err := check(t, f.response(t), forgedOn, trusted)
		if code(err) != x.want || (err == nil) != (x.want == "") {
			t.Errorf("%s: %+v, %v, want %q", x.name, got, err, x.want)
		}
	}
}

// issuerSerial is IssuerSerial, with the issuer as the one directory name.
func issuerSerial(issuer []byte, serial int) []byte {
	return tlv(0x30, tlv(0x30, tlv(0xa4, issuer)), der(serial))
}

func protection(digest, signature []byte) []byte {
	return attr(idProtection, tlv(0x30, digest, append([]byte{0xa1}, signature[1:]...)))
}

// TestWords: the words of a stranger do not run on and do not act on a terminal.
func TestWords(t *testing.T) {
	f := newForger(t)
	f.status = tlv(0x30, der(2), tlv(0x30, tlv(0x0c, []byte("\x1b[2J"+strings.Repeat("x", 5000)))))
	_, err := stamp.Parse(f.response(t))
	if code(err) != stamp.Refused || len(err.Error()) > 400 || strings.Contains(err.Error(), "\x1b") {
		t.Error(err)
	}
	if _, err := stamp.Parse(make([]byte, stamp.MaxSize+1)); code(err) != stamp.Malformed {
		t.Error(err)
	}
}

// TestPlace: a fault of form is told with the byte at which it is.
func TestPlace(t *testing.T) {
	good := newForger(t).response(t)
	for at, changed := range map[int][]byte{
		len(good):                    append(bytes.Clone(good), 0),
		bytes.Index(good, idTSTInfo): bytes.Replace(good, idTSTInfo, oid(1, 2, 840, 113549, 1, 9, 16, 1, 5), 1),
		bytes.Index(good, []byte("20261123")) - 2: bytes.Replace(good, []byte("20261123120000Z"), []byte("20261123120000X"), 1),
	} {
		_, err := stamp.Parse(changed)
		if code(err) != stamp.Malformed || !strings.Contains(err.Error(), fmt.Sprintf("byte %d,", at)) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}
