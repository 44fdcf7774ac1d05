package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

// logCommands keep and verify a custody log.
type logCommands struct {
	Init   logInitCommand   `cmd:"" help:"Make a log and its keys, and write the policy to trust it by."`
	Append logAppendCommand `cmd:"" help:"Write down what happened to an exhibit."`
	Cosign logCosignCommand `cmd:"" help:"Ask witnesses to cosign the checkpoint in force."`
	Prove  logProveCommand  `cmd:"" help:"Write a proof that an entry is in a log."`
	Verify logVerifyCommand `cmd:"" help:"Verify a proof, offline, and show the record."`
	Check  logCheckCommand  `cmd:"" help:"Hold every byte of a log against its checkpoint."`
	Show   logShowCommand   `cmd:"" help:"Show a log, or an opening."`
}

// Names of the key files in the folder of keys.
const (
	edKeyFile = "ed25519.key"
	pqKeyFile = "ml-dsa-44.key"
)

// logKeys reads the keys of a log.
func logKeys(dir string) ([]*custody.Key, error) {
	var out []*custody.Key
	for _, name := range []string{edKeyFile, pqKeyFile} {
		k, err := custody.ReadKey(os.DirFS(dir), name)
		if err != nil {
			return nil, fmt.Errorf("%w (in %s)", err, dir)
		}
		out = append(out, k)
	}
	return out, nil
}

// withLog opens the folder of a log for as long as do takes.
func withLog(dir string, do func(*logdir.Dir) error) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open the custody log: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	return do(logdir.New(root))
}

func readPolicy(name string) (*custody.Policy, error) {
	text, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, fmt.Errorf("read a policy: %w", err)
	}
	p, err := custody.ParsePolicy(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

func readOpening(name string) (*custody.Opening, *custody.Record, error) {
	text, err := os.ReadFile(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, nil, fmt.Errorf("read a custody opening: %w", err)
	}
	o, r, err := custody.ParseOpening(text)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return o, r, nil
}

// digestOf takes a digest, or the name of a file to make it of.
func digestOf(s string) (d custody.Digest, err error) {
	if strings.HasPrefix(s, "sha256:") {
		return custody.ParseDigest(s)
	}
	f, err := os.Open(s) //nolint:gosec // the user names the file
	if err != nil {
		return d, fmt.Errorf("read an exhibit: %w", err)
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return d, fmt.Errorf("read an exhibit: %w", err)
	}
	return custody.Digest(h.Sum(nil)), nil
}

// logHead is a checkpoint in an answer.
type logHead struct {
	Origin string `json:"origin"`
	Size   int64  `json:"size"`
	Root   string `json:"root"`
}

func headOf(c *custody.Checkpoint) logHead {
	return logHead{c.Origin, c.Size, c.Root.String()}
}

func (h logHead) String() string {
	entries := "entries"
	if h.Size == 1 {
		entries = "entry"
	}
	return fmt.Sprintf("%s, %d %s, root %s", h.Origin, h.Size, entries, h.Root)
}
