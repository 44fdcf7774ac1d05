package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
)

// witnessCommands run a witness for the logs of others.
type witnessCommands struct {
	Keygen   witnessKeygenCommand   `cmd:"" help:"Make a witness: its keys, its empty state, and the lines of a policy that name it."`
	Serve    witnessServeCommand    `cmd:"" help:"Cosign the checkpoints of logs, over HTTP."`
	Cosign   witnessCosignCommand   `cmd:"" help:"Answer one request from a file, without a network."`
	Evidence witnessEvidenceCommand `cmd:"" help:"Verify the evidence that a log has forked, offline."`
}

// witnessFlags say which witness it is, and what it watches.
type witnessFlags struct {
	State string   `arg:"" help:"The folder of what the witness must not forget, made with its keys."`
	Keys  string   `required:"" help:"The folder of the secret keys of the witness." placeholder:"DIR"`
	Log   []string `required:"" help:"The policy of a log to watch, as log init writes it. May be repeated." placeholder:"FILE" sep:"none"`
}

// witnessKeys reads the keys of a witness, in the files that log keys have.
func witnessKeys(dir string) ([]*custody.Key, error) {
	keys, err := logKeys(dir)
	if err != nil {
		return nil, err
	}
	if keys[0].Algorithm() != custody.Ed25519Cosigned {
		return nil, fmt.Errorf("the keys in %s are those of a log; make those of a witness with \"comity witness keygen\"", dir)
	}
	return keys, nil
}

// with opens the witness for as long as do takes.
func (k *witnessFlags) with(do func(*witness.Witness) error) (err error) {
	keys, err := witnessKeys(k.Keys)
	if err != nil {
		return err
	}
	var policies []*custody.Policy
	for _, name := range k.Log {
		p, err := readPolicy(name)
		if err != nil {
			return err
		}
		policies = append(policies, p)
	}
	root, err := os.OpenRoot(k.State)
	if err != nil {
		return fmt.Errorf("open the state of the witness: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	store, err := witness.OpenDir(logdir.New(root))
	if err != nil {
		if errors.Is(err, custody.ErrLocked) {
			return fmt.Errorf("another process runs the witness of %s", k.State)
		}
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	w, err := witness.New(store, keys, policies)
	if err != nil {
		return err
	}
	return do(w)
}
