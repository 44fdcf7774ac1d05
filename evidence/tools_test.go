package evidence

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// The steps of READ-ME-FIRST.txt, by hand and without this package; and with the
// programs that it names where the machine has them.
func TestByHand(t *testing.T) {
	dir := t.TempDir()
	bag := decryptByHand(t)
	names := unpackByHand(t, bag, dir)
	for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		for line := range strings.Lines(string(read(t, filepath.Join(dir, list)))) {
			digest, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
			if h := sha256.Sum256(read(t, filepath.Join(dir, filepath.FromSlash(name)))); sum(h[:]) != digest {
				t.Errorf("%s: %s does not agree", list, name)
			}
		}
		if program, err := exec.LookPath("sha256sum"); err == nil {
			c := exec.CommandContext(t.Context(), program, "--strict", "-c", list)
			c.Dir = dir
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("sha256sum: %v\n%s", err, out)
			}
		}
	}
	if program, err := exec.LookPath("tar"); err == nil {
		c := exec.CommandContext(t.Context(), program, "-tf", "-")
		c.Stdin = bytes.NewReader(bag)
		c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := c.CombinedOutput(); err != nil || strings.Count(string(out), "\n") != names {
			t.Errorf("tar: %v\n%s", err, out)
		}
	}
}

// The list of the parts is the subject of the statement, and sha256sum reads it.
func TestPartsByHand(t *testing.T) {
	st, _, err := ParseSeal(t.Context(), read(t, "testdata/bundle/"+SealName))
	if err != nil {
		t.Fatal(err)
	}
	if h := sha256.Sum256(read(t, "testdata/bundle/"+PartsName)); sum(h[:]) != st.Subject[0].Digest.SHA256 {
		t.Error("the list of the parts is not the subject of the statement")
	}
	program, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Fatal("sha256sum is needed (coreutils)")
	}
	c := exec.CommandContext(t.Context(), program, "--strict", "-c", PartsName)
	c.Dir = "testdata/bundle"
	if out, err := c.CombinedOutput(); err != nil || strings.Count(string(out), ": OK\n") != 2 {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
}

func decryptByHand(t *testing.T) []byte {
	t.Helper()
	ids, err := age.ParseIdentities(bytes.NewReader(read(t, "testdata/reader.key")))
	if err != nil {
		t.Fatal(err)
	}
	var bag bytes.Buffer
	for _, part := range []string{PartName(1), PartName(2)} {
		r, err := age.Decrypt(bytes.NewReader(read(t, "testdata/bundle/"+part)), ids...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&bag, r); err != nil {
			t.Fatal(err)
		}
	}
	return bag.Bytes()
}

func unpackByHand(t *testing.T, bag []byte, dir string) (names int) {
	t.Helper()
	for r := tar.NewReader(bytes.NewReader(bag)); ; names++ {
		h, err := r.Next()
		if err == io.EOF {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(h.Name, "/")
		write(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
}
