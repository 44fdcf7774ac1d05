package stamp_test

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/comity-dev/comity/custody/stamp"
)

// FuzzParse: whatever is put in place of a response, nothing verifies but what
// a TSA of the vectors has signed.
func FuzzParse(f *testing.F) {
	message := read(f, "message")
	trusted := roots(f, "root.pem", "self-tsa.pem")
	signed := map[string]bool{}
	for _, folder := range []string{"good", "bad"} {
		for _, name := range vectors(f, folder) {
			response := read(f, folder+"/"+name+".tsr")
			f.Add(response)
			if r, err := check(f, response, message, trusted); err == nil {
				signed[r.Serial+r.Time.String()+r.Certificate] = true
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := stamp.Parse(b)
		if err != nil {
			if code(err) == "" {
				t.Fatalf("an error without a code: %v", err)
			}
			return
		}
		of := imprint(t, s.Hash(), message)
		r, err := s.Verify(of, trusted, when)
		if err == nil && !signed[r.Serial+r.Time.String()+r.Certificate] {
			t.Fatalf("%+v", r)
		}
		if _, err := s.Verify(of, nil, when); err != nil && code(err) == "" {
			t.Fatalf("an error without a code: %v", err)
		}
	})
}

// FuzzQuery: a query of ours is matched by the answer to it, and whatever else
// is put in its place is not or says the same.
func FuzzQuery(f *testing.F) {
	s, err := stamp.Parse(read(f, "good/rsa.tsr"))
	if err != nil {
		f.Fatal(err)
	}
	good := read(f, "good/rsa.tsq")
	f.Add(good)
	f.Add(read(f, "good/rsa-no-nonce.tsq"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s.MatchesQuery(b) == nil && len(b) < len(good) {
			t.Fatalf("%x", b)
		}
		if len(b) > stamp.MaxNonce || new(big.Int).SetBytes(b).Sign() == 0 {
			return
		}
		q, err := stamp.Query(imprint(t, s.Hash(), b), b)
		if err != nil || !bytes.Contains(q, new(big.Int).SetBytes(b).Bytes()) {
			t.Fatalf("%x: %x, %v", b, q, err)
		}
	})
}
