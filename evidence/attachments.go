package evidence

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"slices"

	"github.com/comity-dev/comity/custody/stamp"
)

// attachments checks what lies beside the seal and says since when it exists.
func (in *inspection) attachments(v *Verdict) error {
	announced := in.st.Predicate.Proofs
	data, err := in.read(ProofsName, maxSeal)
	if f := new(flaw); errors.As(err, &f) && f.code == codeMissing && len(announced) == 0 {
		return nil
	}
	var list *proofs
	if err == nil {
		in.beside = append(in.beside, attachment{ProofsName, data})
		list, err = parseProofs(in.ctx, data, in.st)
	}
	if err != nil {
		return v.fail(ProofsName, err)
	}
	for _, s := range list.Subject {
		if err := v.fail(s.Name, in.attachment(s)); err != nil {
			return err
		}
	}
	for _, kind := range announced {
		if !slices.Contains(list.kinds(), kind) {
			v.wrong(codeAnnounced, ProofsName, "the statement announces the proof %q, and it is not listed", kind)
		}
	}
	return in.since(v)
}

// attachment is a file beside the seal.
type attachment struct {
	name string
	data []byte
}

func (in *inspection) attachment(s Subject) error {
	data := in.seal
	if s.Name != SealName {
		var err error
		if data, err = in.read(s.Name, maxProof); err != nil {
			return err
		}
		in.beside = append(in.beside, attachment{s.Name, data})
	}
	if h := sha256.Sum256(data); sum(h[:]) != s.Digest.SHA256 {
		return flawed(codeChanged, "its digest is %s, the signed one %s", sum(h[:]), s.Digest.SHA256)
	}
	return nil
}

// file gives a file beside the seal.
func (in *inspection) file(name string) []byte {
	for _, a := range in.beside {
		if a.name == name {
			return a.data
		}
	}
	return nil
}

// since holds the proofs against those whom the caller trusts.
func (in *inspection) since(v *Verdict) error {
	if opening, proof := in.file(OpeningName), in.file(LogProofName); opening != nil && proof != nil {
		if err := v.fail(OpeningName, in.logged(v, opening, proof)); err != nil {
			return err
		}
	}
	for n := 1; in.file(StampName(n)) != nil; n++ {
		if err := v.fail(StampName(n), in.stamped(v, StampName(n))); err != nil {
			return err
		}
	}
	return nil
}

// SealStamp is a time stamp over the seal.
type SealStamp struct {
	File string `json:"file"`
	*stamp.Result
}

func (in *inspection) stamped(v *Verdict, name string) error {
	s, err := stamp.Parse(in.file(name))
	if err != nil {
		return flawed(codeStamp, "%v", err)
	}
	imprint, err := stamp.ImprintOf(s.Hash(), bytes.NewReader(in.seal))
	if err != nil {
		return err
	}
	r, err := s.Verify(imprint, in.o.Roots, in.o.Time)
	if e := new(stamp.Error); errors.As(err, &e) && e.Code == stamp.NoAnchor {
		r, err = s.Verify(imprint, nil, in.o.Time) // a stamper that is not trusted makes nothing wrong
	}
	if err != nil {
		return flawed(codeStamp, "%v", err)
	}
	v.Stamps = append(v.Stamps, SealStamp{name, r})
	return nil
}

func (in *inspection) logged(v *Verdict, opening, proof []byte) error {
	o, r, err := sealEntry(opening, in.digest)
	if err != nil {
		return err
	}
	e := entryOf(OpeningName, o, r)
	err = e.prove(o.Commitment(), proof, in.o.Policy)
	v.Seal = &e
	return err
}
