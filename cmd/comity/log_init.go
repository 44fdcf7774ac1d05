package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
)

type logInitCommand struct {
	Dir    string `arg:"" help:"The folder of the log; it is made if it is not there, and must be empty."`
	Origin string `required:"" help:"The name of the log for ever: an address without https://, such as kenya.example/custody." placeholder:"NAME"`
	Keys   string `required:"" help:"The folder for the two secret keys; not in the folder of the log." placeholder:"DIR"`
}

func (logInitCommand) Help() string {
	return `A log of who held which exhibit, and what was done with it, that can only grow. What an entry says does not show in it, so the folder of the log can be published as it is; its form is that of c2sp.org/tlog-tiles.

Two keys are made unless they are there, ed25519.key and ml-dsa-44.key, for their owner alone. Whoever has them can write a second history: keep a copy offline, and never put an old copy of a log back in service.

The answer is a policy, as c2sp.org/tlog-policy defines it, that trusts a checkpoint if both keys have signed it. Give it to those who shall verify, by a way that they trust.

Example:

    comity log init custody --origin kenya.example/custody --keys keys > policy`
}

// logMade is the answer of init.
type logMade struct {
	Origin string `json:"origin"`
	Policy string `json:"policy"`
}

func (k *logInitCommand) Run(a *app) error {
	keys, err := k.makeKeys()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(k.Dir, 0o755); err != nil { //nolint:gosec // a log is there to be read
		return fmt.Errorf("make the folder of the log: %w", err)
	}
	err = withLog(k.Dir, func(d *logdir.Dir) error { return custody.Create(d, a.now(), keys...) })
	if err != nil {
		return err
	}
	made := logMade{k.Origin, fmt.Sprintf("# The custody log %s: both of its keys have signed.\nlog %s\nwitness ml-dsa %s\nquorum ml-dsa\n",
		k.Origin, keys[0].Verifier(), keys[1].Verifier())}
	if a.JSON {
		return a.json(made)
	}
	_, err = a.out.WriteString(made.Policy)
	return err
}

// makeKeys makes the keys that are not there. It makes no folder for a name
// that no log can have.
func (k *logInitCommand) makeKeys() ([]*custody.Key, error) {
	made := map[string]*custody.Key{}
	for name, alg := range map[string]custody.Algorithm{edKeyFile: custody.Ed25519, pqKeyFile: custody.MLDSA44} {
		key, err := custody.GenerateKey(alg, k.Origin)
		if err != nil {
			return nil, err
		}
		made[name] = key
	}
	if err := os.MkdirAll(k.Keys, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the keys: %w", err)
	}
	for name, key := range made {
		if err := keep(filepath.Join(k.Keys, name), []byte(key.Secret())); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("keep a key: %w", err)
		}
	}
	keys, err := logKeys(k.Keys)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if key.Name() != k.Origin {
			return nil, fmt.Errorf("the keys in %s are those of the log %s", k.Keys, key.Name())
		}
	}
	return keys, nil
}
