package main

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"encoding/asn1"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/interop/asic"
	"github.com/comity-dev/comity/interop/euevidence"
)

type evidenceExportASiC struct {
	euManifest
	passphrase
	Key          string `required:"" help:"Private key of the authority: PEM, PKCS#8, ECDSA or RSA; or an armored age file of one." placeholder:"FILE"`
	Cert         string `required:"" help:"Its certificate, and those above it, in PEM." placeholder:"FILE"`
	WithExhibits bool   `help:"Put the exhibits in, too."`
	TSA          string `name:"tsa" help:"Have the signature stamped by this time stamper, http or https: level B-T." placeholder:"URL"`
	Out          string `short:"o" required:"" help:"A new file for the container." placeholder:"FILE"`
}

func (evidenceExportASiC) Help() string {
	return `An ASiC-E container (ETSI EN 319 162-1) with a CAdES baseline signature of level B-B (EN 319 122-1), or B-T with a time stamp (--tsa), which the validators of the European Union know. In it are the manifest as "export eu-manifest" writes it, for programs and for print, and the seal of the bundle. With --with-exhibits the exhibits are in it, too; services that receive such containers often hold them in memory, so keep them to some hundred megabytes and hand over more as a bundle.

The time in the signature is that of this computer: a claim, unless a time stamper confirms it. Whether the signature is qualified depends on the certificate and on how its key is kept.

The file of the key must be readable by you alone. A key with a passphrase is kept as an age file: openssl pkcs8 -in office.pem | age -p -a > office.key

Example:

    comity evidence export asic-e opened/ --signer office.pub --order "EPOC 17/2026" --from "Provider X" --to "Prosecutor Y" --means "courier 4711" --key office.pem --cert office-chain.pem -o manifest.asice`
}

func (k *evidenceExportASiC) Run(a *app) error {
	if err := free(k.Out); err != nil {
		return err
	}
	signer, err := k.signer(a)
	if err != nil {
		return err
	}
	m, dir, done, err := k.manifest(a)
	if err != nil {
		return err
	}
	defer done()
	files, err := k.files(m, dir)
	if err != nil {
		return err
	}
	ctx, stop := interruptible()
	defer stop()
	err = newStream(k.Out, func(w io.Writer) error { return asic.Write(ctx, w, files, signer) })
	if err != nil {
		return fmt.Errorf("write %s: %w", k.Out, err)
	}
	a.page().line(fmt.Sprintf("signed %s as %s", count(len(files), "file"), signer.Chain[0].Subject))
	return nil
}

func (k *evidenceExportASiC) signer(a *app) (asic.Signer, error) {
	s := asic.Signer{Time: a.now(), Random: rand.Reader}
	var err error
	if s.Stamp, err = k.stamper(a); err != nil {
		return s, err
	}
	file, err := secretFile(k.Key)
	if err != nil {
		return s, fmt.Errorf("--key: %w", err)
	}
	if file, err = evidence.KeyFile(file, k.asker(a, k.Key)); err != nil {
		return s, fmt.Errorf("--key: %s: %w", k.Key, err)
	}
	if s.Key, err = asic.ParseKey(file); err != nil {
		return s, fmt.Errorf("--key: %s: %w", k.Key, err)
	}
	text, err := os.ReadFile(k.Cert)
	if err != nil {
		return s, fmt.Errorf("--cert: %w", err)
	}
	if s.Chain, err = asic.ParseChain(text); err != nil {
		return s, fmt.Errorf("--cert: %s: %w", k.Cert, err)
	}
	return s, nil
}

// stamper asks a time stamper for a token that holds; nil if none is named.
func (k *evidenceExportASiC) stamper(a *app) (func([]byte) ([]byte, error), error) {
	if k.TSA == "" {
		return nil, nil
	}
	if err := tsaAddress(k.TSA); err != nil {
		return nil, err
	}
	roots, err := readRoots(k.Roots)
	if err != nil {
		return nil, err
	}
	return func(signature []byte) ([]byte, error) { return k.token(a, signature, roots) }, nil
}

// token is the time stamp token out of a response that was found to hold.
func (k *evidenceExportASiC) token(a *app, signature []byte, roots *stamp.Roots) ([]byte, error) {
	i, err := stamp.ImprintOf(crypto.SHA256, bytes.NewReader(signature))
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, 8)
	_, _ = rand.Read(nonce) // it does not fail
	query, err := stamp.Query(i, nonce)
	if err != nil {
		return nil, err
	}
	ctx, stop := interruptible()
	defer stop()
	response, _, err := askForStamp(ctx, a, k.TSA, query, i, roots)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", k.TSA, err)
	}
	var parts struct{ Status, Token asn1.RawValue } // TimeStampResp
	_, err = asn1.Unmarshal(response, &parts)
	return parts.Token.FullBytes, err
}

// files are what the container holds.
func (k *evidenceExportASiC) files(m *euevidence.Manifest, dir fs.FS) ([]asic.File, error) {
	data, err := m.JSON()
	if err != nil {
		return nil, err
	}
	out := []asic.File{
		held("eu-manifest.json", "application/json", data), held("eu-manifest.txt", "text/plain", m.Text()),
		inFolderFS(dir, evidence.SealName, "application/json"),
	}
	if !k.WithExhibits {
		return out, nil
	}
	for _, f := range m.Files {
		out = append(out, inFolderFS(dir, "data/"+f.Name, "application/octet-stream"))
	}
	return out, nil
}

func held(name, kind string, data []byte) asic.File {
	return asic.File{Name: name, MIME: kind, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

func inFolderFS(dir fs.FS, name, kind string) asic.File {
	return asic.File{Name: name, MIME: kind, Open: func() (io.ReadCloser, error) { return dir.Open(name) }}
}
