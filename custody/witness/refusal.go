package witness

// A Kind says why a request is refused, as the protocol parts the reasons.
type Kind int

// Kinds of refusals, with the status that each has in HTTP.
const (
	Malformed    Kind = iota + 1 // 400: no request, or one for a size below the old one
	UnknownLog                   // 404: the witness does not watch this log
	Unsigned                     // 403: the log has not signed the checkpoint
	Conflict                     // 409: the witness knows another size than the old one
	Inconsistent                 // 422: the checkpoint does not extend the one known
)

// A Refusal is the answer no.
type Refusal struct {
	Kind Kind
	Why  string
	// Size is the one that the witness knows, if the kind is Conflict.
	Size int64
	// Fork is what was kept as evidence against the log, and Kept its name in
	// the store; both are empty if there is nothing to be kept.
	Fork []byte
	Kept string
	// Proved says that the evidence proves by itself that the log has forked.
	Proved bool
}

func (r *Refusal) Error() string { return r.Why }
