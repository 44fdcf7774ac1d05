// Package witnesshttp carries requests for cosignatures over HTTP, as
// c2sp.org/tlog-witness has it: [Handler] is the witness, [Client] the one who
// asks.
//
// A witness listens behind a proxy that ends TLS and limits who may ask how
// often. Nothing that it answers is a secret, and it takes no credentials: the
// signature of the log is what lets a request through.
package witnesshttp

// Content types of the protocol, and of evidence in an answer.
const (
	typeSize = "text/x.tlog.size"
	typeFork = "text/x.comity.log-fork"
	typeText = "text/plain; charset=utf-8"
)
