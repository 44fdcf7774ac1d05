package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"golang.org/x/term"

	"github.com/comity-dev/comity/evidence"
)

type evidenceCommands struct {
	Keygen      evidenceKeygen      `cmd:"" help:"Make a key for a signer or a reader."`
	Seal        evidenceSeal        `cmd:"" help:"Seal a folder of exhibits for its readers."`
	Verify      evidenceVerify      `cmd:"" help:"Say what a bundle proves, sealed or opened."`
	Attach      evidenceAttach      `cmd:"" help:"Have a seal entered in a log or time-stamped."`
	Open        evidenceOpen        `cmd:"" help:"Check a sealed bundle and open it into a new folder."`
	Extract     evidenceExtract     `cmd:"" help:"Take some exhibits out of a bundle."`
	Disclose    evidenceDisclose    `cmd:"" help:"Hand some exhibits of a sealed set on, with proof that they are in it."`
	Derive      evidenceDerive      `cmd:"" help:"Seal what was made from exhibits, pointing at them."`
	Show        evidenceShow        `cmd:"" help:"Show what the signer of a bundle states."`
	Claims      evidenceClaims      `cmd:"" help:"Compute the digests again that exhibits carry themselves."`
	Import      evidenceImport      `cmd:"" help:"Check what came in another format, and prepare to seal it."`
	Export      evidenceExport      `cmd:"" help:"Write what courts and neighbours ask for from an opened bundle."`
	Certificate evidenceCertificate `cmd:"" help:"Make a certificate that a court asks for, as far as the bundle proves it."`
}

// maxHeap keeps the commands on evidence below 64 MiB of memory, program and all,
// however large a bundle is and however busy the machine.
const maxHeap = 40 << 20

// AfterApply is called by the parser before any of the commands runs.
func (evidenceCommands) AfterApply() error {
	debug.SetMemoryLimit(maxHeap)
	return nil
}

// passphrase is how a key file is protected and opened.
type passphrase struct {
	PassphraseFile string `help:"Take the passphrase from the first line of this file." placeholder:"FILE"`
}

// ask gives the passphrase of a file, from a file or a person at a terminal.
func (p *passphrase) ask(a *app, prompt string) (string, error) {
	if p.PassphraseFile != "" {
		data, err := secretFile(p.PassphraseFile)
		if err != nil {
			return "", err
		}
		first, _, _ := strings.Cut(string(data), "\n")
		if first = strings.TrimSuffix(first, "\r"); first == "" {
			return "", fmt.Errorf("%s: the first line is empty", p.PassphraseFile)
		}
		return first, nil
	}
	in, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) { //nolint:gosec // a descriptor fits an int
		return "", errors.New("a passphrase is needed, and there is no terminal to ask at: give --passphrase-file")
	}
	if _, err := fmt.Fprint(a.err, prompt); err != nil {
		return "", err
	}
	words, err := term.ReadPassword(int(in.Fd())) //nolint:gosec // a descriptor fits an int
	_, _ = fmt.Fprintln(a.err)
	return string(words), err
}

func (p *passphrase) asker(a *app, file string) func() (string, error) {
	return func() (string, error) { return p.ask(a, "Passphrase of "+file+": ") }
}

// secretFile reads a file that nobody else may read.
func secretFile(name string) ([]byte, error) {
	f, err := os.Open(name) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	i, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if m := i.Mode(); runtime.GOOS != "windows" && m.IsRegular() && m.Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s holds a secret, and others may use it (mode %04o): chmod 600 it first", name, m.Perm())
	}
	return io.ReadAll(io.LimitReader(f, 1<<20))
}

// trust is whom the user vouches for.
type trust struct {
	Signer  []string `help:"Public key of a signer that you know, or a file with such keys; may be given again." placeholder:"KEY" sep:"none"`
	Expect  string   `help:"The id of the bundle, or the digest of its statement (sha256:…), as you got it by another channel." placeholder:"ID"`
	Request string   `help:"The reference that the bundle must bear, of the request that it answers." placeholder:"TEXT"`
	Policy  string   `help:"Policy file (c2sp.org/tlog-policy) that names the logs whose proofs count." placeholder:"FILE"`
	Roots   string   `name:"tsa-roots" help:"Root certificates, in PEM, of time stampers that you trust." placeholder:"FILE"`
}

func (t *trust) trust() (evidence.Trust, error) {
	out := evidence.Trust{Expect: t.Expect, Request: t.Request}
	texts, err := keysOf(t.Signer, "ed25519:")
	if err != nil {
		return out, fmt.Errorf("--signer: %w", err)
	}
	for _, s := range texts {
		k, err := evidence.ParseVerifyingKey(s)
		if err != nil {
			return out, fmt.Errorf("--signer: %w", err)
		}
		out.Keys = append(out.Keys, k)
	}
	return out, nil
}

// keysOf reads public keys as they are, or out of files.
func keysOf(list []string, prefix string) ([]string, error) {
	var out []string
	for _, s := range list {
		if strings.HasPrefix(s, prefix) {
			out = append(out, s)
			continue
		}
		data, err := os.ReadFile(s) //nolint:gosec // the user names the file
		if err != nil {
			return nil, fmt.Errorf("%q is no key (%s…) and no file with keys: %w", s, prefix, err)
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				out = append(out, line)
			}
		}
	}
	return out, nil
}

// interruptible ends when someone presses Ctrl-C, or the system asks it to.
func interruptible() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// folderFS opens a folder so that no link leads out of it.
func folderFS(dir string) (fs.FS, func(), error) {
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	return r.FS(), func() { _ = r.Close() }, nil
}
