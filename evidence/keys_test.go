package evidence

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func words(s string) func() (string, error) { return func() (string, error) { return s, nil } }

func TestKeyFiles(t *testing.T) {
	k, err := NewSigningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, phrase := range []string{"", "correct horse"} {
		file, err := k.Encode(phrase)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseSigningKey(file, words(phrase))
		if err != nil || back.Public() != k.Public() {
			t.Fatal(err)
		}
		if phrase == "" {
			continue
		}
		if bytes.Contains(file, []byte(secretPrefix)) {
			t.Fatal("the file is not encrypted")
		}
		if _, err := ParseSigningKey(file, words("wrong")); err == nil || strings.Contains(err.Error(), "wrong") {
			t.Fatal(err)
		}
		if _, err := ParseSigningKey(file, func() (string, error) { return "", errors.New("no terminal") }); err == nil {
			t.Fatal("opened without a passphrase")
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	k, _ := NewSigningKey(rand.Reader)
	plain, _ := k.Encode("")
	secret := strings.TrimPrefix(strings.TrimSpace(string(plain)), secretPrefix)
	file, _, err := NewIdentity(true, "")
	if err != nil {
		t.Fatal(err)
	}
	ids, _ := ParseIdentities(file, nil)
	text := fmt.Sprintf("%v %+v %#v %s %v %+v %#v", k, k, k, k, ids, ids, ids)
	_, e1 := ParseIdentities([]byte(strings.ReplaceAll(string(file), "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1QQ")), nil)
	_, e2 := ParseSigningKey([]byte(secretPrefix+secret+"x"), nil)
	if e1 == nil || e2 == nil {
		t.Fatal("damaged keys were taken")
	}
	text += e1.Error() + e2.Error()
	if strings.Contains(text, secret) || strings.Contains(text, "AGE-SECRET") {
		t.Fatal("a secret was printed:", text)
	}
}

func TestVerifyingKeyHasOneForm(t *testing.T) {
	k, _ := NewSigningKey(rand.Reader)
	s := k.Public().String()
	for _, bad := range []string{"", s + "\n", s[:20] + "\n" + s[20:], strings.TrimSuffix(s, "="), strings.ToUpper(s), "ed25519:" + s} {
		if _, err := ParseVerifyingKey(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
