// Command pack makes the snapshot of the corpus from its YAML files. It is
// run in the folder of the corpus by go generate.
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/comity-dev/comity/law"
)

func main() {
	if err := pack("."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func pack(dir string) error {
	c, err := law.Load(os.DirFS(dir), nil)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.WriteSnapshot(&b); err != nil {
		return err
	}
	return os.WriteFile("corpus.zip", b.Bytes(), 0o644)
}
