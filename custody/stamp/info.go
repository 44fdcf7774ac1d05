package stamp

import (
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte/asn1"
)

// info is TSTInfo (RFC 3161, section 2.4.2): what the TSA signs.
type info struct {
	policy   string
	imprint  Imprint
	serial   *big.Int
	time     time.Time
	accuracy *time.Duration // nil if not stated
	ordering bool
	nonce    *big.Int // nil if there is none
	tsa      []byte   // a GeneralName, nil if there is none
}

func (d *der) info() info {
	t := d.open(asn1.SEQUENCE, "TSTInfo")
	d.end()
	t.version(1)
	i := info{policy: t.oid("policy"), imprint: t.imprint(), serial: t.integer("serialNumber")}
	if i.serial.Sign() < 0 {
		t.wrong("serialNumber is negative")
	}
	i.time = t.genTime()
	if a, ok := t.maybe(asn1.SEQUENCE, "accuracy"); ok {
		i.accuracy = a.accuracy()
	}
	i.ordering = t.truth("ordering")
	if t.has(asn1.INTEGER) {
		i.nonce = t.integer("nonce")
	}
	if n, ok := t.maybe(tag0cons, "tsa"); ok {
		i.tsa = n.any("tsa")
		n.end()
	}
	if x, ok := t.maybe(tag1cons, "extensions"); ok {
		x.extensions()
	}
	t.end()
	return i
}

// genTime reads a GeneralizedTime in UTC, with parts of a second but no zero
// at their end. What is read has to be written the same way again.
func (d *der) genTime() time.Time {
	const form = "20060102150405.999999999Z"
	text := string(d.open(asn1.GeneralizedTime, "genTime").in)
	t, err := time.Parse(form, text)
	if !d.failed() && (err != nil || t.Format(form) != text) {
		d.wrong("genTime %s is not YYYYMMDDhhmmss.s…Z", quote(text))
	}
	return t
}

// maxAccuracy is how vague a stamp may be, in seconds: a day.
const maxAccuracy = 24 * 60 * 60

func (d *der) accuracy() *time.Duration {
	var sum time.Duration
	if d.has(asn1.INTEGER) {
		sum += time.Duration(d.number(asn1.INTEGER, 0, maxAccuracy, "seconds")) * time.Second
	}
	if d.has(tag0) {
		sum += time.Duration(d.number(tag0, 1, 999, "millis")) * time.Millisecond
	}
	if d.has(tag1) {
		sum += time.Duration(d.number(tag1, 1, 999, "micros")) * time.Microsecond
	}
	d.end()
	return &sum
}

// extensions reads Extensions. None is known here, so a critical one is
// refused, and the others change nothing.
func (d *der) extensions() {
	for ok := true; ok && !d.failed(); ok = !d.empty() {
		e := d.open(asn1.SEQUENCE, "an extension")
		id := e.oid("extnID")
		critical := e.truth("critical")
		e.octets("extnValue")
		e.end()
		if critical && !d.failed() {
			d.unsupported("the extension %s is critical and not known", id)
		}
	}
}
