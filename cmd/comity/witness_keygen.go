package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/witness"
	"github.com/comity-dev/comity/custody/witnesshttp"
)

type witnessKeygenCommand struct {
	Keys  string `arg:"" help:"The folder for the two secret keys; it is made if it is not there."`
	State string `arg:"" help:"The folder for what the witness must not forget; it is made if it is not there, and must be empty."`
	Name  string `required:"" help:"The name of the witness for ever: an address without https://, such as witness.ghana.example/comity." placeholder:"NAME"`
	URL   string `help:"Where it will be asked: what others put before /add-checkpoint." placeholder:"URL"`
}

func (witnessKeygenCommand) Help() string {
	return `Two keys are made, ed25519.key and ml-dsa-44.key, for their owner alone, and the state of a witness that has cosigned nothing yet. Keys and state belong together: when the state is lost, make a new witness with new keys under a new name. So a folder that has keys or a state is refused.

The answer is the lines by which a policy names the witness, as c2sp.org/tlog-policy defines them: one for each key, and a group of both under the name of the witness. Put them into the policies of those who shall rely on it, above their quorum.

Example:

    comity witness keygen keys state --name witness.ghana.example/comity --url https://witness.ghana.example/comity`
}

// witnessMade is the answer of keygen.
type witnessMade struct {
	Name   string `json:"name"`
	Policy string `json:"policy"`
}

func (k *witnessKeygenCommand) Run(a *app) error {
	if k.URL != "" {
		if err := witnesshttp.CheckURL(k.URL); err != nil {
			return fmt.Errorf("--url: %w", err)
		}
	}
	files := []string{edKeyFile, pqKeyFile}
	var keys []*custody.Key
	for i, alg := range []custody.Algorithm{custody.Ed25519Cosigned, custody.MLDSA44} {
		key, err := custody.GenerateKey(alg, k.Name)
		if err != nil {
			return err
		}
		if err := free(filepath.Join(k.Keys, files[i])); err != nil {
			return err
		}
		keys = append(keys, key)
	}
	if err := k.makeState(); err != nil {
		return err
	}
	if err := os.MkdirAll(k.Keys, 0o700); err != nil {
		return fmt.Errorf("make the folder of the keys: %w", err)
	}
	for i, key := range keys {
		if err := keep(filepath.Join(k.Keys, files[i]), []byte(key.Secret())); err != nil {
			return fmt.Errorf("keep a key: %w", err)
		}
	}
	made := witnessMade{k.Name, k.policy(keys)}
	if a.JSON {
		return a.json(made)
	}
	_, err := a.out.WriteString(made.Policy)
	return err
}

func (k *witnessKeygenCommand) makeState() error {
	if err := os.MkdirAll(k.State, 0o700); err != nil {
		return fmt.Errorf("make the folder of the witness: %w", err)
	}
	root, err := os.OpenRoot(k.State)
	if err != nil {
		return fmt.Errorf("make the state of a witness: %w", err)
	}
	return errors.Join(witness.CreateDir(logdir.New(root)), root.Close())
}

func (k *witnessKeygenCommand) policy(keys []*custody.Key) string {
	url := ""
	if k.URL != "" {
		url = " " + k.URL
	}
	return fmt.Sprintf("# The witness %[1]s has seen a checkpoint if both of its keys have signed.\nwitness %[1]s:ed25519 %[2]s%[4]s\nwitness %[1]s:ml-dsa-44 %[3]s%[4]s\ngroup %[1]s all %[1]s:ed25519 %[1]s:ml-dsa-44\n",
		k.Name, keys[0].Verifier(), keys[1].Verifier(), url)
}
