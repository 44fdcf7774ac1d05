package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/comity-dev/comity/evidence"
)

// However much an exhibit carries, its record can be made, and what found no room
// is said.
func TestClaimsNeverStopASeal(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/x", []byte("hello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/x.md5", []byte("b1946ac92492d2347c6235b4d2611184"), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	a := &app{world: world{err: &said}}
	for _, many := range []int{0, 63, 64} {
		said.Reset()
		e := evidence.Exhibit{Name: "x"}
		for i := range many {
			e.Claimed = append(e.Claimed, evidence.Claim{Algorithm: "md5", By: fmt.Sprint(i), Result: evidence.Unchecked, Value: "00ff"})
		}
		if err := newClaims(t.Context(), a, os.DirFS(dir)).add(&e, "x"); err != nil {
			t.Fatal(err)
		}
		if err := e.Check(); err != nil || len(e.Claimed) != min(many+1, 64) {
			t.Errorf("%d claims, then %d: %v", many, len(e.Claimed), err)
		}
		if strings.Contains(said.String(), "1 digest of it found no room") != (many == 64) {
			t.Errorf("%d claims: %s", many, said.String())
		}
	}
}
