package caseuco

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/comity-dev/comity/evidence"
	"github.com/comity-dev/comity/evidence/exhibits"
)

// Left is a file of which there is no line, or a digest that no line can hold.
type Left struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// claimant is who claims the digests of a document.
const claimant = "CASE/UCO description"

// Metadata gives a line of a list for sealing (docs/spec/exhibits.md) for each file
// that has a name of its own, and says what was left out and why. Every digest is a
// claim that nobody has checked.
func (p *Package) Metadata() (lines []exhibits.Line, left []Left) {
	producers := p.producers()
	taken := map[string]bool{}
	for _, f := range p.Exhibits {
		m := exhibits.Line{Name: f.path()}
		switch {
		case m.Name == "":
			left = append(left, Left{f.ID, "it has no name"})
			continue
		case taken[m.Name]:
			left = append(left, Left{f.ID, fmt.Sprintf("another file has the name %q already", m.Name)})
			continue
		}
		if fault := pathFault(m.Name); fault != "" {
			left = append(left, Left{f.ID, fault})
			continue
		}
		taken[m.Name] = true
		p.circumstances(&m, f, p.producer(producers[f.ID]))
		var refused []Left
		m.Claimed, refused = f.claims()
		left = append(left, refused...)
		lines = append(lines, m)
	}
	return lines, left
}

// path is where a file would lie in a folder: its path, or else its name. What we
// have described ourselves lies where its bundle was opened, under its name there.
func (f *File) path() string {
	names := slices.Concat(f.Paths, f.Files, []string{f.Name})
	if slices.ContainsFunc(f.References, func(r Reference) bool { return r.Context == contextRecord }) {
		names = []string{f.Name}
	}
	for _, s := range names {
		if !strings.Contains(s, "/") { // else the backslash is a part of a name
			s = strings.ReplaceAll(s, `\`, "/")
		}
		if s = strings.Trim(s, "/"); s != "" {
			return s
		}
	}
	return ""
}

// pathFault says why a list cannot have a path.
func pathFault(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Sprintf("%q is no path below a folder", path)
		}
	}
	if strings.ContainsFunc(path, unicode.IsControl) {
		return fmt.Sprintf("%q has control characters", path)
	}
	return ""
}

// producers finds the actions of which a node is a result, by itself or in a record
// of provenance; the direct ones come first.
func (p *Package) producers() map[string][]*Action {
	out := map[string][]*Action{}
	for _, a := range p.Actions {
		for _, id := range a.Results {
			out[id] = append(out[id], a)
		}
	}
	for _, a := range p.Actions {
		for _, record := range a.Results {
			if r := p.records[record]; r != nil {
				p.indirect(out, r, a)
			}
		}
	}
	return out
}

func (p *Package) indirect(out map[string][]*Action, r *Provenance, a *Action) {
	for _, id := range r.Objects {
		if _, isFile := p.files[id]; isFile && !slices.Contains(out[id], a) {
			out[id] = append(out[id], a)
		}
	}
}

// producer is the earliest of some actions; those without a time come last.
func (p *Package) producer(of []*Action) *Action {
	if len(of) == 0 {
		return nil
	}
	when := func(a *Action) string { return orElse(utc(orElse(a.Start, a.End)), "~") }
	return slices.MinFunc(of, func(a, b *Action) int { return cmp.Compare(when(a), when(b)) })
}

// circumstances takes from the action how a file came to be. Its legal basis is
// that of the action, or, where no action names one, that of the only investigation.
func (p *Package) circumstances(m *exhibits.Line, f *File, a *Action) {
	var basis []string
	if a != nil {
		m.Origin = p.call(p.origins(f, a))
		m.Collector = p.call([]string{a.Performer})
		m.Tool = p.call(a.Instruments)
		m.Collected = utc(orElse(a.End, a.Start))
		basis = a.Authorizations
	}
	if !p.based && len(p.Investigations) == 1 {
		basis = p.Investigations[0].Authorizations
	}
	var texts []string
	for _, id := range basis {
		texts = append(texts, p.authority(id))
	}
	m.Basis = oneLine(strings.Join(texts, "; "))
}

// origins are the objects of an action, and instead of records of provenance what
// they hold. What a file was derived from is told apart from where it comes from.
func (p *Package) origins(f *File, a *Action) (out []string) {
	for _, id := range a.Objects {
		if r := p.records[id]; r != nil {
			out = append(out, r.Objects...)
		} else {
			out = append(out, id)
		}
	}
	return slices.DeleteFunc(out, func(id string) bool { return slices.Contains(f.Sources, id) })
}

// call names nodes as people do.
func (p *Package) call(ids []string) string {
	var names []string
	for _, id := range ids {
		name := p.names[id]
		if t := p.tools[id]; t != nil && t.Version != "" {
			name += " " + t.Version
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return oneLine(strings.Join(names, "; "))
}

// authority writes a legal basis as one text.
func (p *Package) authority(id string) string {
	if a := p.authorities[id]; a != nil {
		words := slices.Concat([]string{a.Type, a.Name}, a.Identifiers, a.Descriptions)
		return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), ", ")
	}
	return p.names[id]
}

var (
	algorithm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)
	hexDigest = regexp.MustCompile(`^([0-9a-f]{2}){2,128}$`)
)

// claims are the digests of a file and those that it came with, as claims that
// nobody has checked. Those that a record cannot hold are left.
func (f *File) claims() (out []evidence.Claim, left []Left) {
	var all []evidence.Claim
	for _, h := range f.Hashes {
		name := strings.ToLower(h.Algorithm)
		if plain := strings.ReplaceAll(name, "-", ""); hashNames[plain] != "" {
			name = plain
		}
		all = append(all, evidence.Claim{Algorithm: name, By: claimant, Result: evidence.Unchecked, Value: h.Value})
	}
	for _, c := range f.Claims {
		all = append(all, evidence.Claim{Algorithm: c.Algorithm, By: oneLine(c.By), Result: evidence.Unchecked, Value: c.Value})
	}
	for _, c := range all {
		if !algorithm.MatchString(c.Algorithm) || !hexDigest.MatchString(c.Value) || c.By == "" || len(out) == 64 {
			left = append(left, Left{f.ID, fmt.Sprintf("no record can hold the digest %s %s", c.Algorithm, c.Value)})
			continue
		}
		out = append(out, c)
	}
	return out, left
}

// utc is a time of xsd:dateTime as records have it. Without a zone it is not
// known when it was, and nothing is said.
func utc(s string) string {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.UTC().Year() < 1 || t.UTC().Year() > 9999 {
		return ""
	}
	return t.UTC().Truncate(time.Second).Format(time.RFC3339)
}

// oneLine makes a text fit into a record.
func oneLine(s string) string {
	const most = 4096
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
	if len(s) <= most {
		return s
	}
	s = s[:most-len("…")]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s + "…"
}
