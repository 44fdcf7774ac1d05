// Package custody keeps the log in which it is written who held an exhibit,
// when, and what was done with it. The log can only grow, and whoever has one
// of its checkpoints can tell later that nothing was added, changed or left
// out behind it. The formats are in docs/spec/custody.md; the log is one as
// C2SP defines it, so that monitors and verifiers of others read it.
//
// # Writing
//
// A [Record] says what happened. [Seal] puts a salt to it and gives an
// [Opening]; only its [Commitment] goes into the log:
//
//	opening, err := custody.Seal(record)
//	// keep the opening on disk now: without it the entry says nothing
//	index, checkpoint, err := log.Append(ctx, time.Now(), opening.Commitment())
//
// When Append returns, the entry is on disk and covered by a signed
// checkpoint. If it does not return, or returns an error, append the same
// opening again: the log holds a commitment once and gives the index it has.
// Any number of goroutines may append; those that wait share one commit.
//
// [Create] makes a log in a [Dir] and [Open] opens it to write, which one
// process can do at a time. The package logdir has the Dir for a folder.
//
// # Reading
//
// Readers need no lock and no key, only the files: [Prove] makes a proof of
// one entry, [Check] holds every byte of a log against its checkpoint and
// names the first bad one, [Read] tells where a log stands.
//
// # Verifying
//
// [ParsePolicy] reads whom you trust, and [Verify] holds a proof and an opening
// against it, without a network and without us:
//
//	policy, err := custody.ParsePolicy(text)
//	where, err := custody.Verify(proof, opening.Commitment(), policy)
//
// A proof says that the entry stands in the log, not that the record is true:
// that is the word of its actor.
//
// # Witnesses
//
// A log could show two histories to two people. The package witness cosigns the
// checkpoints of logs that only grow; [Log.AddCosignatures] puts its lines under
// the checkpoint in force, and a policy with a quorum asks for them. A [Fork] is
// what convicts a log of two histories, offline as well.
//
// # What not to do
//
// Do not use a salt twice: [Seal] draws it. Do not publish an opening or put
// it into the log. Do not repair a log by hand: a changed byte is a finding.
// Do not let a log be written on a file system that does not keep what it has
// synced, and never restore an old copy of a log that others have seen: it
// would sign a second history.
//
// # Stability
//
// The formats with @v1 in their first line do not change. The package takes
// the time as a value and does no input or output but in the Dir or the file
// system that it is given.
package custody
