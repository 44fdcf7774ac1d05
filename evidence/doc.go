// Package evidence seals exhibits into a bundle that others can check and open
// without this package: a BagIt bag in a tar archive, encrypted with age to its
// readers in part files, and signed as a DSSE envelope. docs/spec/evidence.md
// gives every byte.
//
// Most callers need four functions. [Seal] writes a bundle to a [Store].
// [Verify] checks a sealed bundle without any secret: the signature, and that
// every part is there and whole. [Open] checks everything, with an [Identities],
// and hands the content to a [Folder] while it does. [CheckFolder] checks an
// opened bundle again, years later.
//
// Two more hand evidence on. [Attach] lays proofs of others beside a seal: that a
// custody log holds it, or that a time stamper has seen it. [TakeFrom] makes the
// source of a new bundle out of an opened one, which shows that some exhibits are in
// the set that was sealed before, and gives nothing of the others away.
//
// # What a verdict means
//
// The three checks return a [Verdict]. Only [Verdict.Proved] says yes, and it
// does so only if nothing was found wrong and the caller vouched for the signer,
// by [Trust.Keys], or for this one seal, by its digest in [Trust.Expect]. A
// verdict lists what is proved and what is not: the time of sealing, and what the
// records say about origin, legal basis and collector, are claims of the signer.
//
// # What not to do
//
// Do not use what [Open] wrote before it returned a proved verdict. Encrypted
// data comes out in good pieces before a cut or a wrong digest is found at the
// end. Write to a staging folder, and rename it when the verdict is there.
//
// Do not choose names of exhibits by hand: [Portable] makes a name that opens on
// every system, and [Exhibit.Original] keeps what it was.
//
// # Keys
//
// Readers have age keys, post-quantum hybrid ones by default. X25519 serves
// readers that have nothing else; the two cannot share a bundle. Signers have
// Ed25519 keys. Key files are encrypted with a passphrase unless it is empty.
// No error and no String method of this package holds a secret.
//
// # Limits
//
// Memory does not grow with the size of the data. It grows by a few megabytes
// with the number of exhibits, and then no more. The package does no input or
// output beyond what is handed to it; time and randomness are values, except that
// age draws its own file keys from the system.
package evidence
