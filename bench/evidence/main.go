// Evidence measures sealing and verifying beside the ordinary tools that do the
// same in parts: tar, age and sha256sum. All are whole processes on the same
// files and the same disk, and take turns.
//
//	go run ./evidence > report.md
//	go run ./evidence -quick
//	go run ./evidence -only seal -mib 1024 -cold
//
// It builds the command of this repository, and age in the version that the
// command uses. tar, sha256sum and sync are those of the machine; openssl, where
// there is one, shows what a sha256sum would do that uses the instructions of
// the processor for SHA-256.
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
	"slices"
	"syscall"
)

// quantity says how much is run.
type quantity struct {
	rounds int
	octets int64 // of the exhibits, in one file and in many
	files  int
	huge   int64 // bytes of the file for which memory is shown
	cold   bool  // drop the files from the memory of the system before each run
}

var (
	full  = quantity{rounds: 3, octets: 4 << 30, files: 100_000, huge: 20 << 30}
	quick = quantity{rounds: 1, octets: 8 << 20, files: 200, huge: 64 << 20}
)

var parts = []string{"seal", "sealed", "folder", "memory"}

func main() {
	root := flag.String("root", "..", "`folder` of the repository")
	dir := flag.String("dir", "", "`folder` to work in, on the disk that is to be measured")
	only := flag.String("only", "", "`part` to run: seal, sealed (verifying with the key of a reader), folder (verifying what was opened), memory; without it all")
	mib := flag.Int64("mib", 0, "`MiB` of exhibits")
	files := flag.Int("files", 0, "`number` of small files")
	huge := flag.Int64("huge", 0, "`MiB` of the file for which memory is shown")
	rounds := flag.Int("rounds", 0, "`rounds` in which all take turns")
	cold := flag.Bool("cold", false, "read the files from the disk each time")
	fast := flag.Bool("quick", false, "run everything small and once: the times do not count")
	flag.Parse()
	q := full
	if *fast {
		q = quick
	}
	q.octets, q.files, q.huge = cmp.Or(*mib<<20, q.octets), cmp.Or(*files, q.files), cmp.Or(*huge<<20, q.huge)
	q.rounds, q.cold = cmp.Or(*rounds, q.rounds), *cold
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, *root, *dir, *only, &q); err != nil {
		fmt.Fprintln(os.Stderr, "evidence:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, root, parent, only string, q *quantity) (err error) {
	if only != "" && !slices.Contains(parts, only) {
		return fmt.Errorf("%q is no part: seal, sealed, folder or memory", only)
	}
	dir, err := os.MkdirTemp(parent, "comity-bench-evidence-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &bench{ctx: ctx, dir: dir, q: q, only: only}
	if err := b.build(root); err != nil {
		return err
	}
	var rows []row
	if only != "memory" {
		for _, k := range []collection{
			{"one file", []int64{q.octets}},
			{fmt.Sprintf("%d files", q.files), smallSizes(q.octets, q.files)},
		} {
			r, err := b.collection(&k)
			if err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
			rows = append(rows, r...)
		}
	}
	var uses []use
	if only == "" || only == "memory" {
		if uses, err = b.memory(); err != nil {
			return err
		}
	}
	b.markdown(w, rows, uses)
	return nil
}
