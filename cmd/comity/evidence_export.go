package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/euevidence"
)

type evidenceExport struct {
	Case       evidenceExportCase       `cmd:"" help:"A description in CASE/UCO, for tools of digital forensics."`
	EUManifest evidenceExportEUManifest `cmd:"" name:"eu-manifest" help:"The manifest that the European Union asks for with large electronic evidence."`
	ASiCE      evidenceExportASiC       `cmd:"" name:"asic-e" help:"That manifest, signed in a container that validators of the European Union know."`
}

// provedFolder checks an opened bundle. What is not proved is never exported; its
// verdict is written and the answer is no.
func (a *app) provedFolder(name string, t *trust) (fs.FS, *evidence.Verdict, func(), error) {
	o, _, err := checking(a, t, nil, "", "")
	if err != nil {
		return nil, nil, nil, err
	}
	dir, done, err := folderFS(name)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read the bundle: %w", err)
	}
	if _, err := fs.Stat(dir, "bagit.txt"); err != nil {
		done()
		return nil, nil, nil, fmt.Errorf("%s is no opened bundle (%w): open it first with \"comity evidence open\"", name, err)
	}
	ctx, stop := interruptible()
	defer stop()
	p := a.progress("checking")
	o.Progress = p.at
	v, err := evidence.CheckFolder(ctx, dir, o)
	p.end()
	if err == nil && !v.Proved {
		err = errors.Join(a.writeVerdict(v), errNo)
	}
	if err != nil {
		done()
		return nil, nil, nil, err
	}
	return dir, v, done, nil
}

// euManifest is what the regulation asks of the sender.
type euManifest struct {
	trust
	Opened         string `arg:"" help:"Folder of an opened bundle."`
	Order          string `required:"" help:"Reference of the order that the evidence answers." placeholder:"REF"`
	From           string `required:"" help:"Who sends it or makes it available." placeholder:"SENDER"`
	To             string `required:"" help:"Who receives it." placeholder:"RECIPIENT"`
	Means          string `required:"" help:"By which means: an address to fetch it from, a courier and number, …" placeholder:"TEXT"`
	At             string `help:"When it was sent or made available; without it now." placeholder:"TIME"`
	AvailableUntil string `help:"Last day on which it can be fetched, 10 to 45 calendar days away." placeholder:"DATE"`
	Extension      string `help:"The issuing authority's request for a longer time." placeholder:"REF"`
}

// manifest checks the bundle and makes its manifest.
func (k *euManifest) manifest(a *app) (*euevidence.Manifest, fs.FS, func(), error) {
	dir, _, done, err := a.provedFolder(k.Opened, &k.trust)
	if err != nil {
		return nil, nil, nil, err
	}
	m, err := k.of(a, dir)
	if err != nil {
		done()
		return nil, nil, nil, err
	}
	if s := euevidence.Weigh(m.Octets()).Advice(); s != "" {
		_, _ = fmt.Fprintf(a.err, "note: the evidence has %d bytes; %s\n", m.Octets(), s)
	}
	return m, dir, done, nil
}

func (k *euManifest) of(a *app, dir fs.FS) (*euevidence.Manifest, error) {
	at := a.now().UTC().Truncate(time.Second)
	if k.At != "" {
		t, err := time.Parse(time.RFC3339, k.At)
		if err != nil {
			return nil, fmt.Errorf("--at: %q is no time such as 2026-11-23T12:00:00Z", k.At)
		}
		at = t.UTC()
	}
	ctx, stop := interruptible()
	defer stop()
	files, err := euevidence.Files(ctx, dir)
	if err != nil {
		return nil, err
	}
	return euevidence.New(euevidence.Manifest{Sender: k.From, Recipient: k.To, Order: k.Order, At: at.Format(time.RFC3339),
		Means: k.Means, AvailableUntil: k.AvailableUntil, Extension: k.Extension, Files: files})
}

type evidenceExportEUManifest struct {
	euManifest
	As  string `enum:"json,text,html" default:"json" help:"Its form: json for programs, text or html for print."`
	Out string `short:"o" help:"A new file for it; without one it goes to standard output." placeholder:"FILE"`
}

func (evidenceExportEUManifest) Help() string {
	return `Commission Implementing Regulation (EU) 2025/1550 lets the decentralised IT system carry electronic evidence of up to 25 megabytes (25 600 kilobytes). What is sent or made available by other means goes with a manifest: sender, recipient, the order, date and time, the means, and of every file its full name, size and a strong digest. If it is made available for fetching, give --available-until: it must stay for 10 calendar days at least and 45 at most, and longer only if the issuing authority asks for it (--extension).

The bundle is checked first, as "comity evidence verify" does; what is not proved is not exported, and the command exits with 1. The digests are SHA-512 and SHA-256. The regulation prescribes no syntax as far as is known; docs/spec/eu-manifest.md says how well each field is founded. A note on standard error says if the system could carry the evidence itself.

Example:

    comity evidence export eu-manifest opened/ --signer office.pub --order "EPOC 17/2026" --from "Provider X" --to "Prosecutor Y" --means https://files.provider.example/17 --available-until 2026-12-23 -o manifest.json`
}

func (k *evidenceExportEUManifest) Run(a *app) error {
	if k.Out != "" {
		if err := free(k.Out); err != nil {
			return err
		}
	}
	m, _, done, err := k.manifest(a)
	if err != nil {
		return err
	}
	defer done()
	var text []byte
	switch k.As {
	case "text":
		text = m.Text()
	case "html":
		text, err = m.HTML()
	default:
		text, err = m.JSON()
	}
	if err != nil {
		return err
	}
	return a.deliver(k.Out, text)
}

// deliver writes an answer into a new file, or to standard output.
func (a *app) deliver(name string, text []byte) error {
	if name == "" {
		_, err := a.out.Write(text)
		return err
	}
	return newStream(name, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(text))
		return err
	})
}
