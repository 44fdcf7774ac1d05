// Package certificate makes the certificates that courts ask for with electronic
// evidence, out of a bundle that was proved: as data for a letter, and as plain
// text for print. docs/spec/certificates.md gives the form of both.
//
//	forms, err := certificate.Builtin()
//	c, err := certificate.Make(forms.Find("us-fre-902-14"), bundle, nil, answers)
//	if !c.Complete { … c.Missing names what a person still has to state … }
//
// A certificate is the oath or the declaration of a person. This package fills in
// what the bundle itself proves (names, digests, the signer) and marks what the
// bundle only claims. Whatever a person must state, it takes from that person's
// answers and from nowhere else; without them it is missing, by name.
//
// Each form is one file in the folder forms: which law, from which source and how
// sure, what the certificate must state, who states it. Another form is another
// file: [Load] reads a folder of them. The texts say in our own words what a law
// asks for; they are no copy of a statutory form and no legal advice.
package certificate
