package witnesshttp

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Times in which a request must come and be answered. One is at most some 130
// kB, and is answered in milliseconds once its turn has come.
const (
	headerTime  = 5 * time.Second
	requestTime = 20 * time.Second
	answerTime  = 30 * time.Second
	idleTime    = 2 * time.Minute
	stopTime    = 20 * time.Second
	maxHeader   = 16 << 10
)

// Serve answers what comes to the listener until the context ends; then those
// who wait get their answer, and it returns. What goes wrong with connections
// is written to the log.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{Handler: http.TimeoutHandler(h, answerTime-headerTime, "the request took too long: ask again\n"),
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }() // ends with the listener, which Shutdown closes
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	err := s.Shutdown(stop)
	if end := <-ended; !errors.Is(end, http.ErrServerClosed) {
		err = errors.Join(err, end)
	}
	return err
}
