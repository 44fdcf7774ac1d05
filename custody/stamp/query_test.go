package stamp_test

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"errors"
	"math/big"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/comity-dev/comity/custody/stamp"
)

// TestQueryRefuses what no TSA would take, or nobody should ask.
func TestQueryRefuses(t *testing.T) {
	good := imprint(t, crypto.SHA256, forgedOn)
	for name, x := range map[string]struct {
		imprint stamp.Imprint
		nonce   []byte
	}{
		"SHA-1":          {stamp.Imprint{Hash: crypto.SHA1, Digest: make([]byte, 20)}, nil},
		"no digest":      {stamp.Imprint{Hash: crypto.SHA256}, nil},
		"a long digest":  {stamp.Imprint{Hash: crypto.SHA256, Digest: make([]byte, 64)}, nil},
		"nothing at all": {stamp.Imprint{}, nil},
		"a long nonce":   {good, make([]byte, stamp.MaxNonce+1)},
	} {
		if q, err := stamp.Query(x.imprint, x.nonce); err == nil {
			t.Errorf("%s: %x", name, q)
		}
	}
	if _, err := stamp.ImprintOf(crypto.MD5, bytes.NewReader(nil)); err == nil {
		t.Error("an imprint of MD5")
	}
	broken := errors.New("broken")
	if _, err := stamp.ImprintOf(crypto.SHA256, iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestMatches: the query of any program is read, if it asks for certificates.
func TestMatches(t *testing.T) {
	f := newForger(t)
	f.infoTail = der(big.NewInt(77))
	s, err := stamp.Parse(f.response(t))
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.Sum256(forgedOn)
	on := tlv(0x30, sha256ID, der(h[:]))
	ask := func(parts ...[]byte) []byte { return tlv(0x30, parts...) }
	for name, x := range map[string]struct {
		query []byte
		want  stamp.Code
	}{
		"the query":            {ask(der(1), on, der(77), der(true)), ""},
		"with its policy":      {ask(der(1), on, oid(1, 2, 3), der(77), der(true)), ""},
		"with another policy":  {ask(der(1), on, oid(1, 2, 4), der(77), der(true)), stamp.OtherQuery},
		"with another nonce":   {ask(der(1), on, der(78), der(true)), stamp.OtherQuery},
		"without a nonce":      {ask(der(1), on, der(true)), stamp.OtherQuery},
		"for no certificates":  {ask(der(1), on, der(77)), stamp.Malformed},
		"for none, said":       {ask(der(1), on, der(77), der(false)), stamp.Malformed},
		"of another version":   {ask(der(2), on, der(77), der(true)), stamp.Malformed},
		"with an extension":    {ask(der(1), on, der(77), der(true), extension(false)), stamp.Malformed},
		"with something after": {slices.Concat(ask(der(1), on, der(77), der(true)), der(1)), stamp.Malformed},
		"on SHA-1":             {ask(der(1), tlv(0x30, tlv(0x30, oid(1, 3, 14, 3, 2, 26)), der(h[:20])), der(77), der(true)), stamp.Unsupported},
		"on half a digest":     {ask(der(1), tlv(0x30, sha256ID, der(h[:16])), der(77), der(true)), stamp.Malformed},
	} {
		if err := s.MatchesQuery(x.query); code(err) != x.want || (err == nil) != (x.want == "") {
			t.Errorf("%s: %v, want %q", name, err, x.want)
		}
	}
}
