package main

import (
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/comity-dev/comity/evidence"
)

type evidenceKeygen struct {
	passphrase
	For          string `arg:"" enum:"signer,reader" help:"signer or reader."`
	File         string `arg:"" help:"New file for the secret key."`
	Classic      bool   `help:"A reader's key without post-quantum protection (X25519), where software knows no other."`
	NoPassphrase bool   `help:"Write the key unprotected, for a machine."`
}

func (evidenceKeygen) Help() string {
	return `The secret key goes into a new file that only you may read, encrypted with a passphrase. The public key goes to standard output: give a reader's to those who seal for you, and a signer's, or its fingerprint, to those who check what you sealed, by a channel they trust. A reader's file is an age identity file.

Examples:

    comity evidence keygen signer office.key
    comity evidence keygen reader me.key > me.pub`
}

// generated is the answer of keygen.
type generated struct {
	For         string `json:"for"`
	File        string `json:"file"`
	Public      string `json:"public"`
	Fingerprint string `json:"fingerprint,omitempty"`
}

func (k *evidenceKeygen) Run(a *app) error {
	if err := free(k.File); err != nil {
		return err
	}
	if k.Classic && k.For == "signer" {
		return errors.New("--classic is for readers: a signer has an Ed25519 key")
	}
	words, err := k.newPassphrase(a)
	if err != nil {
		return err
	}
	out := generated{For: k.For, File: k.File}
	secret, err := k.make(&out, words)
	if err != nil {
		return err
	}
	if err := newFile(k.File, secret); err != nil {
		return fmt.Errorf("keep the key: %w", err)
	}
	if a.JSON {
		return a.json(out)
	}
	if out.Fingerprint != "" {
		_, _ = fmt.Fprintln(a.err, "fingerprint", out.Fingerprint)
	}
	_, err = fmt.Fprintln(a.out, out.Public)
	return err
}

func (k *evidenceKeygen) make(out *generated, words string) ([]byte, error) {
	if k.For == "reader" {
		secret, public, err := evidence.NewIdentity(k.Classic, words)
		out.Public = public
		return secret, err
	}
	key, err := evidence.NewSigningKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	out.Public, out.Fingerprint = key.Public().String(), key.Public().ID()
	return key.Encode(words)
}

func (k *evidenceKeygen) newPassphrase(a *app) (string, error) {
	if k.NoPassphrase {
		if k.PassphraseFile != "" {
			return "", errors.New("--no-passphrase and --passphrase-file exclude each other")
		}
		return "", nil
	}
	first, err := k.ask(a, "New passphrase: ")
	switch {
	case err != nil:
		return "", err
	case first == "":
		return "", errors.New("the passphrase is empty; --no-passphrase leaves the key unprotected")
	case k.PassphraseFile != "":
		return first, nil
	}
	again, err := k.ask(a, "Again: ")
	if err == nil && again != first {
		err = errors.New("the passphrases differ")
	}
	return first, err
}
