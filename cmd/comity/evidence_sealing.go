package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/caseuco"
)

// sealing is how a bundle is sealed, whatever is in it.
type sealing struct {
	passphrase
	attaching
	Out        string   `required:"" short:"o" help:"New folder for the sealed bundle." placeholder:"DIR"`
	Key        string   `required:"" help:"Key file of the signer." placeholder:"FILE"`
	To         []string `required:"" help:"Public key of a reader (age1…), or a file with such keys; may be given again." placeholder:"KEY" sep:"none"`
	SignerName string   `help:"Name of the signing authority. It can be read without a key." placeholder:"TEXT"`
	Reference  string   `help:"Your reference of the case; inside the seal." placeholder:"TEXT"`
	PartMiB    int64    `name:"part-mib" default:"1024" help:"The most MiB a part file may have." placeholder:"N"`
	SHA512     bool     `name:"sha512" help:"SHA-512 manifests beside those of SHA-256."`
	Describe   bool     `default:"true" negatable:"" help:"Describe up to 10,000 exhibits in CASE/UCO inside the bundle, for tools of digital forensics."`
	History    []string `help:"Opening of a custody entry about an exhibit; may be given again, in order. Its proof lies beside it (.tlog-proof), or is taken from --log." placeholder:"FILE" sep:"none"`
	Resume     bool     `help:"Go on with unfinished work in the folder of --out."`
}

func (k *sealing) options(a *app) (evidence.SealOptions, error) {
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

// seal seals into the folder of --out, and has the seal attested.
func (k *sealing) seal(ctx context.Context, a *app, o evidence.SealOptions) (*evidence.SealedBundle, error) {
	out, err := openStore(k.Out, k.Resume)
	if err != nil {
		return nil, err
	}
	defer out.close()
	if k.Resume {
		if o.Resume, err = out.state(); err != nil {
			return nil, err
		}
	}
	o.Checkpoint, o.Spool = out.checkpoint, out.spool
	if k.Describe {
		o.Exhibits, o.Describe = described(o.Exhibits)
	}
	p := a.progress("sealing")
	o.Progress = p.at
	made, err := evidence.Seal(ctx, out, o)
	p.end()
	if err != nil {
		if !k.Resume {
			_ = os.Remove(k.Out) // if nothing is in it: else it can be resumed
		}
		return nil, err
	}
	if err := out.finished(); err != nil {
		return nil, err
	}
	if len(o.Proofs) > 0 {
		if _, err := k.attach(ctx, a, out, o.Signer); err != nil {
			return nil, fmt.Errorf("the bundle is sealed, but its proofs are not there; try again with comity evidence attach: %w", err)
		}
	}
	return made, nil
}

// maxDescribed is how many exhibits are described without being asked to: beyond,
// nobody reads a description, and "comity evidence export case" makes it.
const maxDescribed = 10_000

// described counts the exhibits on the first pass, before the description begins.
func described(all iter.Seq2[evidence.Exhibit, error]) (iter.Seq2[evidence.Exhibit, error], func(io.Writer, evidence.Description) (evidence.Describer, error)) {
	n, first := 0, true
	counted := func(yield func(evidence.Exhibit, error) bool) {
		for e, err := range all {
			if first {
				n++
			}
			if !yield(e, err) {
				break
			}
		}
		first = false
	}
	return counted, func(w io.Writer, d evidence.Description) (evidence.Describer, error) {
		if n > maxDescribed {
			return nil, nil
		}
		return caseuco.Describe(w, d)
	}
}

func (k *sealing) answer(a *app, made *evidence.SealedBundle, found *claims) error {
	p := made.Statement.Predicate
	key, err := evidence.ParseVerifyingKey(p.Signer.Key)
	if err != nil {
		return err
	}
	signer := key.ID()
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
