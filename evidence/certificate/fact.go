package certificate

import (
	"fmt"
	"time"

	"github.com/comity-dev/comity/evidence"
)

// Bundle is what a certificate is made from: an opened bundle after its check.
type Bundle struct {
	Verdict *evidence.Verdict
	Records []*evidence.Record
	Checked time.Time // when the verdict was given
}

// Fact is something that the bundle states. What is not proved is a claim of the
// bundle's signer.
type Fact struct {
	Code   string `json:"code" enum:"facts"`
	Proved bool   `json:"proved" doc:"false: the bundle's signer claims it"`
	Text   string `json:"text"`
}

// Exhibit is what the bundle says of one exhibit. Name, size and digest are
// proved; the others are claims of the bundle's signer.
type Exhibit struct {
	Name      string `json:"name"`
	Size      int64  `json:"size" doc:"in bytes"`
	SHA256    string `json:"sha256" pattern:"^[0-9a-f]{64}$"`
	Original  string `json:"original,omitempty" doc:"its name where it came from (claimed)"`
	Origin    string `json:"origin" doc:"claimed"`
	Basis     string `json:"basis" doc:"claimed"`
	Collector string `json:"collector" doc:"claimed"`
	Collected string `json:"collected,omitempty" doc:"claimed"`
	Tool      string `json:"tool,omitempty" doc:"claimed"`
}

// Entry is a custody entry of one of the exhibits, up to sealing. Proved says that
// a log that the checker trusts holds it, not that it is true.
type Entry struct {
	Kind    string `json:"kind"`
	Time    string `json:"time" doc:"claimed"`
	Exhibit string `json:"exhibit" pattern:"^[0-9a-f]{64}$" doc:"its SHA-256"`
	Actor   string `json:"actor" doc:"claimed"`
	From    string `json:"from,omitempty" doc:"claimed"`
	To      string `json:"to,omitempty" doc:"claimed"`
	Proved  bool   `json:"proved" doc:"it stands in a log that the checker trusts"`
	Log     string `json:"log,omitempty"`
	Index   int64  `json:"index" doc:"in that log, from 0"`
}

// factCodes are the facts that a form can name.
var factCodes = []string{"exhibits", "sha256", "records", "bundle", "signer", "check", "sealed", "custody"}

// fact states one of them.
func (b *Bundle) fact(code string, of []Exhibit) Fact {
	v := b.Verdict
	proved := func(format string, args ...any) Fact { return Fact{code, true, fmt.Sprintf(format, args...)} }
	switch code {
	case "exhibits":
		var octets int64
		for _, e := range of {
			octets += e.Size
		}
		return proved("%d of the %d exhibits of the bundle, %d bytes in all; they are listed under exhibits, by name and size.", len(of), len(b.Records), octets)
	case "sha256":
		return proved("The algorithm is SHA-256 (FIPS 180-4). The values, in hexadecimal, are listed under exhibits.")
	case "bundle":
		return proved("They are in the bundle %s, whose signed statement has the digest %s.", v.Bundle, v.Digest)
	case "signer":
		return proved("The statement is signed with the Ed25519 key %s (fingerprint %s), %s.", v.SignerKey, v.Signer, vouched[v.Vouched])
	case "check":
		return proved("At %s every exhibit, name and record was compared with the signed statement, and nothing was wrong, missing or added.",
			b.Checked.UTC().Format(time.RFC3339))
	case "custody":
		return b.custodyFact(b.custody(of))
	case "sealed":
		return sealed(v)
	}
	return Fact{code, false, "What the exhibits' records say of origin, legal basis, collector, tool and time is claimed by the bundle's signer; it is listed under exhibits."}
}

// sealed says since when the seal exists: by the first time stamp whose root the
// checker trusts, else by the word of its signer.
func sealed(v *evidence.Verdict) Fact {
	claim := fmt.Sprintf("It was sealed at %s, as its signer claims.", v.ClaimedTime)
	var first *evidence.SealStamp
	for i, s := range v.Stamps {
		if s.Result != nil && s.Anchored && (first == nil || s.Latest.Before(first.Latest)) {
			first = &v.Stamps[i]
		}
	}
	if first == nil {
		return Fact{"sealed", false, claim}
	}
	return Fact{"sealed", true, fmt.Sprintf("%s That the seal was there at %s at the latest is shown by a time stamp of %s, which the checker trusts.",
		claim, first.Latest.UTC().Format(time.RFC3339), first.TSA)}
}

func (b *Bundle) custodyFact(list []Entry) Fact {
	if len(list) == 0 {
		return Fact{"custody", false, "The bundle has no custody entries of these exhibits; nothing is claimed."}
	}
	n := 0
	for _, e := range list {
		if e.Proved {
			n++
		}
	}
	return Fact{"custody", n == len(list), fmt.Sprintf("%d custody entries up to sealing are listed under custody, as those who wrote them claim. "+
		"%d of them stand in a log that the checker trusts, which shows that they were not changed since.", len(list), n)}
}

// custody gives the entries of these exhibits.
func (b *Bundle) custody(of []Exhibit) []Entry {
	in := map[string]bool{}
	for _, x := range of {
		in[x.SHA256] = true
	}
	out := []Entry{}
	for _, e := range b.Verdict.Custody {
		if in[e.Exhibit] {
			out = append(out, Entry{string(e.Kind), e.Time.UTC().Format(time.RFC3339), e.Exhibit, e.Actor, e.From, e.To, e.Proved, e.Log, e.Index})
		}
	}
	return out
}

var vouched = map[string]string{
	"key":    "which the checker named",
	"digest": "and the checker named the digest of the statement",
}

func exhibit(r *evidence.Record) Exhibit {
	return Exhibit{Name: r.Name, Size: r.Size, SHA256: r.SHA256, Original: r.Original, Origin: r.Origin, Basis: r.Basis,
		Collector: r.Collector, Collected: r.Collected, Tool: r.Tool}
}
