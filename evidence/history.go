package evidence

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/comity-dev/comity/custody"
)

// The history of the exhibits up to sealing: openings of custody entries, each
// followed by the proof that a log holds it.
const (
	openingSuffix = ".opening"
	proofSuffix   = ".tlog-proof"
	maxOpening    = 128 << 10
	maxLogProof   = 256 << 10
	maxHistory    = 1 << 16 // entries
)

var historyName = regexp.MustCompile(`^custody/[0-9]{8}\.(opening|tlog-proof)$`)

// HistoryName is the name in the bag of the opening of the entry with this number,
// from 1; and of its proof.
func HistoryName(n int) (opening, proof string) {
	stem := fmt.Sprintf("%s%08d", custodyFolder, n)
	return stem + openingSuffix, stem + proofSuffix
}

// CustodyEntry is one custody entry that lies in a bundle.
type CustodyEntry struct {
	File    string       `json:"file"`
	Kind    custody.Kind `json:"kind"`
	Time    time.Time    `json:"time"`
	Exhibit string       `json:"exhibit"` // SHA-256, hex
	Sources []string     `json:"sources,omitempty"`
	Actor   string       `json:"actor"`
	From    string       `json:"from,omitempty"`
	To      string       `json:"to,omitempty"`
	Note    string       `json:"note,omitempty"`
	Entry   string       `json:"entry"` // its commitment in the log
	After   string       `json:"after,omitempty"`
	// Proved is true if a log that the caller trusts holds the entry.
	Proved bool   `json:"proved"`
	Log    string `json:"log,omitempty"`
	Index  int64  `json:"index"`
	// Witnesses have seen the log with the entry, all of them by the time Witnessed.
	Witnesses []string   `json:"witnesses,omitempty"`
	Witnessed *time.Time `json:"witnessed,omitempty"`
}

// history gathers the entries, which come before the exhibits.
type history struct {
	entries []CustodyEntry
	open    *custody.Opening // whose proof must come next
	alone   []string         // openings without a proof
	met     map[string]bool  // exhibits of entries, and whether they are there
}

func (h *history) opening(file string, text []byte) error {
	if len(h.entries) == maxHistory {
		return fmt.Errorf("more than %d entries", maxHistory)
	}
	o, r, err := custody.ParseOpening(text)
	if err != nil {
		return err
	}
	e := entryOf(file, o, r)
	if h.open != nil {
		h.alone = append(h.alone, h.entries[len(h.entries)-1].File)
	}
	h.open, h.entries = o, append(h.entries, e)
	h.met[e.Exhibit] = false
	return nil
}

func entryOf(file string, o *custody.Opening, r *custody.Record) CustodyEntry {
	e := CustodyEntry{File: file, Kind: r.Kind, Time: r.Time, Exhibit: sum(r.Exhibit[:]), Actor: r.Actor, From: r.From, To: r.To,
		Note: r.Note, Entry: o.Commitment().String()}
	for _, s := range r.Sources {
		e.Sources = append(e.Sources, sum(s[:]))
	}
	if r.After != nil {
		e.After = r.After.String()
	}
	return e
}

// proof holds the proof of the last entry against the policy, if there is one.
func (h *history) proof(file string, text []byte, p *custody.Policy) error {
	last := len(h.entries) - 1
	if h.open == nil || strings.TrimSuffix(file, proofSuffix)+openingSuffix != h.entries[last].File {
		return flawed(codeNoEntry, "it is the proof of no entry")
	}
	o := h.open
	h.open = nil
	return h.entries[last].prove(o.Commitment(), text, p)
}

func (e *CustodyEntry) prove(c custody.Commitment, proof []byte, p *custody.Policy) error {
	if p == nil {
		return nil
	}
	place, err := custody.Verify(proof, c, p)
	if err != nil {
		return flawed(codeLog, "%v", err)
	}
	e.Proved, e.Log, e.Index = true, place.Checkpoint.Origin, int64(place.Index)
	seen, err := p.Cosignatures(place.Checkpoint.Signed)
	if err != nil {
		return flawed(codeLog, "%v", err)
	}
	for _, s := range seen {
		if s.Own {
			continue
		}
		if e.Witnesses = append(e.Witnesses, s.Witness); e.Witnessed == nil || s.At.After(*e.Witnessed) {
			e.Witnessed = &s.At
		}
	}
	return nil
}

// meet notes an exhibit that is there.
func (h *history) meet(digest string) {
	if _, ok := h.met[digest]; ok {
		h.met[digest] = true
	}
}

// finish finds entries that are about nothing in the bundle: neither an exhibit,
// nor something that one was made from.
func (h *history) finish(v *Verdict) {
	v.Custody = h.entries
	if h.open != nil {
		h.alone = append(h.alone, h.entries[len(h.entries)-1].File)
	}
	for _, file := range h.alone {
		v.wrong(codeNoProof, file, "it has no proof")
	}
	if !v.whole() {
		return // an exhibit that was changed has lost its entries
	}
	known := h.known()
	for _, e := range h.entries {
		if !known[e.Exhibit] {
			v.wrong(codeStranger, e.File, "it is about sha256:%s, which is no exhibit here and no source of one", e.Exhibit)
		}
	}
}

// known are the exhibits that are there, and all that they were made from.
func (h *history) known() map[string]bool {
	sources := map[string][]string{}
	var todo []string
	for _, e := range h.entries {
		sources[e.Exhibit] = append(sources[e.Exhibit], e.Sources...)
	}
	for digest, there := range h.met {
		if there {
			todo = append(todo, digest)
		}
	}
	known := map[string]bool{}
	for len(todo) > 0 {
		digest := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !known[digest] {
			known[digest] = true
			todo = append(todo, sources[digest]...)
		}
	}
	return known
}

// gaps are the exhibits whose entries are no unbroken chain: one of them is said to
// come after an entry that is not shown.
func gaps(entries []CustodyEntry) []string {
	shown := map[string]bool{}
	for _, e := range entries {
		shown[e.Entry] = true
	}
	var out []string
	begun := map[string]bool{}
	for _, e := range entries {
		if e.After == "" && begun[e.Exhibit] || e.After != "" && !shown[e.After] {
			out = append(out, e.Exhibit)
		}
		begun[e.Exhibit] = true
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// historyFile takes up a file of the history.
func (c *checker) historyFile(name string, size int64, r io.Reader) error {
	most := int64(maxLogProof)
	if strings.HasSuffix(name, openingSuffix) {
		most = maxOpening
	}
	if size > most {
		return fmt.Errorf("it has %d bytes, at most %d are allowed", size, most)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if strings.HasSuffix(name, openingSuffix) {
		err = c.history.opening(name, text)
	} else {
		err = c.history.proof(name, text, c.o.Policy)
	}
	return c.v.fail(name, err)
}
