package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/caseuco"
)

type evidenceSeal struct {
	passphrase
	attaching
	Dir        string   `arg:"" help:"The folder of the exhibits."`
	Out        string   `required:"" short:"o" help:"New folder for the sealed bundle." placeholder:"DIR"`
	Key        string   `required:"" help:"Key file of the signer." placeholder:"FILE"`
	To         []string `required:"" help:"Public key of a reader (age1…), or a file with such keys; may be given again." placeholder:"KEY" sep:"none"`
	Exhibits   string   `help:"A list of what is stated about each exhibit (JSON lines); it speaks over the options below." placeholder:"FILE"`
	Origin     string   `help:"Where the exhibits come from." placeholder:"TEXT"`
	Basis      string   `help:"The law, order or request by which they were taken." placeholder:"TEXT"`
	Collector  string   `help:"Who took them." placeholder:"TEXT"`
	Tool       string   `help:"With what they were taken." placeholder:"TEXT"`
	Collected  string   `help:"When they were taken, 2026-11-23T12:00:00Z. Without it, not stated." placeholder:"TIME"`
	SignerName string   `help:"Name of the signing authority. It can be read without a key." placeholder:"TEXT"`
	Reference  string   `help:"Your reference of the case; inside the seal." placeholder:"TEXT"`
	PartMiB    int64    `name:"part-mib" default:"1024" help:"The most MiB a part file may have." placeholder:"N"`
	SHA512     bool     `name:"sha512" help:"SHA-512 manifests beside those of SHA-256."`
	Describe   bool     `help:"Describe the exhibits in CASE/UCO inside the bundle (description.jsonld), for tools of digital forensics."`
	History    []string `help:"Opening of a custody entry about an exhibit; may be given again, in order. Its proof lies beside it (.tlog-proof), or is taken from --log." placeholder:"FILE" sep:"none"`
	Claims     bool     `default:"true" negatable:"" help:"Record the digests that exhibits carry or that lie beside them, and compute them again."`
	Resume     bool     `help:"Go on with unfinished work in the folder of --out."`
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
	out, err := openStore(k.Out, k.Resume)
	if err != nil {
		return err
	}
	defer out.close()
	if k.Resume {
		if o.Resume, err = out.state(); err != nil {
			return err
		}
	}
	o.Checkpoint, o.Spool = out.checkpoint, out.spool
	ctx, stop := interruptible()
	defer stop()
	if k.Claims {
		all.claims = newClaims(ctx, a, source)
	}
	p := a.progress("sealing")
	o.Progress = p.at
	made, err := evidence.Seal(ctx, out, o)
	p.end()
	if err != nil {
		return fmt.Errorf("seal %s: %w", k.Dir, err)
	}
	if err := out.finished(); err != nil {
		return err
	}
	if len(o.Proofs) > 0 {
		if _, err := k.attach(ctx, a, out, o.Signer); err != nil {
			return fmt.Errorf("the bundle is sealed, but its proofs are not there; try again with comity evidence attach: %w", err)
		}
	}
	return k.answer(a, made, o.Signer.Public().ID(), all.claims)
}

func (k *evidenceSeal) options(a *app) (evidence.SealOptions, error) {
	o := evidence.SealOptions{SignerName: k.SignerName, Reference: k.Reference, Time: a.now(), Random: rand.Reader, SHA512: k.SHA512}
	if k.PartMiB < 1 || k.PartMiB > 1<<30 {
		return o, errors.New("--part-mib: a part has at least 1 MiB")
	}
	o.PartSize = k.PartMiB << 20
	if err := k.check(); err != nil {
		return o, err
	}
	o.Proofs = k.kinds()
	var err error
	if k.Describe {
		o.Describe = caseuco.Describe
	}
	if o.History, err = k.past(k.History); err != nil {
		return o, err
	}
	file, err := secretFile(k.Key)
	if err != nil {
		return o, fmt.Errorf("--key: %w", err)
	}
	if o.Signer, err = evidence.ParseSigningKey(file, k.asker(a, k.Key)); err != nil {
		return o, fmt.Errorf("--key: %s: %w", k.Key, err)
	}
	if o.Recipients, err = keysOf(k.To, "age1"); err == nil {
		_, err = evidence.ParseRecipients(o.Recipients)
	}
	if err != nil {
		return o, fmt.Errorf("--to: %w", err)
	}
	return o, nil
}

func (k *evidenceSeal) answer(a *app, made *evidence.SealedBundle, signer string, found *claims) error {
	p := made.Statement.Predicate
	s := sealedBundle{p.Bundle, made.Digest, signer, p.Commitments.Size, made.Octets, made.Parts, nil}
	if found != nil {
		s.Claims = found.counts
	}
	if a.JSON {
		return a.json(s)
	}
	page := a.page()
	page.line(fmt.Sprintf("sealed %s, %d bytes, in %s", count(int(s.Exhibits), "exhibit"), s.Octets, count(s.Parts, "part")))
	if n := s.Claims; len(n) > 0 {
		page.line(fmt.Sprintf("digests that exhibits carry: %d match, %d differ, %d unchecked", n[evidence.Matches], n[evidence.Differs], n[evidence.Unchecked]))
	}
	page.line("bundle " + s.Bundle)
	page.line("statement " + s.Digest)
	page.line("signer " + s.Signer)
	return nil
}

// stateName is the file of unfinished work. It holds a secret.
const stateName = "unfinished.json"

// store keeps a sealed bundle in a folder.
type store struct {
	root   *os.Root
	spools []*os.File
}

func openStore(dir string, resume bool) (*store, error) {
	if !resume {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return nil, fmt.Errorf("--out: %w; --resume goes on with unfinished work", err)
		}
	}
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	return &store{root: r}, nil
}

func (s *store) close() {
	s.discardSpools()
	_ = s.root.Close()
}

func (s *store) discardSpools() {
	for _, f := range s.spools {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
}

func (s *store) spool() (io.ReadWriteSeeker, error) {
	f, err := os.CreateTemp("", "comity-evidence-*")
	if err == nil {
		s.spools = append(s.spools, f)
	}
	return f, err
}

func (s *store) checkpoint(now evidence.State) error {
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	f, err := s.Create(stateName)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}
