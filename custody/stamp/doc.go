// Package stamp reads and verifies time stamps: the answers of a time-stamping
// authority (TSA) as RFC 3161 defines them and RFC 5816 updates them. A stamp
// proves that some bytes were there at a time, on the word of a third party
// who saw only their digest. The rules are in docs/spec/time-stamps.md.
//
// # Asking
//
// An [Imprint] is the digest that is stamped. [Query] makes the request that
// any TSA takes; how it gets there is not for this package, which does no
// input or output:
//
//	imprint, err := stamp.ImprintOf(crypto.SHA256, file)
//	query, err := stamp.Query(imprint, nonce)
//	// send it as application/timestamp-query, or carry it on a stick
//	s, err := stamp.Parse(response)
//	err = s.MatchesQuery(query)
//
// # Verifying
//
// [ParseRoots] reads whom you trust, and [Stamp.Verify] holds a stamp against
// that, against the bytes, and against a time:
//
//	roots, err := stamp.ParseRoots(pem)
//	imprint, err := stamp.ImprintOf(s.Hash(), file)
//	result, err := s.Verify(imprint, roots, time.Now())
//
// The [Result] says who stamped and when. Without roots (nil) everything else
// is checked, and Anchored is false: then anyone may have made the stamp. What
// is wrong comes as an [Error] with a code for programs.
//
// # What not to do
//
// Do not call a stamp proved that is not anchored. Do not take a root from
// the stamp itself or from who sent it. Do not forget that revocation is not
// looked up: whether a key was stolen, ask the TSA or its list of revoked
// certificates. Nothing is read from outside, so the same files give the same
// answer on every machine, in a browser too.
package stamp
