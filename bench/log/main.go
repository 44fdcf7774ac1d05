// Log measures the custody log: durable entries a second beside Tessera's POSIX
// storage, and what proofs, opening and checking cost in a large log.
//
//	go run . > report.md
//	go run . -quick
//	go run . -only large -large 1000000
//
// Both logs write to the same folder with the same signer, and take the same
// entries in batches of the same size. Runs take turns.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

// quantity says how much is run.
type quantity struct {
	rounds int
	run    time.Duration // of one run of one log
	large  int64         // entries of the large log
	proofs int
}

var (
	full  = quantity{rounds: 5, run: 2 * time.Second, large: 10_000_000, proofs: 2000}
	quick = quantity{rounds: 1, run: 50 * time.Millisecond, large: 100_000, proofs: 20}
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == childName {
		exit(child(ctx, os.Stdout, os.Args[2:]))
		return
	}
	q := full
	dir := flag.String("dir", "", "`folder` to write in, on the disk that is to be measured")
	only := flag.String("only", "", "`part` to run: append or large; without it both")
	large := flag.Int64("large", 0, "`entries` of the large log")
	rounds := flag.Int("rounds", 0, "`rounds` in which both logs take turns")
	d := flag.Duration("run", 0, "`time` of one run of one log")
	fast := flag.Bool("quick", false, "run everything small and once: the times do not count")
	flag.Parse()
	if *fast {
		q = quick
	}
	q.large, q.rounds, q.run = cmp.Or(*large, q.large), cmp.Or(*rounds, q.rounds), cmp.Or(*d, q.run)
	exit(run(ctx, os.Stdout, *dir, *only, &q))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "log:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, parent, only string, q *quantity) (err error) {
	if only != "" && only != "append" && only != "large" {
		return fmt.Errorf("%q is no part: append or large", only)
	}
	dir, err := os.MkdirTemp(parent, "comity-bench-log-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	p := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	p("%s on %s/%s, %d processors; Tessera %s.\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0),
		version("github.com/transparency-dev/tessera"))
	if only != "large" {
		rows, err := compare(ctx, dir, q)
		if err != nil {
			return err
		}
		p("| durable entries a second | Comity | Tessera | ratio | of %d rounds |\n| --- | --- | --- | --- | --- |\n", q.rounds)
		for _, r := range rows {
			p("| %s | %.0f | %.0f | **%.2f** | %.2f to %.2f |\n", r.name, r.ours, r.theirs, r.ratio, r.least, r.most)
		}
		p("\n")
	}
	if only == "append" {
		return nil
	}
	l, err := measureLarge(ctx, dir, q)
	if err != nil {
		return err
	}
	l.markdown(p)
	return nil
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, d := range info.Deps {
		if d.Path == module {
			return d.Version
		}
	}
	return "of an unknown version"
}
