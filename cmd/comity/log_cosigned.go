package main

import (
	"fmt"
	"strings"
)

// logCosigned is the answer of cosign.
type logCosigned struct {
	Quorum    bool           `json:"quorum"`
	Log       logHead        `json:"log"`
	Seen      []seenBy       `json:"seen"`
	Witnesses []askedWitness `json:"witnesses,omitempty"`
}

// askedWitness is what came of one witness.
type askedWitness struct {
	URL      string     `json:"url"`
	Names    []string   `json:"names"`
	Cosigned bool       `json:"cosigned"`
	Why      string     `json:"why,omitempty"`
	Fork     *forkShown `json:"fork,omitempty"`
}

func (v *logCosigned) write(a *app) error {
	if a.JSON {
		if err := a.json(v); err != nil {
			return err
		}
	} else {
		v.page(a.page())
	}
	if !v.Quorum {
		return errNo
	}
	return nil
}

func (v *logCosigned) page(p *page) {
	if v.Quorum {
		p.line("cosigned: " + v.Log.String())
	} else {
		p.line("the quorum is not met: " + v.Log.String())
	}
	for _, s := range v.Seen {
		p.line(s.String())
	}
	for _, w := range v.Witnesses {
		if w.Cosigned {
			continue
		}
		p.line(fmt.Sprintf("not cosigned by %s (%s): %s", strings.Join(w.Names, ", "), w.URL, w.Why))
		if w.Fork != nil {
			w.Fork.page(p)
		}
	}
}
