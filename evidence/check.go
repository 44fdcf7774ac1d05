package evidence

import (
	"fmt"
	"io"
	"strings"
)

// Folder takes the content of a bundle while it is opened. It must refuse a name
// that is there already, in whatever way its system compares names.
type Folder interface {
	Create(name string) (io.WriteCloser, error)
}

// nowhere takes content that is only checked.
type nowhere struct{}

func (nowhere) Create(string) (io.WriteCloser, error) { return nowhere{}, nil }
func (nowhere) Write(p []byte) (int, error)           { return len(p), nil }
func (nowhere) Close() error                          { return nil }

// checker takes the files of a bag one by one, in order, from an archive or a
// folder, and holds them against each other and against the statement.
type checker struct {
	*inspection
	v       *Verdict
	into    Folder
	slots   []slot
	step    int    // in slots
	last    string // the file before, in the folder of the slot
	names   order
	oxum    *info // what bag-info.txt says
	hashes  digests
	tags    [][]string
	ledger  *ledger
	history history
	source  source
	buf     []byte
}

func newChecker(in *inspection, v *Verdict, into Folder) *checker {
	d := in.st.Predicate.Bag.Digests
	return &checker{inspection: in, v: v, into: into, slots: slots(d), hashes: newDigests(d), ledger: newLedger(len(d)),
		history: history{met: map[string]bool{}}}
}

// outside is trouble that is not the bundle's: the disk is full, someone pressed a key.
type outside struct{ error }

func (o outside) Unwrap() error { return o.error }

// entry checks the next file. An error ends the check; smaller things are findings.
func (c *checker) entry(name string, size int64, r io.Reader) error {
	for ; c.step < len(c.slots); c.step++ {
		s := c.slots[c.step]
		path, in := strings.CutPrefix(name, s.name)
		switch {
		case !in || !s.folder && path != "":
			if s.must {
				return fmt.Errorf("%q: it stands where %s should", name, s.name)
			}
			c.last = ""
			continue
		case s.name == dataFolder:
			return c.exhibit(path, size, r)
		case s.folder && !historyName.MatchString(name) && !sourceName.MatchString(name):
			return fmt.Errorf("%q: it does not belong there", name)
		case s.folder && path <= c.last:
			return fmt.Errorf("%q: it stands behind %q", name, s.name+c.last)
		case s.folder:
			c.last = path
		default:
			c.step++
		}
		return c.tag(name, size, r)
	}
	return fmt.Errorf("%q: nothing should follow here", name)
}

// admit checks what can be checked of an exhibit before it is read.
func (c *checker) admit(name string, size int64) error {
	if err := c.names.next(name); err != nil {
		return err
	}
	p := c.st.Predicate
	switch {
	case c.ledger.count == p.Commitments.Size:
		return fmt.Errorf("%q: the statement commits to %d exhibits, this is one more", name, p.Commitments.Size)
	case size < 0 || c.oxum != nil && size > c.oxum.octets-c.ledger.octets:
		return fmt.Errorf("%q: with it the exhibits are larger than the %d bytes of %s", name, c.oxum.octets, infoName)
	}
	return nil
}

func (c *checker) exhibit(name string, size int64, r io.Reader) error {
	if err := c.admit(name, size); err != nil {
		return err
	}
	w, err := c.into.Create(dataFolder + name)
	if err != nil {
		return outside{fmt.Errorf("write %q: %w", name, err)}
	}
	n, err := c.copy(w, r)
	if e := w.Close(); err == nil && e != nil {
		err = outside{fmt.Errorf("write %q: %w", name, e)}
	}
	if err == nil && n != size {
		err = fmt.Errorf("it has %d bytes, not %d", n, size)
	}
	if err != nil {
		return fmt.Errorf("%q: %w", dataFolder+name, err)
	}
	c.met(seen{name, c.hashes.take(), size})
	return nil
}

// met takes note of an exhibit that was admitted and hashed.
func (c *checker) met(s seen) {
	c.history.meet(s.digests[0])
	c.ledger.add(s)
}

// copy hashes and writes.
func (c *checker) copy(w io.Writer, r io.Reader) (int64, error) {
	if c.buf == nil {
		c.buf = make([]byte, blockSize)
	}
	var total int64
	for {
		if err := c.ctx.Err(); err != nil {
			return total, outside{err}
		}
		n, err := r.Read(c.buf)
		total += int64(n)
		_, _ = c.hashes.Write(c.buf[:n])
		if _, e := w.Write(c.buf[:n]); e != nil {
			return total, outside{e}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// finish finds what never came.
func (c *checker) finish() {
	for ; c.step < len(c.slots); c.step++ {
		if s := c.slots[c.step]; s.must {
			c.v.wrong(codeMissing, s.name, "it is missing")
			break
		}
	}
	if size := c.st.Predicate.Commitments.Size; c.ledger.count != size {
		c.v.wrong(codeCount, dataFolder, "there are %d exhibits; the statement commits to %d", c.ledger.count, size)
	}
	if c.v.Octets = c.ledger.octets; c.oxum != nil && c.oxum.octets != c.v.Octets {
		c.v.wrong(codeOctets, dataFolder, "there are %d bytes; %s says %d", c.v.Octets, infoName, c.oxum.octets)
	}
	c.history.finish(c.v)
	c.source.finish(c.v)
}
