package evidence

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
)

const ledgerRoom = 16 << 20

// ledger remembers the exhibits that were seen, for comparison with the manifests
// and the records. Running hashes decide. A list says in addition what is wrong
// where, as long as it has room; so memory stays bounded.
type ledger struct {
	list    []seen
	room    int
	full    bool
	lines   []hash.Hash // a manifest as it must be, one a digest
	records hash.Hash
	octets  int64
	count   int64
}

type seen struct {
	name    string
	digests []string
	size    int64
}

func newLedger(digests int) *ledger {
	l := &ledger{room: ledgerRoom, records: sha256.New()}
	for range digests {
		l.lines = append(l.lines, sha256.New())
	}
	return l
}

func (l *ledger) add(s seen) {
	for i, d := range s.digests {
		_, _ = io.WriteString(l.lines[i], manifestLine(d, dataFolder+s.name))
	}
	_, _ = io.WriteString(l.records, recordEssence(s.name, s.digests[0], s.size))
	l.octets += s.size
	l.count++
	if l.room -= 250*len(s.digests) + len(s.name); l.room < 0 {
		l.full, l.list = true, nil
	}
	if !l.full {
		l.list = append(l.list, s)
	}
}

// recordEssence is what a record and an exhibit must agree on.
func recordEssence(name, digest string, size int64) string {
	return fmt.Sprintf("%s %d %s\n", digest, size, name)
}

// cursor goes through the list beside a file that should name the same exhibits.
type cursor struct {
	*ledger
	file string
	v    *Verdict
	i    int
}

// see finds the exhibit that the file names next. Both are in order, so what is
// passed over on either side is missing on the other.
func (c *cursor) see(name string) *seen {
	if c.full {
		return nil
	}
	for c.i < len(c.list) {
		if c.list[c.i].name == name {
			c.i++
			return &c.list[c.i-1]
		}
		if sortKey(c.list[c.i].name) >= sortKey(name) {
			break
		}
		c.unlisted()
	}
	c.v.wrong(codeListedOnly, dataFolder+name, "%s lists it, but it is not there", c.file)
	return nil
}

func (c *cursor) unlisted() {
	c.v.wrong(codeUnlisted, dataFolder+c.list[c.i].name, "it is there, but %s does not list it", c.file)
	c.i++
}

// end closes the comparison. Equal says whether the running hashes agree.
func (c *cursor) end(equal bool, before int) {
	for !c.full && c.i < len(c.list) {
		c.unlisted()
	}
	if !equal && before == c.v.count() {
		c.v.wrong(codeManifest, c.file, "it does not agree with the %d exhibits that are there", c.count)
	}
}
