package witnesshttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
	"github.com/comity-dev/comity/internal/faultdisk"
)

const origin = "kenya.example/custody"

var start = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func newKey(t testing.TB, alg custody.Algorithm, name string) *custody.Key {
	t.Helper()
	k, err := custody.GenerateKey(alg, name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// history is a log of this many entries, and its checkpoint.
func history(t testing.TB, key *custody.Key, mark byte, size int) (*faultdisk.Disk, *custody.Checkpoint) {
	t.Helper()
	d := faultdisk.New()
	if err := custody.Create(d, start, key); err != nil {
		t.Fatal(err)
	}
	l, err := custody.Open(d, key)
	if err != nil {
		t.Fatal(err)
	}
	entries := make([]custody.Commitment, size)
	for i := range entries {
		entries[i] = custody.Commitment{mark, byte(i)}
	}
	_, head, err := l.Append(context.Background(), start, entries...)
	if err != nil {
		t.Fatal(err)
	}
	return d, &head
}

func request(t testing.TB, d *faultdisk.Disk, c *custody.Checkpoint, old int64) *witness.Request {
	t.Helper()
	r, err := witness.NewRequest(d, c, old)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// served is a witness of one log behind a server.
type served struct {
	key     *custody.Key // of the log
	keys    []*custody.Key
	state   *faultdisk.Disk
	handler http.Handler
	log     *bytes.Buffer
	client  *witnesshttp.Client
}

func serve(t testing.TB, prefix string) *served {
	t.Helper()
	s := &served{key: newKey(t, custody.Ed25519, origin), state: faultdisk.New(), log: &bytes.Buffer{}, client: &witnesshttp.Client{HTTP: http.DefaultClient},
		keys: []*custody.Key{newKey(t, custody.Ed25519Cosigned, "witness.example/ghana"), newKey(t, custody.MLDSA44, "witness.example/ghana")}}
	s.start(t, prefix)
	return s
}

func (s *served) start(t testing.TB, prefix string) {
	t.Helper()
	if err := witness.CreateDir(s.state); err != nil {
		t.Fatal(err)
	}
	store, err := witness.OpenDir(s.state)
	if err != nil {
		t.Fatal(err)
	}
	p, err := custody.ParsePolicy(fmt.Appendf(nil, "log %s\nquorum none\n", s.key.Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	w, err := witness.New(store, s.keys, []*custody.Policy{p})
	if err != nil {
		t.Fatal(err)
	}
	s.handler = witnesshttp.Handler(w, prefix, func() time.Time { return start }, slog.New(slog.NewTextHandler(s.log, nil)))
}

func TestAskAndAnswer(t *testing.T) {
	s := serve(t, "/witness/")
	server := httptest.NewServer(s.handler)
	defer server.Close()
	ctx, prefix := context.Background(), server.URL+"/witness/"
	d, head := history(t, s.key, 1, 5)
	lines, err := s.client.Ask(ctx, prefix, request(t, d, head, 0))
	if err != nil {
		t.Fatal(err)
	}
	quorum, err := custody.ParsePolicy(fmt.Appendf(nil, "log %s\nwitness ed %s\nwitness pq %s\ngroup g all ed pq\nquorum g\n",
		s.key.Verifier(), s.keys[0].Verifier(), s.keys[1].Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := quorum.Verify(append(bytes.Clone(head.Signed), lines...)); err != nil {
		t.Fatal(err)
	}

	var no *witnesshttp.Refused
	_, err = s.client.Ask(ctx, prefix, request(t, d, head, 3))
	if !errors.As(err, &no) || !no.Conflict || no.Size != 5 || no.Status != 409 {
		t.Errorf("%+v", err)
	}
	fd, forked := history(t, s.key, 2, 5)
	_, err = s.client.Ask(ctx, prefix, request(t, fd, forked, 5))
	if !errors.As(err, &no) || no.Status != 422 || no.Fork == nil {
		t.Fatalf("%+v", err)
	}
	fork, err := custody.ParseFork(no.Fork)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := fork.Verify(quorum); err != nil || !v.Proved {
		t.Error(v, err)
	}
	if !strings.Contains(s.log.String(), "level=WARN") || !strings.Contains(s.log.String(), "evidence: forks/") {
		t.Errorf("the fork is not written down: %s", s.log)
	}
	if strings.Contains(s.log.String(), "PRIVATE") {
		t.Error("a secret is written down")
	}
}

// TestStatuses are those of the protocol.
func TestStatuses(t *testing.T) {
	s := serve(t, "")
	d, head := history(t, s.key, 1, 5)
	sd, strange := history(t, newKey(t, custody.Ed25519, origin), 1, 5)
	od, other := history(t, newKey(t, custody.Ed25519, "japan.example/custody"), 1, 5)
	good := string(request(t, d, head, 0).Marshal())
	for _, x := range []struct {
		method, path, body string
		status             int
		kind               string
	}{
		{"GET", "/" + hashOf + "/checkpoint", "", 404, "text/plain"},
		{"POST", "/add-checkpoint", good, 200, "text/plain"},
		{"POST", "/add-checkpoint", good, 409, "text/x.tlog.size"},
		{"POST", "/add-checkpoint", "", 400, "text/plain"},
		{"POST", "/add-checkpoint", strings.Replace(good, "old 0", "old 6", 1), 400, "text/plain"},
		{"POST", "/add-checkpoint", strings.Repeat("x", witness.MaxRequest+1), 413, "text/plain"},
		{"POST", "/add-checkpoint", string(request(t, sd, strange, 0).Marshal()), 403, "text/plain"},
		{"POST", "/add-checkpoint", string(request(t, od, other, 0).Marshal()), 404, "text/plain"},
		{"GET", "/add-checkpoint", "", 405, ""},
		{"GET", "/" + hashOf + "/checkpoint", "", 200, "text/plain"},
		{"GET", "/" + hashOf + "/../checkpoint", "", 307, ""},
		{"GET", "/", "", 404, ""},
	} {
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, httptest.NewRequest(x.method, x.path, strings.NewReader(x.body)))
		if w.Code != x.status || !strings.HasPrefix(w.Header().Get("Content-Type"), x.kind) {
			t.Errorf("%s %s with %.20q: %d %s, want %d %s", x.method, x.path, x.body, w.Code, w.Header().Get("Content-Type"), x.status, x.kind)
		}
		if x.status == 409 && w.Body.String() != "5\n" {
			t.Errorf("the size is told as %q", w.Body)
		}
	}
	s.state.Dead = true // the disk fails: nothing is given away, and nothing told of the inside
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequest("POST", "/add-checkpoint", bytes.NewReader(request(t, d, head, 5).Marshal())))
	if w.Code != 500 || strings.Contains(w.Body.String(), "power") || !strings.Contains(s.log.String(), "the power is off") {
		t.Error(w.Code, w.Body)
	}
}

// hashOf is the SHA-256 of the origin, by sha256sum.
const hashOf = "9d1c9f13677e0148270c20309335556cdf328f0e549b875a65ecb6b5d72e5ef6"

// TestStrangeAnswers: what an unknown server answers harms nobody.
func TestStrangeAnswers(t *testing.T) {
	say := func(status int, kind, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	client := &witnesshttp.Client{HTTP: &http.Client{Timeout: 300 * time.Millisecond}}
	d, head := history(t, newKey(t, custody.Ed25519, origin), 1, 5)
	r := request(t, d, head, 0)
	for want, a := range map[string]func(http.ResponseWriter){
		"it answers 409: it tells no size":          say(409, "text/x.tlog.size", "many\n"),
		"it answers 409: roots differ":              say(409, "text/plain", "roots differ\n"),
		"it answers 503: Service Unavailable":       say(503, "text/plain", ""),
		"it answers 500: [31mred":                   say(500, "text/html", "\x1b[31mred\nmore"),
		"the answer has more than 524288 bytes":     say(200, "text/plain", strings.Repeat("x", 600000)),
		"it did not answer in time":                 func(http.ResponseWriter) { time.Sleep(time.Second) },
		"it answers 400: " + strings.Repeat("a", 9): say(400, "", strings.Repeat("a", 9999)),
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { a(w) }))
		_, err := client.Ask(context.Background(), server.URL, r)
		server.Close()
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for _, bad := range []string{"", "witness.example", "ftp://witness.example/", "https://user:secret@witness.example/", "https://w.example/?x=1", "://"} {
		if _, err := client.Ask(context.Background(), bad, r); err == nil {
			t.Errorf("asked %q", bad)
		}
	}
}

// TestServeStops: a request that is under way gets its answer after the end was
// asked for, and then the server is gone.
func TestServeStops(t *testing.T) {
	s := serve(t, "")
	d, head := history(t, s.key, 1, 5)
	began, goOn := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(began)
		<-goOn
		s.handler.ServeHTTP(w, r)
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := witnesshttp.Serve(ctx, l, slow, slog.New(slog.DiscardHandler)); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		if _, err := s.client.Ask(context.Background(), "http://"+l.Addr().String(), request(t, d, head, 0)); err != nil {
			t.Error(err)
		}
	})
	<-began
	cancel()
	close(goOn)
	wg.Wait()
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("it still listens")
	}
}

// TestTooMuchToDo: more than the witness can do is sent away at once.
func TestTooMuchToDo(t *testing.T) {
	s := serve(t, "")
	stuck := make(chan struct{})
	s.handler = nil
	s.state = faultdisk.New()
	if err := witness.CreateDir(s.state); err != nil {
		t.Fatal(err)
	}
	store, err := witness.OpenDir(s.state)
	if err != nil {
		t.Fatal(err)
	}
	p, err := custody.ParsePolicy(fmt.Appendf(nil, "log %s\nquorum none\n", s.key.Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	w, err := witness.New(slowStore{store, stuck}, s.keys, []*custody.Policy{p})
	if err != nil {
		t.Fatal(err)
	}
	h := witnesshttp.Handler(w, "", func() time.Time { return start }, slog.New(slog.DiscardHandler))
	d, head := history(t, s.key, 1, 5)
	body := request(t, d, head, 0).Marshal()
	post := func() *httptest.ResponseRecorder {
		r := httptest.NewRecorder()
		h.ServeHTTP(r, httptest.NewRequest("POST", "/add-checkpoint", bytes.NewReader(body)))
		return r
	}
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() { post() })
	}
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) {
		if r := postSoon(post); r != nil && r.Code == 503 && r.Header().Get("Retry-After") != "" {
			close(stuck)
			wg.Wait()
			return
		}
	}
	t.Error("nobody was sent away")
	close(stuck)
	wg.Wait()
}

// postSoon gives the answer that comes at once, or nil.
func postSoon(post func() *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	got := make(chan *httptest.ResponseRecorder, 1)
	go func() { got <- post() }()
	select {
	case r := <-got:
		return r
	case <-time.After(50 * time.Millisecond):
		return nil
	}
}

// slowStore keeps nothing until it may.
type slowStore struct {
	witness.Store
	may chan struct{}
}

func (s slowStore) Swap(origin string, old, next []byte) error {
	<-s.may
	return s.Store.Swap(origin, old, next)
}
