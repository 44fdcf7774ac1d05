package evidence

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
	"filippo.io/age"
	"filippo.io/age/armor"
)

// ageVector is a file of the test kit that all implementations of age share.
type ageVector struct {
	expect, payload string
	identities      []age.Identity
	armored, zlib   bool
	body            []byte
}

// TestEveryVectorOfAge takes the kit whole: each file must come out as it says,
// at the stage it says, with the payload it says.
func TestEveryVectorOfAge(t *testing.T) {
	files, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, f := range files {
		text, err := fs.ReadFile(agetest.Vectors, f.Name())
		if err != nil {
			t.Fatal(err)
		}
		v := parseAgeVector(t, f.Name(), text)
		stage, payload := v.open(t)
		if stage != v.expect {
			t.Errorf("%s: %s, want %s", f.Name(), stage, v.expect)
		}
		if sum := sha256.Sum256(payload); v.payload != "" && hex.EncodeToString(sum[:]) != v.payload {
			t.Errorf("%s: another payload of %d bytes", f.Name(), len(payload))
		}
		seen[stage]++
	}
	if len(files) < 140 || len(seen) != 6 {
		t.Errorf("%d files with these outcomes: %v", len(files), seen)
	}
}

func parseAgeVector(t *testing.T, name string, text []byte) *ageVector {
	t.Helper()
	head, body, ok := bytes.Cut(text, []byte("\n\n"))
	if !ok {
		t.Fatalf("%s has no body", name)
	}
	v := &ageVector{body: body}
	for line := range strings.Lines(string(head) + "\n") {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch key {
		case "expect":
			v.expect = value
		case "payload":
			v.payload = value
		case "identity":
			ids, err := age.ParseIdentities(strings.NewReader(value))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			v.identities = append(v.identities, ids...)
		case "passphrase":
			id, err := age.NewScryptIdentity(value)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			v.identities = append(v.identities, id)
		case "armored":
			v.armored = value == "yes"
		case "compressed":
			v.zlib = value == "zlib"
		case "file key", "comment":
		default:
			t.Fatalf("%s: an unknown line %q", name, key)
		}
	}
	return v
}

// open decrypts and names the stage at which it ended, and what came until then.
func (v *ageVector) open(t *testing.T) (stage string, payload []byte) {
	t.Helper()
	var in io.Reader = bytes.NewReader(v.body)
	if v.zlib {
		z, err := zlib.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	}
	if v.armored {
		in = armor.NewReader(bufio.NewReader(in))
	}
	out, err := age.Decrypt(in, v.identities...)
	if err == nil {
		payload, err = io.ReadAll(out)
		if err == nil {
			return "success", payload
		}
		stage = "payload failure"
	} else {
		stage = "header failure"
	}
	var none *age.NoIdentityMatchError
	var bad *armor.Error
	switch {
	case errors.As(err, &bad):
		stage = "armor failure"
	case errors.As(err, &none):
		stage = "no match"
	case strings.HasSuffix(err.Error(), "bad header MAC"):
		stage = "HMAC failure"
	}
	return stage, payload
}
