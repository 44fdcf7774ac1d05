package stamp_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comity-dev/comity/custody/stamp"
)

// TestMake: the script makes vectors of the same names, which are judged the
// same today.
func TestMake(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if out, err := exec.Command("sh", "testdata/make.sh", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Chdir(dir)
	text := slices.Concat(must(os.ReadFile("root.pem")), must(os.ReadFile("self-tsa.pem")), must(os.ReadFile("self-no-eku.pem")))
	trusted, message := must(stamp.ParseRoots(text)), must(os.ReadFile("message"))
	judge := func(file string) error {
		s, err := stamp.Parse(must(os.ReadFile(file)))
		if err == nil {
			_, err = s.Verify(imprint(t, s.Hash(), message), trusted, time.Now())
		}
		return err
	}
	good, wrong := must(filepath.Glob("good/*.tsr")), must(filepath.Glob("bad/*.tsr"))
	if len(good) < 8 || len(wrong) != len(bad) {
		t.Errorf("made %v and %v", good, wrong)
	}
	for _, file := range good {
		if err := judge(file); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, file := range wrong {
		name := file[len("bad/") : len(file)-len(".tsr")]
		if err := judge(file); err == nil || code(err) != bad[name] {
			t.Errorf("%s: %v, want %s", file, err, bad[name])
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
