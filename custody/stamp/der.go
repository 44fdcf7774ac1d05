package stamp

import (
	"crypto/x509"
	std "encoding/asn1"
	"fmt"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// Tags that context gives a meaning.
const (
	tag0     asn1.Tag = 0x80
	tag1     asn1.Tag = 0x81
	tag0cons asn1.Tag = 0xa0
	tag1cons asn1.Tag = 0xa1
	tag2cons asn1.Tag = 0xa2
	tag4cons asn1.Tag = 0xa4
)

// A der is an element of DER that is read from its front. The first fault is
// kept and shared with all that is opened inside, so a reader asks once, at
// the end. After a fault everything reads as empty.
type der struct {
	in    cryptobyte.String
	name  string
	whole int // capacity of the outermost input, which tells how far we are
	left  int // capacity of in where the last element began
	fault **Error
}

func newDER(b []byte, name string) *der {
	var first *Error
	return &der{in: b, name: name, whole: cap(b), left: cap(b), fault: &first}
}

// wrong keeps the first fault, with the place where it was met.
func (d *der) wrong(format string, args ...any) {
	if *d.fault == nil {
		*d.fault = fault(Malformed, "byte %d, %s: %s", d.whole-d.left, d.name, fmt.Sprintf(format, args...))
	}
	d.in = nil
}

// next is asked before each element is read.
func (d *der) next() bool {
	d.left = cap(d.in)
	return !d.failed()
}

func (d *der) failed() bool { return *d.fault != nil }

// err is the first fault anywhere.
func (d *der) err() error {
	if d.failed() {
		return *d.fault
	}
	return nil
}

func (d *der) within(in cryptobyte.String, name string) *der {
	return &der{in, name, d.whole, cap(in), d.fault}
}

// open goes into an element.
func (d *der) open(tag asn1.Tag, name string) *der {
	var in cryptobyte.String
	if d.next() && !d.in.ReadASN1(&in, tag) {
		d.wrong("%s is missing, of another kind, or not in DER", name)
	}
	return d.within(in, name)
}

// maybe goes into an element that need not be there.
func (d *der) maybe(tag asn1.Tag, name string) (*der, bool) {
	if !d.has(tag) {
		return nil, false
	}
	return d.open(tag, name), true
}

func (d *der) has(tag asn1.Tag) bool { return !d.failed() && d.in.PeekASN1Tag(tag) }

func (d *der) empty() bool { return d.failed() || d.in.Empty() }

// end refuses anything more.
func (d *der) end() {
	if d.next() && !d.in.Empty() {
		d.wrong("something follows that does not belong there")
	}
}

// element takes a whole element, with its head.
func (d *der) element(tag asn1.Tag, name string) []byte {
	var out cryptobyte.String
	if d.next() && !d.in.ReadASN1Element(&out, tag) {
		d.wrong("%s is missing, of another kind, or not in DER", name)
	}
	return out
}

// any takes a whole element of any kind.
func (d *der) any(name string) []byte {
	var out cryptobyte.String
	var tag asn1.Tag
	if d.next() && !d.in.ReadAnyASN1Element(&out, &tag) {
		d.wrong("%s is missing or not in DER", name)
	}
	return out
}

// octets takes an OCTET STRING.
func (d *der) octets(name string) []byte { return d.open(asn1.OCTET_STRING, name).in }

// oid takes an OBJECT IDENTIFIER, in numbers and dots.
func (d *der) oid(name string) string {
	in := d.open(asn1.OBJECT_IDENTIFIER, name)
	var o x509.OID
	if in.failed() {
		return ""
	}
	if o.UnmarshalBinary(in.in) != nil {
		in.wrong("not in DER")
		return ""
	}
	return o.String()
}

// integer takes an INTEGER of at most 64 bytes.
func (d *der) integer(name string) *big.Int {
	out := new(big.Int)
	if d.next() && (!d.in.ReadASN1Integer(out) || out.BitLen() > 512) {
		d.wrong("%s is missing, not in DER, or too large", name)
	}
	return out
}

// number takes an INTEGER from least to most, under a tag of its own where it
// has one.
func (d *der) number(tag asn1.Tag, least, most int64, name string) int64 {
	var out int64
	if d.next() && (!d.in.ReadASN1Int64WithTag(&out, tag) || out < least || out > most) {
		d.wrong("%s is missing, not in DER, or not from %d to %d", name, least, most)
	}
	return out
}

// version takes a version, which has one value here.
func (d *der) version(want int64) {
	var out int64
	if d.next() && (!d.in.ReadASN1Integer(&out) || out != want) {
		d.wrong("version is not %d", want)
	}
}

// is takes an OBJECT IDENTIFIER that has one value here.
func (d *der) is(want, name string) {
	if got := d.oid(name); got != want && !d.failed() {
		d.wrong("%s is %s, not %s", name, got, want)
	}
}

// bits takes a BIT STRING.
func (d *der) bits(name string) (out std.BitString) {
	if d.next() && !d.in.ReadASN1BitString(&out) {
		d.wrong("%s is not in DER", name)
	}
	return out
}

// truth takes a BOOLEAN that is TRUE. DER leaves a default FALSE out.
func (d *der) truth(name string) bool {
	var out bool
	if !d.has(asn1.BOOLEAN) {
		return false
	}
	if d.next(); !d.in.ReadASN1Boolean(&out) || !out {
		d.wrong("%s is FALSE, which DER leaves out, or not in DER", name)
	}
	return out
}
