package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// bench works in a folder in which the commands and keys lie.
type bench struct {
	ctx  context.Context
	dir  string
	q    *quantity
	only string

	recipient string // public key of a reader
	openssl   bool
	versions  []string
}

// build makes the commands and the keys.
func (b *bench) build(root string) error {
	version, err := output(root, "go", "list", "-m", "-f", "{{.Version}}", "filippo.io/age")
	if err != nil {
		return err
	}
	c := exec.Command("go", "install", "filippo.io/age/cmd/age@"+version, "filippo.io/age/cmd/age-keygen@"+version) //nolint:gosec // the version of go.mod
	c.Env = append(os.Environ(), "GOBIN="+b.dir, "GOFLAGS=")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build age: %w: %s", err, out)
	}
	if _, err := output(root, "go", "build", "-trimpath", "-o", filepath.Join(b.dir, "comity"), "./cmd/comity"); err != nil {
		return fmt.Errorf("build comity: %w", err)
	}
	for _, script := range []string{
		"./age-keygen -pq -o reader.key",
		"./age-keygen -y reader.key > reader.pub",
		"./comity evidence keygen signer signer.key --no-passphrase > signer.pub",
	} {
		if _, err := output(b.dir, "sh", "-ec", script); err != nil {
			return err
		}
	}
	public, err := os.ReadFile(filepath.Join(b.dir, "reader.pub"))
	if err != nil {
		return err
	}
	b.recipient = strings.TrimSpace(string(public))
	_, missing := exec.LookPath("openssl")
	b.openssl = missing == nil
	return b.version(version)
}

// version notes what is compared with what.
func (b *bench) version(age string) error {
	b.versions = []string{"age " + age}
	for _, c := range []string{"go version", "tar --version", "sha256sum --version", "openssl version"} {
		name, arg, _ := strings.Cut(c, " ")
		if name == "openssl" && !b.openssl {
			continue
		}
		text, err := output(b.dir, name, arg)
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(text, "\n")
		b.versions = append(b.versions, first)
	}
	return nil
}

func output(dir, name string, args ...string) (string, error) {
	c := exec.Command(name, args...) //nolint:gosec // commands of this program
	c.Dir = dir
	out, err := c.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%s: %w: %s", name, err, exit.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}

const seal = `./comity evidence seal in --out out/bundle --key signer.key --to reader.pub --origin "a server" --basis "an order" --collector "a unit"`

// collection writes exhibits and does everything to them that was asked for.
func (b *bench) collection(k *collection) (rows []row, err error) {
	in := filepath.Join(b.dir, "in")
	defer func() { err = errors.Join(err, os.RemoveAll(in)) }()
	if err := k.write(in); err != nil {
		return nil, err
	}
	todo := b.contests(k)
	if b.only == "" || b.only != "seal" {
		undo, err := b.sealAndOpen()
		defer func() { _ = undo() }()
		if err != nil {
			return nil, err
		}
	}
	for i := range todo {
		if b.only != "" && b.only != todo[i].part {
			continue
		}
		r, err := b.contest(&todo[i])
		if err != nil {
			return nil, err
		}
		rows = append(rows, r...)
	}
	return rows, nil
}

// sealAndOpen makes what there is to verify: bundle/ and opened/.
func (b *bench) sealAndOpen() (undo func() error, err error) {
	undo = func() error {
		return errors.Join(os.RemoveAll(filepath.Join(b.dir, "bundle")), os.RemoveAll(filepath.Join(b.dir, "opened")))
	}
	script := strings.Replace(seal, "out/bundle", "bundle", 1) + "\n./comity evidence open bundle --key reader.key --signer signer.pub --into opened\n" +
		"split -n r/2 opened/manifest-sha256.txt half-\nsed 's/^[0-9a-f]*  //' opened/manifest-sha256.txt > names\nsync"
	_, err = b.measure(script)
	return undo, err
}

// contests are all that is compared.
func (b *bench) contests(k *collection) []contest {
	tarAge := "tar -C in -c . | ./age -r " + b.recipient + " > out/archive.age & job=$!\n"
	decrypt := "for p in bundle/part-*.age; do ./age -d -i reader.key $p > /dev/null; done"
	all := []contest{
		{"seal", "seal " + k.name, "in", k.octets(), seal, []tool{
			{"tar and age, beside sha256sum", tarAge + "find in -type f -print0 | xargs -0 sha256sum > out/list\nwait $job\nsync out/archive.age out/list"},
			{"tar and age, beside openssl", tarAge + "find in -type f -print0 | xargs -0 openssl dgst -sha256 -r > out/list\nwait $job\nsync out/archive.age out/list"},
		}},
		{"sealed", "verify sealed, " + k.name, "bundle", 0, "./comity evidence verify bundle --key reader.key --signer signer.pub", []tool{
			{"age -d alone", decrypt},
			{"age -d, beside openssl", "openssl dgst -sha256 -r bundle/part-*.age > out/list & job=$!\n" + decrypt + "\nwait $job"},
		}},
		{"folder", "verify opened, " + k.name, "opened", 0, "./comity evidence verify opened --signer signer.pub", []tool{
			{"two of sha256sum -c", "cd opened\nsha256sum --quiet -c ../half-aa & job=$!\nif [ -s ../half-ab ]; then sha256sum --quiet -c ../half-ab; fi\nwait $job"},
			{"two of openssl", "cd opened\nxargs -P2 -n 500 openssl dgst -sha256 -r < ../names > ../out/list"},
		}},
	}
	for i := range all {
		if !b.openssl {
			all[i].rivals = all[i].rivals[:1]
		}
	}
	return all
}
