package verifier

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Catalogue is the messages of one language by group and code. The groups page,
// problem, kind and hand are the page's own; finding and point have the codes of
// package evidence. A place {name} takes an argument; those of findings and
// points are numbered from 0; {0#} writes one as a number, {0@} as a time.
type Catalogue map[string]map[string]Message

// Message is a text, or one text for each plural form that the language has, by
// the category of CLDR. The form is chosen by the argument n, in a finding or a
// point by the first.
type Message struct {
	Text  string
	Forms map[string]string
}

// UnmarshalJSON reads a text or an object of forms.
func (m *Message) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("{")) {
		return json.Unmarshal(data, &m.Forms)
	}
	return json.Unmarshal(data, &m.Text)
}

// MarshalJSON writes what UnmarshalJSON reads.
func (m Message) MarshalJSON() ([]byte, error) {
	if m.Forms != nil {
		return json.Marshal(m.Forms)
	}
	return json.Marshal(m.Text)
}

func catalogues() (map[string]Catalogue, error) {
	out := map[string]Catalogue{}
	for _, l := range Languages() {
		data, err := sources.ReadFile("words/" + l + ".json")
		if err != nil {
			return nil, err
		}
		var c Catalogue
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, fmt.Errorf("read words/%s.json: %w", l, err)
		}
		out[l] = c
	}
	return out, nil
}
