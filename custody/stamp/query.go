package stamp

import (
	"fmt"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// Media types of RFC 3161, section 3.4.
const (
	QueryType    = "application/timestamp-query"
	ResponseType = "application/timestamp-reply"
)

// MaxNonce is how long a nonce may be, in bytes. TSAs take 8.
const MaxNonce = 32

// Query makes a TimeStampReq in DER (RFC 3161, section 2.4.1). It asks for the
// certificates of the TSA, for without them nobody can verify the stamp later.
// The nonce is a number that was never used before, best 8 random bytes, and
// shows that an answer is not an old one; nil leaves it out.
func Query(i Imprint, nonce []byte) ([]byte, error) {
	if err := i.valid(); err != nil {
		return nil, fmt.Errorf("make a query: %w", err)
	}
	if len(nonce) > MaxNonce {
		return nil, fmt.Errorf("make a query: a nonce of %d bytes, and %d are the most", len(nonce), MaxNonce)
	}
	var b cryptobyte.Builder
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		i.append(b)
		if len(nonce) > 0 {
			b.AddASN1BigInt(new(big.Int).SetBytes(nonce))
		}
		b.AddASN1Boolean(true)
	})
	return b.Bytes()
}

// A query is what of a TimeStampReq an answer is held against.
type query struct {
	imprint Imprint
	policy  string   // "" is any
	nonce   *big.Int // nil is none
}

// parseQuery reads any TimeStampReq in DER that asks for certificates, so that
// those of other programs can be used.
func parseQuery(b []byte) (*query, error) {
	d := newDER(b, "query")
	r := d.open(asn1.SEQUENCE, "TimeStampReq")
	d.end()
	r.version(1)
	q := &query{imprint: r.imprint()}
	if r.has(asn1.OBJECT_IDENTIFIER) {
		q.policy = r.oid("reqPolicy")
	}
	if r.has(asn1.INTEGER) {
		q.nonce = r.integer("nonce")
	}
	if !r.truth("certReq") {
		r.wrong("certReq is not there: without certificates a stamp can not be verified")
	}
	r.end()
	return q, d.err()
}

// MatchesQuery says whether the stamp answers this query and no other: the
// same imprint, the same nonce or none, and the policy if one was asked for.
// It says nothing about who answers: that is for [Stamp.Verify].
func (s *Stamp) MatchesQuery(query []byte) error {
	q, err := parseQuery(query)
	switch {
	case err != nil:
		return err
	case !q.imprint.equal(s.info.imprint):
		return fault(OtherQuery, "it answers another query: it is on %v, asked was %v", s.info.imprint, q.imprint)
	case q.policy != "" && q.policy != s.info.policy:
		return fault(OtherQuery, "it has the policy %s, asked was %s", s.info.policy, q.policy)
	case (q.nonce == nil) != (s.info.nonce == nil), q.nonce != nil && q.nonce.Cmp(s.info.nonce) != 0:
		return fault(OtherQuery, "it answers another query: the nonce differs")
	}
	return nil
}
