package main

import (
	"fmt"

	"github.com/comity-dev/comity/evidence"
)

type evidenceSeal struct {
	sealing
	Dir       string `arg:"" help:"The folder of the exhibits."`
	Exhibits  string `help:"A list of what is stated about each exhibit (JSON lines); it speaks over the options below." placeholder:"FILE"`
	Origin    string `help:"Where the exhibits come from." placeholder:"TEXT"`
	Basis     string `help:"The law, order or request by which they were taken." placeholder:"TEXT"`
	Collector string `help:"Who took them." placeholder:"TEXT"`
	Tool      string `help:"With what they were taken." placeholder:"TEXT"`
	Collected string `help:"When they were taken, 2026-11-23T12:00:00Z. Without it, not stated." placeholder:"TIME"`
	Claims    bool   `default:"true" negatable:"" help:"Record the digests that exhibits carry or that lie beside them, and compute them again."`
}

func (evidenceSeal) Help() string {
	return `Every file of the folder becomes an exhibit with a record: digest, size, origin, legal basis, collector, tool and time. They go into part files that only the readers can open, and a signed statement that anybody can check. Names that some system could not hold are made portable, and the record keeps the original.

Origin, basis and collector must be stated for every exhibit: by the options for all, or by a list with a line for each file that has something of its own ("comity evidence import" makes such lists; docs/spec/exhibits.md says what may stand in it).

Some exhibits carry digests of their own: disk images (E01, AFF4), ZIP archives, signed mail, files with a checksum file beside them. They are put into the records as claimed, with what came of computing them again; what differs or could not be read is said on standard error, and is sealed all the same. --no-claims saves the time, one more reading of such files.

Readers with post-quantum keys (age1pq1…) and readers with classic ones cannot share a bundle: seal one for each kind.

The digest of the statement is printed at the end. Put it into your letter: with it, the reader can check the bundle without knowing your key.

With --log, the seal is entered in your custody log, and with --tsa it is time-stamped: so others vouch for since when it exists. The proofs lie beside the seal ("comity evidence attach --help" says more). With --history, who held the exhibits until now goes into the bundle.

After an interruption, the same command with --resume goes on behind the last finished part. It reads the exhibits again, and stops if they have changed.

Example:

    comity evidence seal exhibits/ --out bundle/ --key office.key --to prosecutor.pub --origin "mail server of X" --basis "order 17/2026" --collector "Unit 5"`
}

// sealedBundle is the answer of seal.
type sealedBundle struct {
	Bundle   string `json:"bundle"`
	Digest   string `json:"digest"`
	Signer   string `json:"signer"`
	Exhibits int64  `json:"exhibits"`
	Octets   int64  `json:"octets"`
	Parts    int    `json:"parts"`

	Claims map[evidence.Result]int `json:"claims,omitempty"` // digests that exhibits carry, by what came of them
}

func (k *evidenceSeal) Run(a *app) error {
	o, err := k.options(a)
	if err != nil {
		return err
	}
	source, done, err := folderFS(k.Dir)
	if err != nil {
		return fmt.Errorf("read the exhibits: %w", err)
	}
	defer done()
	all, err := k.stated(source)
	if err != nil {
		return err
	}
	defer all.close()
	o.Exhibits = all.each
	ctx, stop := interruptible()
	defer stop()
	if k.Claims {
		all.claims = newClaims(ctx, a, source)
	}
	made, err := k.seal(ctx, a, o)
	if err != nil {
		return fmt.Errorf("seal %s: %w", k.Dir, err)
	}
	return k.answer(a, made, all.claims)
}
