package main

import (
	"fmt"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v4"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
)

// decided is a matter that a court or an authority has decided.
type decided struct {
	id     string
	yaml   []byte // of the matter alone
	matter *opinion.Matter
}

// readMatters reads the matter of each file. Those that the reasoner cannot
// read are skipped and named.
func readMatters(dir string, c *law.Corpus) (ms []decided, skipped []string, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		m, err := readMatter(name, c)
		if err != nil {
			skipped = append(skipped, fmt.Sprintf("%s: %v", filepath.Base(name), err))
			continue
		}
		ms = append(ms, m)
	}
	if len(ms) == 0 {
		return nil, skipped, fmt.Errorf("no matter in %s can be read", dir)
	}
	return ms, skipped, nil
}

func readMatter(name string, c *law.Corpus) (decided, error) {
	data, err := os.ReadFile(name) //nolint:gosec // the files of this repository
	if err != nil {
		return decided{}, err
	}
	var file struct {
		ID     string    `yaml:"id"`
		Matter yaml.Node `yaml:"matter"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		return decided{}, err
	}
	d := decided{id: file.ID}
	if d.yaml, err = yaml.Marshal(&file.Matter); err != nil {
		return decided{}, err
	}
	d.matter, err = opinion.ReadMatter(d.yaml, c)
	return d, err
}
