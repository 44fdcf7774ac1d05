package witnesshttp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/comity-dev/comity/custody/witness"
)

// atOnce is how many requests are cosigned or wait for it at one time. More are sent away at
// once, for a queue would only make all of them late.
const atOnce = 64

// Handler answers for a witness. The prefix is the path at which a proxy hands
// requests on, such as /witness; it may be empty. The clock gives the time of
// cosignatures.
func Handler(w *witness.Witness, prefix string, now func() time.Time, log *slog.Logger) http.Handler {
	h := &handler{w, now, log, make(chan struct{}, atOnce)}
	prefix = strings.TrimSuffix(prefix, "/")
	mux := http.NewServeMux()
	mux.Handle("POST "+prefix+"/add-checkpoint", h.logged(h.addCheckpoint))
	mux.Handle("GET "+prefix+"/{origin}/checkpoint", h.logged(h.checkpoint))
	return mux
}

type handler struct {
	w   *witness.Witness
	now func() time.Time
	log *slog.Logger
	// busy has an element for each request that is being cosigned.
	busy chan struct{}
}

// answer is what goes back, and what is written down about it.
type answer struct {
	status int
	kind   string
	body   []byte
	why    string
	level  slog.Level
	origin string // of a log that is watched, so that no stranger fills the log
}

// logged writes the answer, and down what it was.
func (h *handler) logged(do func(http.ResponseWriter, *http.Request) answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		a := do(w, r)
		w.Header().Set("Content-Type", a.kind)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if a.status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "1")
		}
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // who hung up gets no answer
		h.log.Log(r.Context(), a.level, "answered", "method", r.Method, "log", a.origin,
			"status", a.status, "why", a.why, "ms", time.Since(start).Milliseconds())
	})
}

func (h *handler) addCheckpoint(w http.ResponseWriter, r *http.Request) answer {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, witness.MaxRequest))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return saying(http.StatusRequestEntityTooLarge, fmt.Sprintf("the request has more than %d bytes", large.Limit))
	case err != nil:
		return saying(http.StatusBadRequest, "the request did not come whole")
	}
	select { // after the body, so that a slow sender keeps nobody out
	case h.busy <- struct{}{}:
		defer func() { <-h.busy }()
	default:
		return saying(http.StatusServiceUnavailable, "the witness has too much to do: ask again")
	}
	a := h.cosign(r.Context(), body)
	a.origin = h.watched(body)
	return a
}

// watched is the log that a request is about.
func (h *handler) watched(body []byte) string {
	r, err := witness.ParseRequest(body)
	if err != nil || !slices.Contains(h.w.Origins(), r.Origin()) {
		return ""
	}
	return r.Origin()
}

func (h *handler) cosign(ctx context.Context, body []byte) answer {
	lines, err := h.w.Cosign(ctx, h.now(), body)
	var no *witness.Refusal
	switch {
	case err == nil:
		return answer{status: http.StatusOK, kind: typeText, body: lines}
	case errors.As(err, &no):
		return h.refusal(no)
	}
	return h.failed(err)
}

// failed hides what is wrong inside from who asks.
func (h *handler) failed(err error) answer {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return saying(http.StatusServiceUnavailable, "the request waited too long: ask again")
	}
	a := saying(http.StatusInternalServerError, "the witness can not go on; its keeper has to look")
	a.why, a.level = err.Error(), slog.LevelError
	return a
}

func saying(status int, why string) answer {
	return answer{status: status, kind: typeText, body: []byte(why + "\n"), why: why}
}

var statuses = map[witness.Kind]int{
	witness.Malformed:    http.StatusBadRequest,
	witness.UnknownLog:   http.StatusNotFound,
	witness.Unsigned:     http.StatusForbidden,
	witness.Conflict:     http.StatusConflict,
	witness.Inconsistent: http.StatusUnprocessableEntity,
}

func (h *handler) refusal(no *witness.Refusal) answer {
	a := saying(statuses[no.Kind], no.Why)
	if no.Fork != nil {
		a.kind, a.body = typeFork, no.Fork
		a.level = slog.LevelWarn
		a.why += "; evidence: " + no.Kept
	}
	if no.Kind == witness.Conflict {
		a.kind, a.body = typeSize, fmt.Appendf(nil, "%d\n", no.Size)
	}
	return a
}

func (h *handler) checkpoint(_ http.ResponseWriter, r *http.Request) answer {
	latest, err := h.w.Latest(r.Context(), r.PathValue("origin"))
	switch {
	case err != nil:
		return h.failed(err)
	case latest == nil:
		return saying(http.StatusNotFound, "no checkpoint of such a log was cosigned here")
	}
	return answer{status: http.StatusOK, kind: typeText, body: latest}
}
