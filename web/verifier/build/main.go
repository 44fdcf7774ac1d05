// Command build writes the page of the verifier.
//
//	go run ./web/verifier/build -o comity-verifier.html
//
// It runs the Go tool chain in the current folder, which must lie in the module,
// and tells size and digest. The same sources and the same Go give the same
// bytes, wherever they lie.
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/comity-dev/comity/web/verifier"
)

func main() {
	out := flag.String("o", "comity-verifier.html", "the file to write")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "build the verifier:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	program, err := compile(".")
	if err != nil {
		return err
	}
	glue, err := glue()
	if err != nil {
		return err
	}
	page, err := verifier.Page(program, glue, runtime.Version())
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, page, 0o644); err != nil { //nolint:gosec // a page for everyone
		return err
	}
	fmt.Printf("%x  %s\n%d bytes\n", sha256.Sum256(page), out, len(page))
	return nil
}

// compile makes the program out of the module in this folder. It leaves out what
// differs between machines: paths, times, settings.
func compile(module string, env ...string) (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "verifier-*")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	file := filepath.Join(dir, "check.wasm")
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", file, //nolint:gosec // a fixed command
		"github.com/comity-dev/comity/web/verifier/wasm")
	c.Dir = module
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=-mod=readonly", "GOWASM=", "GOEXPERIMENT=", "GOFIPS140=off", "GOWORK=off")
	c.Env = append(c.Env, env...)
	if said, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("compile the check: %w\n%s", err, said)
	}
	return os.ReadFile(file) //nolint:gosec // made above
}

// glue is the script that the tool chain brings to run its programs.
func glue() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("ask where Go is: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
