package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/signal"
	"strings"
	"syscall"

	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
)

type witnessServeCommand struct {
	witnessFlags
	Listen string `default:"127.0.0.1:8425" help:"Where to listen: an address and a port." placeholder:"HOST:PORT"`
	Prefix string `default:"/" help:"The path before /add-checkpoint, if a proxy hands it on." placeholder:"PATH"`
}

func (witnessServeCommand) Help() string {
	return `The witness answers POST /add-checkpoint and GET /HASH/checkpoint, as c2sp.org/tlog-witness defines them. It cosigns a checkpoint if the log has signed it and it extends the one cosigned before, and never two histories, whatever stops it. Evidence that a log has forked is kept in the folder forks of the state.

It speaks HTTP without TLS to the machine it runs on. Put a proxy before it that ends TLS and limits how often one may ask.

Never put an old copy of the state back: the witness would have forgotten what it cosigned. If the state is lost, make a new witness with new keys under a new name.

What it answers is written to standard error, one JSON document a line. It ends at an interrupt, after those who wait got their answer.

Example:

    comity witness serve state --keys keys --log kenya.policy --log japan.policy`
}

func (k *witnessServeCommand) Run(a *app) error {
	prefix := strings.TrimSuffix(k.Prefix, "/")
	if k.Prefix == "" || k.Prefix[0] != '/' || strings.ContainsAny(prefix, "{} ?#") {
		return fmt.Errorf("--prefix: %q is no path such as /witness", k.Prefix)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewJSONHandler(a.err, nil))
	return k.with(func(w *witness.Witness) error {
		l, err := net.Listen("tcp", k.Listen)
		if err != nil {
			return fmt.Errorf("listen: %w", err)
		}
		log.Info("listening", "address", l.Addr().String(), "prefix", prefix+"/", "logs", w.Origins())
		if err := witnesshttp.Serve(ctx, l, witnesshttp.Handler(w, prefix, a.now, log), log); err != nil {
			return fmt.Errorf("serve: %w", err)
		}
		log.Info("ended")
		return nil
	})
}
