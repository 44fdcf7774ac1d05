package custody

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Policy says which logs are trusted, and which witnesses must have seen a
// checkpoint. It is a file as c2sp.org/tlog-policy defines it.
type Policy struct {
	logs   []vkey
	parts  map[string]part // witnesses and groups by name
	quorum string          // "" for none
	seen   bool            // the quorum line was there
}

// A part of a policy is a witness or a group of parts. No part is in two
// groups, so the parts are a tree and each is counted once.
type part struct {
	witness *vkey
	url     string // of the witness, "" if the policy does not say
	members []string
	need    int
	used    bool
}

// Limits of a policy file; tlog-policy asks for 32 of each at least.
const (
	maxPolicyLines = 1024
	maxPolicyLine  = 8192
)

const noQuorum = "none"

// ParsePolicy reads a policy file.
func ParsePolicy(text []byte) (*Policy, error) {
	p := &Policy{parts: map[string]part{}}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return nil, errors.New("read a policy: the last line has no end")
	}
	lines := bytes.Split(text, []byte("\n"))
	if len(lines) > maxPolicyLines+1 {
		return nil, fmt.Errorf("read a policy: more than %d lines", maxPolicyLines)
	}
	for n, line := range lines {
		if err := p.line(string(line)); err != nil {
			return nil, fmt.Errorf("read a policy: line %d: %w", n+1, err)
		}
	}
	if !p.seen {
		return nil, errors.New("read a policy: no quorum line; write \"quorum none\" if no witness is needed")
	}
	return p, nil
}

func (p *Policy) line(line string) error {
	if len(line) > maxPolicyLine {
		return fmt.Errorf("%d bytes, %d are allowed", len(line), maxPolicyLine)
	}
	for i := range len(line) {
		if c := line[i]; c < 0x20 && c != '\t' || c == 0x7f {
			return fmt.Errorf("a control character at column %d", i+1)
		}
	}
	// Only spaces and tabs part the items: bytes above 0x7f are opaque.
	items := strings.FieldsFunc(line, func(c rune) bool { return c == ' ' || c == '\t' })
	if len(items) == 0 || items[0][0] == '#' {
		return nil
	}
	switch items[0] {
	case "log":
		return p.log(items[1:])
	case "witness":
		return p.witness(items[1:])
	case "group":
		return p.group(items[1:])
	case "quorum":
		return p.setQuorum(items[1:])
	}
	return fmt.Errorf("%q is no line of a policy", shorten(items[0]))
}

func (p *Policy) log(items []string) error {
	if len(items) != 1 && len(items) != 2 {
		return errors.New("write: log VKEY [URL]")
	}
	k, err := parseVKey(items[0], Ed25519, MLDSA44)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(p.logs, k.same) {
		return fmt.Errorf("the key of %s stands twice among the logs", k.name)
	}
	p.logs = append(p.logs, *k)
	return nil
}

func (p *Policy) witness(items []string) error {
	if len(items) != 2 && len(items) != 3 {
		return errors.New("write: witness NAME VKEY [URL]")
	}
	k, err := parseVKey(items[1], Ed25519Cosigned, MLDSA44)
	if err != nil {
		return err
	}
	for _, x := range p.parts {
		if x.witness != nil && x.witness.same(*k) {
			return fmt.Errorf("the key of %s stands twice among the witnesses", k.name)
		}
	}
	return p.define(items[0], part{witness: k, url: strings.Join(items[2:], "")})
}

func (p *Policy) define(name string, x part) error {
	if _, ok := p.parts[name]; ok || name == noQuorum {
		return fmt.Errorf("the name %q is taken", shorten(name))
	}
	p.parts[name] = x
	return nil
}

func (p *Policy) group(items []string) error {
	if len(items) < 3 {
		return errors.New("write: group NAME all|any|K and the names of its members")
	}
	x := part{members: items[2:]}
	switch items[1] {
	case "any":
		x.need = 1
	case "all":
		x.need = len(x.members)
	default:
		k, err := strconv.Atoi(items[1])
		if err != nil || k < 1 || k > len(x.members) || strconv.Itoa(k) != items[1] {
			return fmt.Errorf("%q of %d members: write all, any, or a number from 1 to the number of members", shorten(items[1]), len(x.members))
		}
		x.need = k
	}
	for _, m := range x.members {
		member, ok := p.parts[m]
		switch {
		case !ok:
			return fmt.Errorf("%q is not defined above", shorten(m))
		case member.used:
			return fmt.Errorf("%q is a member already", shorten(m))
		}
		member.used = true
		p.parts[m] = member
	}
	return p.define(items[0], x)
}

func (p *Policy) setQuorum(items []string) error {
	if len(items) != 1 || p.seen {
		return errors.New("write once: quorum NAME, or quorum none")
	}
	p.seen = true
	if items[0] == noQuorum {
		return nil
	}
	if _, ok := p.parts[items[0]]; !ok {
		return fmt.Errorf("%q is not defined above", shorten(items[0]))
	}
	p.quorum = items[0]
	return nil
}
