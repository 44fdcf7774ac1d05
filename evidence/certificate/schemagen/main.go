// Command schemagen writes the schemas of certificates into docs/spec/schema.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/comity-dev/comity/evidence/certificate"
)

const folder = "../../docs/spec/schema"

func main() {
	all, err := certificate.Schemas()
	for name, text := range all {
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), text, 0o644) //nolint:gosec // a published file
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
