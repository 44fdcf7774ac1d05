package corpus

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/comity-dev/comity/law"
)

// ErrDrift says that the snapshot is not the one that the files give.
var ErrDrift = errors.New("the snapshot of the corpus is not made from its files as they are: run go generate ./law/corpus")

// Drift loads the YAML files, makes the snapshot anew and compares every byte
// with the embedded one. It gives nil if they are the same, the law.Problems
// of the files if they cannot be loaded, and otherwise an ErrDrift.
func Drift() error {
	c, err := law.Load(Files(), nil)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.WriteSnapshot(&b); err != nil {
		return fmt.Errorf("make the snapshot of the corpus: %w", err)
	}
	if !bytes.Equal(b.Bytes(), Snapshot()) {
		return ErrDrift
	}
	return nil
}
