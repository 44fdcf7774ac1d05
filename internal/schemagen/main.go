// Command schemagen writes the JSON Schemas of the files of a corpus, of a
// matter and of an opinion, with the closed lists of the embedded corpus and
// the comments of the Go types. It is run in the folder law by go generate.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
	"github.com/comity-dev/comity/opinion"
)

const folder = "../docs/spec/schema"

func main() {
	if err := write(".", folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(source, folder string) error {
	schemas, err := schemas(source)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, text := range schemas {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// schemas reads the vocabulary from the files and not from the snapshot, so
// that a new code needs no two runs.
func schemas(source string) (map[string][]byte, error) {
	c, err := law.Load(corpus.Files(), nil)
	if err != nil {
		return nil, err
	}
	docs, err := readComments(source, filepath.Join(source, "..", "rule"), filepath.Join(source, "..", "opinion"))
	if err != nil {
		return nil, err
	}
	out, err := law.Schemas(c.Vocabulary, docs.find)
	if err != nil {
		return nil, err
	}
	answers, err := opinion.Schemas(c.Vocabulary, docs.find)
	maps.Copy(out, answers)
	return out, err
}
