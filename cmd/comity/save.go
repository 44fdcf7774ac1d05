package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v4"

	"github.com/comity-dev/comity/opinion"
)

// save writes a matter to a new file.
func save(name string, m *opinion.Matter) error {
	text, err := matterYAML(m)
	if err != nil {
		return err
	}
	if err := newFile(name, text); err != nil {
		return fmt.Errorf("save the matter: %w", err)
	}
	return nil
}

// matterYAML writes a matter as people do: the fields in the order of the
// specification, lists on a line, dates bare. JSON is YAML and keeps the order
// of the fields, so its nodes are only set in another style.
func matterYAML(m *opinion.Matter) ([]byte, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	written(&doc, false)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(&doc), e.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// written sets a node as it is written by hand. Dates stand bare, but not in a
// field of words, where they would be no text.
func written(n *yaml.Node, date bool) {
	n.Style = 0
	if n.Kind == yaml.ScalarNode && date && dayForm.MatchString(n.Value) {
		n.Tag = "!!timestamp"
	}
	plain := true
	for i, c := range n.Content {
		inside := date
		if n.Kind == yaml.MappingNode && i%2 == 1 {
			key := n.Content[i-1].Value
			inside = date || key == "on" || key == "events"
		}
		written(c, inside)
		plain = plain && c.Kind == yaml.ScalarNode
	}
	if n.Kind == yaml.SequenceNode && plain {
		n.Style = yaml.FlowStyle
	}
}

var dayForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?$`)
