package witness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/comity-dev/comity/custody"
)

// A Witness cosigns the checkpoints of the logs it watches. Its methods may be
// called by many goroutines.
type Witness struct {
	keys  []*custody.Key
	store Store
	logs  map[string]*watched // by origin
	names map[string]string   // origins by their hash in paths
}

// New makes a witness of these keys, which have one name. Each policy says which
// keys sign for its logs and, with its quorum, which of them must have signed;
// no log stands in two.
func New(store Store, keys []*custody.Key, logs []*custody.Policy) (*Witness, error) {
	w, err := newWitness(store, keys, logs)
	if err != nil {
		return nil, fmt.Errorf("start a witness: %w", err)
	}
	return w, nil
}

func newWitness(store Store, keys []*custody.Key, logs []*custody.Policy) (*Witness, error) {
	if err := checkKeys(keys); err != nil {
		return nil, err
	}
	w := &Witness{keys: keys, store: store, logs: map[string]*watched{}, names: map[string]string{}}
	for _, p := range logs {
		if err := needsUs(p, keys); err != nil {
			return nil, err
		}
		for _, origin := range p.Origins() {
			if w.logs[origin] != nil {
				return nil, fmt.Errorf("the log %s stands in two policies", origin)
			}
			l := &watched{origin: origin, policy: p, turn: make(chan struct{}, 1)}
			if err := l.load(store, keys); err != nil {
				return nil, fmt.Errorf("the state of the log %s: %w", origin, err)
			}
			w.logs[origin], w.names[hashName(origin)] = l, origin
		}
	}
	return w, nil
}

// needsUs refuses a policy that is for verifiers: what a witness of it waits for
// is its own cosignature.
func needsUs(p *custody.Policy, keys []*custody.Key) error {
	for _, line := range p.Witnesses() {
		if slices.ContainsFunc(keys, func(k *custody.Key) bool { return k.Verifier() == line.Key }) {
			return fmt.Errorf("the policy names this witness itself, as %s: give it the policy of the log alone", line.Name)
		}
	}
	return nil
}

func checkKeys(keys []*custody.Key) error {
	if len(keys) == 0 {
		return errors.New("no key to cosign with")
	}
	for i, k := range keys {
		if k.Algorithm() == custody.Ed25519 {
			return fmt.Errorf("%s is the key of a log: a witness does not sign with it", k.Name())
		}
		if k.Name() != keys[0].Name() || slices.ContainsFunc(keys[:i], func(o *custody.Key) bool { return o.Algorithm() == k.Algorithm() }) {
			return errors.New("the keys have two names, or two of them sign in one way")
		}
	}
	return nil
}

// Origins are the logs that are watched.
func (w *Witness) Origins() []string {
	var out []string
	for o := range w.logs {
		out = append(out, o)
	}
	slices.Sort(out)
	return out
}

// Cosign answers the body of an add-checkpoint request with the signature lines
// of the witness, once its new state is on disk. The error is a [*Refusal], or
// says that the witness can not go on with this log.
func (w *Witness) Cosign(ctx context.Context, at time.Time, body []byte) ([]byte, error) {
	r, err := ParseRequest(body)
	if err != nil {
		return nil, &Refusal{Kind: Malformed, Why: "read the request: " + err.Error()}
	}
	l := w.logs[r.Origin()]
	if l == nil {
		return nil, &Refusal{Kind: UnknownLog, Why: "this witness does not watch the log"}
	}
	next, err := l.policy.Verify(r.Checkpoint)
	if err != nil {
		return nil, &Refusal{Kind: Unsigned, Why: err.Error()}
	}
	if r.Old > next.Size {
		return nil, &Refusal{Kind: Malformed, Why: fmt.Sprintf("the old size %d is above that of the checkpoint, %d", r.Old, next.Size)}
	}
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := l.consistent(w.store, next, r); err != nil {
		return nil, err
	}
	return l.cosign(w.store, w.keys, at, next)
}

// Latest gives the checkpoint of a log that was cosigned last, with the lines
// of the witness, by the SHA-256 of its origin in hexadecimal. It is nil if the
// log is not watched or was never cosigned.
func (w *Witness) Latest(ctx context.Context, hash string) ([]byte, error) {
	l := w.logs[w.names[hash]]
	if l == nil {
		return nil, nil
	}
	select {
	case l.turn <- struct{}{}: // what is being written does not last yet
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return l.state, l.broken
}
